"""Nothing loads from another host, and outgoing links say nothing about where the reader was.

Relative references also keep the site whole on a USB stick, on a mirror and under any path.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyr.audit.document import Document
from kyr.audit.finding import Finding
from kyr.audit.references import Reference, css_addresses, references, scheme
from kyr.audit.site import Site
from kyr.problems import shorten

FOREIGN_LOAD = "foreign-load"
OUTGOING = "outgoing-link"
LINK_SCHEME = "link-scheme"
REFRESH = "meta-refresh"
EMBEDDED = "embedded"

EMBEDDING_TAGS = ("base", "iframe", "frame", "object", "embed", "applet", "portal", "fencedframe")
"""Elements that bring a document of their own, or change what every address means."""

LINK_SCHEMES = frozenset({"https", "http", "tel", "sms", "mailto"})
"""What a link may begin with, beside a relative path."""

PICTURE_TAGS = ("img", "source", "image", "feimage")
"""Elements that show a picture, which may stand inside the page as a data: address."""

OUTGOING_RELATIONS = frozenset({"noreferrer", "noopener"})


def check(site: Site) -> Iterator[Finding]:
    """Loads from elsewhere, elements that embed, and links that tell or open too much."""
    for name, document in (*site.pages.items(), *site.pictures.items()):
        for reference in references(document):
            yield from _reference(name, reference)
        yield from _elements(name, document)
    for name in site.named(".css"):
        for address in css_addresses(site.read(name)):
            if scheme(address) not in ("", "data"):
                yield _foreign(name, address)


def _foreign(name: str, found: str) -> Finding:
    return Finding(
        name,
        FOREIGN_LOAD,
        "only files of this site to load by themselves, by a relative path",
        found,
        "Put the file into the site and name it by a relative path.",
    )


def _reference(name: str, reference: Reference) -> Iterator[Finding]:
    element, kind = reference.element, scheme(reference.address)
    if reference.kind == "loads":
        # <link rel="icon" href="data:,"> keeps browsers from asking for favicon.ico.
        icon = element.tag == "link" and element.tokens("rel") == {"icon"}
        picture = kind == "data" and (element.tag in PICTURE_TAGS or icon)
        if kind and not picture:
            yield _foreign(name, str(element))
    elif reference.kind == "link":
        if kind and kind not in LINK_SCHEMES:
            yield Finding(
                name,
                LINK_SCHEME,
                f"a relative path or one of {', '.join(sorted(LINK_SCHEMES))}",
                str(element),
                "Link to a page, or take the link away.",
            )
        if kind in ("https", "http", "//"):
            missing = OUTGOING_RELATIONS - element.tokens("rel")
            if missing:
                yield Finding(
                    name,
                    OUTGOING,
                    'rel="noreferrer noopener" on a link that leaves the site',
                    str(element),
                    f"Add {' and '.join(sorted(missing))}.",
                )
        if element.get("target"):
            yield Finding(
                name,
                OUTGOING,
                "no target: a new tab leaves this page open behind it",
                str(element),
                "Take the target away.",
            )


def _elements(name: str, document: Document) -> Iterator[Finding]:
    for meta in document.metas("http-equiv", "refresh"):
        yield Finding(
            name,
            REFRESH,
            "no page that leads on by itself",
            str(meta),
            "Offer a link instead.",
        )
    for element in document.all(*EMBEDDING_TAGS):
        yield Finding(
            name,
            EMBEDDED,
            "no " + ", ".join(EMBEDDING_TAGS),
            shorten(element, 120),
            "Link to the document instead.",
        )
