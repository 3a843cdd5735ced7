"""Declaring: that a translation says what the English says now, and that a second speaker has compared the two."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date

from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.translation.lock import (
    Lock,
    Origin,
    Record,
    Review,
    made_by_machine,
    read_locks,
    write_lock,
)
from kyr.translation.past import keep_past
from kyr.translation.units import Unit, units_of

RULE = "not-ready"


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """A unit of a translation and the English one."""

    source: Unit
    own: Unit


@dataclasses.dataclass(frozen=True, slots=True)
class Stamped:
    """What was recorded, and what was not as the caller asked.

    ``untouched`` was left because it has the English words; ``unchanged``, because the English has changed since and
    the translation has not; ``machine`` stays recorded as made by a machine, because it is still that text. ``english``
    was recorded with the English words, because somebody named it.
    """

    units: tuple[Unit, ...]
    untouched: tuple[Unit, ...]
    unchanged: tuple[Unit, ...]
    machine: tuple[Unit, ...]
    english: tuple[Unit, ...]


def pairs(project: Project, tag: str, files: Iterable[str], key: str = "") -> list[Pair]:
    """The units of ``files`` that language ``tag`` and English both have; only ``key`` if it is given.

    Raises:
        KeyError: a file that one of the two does not have, or no such unit.
    """
    source, own = units_of(project.source), units_of(project.texts[tag])
    found = [
        Pair(source[name][unit.key], unit)
        for name in files
        for unit in own[name].values()
        if unit.key in source[name] and key in ("", unit.key)
    ]
    if not found:
        raise KeyError(key)
    return found


def stamp(
    project: Project,
    tag: str,
    files: Iterable[str],
    origin: Origin,
    key: str = "",
    still_right: bool = False,
) -> Stamped:
    """Record that ``files`` of language ``tag`` say what the English says now; only unit ``key`` if it is given.

    Whoever names a unit has looked at it. Of the rest, what has the English words is left, and so is what stands there
    as it did before the English changed, unless it is ``still_right``. A text that a machine made does not become a
    person's by being stamped. A review stays where neither text has changed since. What English no longer has is
    forgotten.

    Raises:
        KeyError: a file or unit that one of the two does not have.
        ProblemError: a translation.lock has been damaged.
    """
    names = tuple(files)
    locks = read_locks(project.docs, project.texts)
    records = {name: dict(kept) for name, kept in locks[tag].files.items()}
    done: list[Unit] = []
    untouched: list[Unit] = []
    unchanged: list[Unit] = []
    machine: list[Unit] = []
    english: list[Unit] = []
    # Wherever a text stands now: a section may have got another id, or moved to another page.
    by_machine = made_by_machine([locks[tag]])
    for pair in pairs(project, tag, names, key):
        kept = records.setdefault(pair.own.file, {})
        before = kept.get(pair.own.key)
        is_same = before is not None and before.text == pair.own.fingerprint
        if pair.own.is_copy_of(pair.source):
            (english if key else untouched).append(pair.own)
            if not key:
                continue
        is_stale = before is not None and before.source != pair.source.fingerprint
        if is_same and is_stale and not (key or still_right):
            unchanged.append(pair.own)
            continue
        maker = origin
        if origin is Origin.PERSON and pair.own.fingerprint in by_machine:
            maker = Origin.MACHINE
            machine.append(pair.own)
        now = Record(maker, pair.source.fingerprint, pair.own.fingerprint)
        if before and (before.source, before.text) == (now.source, now.text):
            now = dataclasses.replace(now, review=before.review)
        kept[pair.own.key] = now
        done.append(pair.own)
    source, own = units_of(project.source), units_of(project.texts[tag])
    for name in names:
        for gone in records.get(name, {}).keys() - (own[name].keys() & source[name].keys()):
            del records[name][gone]
    _write(project, tag, locks, records, names)
    return Stamped(tuple(done), tuple(untouched), tuple(unchanged), tuple(machine), tuple(english))


def review(
    project: Project, tag: str, files: Iterable[str], by: str | None, on: date, key: str = ""
) -> tuple[Unit, ...]:
    """Record that a second speaker, ``by`` name or without, compared ``files`` with the English ``on`` a day.

    Raises:
        KeyError: a file or unit that one of the two does not have.
        ProblemError: some of it was not stamped as it stands now; nothing is recorded then.
    """
    names = tuple(files)
    locks = read_locks(project.docs, project.texts)
    records = {name: dict(kept) for name, kept in locks[tag].files.items()}
    found = pairs(project, tag, names, key)
    problems = [problem for pair in found for problem in _unstamped(pair, locks[tag])]
    if problems:
        raise ProblemError(problems)
    for pair in found:
        kept = records[pair.own.file]
        kept[pair.own.key] = dataclasses.replace(kept[pair.own.key], review=Review(on, by))
    _write(project, tag, locks, records, names)
    return tuple(pair.own for pair in found)


def _unstamped(pair: Pair, lock: Lock) -> Iterator[Problem]:
    """Why a unit cannot be reviewed: a review is of two texts, and both must be what was stamped."""
    record = lock.record(pair.own.file, pair.own.key)
    stamp = f"kyr stamp {lock.path.parent.name} {pair.own.file}"
    if record is None and pair.own.is_copy_of(pair.source):
        found = "the English words"
        next_step = "Translate it first, or review only what is translated, with --section."
    elif record is None:
        found = "nothing recorded"
        next_step = f"Who made it says so first: {stamp}. Then a second speaker compares it."
    elif record.text != pair.own.fingerprint:
        found = "another text than was stamped"
        next_step = f"Who changed it says so first: {stamp}. Then a second speaker compares it."
    elif record.source != pair.source.fingerprint:
        found = "older English than it has now"
        next_step = (
            f"kyr diff {lock.path.parent.name} {pair.own.file} shows what has changed. "
            f"Mend the translation, then: {stamp}."
        )
    else:
        return
    expected = f"{pair.own.name} stamped as it stands now"
    yield Problem(pair.own.path, pair.own.line, RULE, expected, found, next_step)


def _write(
    project: Project,
    tag: str,
    locks: dict[str, Lock],
    records: dict[str, dict[str, Record]],
    names: tuple[str, ...],
) -> None:
    files = {name: kept for name, kept in records.items() if kept}
    lock = Lock(locks[tag].path, files, {})
    # The English first: without it a stamp could not be understood later.
    keep_past(project, (locks | {tag: lock}).values(), names)
    write_lock(project.docs / tag, files)
