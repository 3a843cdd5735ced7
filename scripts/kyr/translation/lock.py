"""``translation.lock``: one file a language, written by ``kyr stamp`` and ``kyr review`` and never by hand.

One line a unit: who made the translation, the fingerprint of the English it was made from, its own fingerprint at that
time, its name, and the review if a second speaker compared the two. The work of two people merges where their lines
stand apart; of lines next to each other git cannot know that both hold, and asks (see ``_UNMERGED``)::

    machine 3f0a… 91c2… rights/home.md#open-door
    person  77de… 0b15… site.yml#search.label reviewed 2026-11-22 by Ana Reader

A review holds only while both texts are what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from kyr import dates
from kyr.persons import names_a_person
from kyr.problems import Problem, ProblemError, shorten
from kyr.translation.fingerprint import LENGTH
from kyr.yamlfile import read_text

NAME = "translation.lock"
RULE = "translation-lock"

_LINE = re.compile(
    rf"(\w+) +([0-9a-f]{{{LENGTH}}}) ([0-9a-f]{{{LENGTH}}}) ([^\s#]+)#(\S+)"
    r"(?: reviewed ([0-9]{4}-[0-9]{2}-[0-9]{2})(?: by (\S.*))?)?"
)
_AHEAD = timedelta(days=1)
"""Somewhere it is tomorrow already: the reviewer's day is that of the clock on the wall there."""
_FIRST_DAY = date(2020, 1, 1)
"""There was no review before the project itself."""
_MARKER = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
"""A line that git writes where it could not merge."""
_UNMERGED = (
    "Keep the lines of both sides, and take out the lines of marks. Where one section or text then stands twice, keep "
    "the line that is right, or stamp and review it again."
)
_HEAD = "# Written by kyr stamp and kyr review, one line a section or text. Do not edit by hand.\n"


class Origin(StrEnum):
    """Who made the translation."""

    MACHINE = "machine"
    PERSON = "person"


_ORIGINS = {origin.value: origin for origin in Origin}


@dataclass(frozen=True, slots=True)
class Review:
    """A second speaker's comparison of the translation with the English; ``by`` only where the person wants it."""

    date: date
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is recorded of one unit: two fingerprints, and what is to be said of the text that had them."""

    origin: Origin
    source: str
    text: str
    review: Review | None = None


@dataclass(frozen=True, eq=False)
class Lock:
    """The record of one language, by file below its folder and key; and where each line stands in ``path``."""

    path: Path
    files: Mapping[str, Mapping[str, Record]]
    lines: Mapping[tuple[str, str], int]

    def record(self, file: str, key: str) -> Record | None:
        """What is recorded of a unit; ``None`` if nothing is."""
        return self.files.get(file, {}).get(key)


def made_by_machine(locks: Iterable[Lock]) -> frozenset[str]:
    """The fingerprints of all texts that ``locks`` record as made by a machine."""
    return frozenset(
        record.text
        for lock in locks
        for records in lock.files.values()
        for record in records.values()
        if record.origin is Origin.MACHINE
    )


def read_lock(folder: Path) -> Lock:
    """The record in the language folder ``folder``; an empty one where there is none.

    Raises:
        ProblemError: the file has been damaged, or claims what cannot be.
    """
    path = folder / NAME
    if not path.exists() and not path.is_symlink():
        return Lock(path, {}, {})
    return parse_lock(path, read_text(path))


@lru_cache(maxsize=128)
def parse_lock(path: Path, text: str) -> Lock:
    """The record that ``text`` holds, the text of ``path``; kept, because states and rules ask for it in turn.

    Raises:
        ProblemError: it has been damaged, or claims what cannot be.
    """
    files: dict[str, dict[str, Record]] = {}
    lines: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    unmerged = 0
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if _MARKER.fullmatch(line):
            unmerged = unmerged or number
            continue
        if not line or line.startswith("#"):
            continue
        try:
            file, key, record = _parse(line)
            if (file, key) in lines:
                raise ValueError(f"each unit once (it stands on line {lines[file, key]} too)")
        except ValueError as error:
            problems.append(_damaged(path, number, str(error), line))
            continue
        files.setdefault(file, {})[key] = record
        lines[file, key] = number
    if unmerged:
        # What else is wrong comes of it, most likely: both sides have the same unit.
        found = "the marks of a merge that git could not finish"
        expected = "lines of records alone"
        raise ProblemError([Problem(path, unmerged, RULE, expected, found, _UNMERGED)])
    if problems:
        raise ProblemError(problems)
    return Lock(path, files, lines)


def _parse(line: str) -> tuple[str, str, Record]:
    """The file, key and record of one line.

    Raises:
        ValueError: the message says what was expected.
    """
    match = _LINE.fullmatch(line)
    origin = _ORIGINS.get(match[1]) if match else None
    if match is None or origin is None:
        raise ValueError(
            "lines such as “person 0123456789ab 0123456789ab rights/home.md#open-door”"
        )
    _, source, text, file, key, day, by = match.groups()
    if (".." in file and ".." in file.split("/")) or file.startswith("/"):
        raise ValueError("a file below the language's folder")
    review = Review(_day(day), _person(by)) if day else None
    return file, key, Record(origin, source, text, review)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("the day of the review as year-month-day, such as 2026-11-22") from None
    if day > dates.today() + _AHEAD:
        raise ValueError("a day of the review that is not in the future")
    if day < _FIRST_DAY:
        raise ValueError(f"a day of the review that is not before {_FIRST_DAY.isoformat()}")
    return day


def _person(name: str | None) -> str | None:
    """``name`` if it can be a person's.

    Raises:
        ValueError: it is nobody's: only a person can review.
    """
    if name is not None and not names_a_person(name):
        raise ValueError("the name or handle of a person who reviewed, or no name")
    return name


def _damaged(path: Path, line: int, expected: str, found: str) -> Problem:
    return Problem(
        path,
        line,
        RULE,
        expected,
        shorten(found, 120),
        "Undo the change to this file (only kyr stamp and kyr review write it); "
        "a line taken out counts as not recorded.",
    )


def write_lock(folder: Path, files: Mapping[str, Mapping[str, Record]]) -> None:
    """Write the record ``files`` into ``folder``, replacing the file in one step."""
    temporary = folder / f".{NAME}.new"
    temporary.write_text(_HEAD + "".join(_lines(files)), encoding="utf-8")
    temporary.replace(folder / NAME)


def _lines(files: Mapping[str, Mapping[str, Record]]) -> Iterator[str]:
    for file, records in sorted(files.items()):
        for key, record in sorted(records.items()):
            review = record.review
            told = f" reviewed {review.date.isoformat()}" if review else ""
            told += f" by {review.by}" if review and review.by else ""
            yield f"{record.origin:<7} {record.source} {record.text} {file}#{key}{told}\n"


def check_person(name: str) -> str:
    """``name`` in one line, if it can be that of a person who reviewed.

    Raises:
        ValueError: it is nobody's name.
    """
    _person(name)
    return " ".join(name.split())


def read_locks(docs: Path, tags: Iterable[str]) -> dict[str, Lock]:
    """The records of the languages ``tags``.

    Raises:
        ProblemError: one of them has been damaged.
    """
    return {tag: read_lock(docs / tag) for tag in tags}
