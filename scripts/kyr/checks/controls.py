"""No invisible character that changes how the visible ones are read.

Direction overrides can turn a telephone number around (UAX #9, 2.2); private-use characters have no meaning that
all readers share; a byte order mark in the middle of a text is a leftover. Joiners, and the break opportunities of
scripts without spaces, are letters' business and stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kyr.checks.text import lines
from kyr.languages import ICU_SCRIPTS
from kyr.problems import Problem
from kyr.project import Project

RULE = "invisible"

DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
ZERO_WIDTH_SPACE = "\u200b"
SUSPECT = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
"""Everything that could be a fault here."""


def check(project: Project) -> Iterator[Problem]:
    """Lines with control characters, overrides, private-use characters or stray zero-width spaces."""
    for line in lines(project):
        # One look for what may be wrong; only then letter by letter.
        for character in line.text if SUSPECT.search(line.text) else "":
            category = unicodedata.category(character)
            stray = character == ZERO_WIDTH_SPACE and line.texts.language.script not in ICU_SCRIPTS
            control = category == "Cc" and character != "\t"
            if control or stray or category in ("Co", "Cs") or character in DIRECTION:
                yield Problem(
                    line.path,
                    line.number,
                    RULE,
                    "characters that can be seen",
                    f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}",
                    "Delete the line and type it again; the site sets the direction of numbers by itself.",
                )
                break
