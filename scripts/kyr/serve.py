"""Show a folder on this machine only, and notice when the words change."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

WATCHED = ("mkdocs.yml", "docs", "overrides", "printables")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files, keeps no log of who asked for what, and lets the browser keep nothing."""

    def log_message(self, format: str, *args: object) -> None:
        return

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def serve_folder(folder: Path, port: int) -> Iterator[str]:
    """Serve ``folder`` on the loopback address while the block runs; gives its address. Port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def snapshot(root: Path) -> dict[Path, int]:
    """Modification times, in nanoseconds, of every watched file below ``root``."""
    found: dict[Path, int] = {}
    for name in WATCHED:
        start = root / name
        for path in (start, *start.rglob("*")):
            if path.is_file():
                found[path] = path.stat().st_mtime_ns
    return found


def watch(root: Path, every: float = 1.0) -> Iterator[None]:
    """Yield each time a watched file appears, changes or goes, from now on; looks every ``every`` seconds."""
    return _changes(root, snapshot(root), every)


def _changes(root: Path, before: dict[Path, int], every: float) -> Iterator[None]:
    while True:
        time.sleep(every)
        now = snapshot(root)
        if now != before:
            before = now
            yield
