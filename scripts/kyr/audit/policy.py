"""The content security and referrer policies stand in every page, before what they govern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kyr.audit.document import Document, Element
from kyr.audit.finding import Finding
from kyr.audit.site import Site
from kyr.problems import shorten

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page may load: its own files, and pictures inside its own stylesheet."""

REFERRER = "no-referrer"

HEADERS = {
    "content-security-policy": f"{CSP}; frame-ancestors 'none'",
    "referrer-policy": REFERRER,
    "x-content-type-options": "nosniff",
}
"""What a host should send; ``frame-ancestors`` has no effect in a page (CSP Level 3, 3.3)."""

GOVERNED = frozenset(
    {
        "link",
        "script",
        "style",
        "img",
        "source",
        "video",
        "audio",
        "iframe",
        "object",
        "embed",
        "form",
        "body",
    }
)

CSP_RULE = "csp"
REFERRER_RULE = "referrer"
HEADERS_RULE = "headers"


def check(site: Site) -> Iterator[Finding]:
    """Pages without the policies, with others, or too late; a headers file that differs."""
    for name, document in site.pages.items():
        yield from _meta(
            name, CSP_RULE, document, document.metas("http-equiv", "content-security-policy"), CSP
        )
        yield from _meta(
            name, REFERRER_RULE, document, document.metas("name", "referrer"), REFERRER
        )
    if "_headers" in site.files:
        yield from _headers(site.read("_headers"), urlsplit(site.url).path + "*")


def _meta(
    name: str,
    rule: str,
    document: Document,
    metas: list[Element],
    content: str,
) -> Iterator[Finding]:
    given = [meta.attributes.get("content", "") for meta in metas]
    if given != [content]:
        yield Finding(
            name,
            rule,
            f"one meta with {shorten(content, 120)}",
            shorten("; and ".join(given), 160) if given else "none",
            "Mend the head of the template.",
        )
        return
    for element in document.elements:
        if element is metas[0]:
            break
        if element.tag in GOVERNED:
            yield Finding(
                name,
                rule,
                "the policy before everything that it governs",
                f"{element} before it",
                "Put the meta first in the head.",
            )
            break


def _headers(text: str, pattern: str) -> Iterator[Finding]:
    sections = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    everywhere = "".join(part for part in sections if part.split("\n")[0].strip() == pattern)
    given = {
        key.strip().lower(): value.strip()
        for key, _, value in (line.partition(":") for line in everywhere.splitlines()[1:])
    }
    for key, value in HEADERS.items():
        if given.get(key) != value:
            yield Finding(
                "_headers",
                HEADERS_RULE,
                f"under {pattern} the line “{key}: {value}”",
                shorten(given.get(key, "none"), 160),
                "Mend the headers file.",
            )
