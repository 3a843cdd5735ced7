"""Every reference from an element to something else, and whether it loads without a click."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import tinycss2  # type: ignore[import-untyped]

from kyr.audit.document import Document, Element

Kind: TypeAlias = Literal["loads", "link", "names"]
"""``loads``: fetched or connected to by itself; ``link``: by a click; ``names``: never."""

LOADING_ATTRIBUTES = {
    "src": None,
    "srcset": None,
    "poster": None,
    "background": None,
    "action": None,
    "formaction": None,
    "ping": None,
    "manifest": None,
    "codebase": None,
    "classid": None,
    "archive": None,
    "imagesrcset": None,
    "attributionsrc": None,
    "longdesc": None,
    "data": frozenset({"object"}),
    "href": frozenset({"base", "use", "image", "feimage", "script", "pattern", "filter", "mpath"}),
    "xlink:href": None,
}
"""Attributes whose address a browser fetches by itself; the tags, or ``None`` for any tag."""

LISTS = frozenset({"srcset", "imagesrcset", "ping", "archive", "attributionsrc"})
"""Attributes that hold several addresses."""

NAMING_RELATIONS = frozenset({"canonical", "alternate"})
"""Relations of ``link`` that a browser does not fetch; every other one is taken as loading."""

HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|\\\\|/\\|\\/)", re.IGNORECASE)
"""An address with a scheme or a host; browsers read ``\\`` as ``/`` (URL Standard, 4.4)."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One address in one attribute of one element."""

    element: Element
    attribute: str
    address: str
    kind: Kind


def references(document: Document) -> Iterator[Reference]:
    """Every address in ``document``, in order."""
    for element in document.elements:
        for name, value in element.attributes.items():
            kind = _kind(element, name)
            if kind is None:
                continue
            for address in _addresses(name, value):
                yield Reference(element, name, address, kind)


def scheme(address: str) -> str:
    """The scheme of ``address`` in small letters; ``//`` where it only names a host; else empty."""
    # Browsers drop tabs and line breaks inside an address (URL Standard, 4.4).
    bare = re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(33))))
    match = HOST.match(bare)
    if not match:
        return ""
    return match[0].removesuffix(":").lower() if match[0].endswith(":") else "//"


def css_addresses(sheet: str) -> Iterator[str]:
    """The addresses that the stylesheet ``sheet`` would fetch."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    yield from _css(rules)


def _css(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "namespace":
            continue
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield from (part.value for part in node.prelude if part.type == "string")
        if node.type == "url":
            yield node.value
        elif node.type == "function" and node.lower_name in (
            "url",
            "src",
            "image-set",
            "-webkit-image-set",
        ):
            yield from (part.value for part in node.arguments if part.type == "string")
        for part in ("prelude", "content", "arguments"):
            yield from _css(getattr(node, part, None) or [])


def _kind(element: Element, name: str) -> Kind | None:
    if element.tag == "link" and name == "href":
        # A relation that is not known is taken as loading.
        return "names" if element.tokens("rel") <= NAMING_RELATIONS else "loads"
    if element.tag in ("a", "area") and name in ("href", "xlink:href"):
        return "link"
    if name in LOADING_ATTRIBUTES:
        tags = LOADING_ATTRIBUTES[name]
        return "loads" if tags is None or element.tag in tags else None
    if name == "cite":
        return "names"
    return None


def _addresses(name: str, value: str) -> Iterator[str]:
    if name in ("srcset", "imagesrcset"):
        # A comma parts candidates behind a descriptor or before a space; data: may hold others.
        for candidate in re.split(r",\s+|,$|(?<=\d[wxh]),", value.strip()):
            if candidate.strip():
                yield candidate.split()[0]
    elif name in LISTS:
        yield from value.split()
    else:
        yield value.strip()
