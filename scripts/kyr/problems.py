"""A problem is data: where it is, what was expected, what was found, what to do next.

Everything below ``cli`` collects problems and hands them up; only ``cli`` shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Level(StrEnum):
    """How much a problem matters: an error stops the build, a warning only a strict one."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file somebody wrote.

    ``line`` counts from 1; 0 means the file as a whole. ``rule`` is a short, stable id.
    """

    path: Path
    line: int
    rule: str
    expected: str
    found: str
    next_step: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return (
            f"{place}: {self.level}: [{self.rule}] expected {self.expected}; "
            f"found {self.found}. {self.next_step}"
        )


class ProblemError(Exception):
    """What is written down cannot be used; ``problems`` holds every reason at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shorten(value: object, limit: int = 60) -> str:
    """``value`` as a quoted piece of one line, cut to ``limit`` characters, for a message."""
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"


_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls of terminals, of direction (UAX #9, 2.1 to 2.4) and of lines, and letters that only tag others."""


def visible(text: str) -> str:
    """``text`` with what would change how it is read, such as an override of its direction, as a code to be seen."""
    return _UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text.replace("\r\n", "\n"))
