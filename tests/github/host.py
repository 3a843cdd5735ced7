"""GitHub's API as our scripts meet it, on loopback: it answers what a test has laid out and remembers the questions."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "library/rights"
TOKEN = "token-of-the-run"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: ``path`` below the repository, or below the host for what is kept elsewhere."""

    method: str
    path: str
    query: dict[str, str]
    data: Any
    token: str


@dataclass(slots=True)
class Host:
    """What is at which path: lists come page by page, bytes as files from another host."""

    port: int = 0
    there: dict[str, Any] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    elsewhere: str = ""

    @property
    def address(self) -> str:
        """The root of the API."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def written(self) -> list[Asked]:
        """The requests that change something."""
        return [one for one in self.asked if one.method != "GET"]


@contextmanager
def host() -> Iterator[Host]:
    """Two servers: the API, and the one where its files are kept."""
    api = Host()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            length = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            path = parts.path.removeprefix(f"/repos/{REPOSITORY}")
            token = self.headers.get("Authorization", "")
            api.asked.append(Asked(self.command, path, query, data, token))
            found = api.there.get(path)
            if self.command != "GET":
                self._send(200, json.dumps({"number": 77, "id": 78}).encode())
            elif found is None:
                self._send(404, b"{}")
            elif isinstance(found, bytes):
                if self.server is files:
                    self._send(200, found)
                else:
                    self._send(302, b"", f"{api.elsewhere}{path}")
            else:
                if isinstance(found, list):
                    size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
                    found = found[size * (page - 1) : size * page]
                self._send(200, json.dumps(found).encode())

        do_GET = do_POST = do_PATCH = _answer

        def _send(self, status: int, body: bytes, to: str = "") -> None:
            self.send_response(status)
            if to:
                self.send_header("Location", to)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Handler) as front,
        ThreadingHTTPServer(("127.0.0.1", 0), Handler) as files,
    ):
        threads = [
            threading.Thread(target=server.serve_forever, args=(0.01,)) for server in (front, files)
        ]
        for thread in threads:
            thread.start()
        api.port = front.server_address[1]
        # Another name of this machine: another host.
        api.elsewhere = f"http://localhost:{files.server_address[1]}"
        try:
            yield api
        finally:
            for server in (front, files):
                server.shutdown()
            for thread in threads:
                thread.join()
