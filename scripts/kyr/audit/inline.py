"""No code and no style inside a page: the policy would block it, old browsers would run it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kyr.audit.document import Document, Element
from kyr.audit.finding import Finding
from kyr.audit.site import Site
from kyr.problems import shorten

RULE = "inline"

ACTIVE_SCHEMES = ("javascript:", "vbscript:", "data:text", "data:application", "data:image/svg")
"""Addresses that bring code with them."""


def check(site: Site) -> Iterator[Finding]:
    """Inline scripts, styles and handlers, in pages and in pictures."""
    for name, document in (*site.pages.items(), *site.pictures.items()):
        for element in document.elements:
            for found in _faults(document, element):
                yield Finding(
                    name,
                    RULE,
                    "code and style only in files of their own",
                    found,
                    "Move it into the site's one script or stylesheet.",
                )


def _faults(document: Document, element: Element) -> Iterator[str]:
    if element.tag == "script" and not element.get("src"):
        yield f"an inline script in line {element.line}: {shorten(document.text(element))}"
    if element.tag == "script" and element.get("src") and document.text(element):
        yield f"a script in line {element.line} with both a file and text"
    if element.tag == "style":
        yield f"a style element in line {element.line}"
    if "style" in element.attributes:
        yield f"a style attribute in {shorten(element, 120)}"
    if "srcdoc" in element.attributes:
        yield f"a page inside {shorten(element, 120)}"
    for name, value in element.attributes.items():
        if name.startswith("on"):
            yield f"the handler {name} in {shorten(element, 120)}"
        bare = "".join(value.split()).lower()
        if bare.startswith(ACTIVE_SCHEMES):
            yield f"code in the address {name}={json.dumps(shorten(value))}"
