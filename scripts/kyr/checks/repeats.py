"""No word stands twice by a slip, and no space does.

In many languages a doubled word is a word of its own; ``repeats.yml`` lists those in which it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress
from pathlib import Path

from kyr.checks.tables import entry_of
from kyr.checks.text import Line, lines
from kyr.problems import Level, Problem
from kyr.project import Project

WORD, SPACE = "double-word", "double-space"
IGNORABLE = frozenset({WORD, SPACE})

TABLE = Path(__file__).with_name("repeats.yml")
TWICE = re.compile(r"\b([^\W\d_]{2,}) +\1\b", re.IGNORECASE)
NARROW = "\u00a0\u202f"
"""Spaces at which no line breaks."""
SPACES = re.compile(r"[ \u00a0\u202f]{2,}(?=[^\s|])")
"""Spaces before something; at the end of a line, or before the edge of a cell, nobody sees them."""
MARKS = re.compile(r"[\s>|:*+#\d.)-]*")
"""What a line or a cell of Markdown begins with, spaces and all."""


def check(project: Project) -> Iterator[Problem]:
    """Lines in which a word or a space stands twice."""
    for line in lines(project, TWICE, looks=_repeats):
        allowed = entry_of(TABLE, line.texts.language)
        for match in TWICE.finditer(line.text):
            if allowed is not None and match[1].lower() not in allowed.split():
                yield _problem(line, WORD, "each word once", match, "Delete one of the two.")
    for line in lines(project, SPACES, looks=_spaces):
        for match in SPACES.finditer(line.text):
            if not MARKS.fullmatch(line.text[: match.start()].rpartition("|")[2]):
                yield _problem(line, SPACE, "one space", match, "Delete the others.")


def _repeats(text: str) -> bool:
    """Whether a word stands twice in ``text``, a space between."""
    words = text.lower().split()
    after = words[1:]
    return any(
        len(one) > 1 and one.isalpha() and not two[len(one) :][:1].isalpha()
        # A mark may follow the second one.
        for one, two in compress(zip(words, after, strict=False), map(str.startswith, after, words))
    )


def _spaces(text: str) -> bool:
    """Whether two spaces stand beside each other in ``text``."""
    for space in NARROW:
        text = text.replace(space, " ")
    return "  " in text


def _problem(line: Line, rule: str, expected: str, match: re.Match[str], next_step: str) -> Problem:
    found = line.text[max(0, match.start() - 20) : match.end() + 20]
    return Problem(line.path, line.number, rule, expected, f"“{found}”", next_step, Level.WARNING)
