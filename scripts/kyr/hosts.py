"""Which machine an address names: one on the public web, one kept for examples, or this one and its own network.

A host can be spelled in many ways (``127.1``, ``0x7f000001``, ``localhost.``). All questions are asked of the one
plain spelling that ``plain_host`` gives.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import idna

EXAMPLE_NAMES = (".example", ".invalid", ".test", ".example.com", ".example.net", ".example.org")
"""Names that are kept for examples and never lead anywhere (RFC 2606, RFC 6761)."""

INNER_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".home", ".corp", ".mail")
"""Names that lead to this machine or its own network, if anywhere.

RFC 6761 (localhost), 6762 (local) and 8375 (home.arpa); internal, home, corp and mail are kept back by ICANN, because
so many networks use them, and lan is the habit of home routers.
"""

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONGEST = 253
"""Letters in a name (RFC 1035, 3.1, without the bytes that count lengths)."""

_CARRIERS = (IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
"""IPv6 addresses that end in an IPv4 one (RFC 4291, 2.5.5.1; RFC 6052)."""


def plain_host(host: str) -> str:
    """``host`` in small letters, without a last dot; an IP address in its usual form, however it was spelled.

    Raises:
        ValueError: there can be no such host.
    """
    text = host.lower().strip("[]")
    if ":" in text:
        return str(ip_address(text))
    text = text.removesuffix(".")
    labels = text.split(".")
    if len(text) > _LONGEST or not all(map(_LABEL.fullmatch, labels)):
        raise ValueError("a host that can exist")
    if _NUMBER.fullmatch(labels[-1]):
        # The system reads 127.1, 0x7f.1 and 017700000001 as 127.0.0.1, and so does whoever connects.
        try:
            return str(IPv4Address(socket.inet_aton(text)))
        except OSError as error:
            raise ValueError("an IP address that can exist") from error
    for label in labels:
        if label.startswith("xn--"):
            idna.ulabel(label)  # its errors are ValueErrors
    return text


def is_example(host: str) -> bool:
    """Whether the plain ``host`` is a name kept for examples."""
    return f".{host}".endswith(EXAMPLE_NAMES)


def is_this_machine(host: str) -> bool:
    """Whether the plain ``host`` is this machine."""
    ip = _ip(host)
    if ip is None:
        return f".{host}".endswith(".localhost")
    return ip.is_loopback or ip.is_unspecified


def is_inside(host: str) -> bool:
    """Whether the plain ``host`` is this machine or its own network, or nothing that the public web could reach."""
    ip = _ip(host)
    if ip is None:
        return "." not in host or f".{host}".endswith(INNER_NAMES)
    is_site_local = isinstance(ip, IPv6Address) and ip.is_site_local
    return not ip.is_global or ip.is_multicast or ip.is_reserved or is_site_local


def _ip(host: str) -> IPv4Address | IPv6Address | None:
    """The address that ``host`` is, out of the IPv6 address that carries it; ``None`` if it is a name."""
    try:
        ip = ip_address(host)
    except ValueError:
        return None
    if isinstance(ip, IPv4Address):
        return ip
    inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    if inner is None and int(ip) > 1 and any(ip in network for network in _CARRIERS):
        inner = IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip if inner is None else inner
