"""The outside world on loopback: one server that answers for every host, as a proxy would reach it.

With the proxy variables of the environment set to it, ordinary addresses in the files are asked of it, with TLS and
certificates as they are outside.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server says at an address. ``wait`` in seconds, before the head."""

    status: int = 200
    to: str = ""
    wait: float = 0.0
    cookie: bool = False
    silent: bool = False
    endless: bool = False
    trickle: bool = False


@dataclass(slots=True)
class Request:
    """What the server was asked."""

    method: str
    address: str
    headers: Mapping[str, str]
    sent: int = 0


@dataclass(slots=True)
class Elsewhere:
    """The server's answers by address (all others are fine), and what it was asked."""

    port: int
    authority: trustme.CA
    replies: dict[str, Reply] = field(default_factory=dict)
    untrusted: set[str] = field(default_factory=set)
    misnamed: set[str] = field(default_factory=set)
    requests: list[Request] = field(default_factory=list)
    busiest: int = 0
    busiest_host: int = 0

    @property
    def address(self) -> str:
        """Where it is reached as a proxy."""
        return f"http://127.0.0.1:{self.port}"

    def asked(self, address: str) -> list[Request]:
        """The requests for ``address``."""
        return [request for request in self.requests if request.address == address]


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """The server, while it runs."""
    authority, stranger = trustme.CA(), trustme.CA()
    lock = threading.Lock()
    contexts: dict[str, ssl.SSLContext] = {}
    busy: defaultdict[str, int] = defaultdict(int)
    stopping = threading.Event()

    def context(host: str) -> ssl.SSLContext:
        with lock:
            if host not in contexts:
                maker = stranger if host in world.untrusted else authority
                name = "somebody-else.org" if host in world.misnamed else host
                contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                maker.issue_cert(name).configure_cert(contexts[host])
            return contexts[host]

    class Handler(BaseHTTPRequestHandler):
        tunnel = ""

        def do_CONNECT(self) -> None:
            host = self.path.partition(":")[0]
            self.send_response_only(200)
            self.end_headers()
            self.close_connection = True
            with suppress(OSError):
                self.connection = context(host).wrap_socket(self.connection, server_side=True)
                self.rfile = self.connection.makefile("rb")
                self.wfile = self.connection.makefile("wb", 0)
                self.tunnel = host
                self.handle_one_request()
            self.close_connection = True

        def do_GET(self) -> None:
            address = f"https://{self.tunnel}{self.path}" if self.tunnel else self.path
            request = Request(self.command, address, dict(self.headers.items()))
            host = address.split("/")[2]
            with lock:
                world.requests.append(request)
                busy[host] += 1
                world.busiest = max(world.busiest, sum(busy.values()))
                world.busiest_host = max(world.busiest_host, busy[host])
            reply = world.replies.get(address, Reply())
            stopping.wait(reply.wait)
            # Before the first byte of the answer: who has it may ask the next, whatever this thread still does.
            with lock:
                busy[host] -= 1
            self.close_connection = True
            with suppress(OSError):
                self.answer(reply, request)

        do_HEAD = do_GET

        def answer(self, reply: Reply, request: Request) -> None:
            if reply.silent:
                return
            if reply.trickle:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not stopping.wait(0.05):
                    self.wfile.write(b"X-More: more\r\n")
                return
            self.send_response(reply.status)
            if reply.to:
                # As it is written, whatever the alphabet: http.server itself knows only Latin-1.
                self.send_header("Location", reply.to.encode().decode("latin-1"))
            if reply.cookie:
                self.send_header("Set-Cookie", "visitor=7; Path=/")
            if not reply.endless:
                self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")
            while reply.endless and not stopping.is_set():
                self.wfile.write(b"x" * 65536)
                request.sent += 65536

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()
            self.connection.close()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        world = Elsewhere(server.server_port, authority)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield world
        finally:
            stopping.set()
            server.shutdown()
            thread.join()


def wait_until(fact: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether ``fact`` comes true within ``seconds``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.02)
    return fact()
