"""A problem is data: where it is, what was expected, what was found, what to do next.

Everything below ``cli`` collects problems and hands them up; only ``cli`` shows them.
"""

from __future__ import annotations

import re
import unicodedata
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
        return visible(
            f"{place}: {self.level}: [{self.rule}] expected {self.expected}; "
            f"found {self.found}. {self.next_step}"
        )


class ProblemError(Exception):
    """What is written down cannot be used; ``problems`` holds every reason at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def shorten(value: object, limit: int = 60) -> str:
    """``value`` as a quoted piece of one line, cut to ``limit`` characters, for a message."""
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
"""Persian and the scripts of India cannot be read without them."""
_COMMAND = re.compile(r"^\s*::|##(?=\[)")
"""What GitHub takes for a command to itself in what a workflow prints (actions/runner, ActionCommand)."""


def visible(text: str) -> str:
    """``text`` for a terminal or a log: one line, in which nothing is hidden, turned around or obeyed.

    Messages hold what strangers have written, and names of files. Control characters and those that are not seen come
    out as their numbers; what would be a command to GitHub is taken apart.
    """
    if not text.isascii() or not text.isprintable():
        text = "".join(map(_shown, text))
    return _COMMAND.sub(lambda match: f"{match[0][:-1]} {match[0][-1]}", text)


def _shown(character: str) -> str:
    if character in "\t\n":
        return " "
    if character in _JOINERS:
        return character
    hidden = unicodedata.category(character) in _UNSEEN
    return f"<U+{ord(character):04X}>" if hidden else character
