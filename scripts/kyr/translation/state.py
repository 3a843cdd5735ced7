"""What state each unit of a translation is in, and what that makes of a page, a file or a piece.

Three things are known of a unit and crossed: its condition against the English of today, who made it, and whether a
second speaker has compared the two as they stand. Whether a lawyer has reviewed the English is another matter
(``legal_review`` of the page).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from kyr.project import Project, Texts
from kyr.translation.lock import Lock, Origin, Record
from kyr.translation.units import Unit, units_of
from kyr.words import required_keys


class Condition(StrEnum):
    """How a unit stands to the English of today."""

    CURRENT = "current"
    STALE = "stale"
    """The English has changed since."""
    MISSING = "missing"
    """English has it, and the translation does not, or still has the English words."""
    ORPHAN = "orphan"
    """English no longer has it."""
    UNRECORDED = "unrecorded"
    """It is there, and nobody has stamped it yet: from which English it was made is not known."""


CONDITIONS = (
    Condition.MISSING,
    Condition.STALE,
    Condition.CURRENT,
    Condition.ORPHAN,
    Condition.UNRECORDED,
)
"""In the order in which tables show them."""


@dataclass(frozen=True, slots=True)
class UnitState:
    """The state of one unit. ``origin`` is ``None`` where nothing is recorded.

    ``reviewed`` is the day of a review that still holds. ``moved`` tells that a review ended only because the English
    changed: the translation still is what was reviewed. ``untouched`` tells of a missing unit that it stands there, in
    the English words of the copy that a translator begins with. ``changed`` tells that the translation is another text
    than was stamped. ``now`` is the key under which English has what an orphan was made of, if it has.
    """

    unit: Unit
    condition: Condition
    origin: Origin | None = None
    reviewed: date | None = None
    by: str | None = None
    moved: bool = False
    untouched: bool = False
    changed: bool = False
    now: str = ""

    @property
    def told(self) -> tuple[object, ...]:
        """All that readers can be told of it: wherever the project stands, the same for the same state."""
        unit = self.unit
        return (
            *(
                unit.file,
                unit.key,
                unit.title,
                self.condition.value,
                self.origin and self.origin.value,
            ),
            *(self.reviewed, self.by, self.moved, self.untouched),
        )

    @property
    def is_there(self) -> bool:
        """Whether readers see a translation of it."""
        return self.condition is not Condition.MISSING

    @property
    def is_draft(self) -> bool:
        """Whether readers see words that no second person has checked against the English of today."""
        return self.is_there and self.reviewed is None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is to be said of a translation in a line, each of it a key of the words for it.

    ``draft`` where no second person has ever checked some of it as it stands: ``draft`` if a machine made any of that,
    else ``unreviewed``. ``is_stale`` where English has moved on since. ``reviewed`` is the day of the oldest review
    where all of it has been reviewed as it stands.
    """

    draft: Literal["", "draft", "unreviewed"] = ""
    is_stale: bool = False
    reviewed: date | None = None


@dataclass(frozen=True)
class State:
    """What a reader should know of a page, a file, or the words of a piece. Without units it is the English itself."""

    units: tuple[UnitState, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether no person but its maker has checked some of it."""
        return any(unit.is_draft for unit in self.units)

    @property
    def origin(self) -> Origin | None:
        """Who made what is a draft: a machine if it made any of it, nobody known if that holds for some."""
        origins = {unit.origin for unit in self.units if unit.is_draft}
        if Origin.MACHINE in origins:
            return Origin.MACHINE
        return None if None in origins else Origin.PERSON

    @property
    def reviewed(self) -> date | None:
        """The day of the oldest review, if all of it has been reviewed as it stands."""
        days = [unit.reviewed for unit in self.units if unit.reviewed]
        return min(days) if days and not self.is_draft else None

    def where(self, *conditions: Condition) -> tuple[UnitState, ...]:
        """Its units in one of ``conditions``."""
        return tuple(unit for unit in self.units if unit.condition in conditions)

    @property
    def stale(self) -> tuple[UnitState, ...]:
        """The units whose English has changed or gone since."""
        return self.where(Condition.STALE, Condition.ORPHAN)

    @property
    def missing(self) -> tuple[UnitState, ...]:
        """The units, as English has them, that are not translated yet."""
        return self.where(Condition.MISSING)

    @property
    def unchecked(self) -> tuple[UnitState, ...]:
        """The units that no second person has ever checked as they stand."""
        return tuple(unit for unit in self.units if unit.is_draft and not unit.moved)

    @property
    def standing(self) -> Standing:
        """What is to be said of it in a line."""
        origins = {unit.origin for unit in self.unchecked}
        draft: Literal["", "draft", "unreviewed"] = "unreviewed" if origins else ""
        if Origin.MACHINE in origins:
            draft = "draft"
        return Standing(draft, bool(self.stale or self.missing), self.reviewed)


SOURCE_STATE = State()
"""The English needs no translation review."""


def together(states: Iterable[State]) -> State:
    """The state of several things at once."""
    return State(tuple(unit for state in states for unit in state.units))


@lru_cache(maxsize=64)
def states_of(project: Project, lock: Lock, texts: Texts) -> Mapping[str, State]:
    """The state of each file of ``texts`` and of each that English has; kept, because rules and pages ask in turn.

    A page that is not there is missing with all its units. Of the words that can be translated later, groups that are
    not begun do not count.
    """
    if texts.language.is_source:
        return dict.fromkeys(units_of(texts), SOURCE_STATE)
    source, own = units_of(project.source), units_of(texts)
    later = {
        name: set(wanted) - set(required_keys(wanted, words))
        for name, wanted, words in (
            ("site.yml", project.source.site, texts.site),
            ("print.yml", project.source.print, texts.print),
        )
    }
    return {
        name: State(
            tuple(
                _states(
                    source.get(name, {}),
                    own.get(name, {}),
                    lock.files.get(name, {}),
                    later.get(name, frozenset()),
                )
            )
        )
        for name in dict.fromkeys((*source, *own))
    }


def _states(
    source: Mapping[str, Unit],
    own: Mapping[str, Unit],
    records: Mapping[str, Record],
    later: Collection[str],
) -> Iterator[UnitState]:
    for key, unit in source.items():
        theirs = own.get(key)
        if theirs is not None:
            yield _state(unit, theirs, records.get(key))
        elif key not in later:
            yield UnitState(unit, Condition.MISSING)
    for key, theirs in own.items():
        if key not in source:
            record = records.get(key)
            checked = record and record.review and record.text == theirs.fingerprint
            origin = record.origin if record else None
            now = _renamed(source, own, record) if record else ""
            yield UnitState(theirs, Condition.ORPHAN, origin, moved=bool(checked), now=now)


def _renamed(source: Mapping[str, Unit], own: Mapping[str, Unit], record: Record) -> str:
    """The key of the English unit that says what the one of ``record`` said; empty where there is none to translate."""
    return next(
        (
            key
            for key, unit in source.items()
            if key not in own and unit.fingerprint == record.source
        ),
        "",
    )


def _state(source: Unit, own: Unit, record: Record | None) -> UnitState:
    if record is None:
        if own.is_copy_of(source):
            return UnitState(own, Condition.MISSING, untouched=True)
        return UnitState(own, Condition.UNRECORDED)
    is_stale = record.source != source.fingerprint
    condition = Condition.STALE if is_stale else Condition.CURRENT
    review = record.review
    changed = record.text != own.fingerprint
    if review is None or changed:
        return UnitState(own, condition, record.origin, changed=changed)
    if is_stale:
        return UnitState(own, condition, record.origin, moved=True)
    return UnitState(own, condition, record.origin, review.date, review.by)
