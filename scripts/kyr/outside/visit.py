"""Go to outside addresses and note what answers: the only module that speaks to other machines.

A visitor who is polite: says who it is, keeps and sends no cookies, names no page it came from, asks one thing at a
time of each host with a pause between, takes the head of an answer and hangs up before the body.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from kyr.hosts import is_inside, plain_host

USER_AGENT = f"kyr-link-check/{version('kyr')} (a public library sees whether its links still work)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Status codes that send a visitor on (RFC 9110, 15.4)."""
NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class Fault(StrEnum):
    """Why there was no answer."""

    NAME = "the name does not exist"
    CONNECTION = "no connection"
    CLOSED = "the connection was closed without an answer"
    SLOW = "no answer in time"
    TLS = "the connection is not secure"
    ROUND = "sent on too many times"
    ASTRAY = "sent on to what is no address on the web"
    NO_ADDRESS = "it is no address on the web"
    INSIDE = "it leads to this machine or its own network"


NO_WAY_OUT = frozenset({Fault.NAME, Fault.CONNECTION, Fault.SLOW, Fault.INSIDE})
"""What every address comes to on a machine without a network, or behind a gate that answers for all names."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient and how gentle to be: times in seconds, ``attempts`` for faults of the network."""

    seconds: float = 20.0
    pause: float = 1.0
    at_once: int = 4
    redirects: int = 5
    attempts: int = 2


@dataclass(frozen=True, slots=True)
class Hop:
    """A server's word that something stands elsewhere: its status code, and where."""

    status: int
    to: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What happened at ``address``: where it sent us, then the last ``status``, or the ``fault`` and its reason."""

    address: str
    hops: tuple[Hop, ...] = ()
    status: int = 0
    fault: Fault | None = None
    reason: str = ""

    @property
    def end(self) -> str:
        """The last address that was asked."""
        return self.hops[-1].to if self.hops else self.address

    @property
    def unreached(self) -> bool:
        """Whether nothing at all was heard from outside."""
        return not self.hops and self.fault in NO_WAY_OUT


async def visit_all(
    addresses: Iterable[str], limits: Limits, report: Callable[[str], None]
) -> list[Visit]:
    """Visit each of ``addresses`` once; ``report`` is told of the progress. Proxies come from the environment."""
    waiting = list(addresses)
    done = 0
    jar = CookieJar(DefaultCookiePolicy(allowed_domains=()))
    async with (
        httpx.AsyncClient(
            headers={"User-Agent": USER_AGENT},
            cookies=jar,
            follow_redirects=False,
            timeout=None,  # one limit over the whole answer instead, which no trickle of bytes can stretch
            limits=httpx.Limits(max_keepalive_connections=0),
        ) as client
    ):
        visitor = _Visitor(client, limits)

        async def go(address: str) -> Visit:
            nonlocal done
            visit = await visitor.visit(address)
            done += 1
            report(f"{done} of {len(waiting)}: {_host(address)}")
            return visit

        return list(await asyncio.gather(*map(go, waiting)))


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int = 0
    location: str = ""
    fault: Fault | None = None
    reason: str = ""


class _Visitor:
    def __init__(self, client: httpx.AsyncClient, limits: Limits) -> None:
        self.client = client
        self.limits = limits
        self.at_once = asyncio.Semaphore(limits.at_once)
        self.hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def visit(self, address: str) -> Visit:
        hops: list[Hop] = []
        here = address
        while True:
            answer = await self.patiently(here)
            if answer.status not in REDIRECTS or not answer.location:
                return Visit(address, tuple(hops), answer.status, answer.fault, answer.reason)
            to = _target(here, answer.location)
            if to is None:
                reason = answer.location
                return Visit(address, tuple(hops), answer.status, Fault.ASTRAY, reason)
            if len(hops) == self.limits.redirects or to == here or any(h.to == to for h in hops):
                return Visit(address, tuple(hops), answer.status, Fault.ROUND, to)
            hops.append(Hop(answer.status, to))
            here = to

    async def patiently(self, address: str) -> _Answer:
        """Ask again after a fault that may pass; who is slow is not asked twice."""
        for attempt in range(1, self.limits.attempts + 1):
            answer = await self.ask(address)
            passing = answer.fault in (Fault.CONNECTION, Fault.CLOSED)
            if not passing or attempt == self.limits.attempts:
                break
        return answer

    async def ask(self, address: str) -> _Answer:
        # The host first: who waits for a busy host holds up nobody else.
        async with self.hosts[_host(address)]:
            async with self.at_once:
                answer = await self.request(address)
            await asyncio.sleep(self.limits.pause)
        return answer

    async def request(self, address: str) -> _Answer:
        try:
            url = httpx.URL(address)
            host = _plain(url)
        except (httpx.InvalidURL, ValueError) as error:
            return _Answer(fault=Fault.NO_ADDRESS, reason=str(error))
        try:
            async with asyncio.timeout(self.limits.seconds):
                if await _leads_inside(url, host):
                    return _Answer(fault=Fault.INSIDE)
                async with self.client.stream("GET", address) as response:
                    return _Answer(response.status_code, response.headers.get("location", ""))
        except TimeoutError:
            return _Answer(fault=Fault.SLOW)
        # httpx reads where an answer sends us even if it does not go there, and lets the ValueErrors of idna through.
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError) as error:
            fault, reason = _fault(error)
            return _Answer(fault=fault, reason=reason)


def _host(address: str) -> str:
    with suppress(ValueError):
        return urlsplit(address).hostname or ""
    return ""


def _target(here: str, location: str) -> str | None:
    """The address on the web to which ``location`` leads from ``here``; ``None`` if it is none.

    Nobody outside may send us to this machine or its own network. Asked is the host to which httpx would go.
    """
    with suppress(ValueError, httpx.InvalidURL):
        to = urljoin(here, location).partition("#")[0]
        url = httpx.URL(to)
        if url.scheme in ("http", "https") and not is_inside(_plain(url)):
            return to
    return None


def _plain(url: httpx.URL) -> str:
    """The host to which httpx goes.

    Raises:
        ValueError: there can be no such host or port.
    """
    if url.port is not None and not 0 < url.port < 65536:
        raise ValueError("a port that can exist")
    return plain_host(url.raw_host.decode("ascii"))


async def _leads_inside(url: httpx.URL, host: str) -> bool:
    """Whether ``url`` leads to this machine or its own network, by its host or by what the name is said to stand for.

    Behind a proxy no name is looked up: it does that itself, and those who use one may not want to be seen asking.

    Raises:
        OSError: the name is not known.
    """
    if is_inside(host):
        return True
    proxies = getproxies()
    if (proxies.get(url.scheme) or proxies.get("all")) and not proxy_bypass(host):
        return False
    # Whoever answers otherwise a moment later is not caught by this.
    found = await asyncio.get_running_loop().getaddrinfo(host, url.port, type=socket.SOCK_STREAM)
    return any(is_inside(str(item[4][0])) for item in found)


def _fault(error: Exception) -> tuple[Fault, str]:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Fault.TLS, cause.verify_message
        if isinstance(cause, ssl.SSLError):
            return Fault.TLS, cause.reason or str(cause)
        if isinstance(cause, socket.gaierror):
            name = cause.errno in NO_SUCH_NAME
            return (Fault.NAME if name else Fault.CONNECTION), cause.strerror or ""
        if isinstance(cause, httpx.InvalidURL):
            return Fault.ASTRAY, str(cause)
    if isinstance(error, httpx.UnsupportedProtocol | ValueError):
        return Fault.ASTRAY, str(error)
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError):
        return Fault.CLOSED, str(error)
    return Fault.CONNECTION, str(error)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """``error`` and everything that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
