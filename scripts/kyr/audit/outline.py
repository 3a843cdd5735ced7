"""Each page says its language and direction truly; it has one title, orderly headings, unique ids.

After WCAG 2.2: 1.1.1 (pictures), 1.3.1 (headings), 2.4.2 (title), 3.1.1 and 3.1.2 (language).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kyr.audit.document import Document, Element, Text
from kyr.audit.finding import Finding
from kyr.audit.site import Site
from kyr.problems import shorten

MARKUP = "markup"
LANGUAGE = "language"
DIRECTION = "direction"
TITLE = "title"
HEADINGS = "headings"
IDS = "duplicate-id"
PICTURE = "picture-text"

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def check(site: Site) -> Iterator[Finding]:
    """Faults in what a page says of itself and in its skeleton."""
    for name, document in site.pages.items():
        for fault in document.faults:
            yield Finding(
                name,
                MARKUP,
                "markup that needs no mending",
                fault,
                "Mend the template or the page.",
            )
        yield from _language(site, name, document)
        yield from _title(name, document)
        yield from _headings(name, document)
        for id_, count in document.ids.items():
            if count > 1 or not id_ or any(map(str.isspace, id_)):
                yield Finding(
                    name, IDS, "each id once", f"“{id_}” {count} times", "Rename one of them."
                )
        for image in document.all("img"):
            if "alt" not in image.attributes:
                yield Finding(
                    name,
                    PICTURE,
                    "a text for each picture (empty for an ornament)",
                    str(image),
                    'Add alt="…".',
                )


def written_direction(document: Document) -> str:
    """``rtl`` or ``ltr``, after most letters of title and headings; empty where there are none.

    Parts that name another language are left out. Letters count by their Bidi_Class (UAX #9), L
    against R and AL.
    """
    letters = {"L": 0, "R": 0, "AL": 0}
    for element in document.all("title", *HEADING_TAGS):
        for node in document.inside(element):
            if isinstance(node, Text) and not _other_language(node.parent):
                for character in node.text:
                    kind = unicodedata.bidirectional(character)
                    if kind in letters:
                        letters[kind] += 1
    right = letters["R"] + letters["AL"]
    if not right and not letters["L"]:
        return ""
    return "rtl" if right > letters["L"] else "ltr"


def _other_language(element: Element | None) -> bool:
    around = [] if element is None else [element, *element.ancestors()]
    return any(above.tag != "html" and "lang" in above.attributes for above in around)


def _language(site: Site, name: str, document: Document) -> Iterator[Finding]:
    root = document.root
    given = root.get("lang") if root else ""
    expected = site.language(name)
    if not given or (expected and given != expected):
        yield Finding(
            name,
            LANGUAGE,
            f'<html lang="{expected}">, as the folder says' if expected else "<html lang>",
            f'lang="{given}"',
            "Mend the template.",
        )
    direction = root.get("dir") if root else ""
    wanted = written_direction(document)
    if direction not in ("ltr", "rtl") or (expected and wanted and direction != wanted):
        yield Finding(
            name,
            DIRECTION,
            f'<html dir="{wanted or "ltr"}">, as its headings are written',
            f'dir="{direction}"',
            "Mend the template, or the script of this language in mkdocs.yml.",
        )


def _title(name: str, document: Document) -> Iterator[Finding]:
    titles = [
        document.text(title)
        for title in document.all("title")
        if not any(above.tag == "svg" for above in title.ancestors())
    ]
    if len(titles) != 1 or not titles[0]:
        yield Finding(
            name,
            TITLE,
            "one title with text",
            shorten(titles) if titles else "none",
            "Give the page a title.",
        )


def _headings(name: str, document: Document) -> Iterator[Finding]:
    headings = [element for element in document.elements if element.tag in HEADING_TAGS]
    count = sum(element.tag == "h1" for element in headings)
    if count != 1:
        yield Finding(name, HEADINGS, "one h1", f"{count}", "Begin the page with one title.")
    last = 0
    for element in headings:
        level = int(element.tag[1])
        text = document.text(element)
        if level > last + 1:
            yield Finding(
                name,
                HEADINGS,
                f"a heading of level {last + 1} or above",
                f"{element.tag} {shorten(text)}",
                "Raise the heading, or add the one that is missing above it.",
            )
        if not text:
            yield Finding(name, HEADINGS, "text in each heading", str(element), "Add the text.")
        last = level
