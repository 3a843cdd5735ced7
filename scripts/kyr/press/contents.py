"""What the cover of a pack says of the pieces behind it: where each is, and how to print it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from markupsafe import Markup, escape

from kyr.catalogue import Paper
from kyr.press.bind import first_pages
from kyr.press.linebreak import prepare
from kyr.press.wording import Voice
from kyr.prints import Flip
from kyr.project import Texts

SETTINGS: dict[Flip, str] = {"one_sided": "A", "two_sided": "B", "two_sided_short": "C"}
"""The letters of the settings: in the order of ``more.pack.settings`` in print.yml."""

PAPER_NAMES: dict[Paper, str] = {
    "letter": "Letter",
    "a4": "A4",
    "tabloid": "11 × 17 in",
    "a3": "A3",
}
"""What papers are called on every printer, whatever its language."""


_ENGLISH = Markup('<span class="english" lang="en" dir="ltr">{}</span>')


@dataclass(frozen=True, slots=True)
class PackPart:
    """A finished piece of a pack: its title, the key of its name in site.yml, how to print it, where it is kept.

    ``after`` is what is done with the printed sheets.
    """

    title: str
    name: str
    paper: Paper
    pages: int
    per_sheet: int
    flip: Flip
    after: Literal["", "cut", "zine", "booklet"]
    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Row:
    """One piece on the cover. ``english`` is its English name, where that is another; ``setting`` a letter."""

    name: Markup
    english: Markup | None
    pages: Markup
    paper: Markup
    setting: Markup
    per_sheet: Markup
    after: str


def list_contents(
    parts: Sequence[PackPart], cover: int, own: Texts, source: Texts, voice: Voice
) -> Iterator[Row]:
    """A row for each of ``parts``, which follow a cover of so many pages, its texts noted by ``voice`` as printed."""
    starts = first_pages([cover, *(part.pages for part in parts)])[1:]
    for part, first in zip(parts, starts, strict=True):

        def name(texts: Texts, key: str = part.name) -> Markup:
            found = voice.note(texts.site.text(key), texts.site.file.path, texts.site.line(key))
            return escape(prepare(found, texts.language))

        is_lent = part.name in own.site.lent

        def plain(text: object) -> Markup:
            return escape(voice.note(str(text), own.site.file.path, 0))

        last = first + part.pages - 1
        yield Row(
            _ENGLISH.format(name(source)) if is_lent else name(own),
            None if own.language.is_source or is_lent else name(source),
            plain(first if last == first else f"{first}–{last}"),
            plain(PAPER_NAMES[part.paper]),
            plain(SETTINGS[part.flip]),
            plain(part.per_sheet),
            part.after,
        )
