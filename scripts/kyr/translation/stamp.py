"""Declaring: that a translation says what the English says now, and that a second speaker has compared the two."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date

from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.translation.lock import Lock, Origin, Record, Review, read_locks, write_lock
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
    """What was recorded, and what was left because it still has the English words."""

    units: tuple[Unit, ...]
    untouched: tuple[Unit, ...]


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
    project: Project, tag: str, files: Iterable[str], origin: Origin, key: str = ""
) -> Stamped:
    """Record that ``files`` of language ``tag`` say what the English says now; only unit ``key`` if it is given.

    A review stays where neither text has changed since. What English no longer has is forgotten.

    Raises:
        KeyError: a file or unit that one of the two does not have.
        ProblemError: a translation.lock has been damaged.
    """
    names = tuple(files)
    locks = read_locks(project.docs, project.texts)
    records = {name: dict(kept) for name, kept in locks[tag].files.items()}
    done, left = [], []
    for pair in pairs(project, tag, names, key):
        kept = records.setdefault(pair.own.file, {})
        before = kept.get(pair.own.key)
        if before is None and pair.own.text == pair.source.text and pair.source.says_something:
            left.append(pair.own)
            continue
        now = Record(origin, pair.source.fingerprint, pair.own.fingerprint)
        if before and dataclasses.replace(before, origin=origin, review=None) == now:
            now = dataclasses.replace(now, review=before.review)
        kept[pair.own.key] = now
        done.append(pair.own)
    source, own = units_of(project.source), units_of(project.texts[tag])
    for name in names:
        for gone in records.get(name, {}).keys() - (own[name].keys() & source[name].keys()):
            del records[name][gone]
    _write(project, tag, locks, records, names)
    return Stamped(tuple(done), tuple(left))


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
    record = lock.record(pair.own.file, pair.own.key)
    now = (pair.source.fingerprint, pair.own.fingerprint)
    if record is None or (record.source, record.text) != now:
        yield Problem(
            pair.own.path,
            pair.own.line,
            RULE,
            f"{pair.own.name} stamped as it stands now",
            "nothing recorded"
            if record is None
            else "another text, or older English, than was stamped",
            "Who made this version says so first: kyr stamp. Then a second speaker compares it and it can be reviewed.",
        )


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
