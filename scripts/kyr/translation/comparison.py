"""What a change touches: two versions of the project side by side, for whoever has to decide about it.

Nothing of this needs the project's history: both versions are folders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kyr.languages import Language
from kyr.project import Project
from kyr.translation.lock import Lock, Origin, read_lock
from kyr.translation.overview import Overview, overview
from kyr.translation.publication import LeftOut, Publication, left_out, publications
from kyr.translation.state import Condition, UnitState
from kyr.translation.units import Unit, units_of
from kyr.usage import NO_USAGE, Wording

Place = tuple[str, str]
"""A unit's file and key."""

_BEHIND = (Condition.STALE, Condition.ORPHAN)


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
class LanguageChange:
    """What becomes of one language. ``before`` or ``after`` is ``None`` where there is no such language.

    ``translated`` are units that were missing, ``changed`` those with other words, ``gone`` those that are there no
    longer, ``stale`` those that fall behind the English with this change; ``now_by_person`` are recorded so and were
    recorded as made by a machine. ``claimed`` and ``lapsed`` are reviews. ``left`` are the pages and pieces that
    readers do not get, ``newly_left`` those of them that they got before. ``has_other_rules`` tells that its
    language.yml differs, which can switch off checks.
    """

    language: Language
    before: Overview | None
    after: Overview | None
    translated: tuple[Place, ...] = ()
    changed: tuple[Place, ...] = ()
    gone: tuple[Place, ...] = ()
    stale: tuple[Place, ...] = ()
    now_by_person: tuple[Place, ...] = ()
    claimed: tuple[Claim, ...] = ()
    lapsed: tuple[Claim, ...] = ()
    left: tuple[LeftOut, ...] = ()
    newly_left: frozenset[str] = frozenset()
    has_other_rules: bool = False
    is_recorded_anew: bool = False
    """Whether its translation.lock differs."""

    @property
    def is_touched(self) -> bool:
        """Whether the change touches the language itself, and not only the English."""
        return (
            self.before is None
            or self.after is None
            or bool(self.translated or self.changed or self.gone)
            or self.has_other_rules
            or self.is_recorded_anew
        )


@dataclass(frozen=True, slots=True)
class EnglishChange:
    """A unit of English that is new, changed or gone, and the languages that fall behind with it."""

    place: Place
    title: str
    kind: str
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """Facts that change: in which ``file``, of what (``id``), which ``fields``."""

    file: str
    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All that a change touches.

    ``pieces`` are those that fall behind the English with it, by the tag of the language.
    """

    languages: tuple[LanguageChange, ...]
    english: tuple[EnglishChange, ...]
    pieces: Mapping[str, tuple[str, ...]]
    facts: tuple[FactChange, ...]


def compare(base: Project, head: Project) -> Comparison:
    """What becomes of ``base`` in ``head``.

    Raises:
        ProblemError: a translation.lock of one of them has been damaged.
    """
    old, new = _Side(base), _Side(head)
    source = head.source.language.tag
    tags = [tag for tag in dict.fromkeys((*head.texts, *base.texts)) if tag != source]
    languages = tuple(_language(old, new, tag) for tag in tags)
    return Comparison(
        languages,
        tuple(_english(base, head, languages)),
        dict(_pieces(old, new)),
        tuple(_facts(base, head)),
    )


class _Side:
    """One of the two versions, with what is worked out of it once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.published = publications(project)
        self.left: dict[str, dict[str, LeftOut]] = {}
        for item in left_out(project, self.published):
            self.left.setdefault(item.language.tag, {})[item.name] = item

    def lock(self, tag: str) -> Lock:
        """What is recorded of language ``tag``."""
        return read_lock(self.project.docs / tag)

    def rules(self, tag: str) -> tuple[object, ...]:
        """The language's own rules: what it calls things, keeps, never says, and which checks it switches off."""
        texts = self.project.texts.get(tag)
        usage = texts.usage if texts else NO_USAGE
        said = {term: wording for term, wording in usage.terms.items() if wording != Wording()}
        return said, usage.keep, usage.never, usage.ignore


def _language(old: _Side, new: _Side, tag: str) -> LanguageChange:
    before = overview(old.project, tag) if tag in old.project.texts else None
    after = overview(new.project, tag) if tag in new.project.texts else None
    one = after or before
    assert one is not None
    was, now = _states(old.project, before), _states(new.project, after)
    locks = old.lock(tag), new.lock(tag)

    def where(test: Callable[[UnitState | None, UnitState | None], bool]) -> tuple[Place, ...]:
        return tuple(place for place in {**now, **was} if test(was.get(place), now.get(place)))

    return LanguageChange(
        one.language,
        before,
        after,
        translated=where(lambda a, b: _is_there(b) and not _is_there(a)),
        changed=where(lambda a, b: _differ(a, b)),
        gone=where(lambda a, b: _is_there(a) and not _is_there(b)),
        stale=where(lambda a, b: _is_there(a) and _is_behind(b) and not _is_behind(a)),
        now_by_person=tuple(_now_by_person(*locks)),
        claimed=tuple(_claimed(*locks)),
        lapsed=tuple(_lapsed(was, now, locks[1])),
        left=tuple(item for name, item in new.left.get(tag, {}).items() if name),
        newly_left=frozenset(new.left.get(tag, {}).keys() - old.left.get(tag, {}).keys()),
        has_other_rules=old.rules(tag) != new.rules(tag),
        is_recorded_anew=locks[0].files != locks[1].files,
    )


def _states(project: Project, found: Overview | None) -> dict[Place, UnitState]:
    """The units by place. A short text in English words can be a translation or not, until somebody stamps it."""
    source = _units(project)
    states: dict[Place, UnitState] = {}
    for item in found.units if found else ():
        place = (item.unit.file, item.unit.key)
        english = source.get(place)
        is_same = english is not None and english.text == item.unit.text
        if item.condition is not Condition.UNRECORDED or not is_same:
            states[place] = item
    return states


def _is_there(state: UnitState | None) -> bool:
    return state is not None and state.is_there


def _is_behind(state: UnitState | None) -> bool:
    return state is not None and state.condition in _BEHIND


def _differ(a: UnitState | None, b: UnitState | None) -> bool:
    if a is None or b is None or not (a.is_there and b.is_there):
        return False
    return a.unit.fingerprint != b.unit.fingerprint


def _now_by_person(before: Lock, after: Lock) -> Iterator[Place]:
    for file, records in after.files.items():
        for key, record in records.items():
            old = before.record(file, key)
            if old and (old.origin, record.origin) == (Origin.MACHINE, Origin.PERSON):
                yield file, key


def _claimed(before: Lock, after: Lock) -> Iterator[Claim]:
    """Reviews that the change writes down, whether they hold or not."""
    for file, records in after.files.items():
        for key, record in records.items():
            old = before.record(file, key)
            if record.review is not None and (old is None or old.review != record.review):
                yield Claim((file, key), record.review.by, record.review.date)


def _lapsed(
    was: Mapping[Place, UnitState], now: Mapping[Place, UnitState], lock: Lock
) -> Iterator[Claim]:
    for place, state in was.items():
        after = now.get(place)
        if state.reviewed is None or (after is not None and after.reviewed is not None):
            continue
        record = lock.record(*place)
        if after is None or _differ(state, after):
            why = Why.TRANSLATION
        elif record is None or record.review is None or not after.moved:
            why = Why.RECORD
        else:
            why = Why.ENGLISH
        yield Claim(place, state.by, state.reviewed, why)


def _english(
    base: Project, head: Project, languages: tuple[LanguageChange, ...]
) -> Iterator[EnglishChange]:
    old, new = _units(base), _units(head)
    for place in dict.fromkeys((*new, *old)):
        before, after = old.get(place), new.get(place)
        if before and after and before.fingerprint == after.fingerprint:
            continue
        kind = "changed" if before and after else "new" if after else "gone"
        unit = after or before
        assert unit is not None
        stale = tuple(one.language.tag for one in languages if place in one.stale)
        yield EnglishChange(place, unit.title, kind, stale)


def _units(project: Project) -> dict[Place, Unit]:
    return {
        (file, key): unit
        for file, units in units_of(project.source).items()
        for key, unit in units.items()
    }


def _pieces(old: _Side, new: _Side) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The pieces that fall behind the English with the change, by language."""
    for tag, publication in new.published.items():
        if publication.language.is_source:
            continue
        behind = _behind(new.project, publication)
        before = old.published.get(tag)
        behind -= _behind(old.project, before) if before else set()
        if behind:
            yield tag, tuple(name for name in new.project.catalogue.pieces if name in behind)


def _behind(project: Project, publication: Publication) -> set[str]:
    return {
        name
        for name, piece in project.catalogue.pieces.items()
        if publication.can_make(piece) and publication.piece_state(piece).standing.is_stale
    }


def _facts(base: Project, head: Project) -> Iterator[FactChange]:
    """Contacts, what state law says, what pages rest on, and the library's own details."""
    for file, old, new in (
        (
            "docs/contacts.yml",
            {name: contact.model_dump() for name, contact in base.contacts.items()},
            {name: contact.model_dump() for name, contact in head.contacts.items()},
        ),
        (
            "docs/states.yml",
            {code: state.model_dump() for code, state in base.states.items()},
            {code: state.model_dump() for code, state in head.states.items()},
        ),
        ("docs/en", _rests_on(base), _rests_on(head)),
        ("mkdocs.yml", _library(base), _library(head)),
    ):
        for name in dict.fromkeys((*new, *old)):
            if name not in old or name not in new:
                yield FactChange(file, name, ("new",) if name in new else ("gone",))
            elif fields := tuple(_fields(old[name], new[name])):
                yield FactChange(file, name, fields)


def _rests_on(project: Project) -> dict[str, dict[str, Any]]:
    """What the facts of each English page rest on."""
    return {
        name: page.front.model_dump(include={"facts_checked", "legal_review", "sources"})
        for name, page in project.source.pages.items()
    }


def _library(project: Project) -> dict[str, dict[str, Any]]:
    return {"site_url": {"": project.site_url}, "library": project.library.model_dump()}


def _fields(old: dict[str, Any], new: dict[str, Any], above: str = "") -> Iterator[str]:
    """The dotted names of what differs between ``old`` and ``new``."""
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        name = f"{above}.{key}" if above else key
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _fields(before, after, name)
        elif before != after:
            yield name
