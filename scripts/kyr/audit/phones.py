"""A number dials what it shows, can be tapped, and reads from left to right in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kyr.audit.document import Document, Element
from kyr.audit.finding import Finding
from kyr.audit.site import Site
from kyr.problems import shorten

DIALLED = "phone-digits"
LOOSE = "phone-loose"
ISOLATED = "phone-direction"

SCHEMES = ("tel:", "sms:")

NUMBER = re.compile(r"(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w-])")
"""A North American number as people write it."""


def check(site: Site) -> Iterator[Finding]:
    """Numbers that dial something else, cannot be tapped, or would turn round in Arabic."""
    for name, document in site.pages.items():
        for link in document.all("a"):
            if link.get("href").lower().startswith(SCHEMES):
                yield from _link(name, document, link)
        for run in document.runs():
            match = NUMBER.search(run.text)
            around = [] if run.parent is None else [run.parent, *run.parent.ancestors()]
            if match and not any(_dials(above) for above in around):
                yield Finding(
                    name,
                    LOOSE,
                    "each telephone number as a link",
                    match[0],
                    "Name the contact by its placeholder.",
                )


def digits(text: str) -> str:
    """The decimal digits of any script in ``text``, as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(character))
        for character in text
        if unicodedata.decimal(character, None) is not None
    )


def _dials(element: Element) -> bool:
    return element.tag in ("a", "title") and (
        element.tag == "title" or element.get("href").lower().startswith(SCHEMES)
    )


def _link(name: str, document: Document, link: Element) -> Iterator[Finding]:
    # Behind “?” an sms: address holds the text of the message (RFC 5724).
    dialled = digits(link.get("href").partition("?")[0])
    shown = digits(document.text(link))
    if dialled != shown:
        yield Finding(
            name,
            DIALLED,
            f"the digits that the link dials, {dialled}",
            shown or shorten(document.text(link)),
            "Show the number itself as the text of the link.",
        )
    inside = [node for node in document.inside(link) if isinstance(node, Element)]
    around = [link, *inside, *(above for above in link.ancestors() if above.tag == "bdi")]
    if not any(element.get("dir") == "ltr" for element in around):
        yield Finding(
            name,
            ISOLATED,
            'dir="ltr" on the link, or a <bdi dir="ltr"> in it',
            str(link),
            "Mark it, or right-to-left text shows the groups in the wrong order.",
        )
