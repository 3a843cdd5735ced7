"""What a change says of a language's texts without being seen in them: who made them, and who has compared them.

All of it is read from two versions of ``translation.lock`` and of the words; nothing of it is taken on trust.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kyr.translation.lock import Lock, Origin, Record
from kyr.translation.state import UnitState
from kyr.translation.units import Unit

Place = tuple[str, str]
"""A unit's file and key."""


class Why(StrEnum):
    """Why a review no longer holds."""

    TRANSLATION = "the translation has changed"
    ENGLISH = "the English has changed"
    RECORD = "its record has changed or gone"


@dataclass(frozen=True, slots=True)
class Claim:
    """A review that the change records; or one that ends with it, and ``why``. ``by`` is ``None`` without a name."""

    place: Place
    by: str | None
    on: date
    why: Why | None = None


@dataclass(frozen=True)
class Version:
    """One version of a language: what is recorded, its ``units``, those of ``english``, and the ``states`` of all."""

    lock: Lock
    units: Mapping[Place, Unit]
    english: Mapping[Place, Unit]
    states: Mapping[Place, UnitState]

    def records(self) -> Iterator[tuple[Place, Record]]:
        """All that is recorded, by place."""
        for file, records in self.lock.files.items():
            for key, record in records.items():
                yield (file, key), record

    def has_words(self, place: Place, words: str) -> bool:
        """Whether the text at ``place`` has the fingerprint ``words``."""
        unit = self.units.get(place)
        return unit is not None and unit.fingerprint == words


@dataclass(frozen=True)
class Claims:
    """What two versions of a language claim of it differently.

    ``claimed`` are reviews that are written down newly, or for other texts; ``lapsed`` those that no longer hold.
    ``no_machine`` are texts that a machine made, by the record before, and of which that is no longer said, though they
    are the same wherever they stand now; ``now_by_person`` have other words, and a person as their maker instead of a
    machine. ``unrecorded`` are there, and no longer recorded. ``declared`` say what the English says now, by the
    record, and have not changed though it had.
    """

    claimed: tuple[Claim, ...] = ()
    lapsed: tuple[Claim, ...] = ()
    no_machine: tuple[Place, ...] = ()
    now_by_person: tuple[Place, ...] = ()
    unrecorded: tuple[Place, ...] = ()
    declared: tuple[Place, ...] = ()


def compare_claims(old: Version, new: Version, made: Container[str]) -> Claims:
    """What ``new`` claims of a language, and ``old`` did not; a machine ``made`` texts of any language before."""
    no_machine = tuple(_no_machine(old, new, made))
    return Claims(
        tuple(_claimed(old, new)),
        tuple(_lapsed(old, new)),
        no_machine,
        tuple(place for place in _now_by_person(old, new) if place not in no_machine),
        tuple(
            place
            for place, _ in old.records()
            if new.lock.record(*place) is None and place in new.units and place not in no_machine
        ),
        tuple(_declared(old, new)),
    )


def _claimed(old: Version, new: Version) -> Iterator[Claim]:
    """Reviews that are written down, whether they hold or not; a review is of two texts, and no other two."""
    for place, record in new.records():
        if record.review is None:
            continue
        before = old.lock.record(*place)
        is_same = before is not None and (before.source, before.text, before.review) == (
            record.source,
            record.text,
            record.review,
        )
        was, now = old.states.get(place), new.states.get(place)
        # The old words of a review that had lapsed, put back.
        is_back = now is not None and now.reviewed and (was is None or was.reviewed is None)
        if not is_same or is_back:
            yield Claim(place, record.review.by, record.review.date)


def _lapsed(old: Version, new: Version) -> Iterator[Claim]:
    for place, state in old.states.items():
        after = new.states.get(place)
        if state.reviewed is None or (after is not None and after.reviewed is not None):
            continue
        record = new.lock.record(*place)
        if after is None or not after.is_there or not new.has_words(place, state.unit.fingerprint):
            why = Why.TRANSLATION
        elif record is None or record.review is None or not after.moved:
            why = Why.RECORD
        else:
            why = Why.ENGLISH
        yield Claim(place, state.by, state.reviewed, why)


def _no_machine(old: Version, new: Version, made: Container[str]) -> Iterator[Place]:
    for place, unit in new.units.items():
        record = new.lock.record(*place)
        if unit.fingerprint not in made or (record and record.origin is Origin.MACHINE):
            continue
        before = old.lock.record(*place)
        was_here = before and (before.origin, before.text) == (Origin.MACHINE, unit.fingerprint)
        # Two short texts can be the same by chance.
        has_come = unit.says_something and not old.has_words(place, unit.fingerprint)
        if was_here or has_come:
            yield place


def _now_by_person(old: Version, new: Version) -> Iterator[Place]:
    for place, record in new.records():
        before = old.lock.record(*place)
        if before and (before.origin, record.origin) == (Origin.MACHINE, Origin.PERSON):
            yield place


def _declared(old: Version, new: Version) -> Iterator[Place]:
    for place, record in new.records():
        before, english, unit = (
            old.lock.record(*place),
            new.english.get(place),
            new.units.get(place),
        )
        if before is None or english is None or unit is None:
            continue
        is_moved = before.source != record.source == english.fingerprint
        if is_moved and old.has_words(place, unit.fingerprint):
            yield place
