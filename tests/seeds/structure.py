"""What a source text is made of: its headings, list items, table rows, paragraphs, links and numbers, line by line.

The texts themselves are not kept here (one is not ours to copy). The table keeps what this module counts, so that a
person who holds the texts can count again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

ITEM = re.compile(r"( *)- ")
CONTENTS = re.compile(r"\tPage \d+$")
ROW = re.compile(r"^[A-Z]\t<p>")
ADDRESS = re.compile(r"https?://")
LINK = re.compile(r"\[(?:\\.|[^\]\\])*\]\(#\)|<https?://[^>]*>")
"""The guide's links, whose addresses were taken out before we had it, and one address that it prints."""
NUMBER = re.compile(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b|\b\d{6}\b|\b\w+@\w+\.\w+\b")
"""Telephone numbers, a number for text messages, an address for mail."""
SENTENCE_END = tuple('.:”"]')
"""How a paragraph ends and a heading does not."""


class Unit(NamedTuple):
    """One piece of a source text; ``line`` counts from 1 in the file."""

    line: int
    kind: str


def units(text: str) -> Iterator[Unit]:
    """The pieces of ``text`` in order: one for each line that is not blank, then its links and numbers.

    A list item below another item is a ``subitem``. (The guide indents by one space at most, so deeper levels of
    the original look alike.)
    """
    for number, raw in enumerate(text.replace("\N{NO-BREAK SPACE}", " ").splitlines(), 1):
        if not raw.strip():
            continue
        yield Unit(number, _kind(raw))
        yield from (Unit(number, "link") for _ in LINK.finditer(raw))
        yield from (Unit(number, "number") for _ in NUMBER.finditer(raw))


def _kind(raw: str) -> str:
    item = ITEM.match(raw)
    if item:
        return "subitem" if item[1] else "item"
    line = raw.strip()
    if CONTENTS.search(line):
        return "contents"
    if ROW.match(line):
        return "row"
    if ADDRESS.search(line):
        return "reference"
    return "paragraph" if line.endswith(SENTENCE_END) else "heading"


def digest(pieces: Iterable[Unit]) -> str:
    """SHA-256 of ``pieces``, each as its line number, a space, its kind and a line feed, in UTF-8."""
    text = "".join(f"{piece.line} {piece.kind}\n" for piece in pieces)
    return hashlib.sha256(text.encode()).hexdigest()
