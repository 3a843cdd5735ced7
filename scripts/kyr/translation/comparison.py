"""What a change touches: two versions of the project side by side, for whoever has to decide about it.

Nothing of this needs the project's history: both versions are folders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kyr.languages import Language
from kyr.project import Project, Texts
from kyr.settings import SettingsChange, compare_settings
from kyr.translation.claims import Claims, Place, Version, compare_claims
from kyr.translation.lock import NAME as LOCK
from kyr.translation.lock import Lock, made_by_machine, read_lock
from kyr.translation.overview import Overview, overview
from kyr.translation.publication import LeftOut, Publication, left_out, publications
from kyr.translation.rules import RulesChange, compare_rules
from kyr.translation.state import Condition, UnitState
from kyr.translation.units import Unit, files_of, units_of
from kyr.usage import NAME as RULES
from kyr.usage import NO_USAGE, Usage

_BEHIND = (Condition.STALE, Condition.ORPHAN)


@dataclass(frozen=True)
class LanguageChange:
    """What becomes of one language. ``before`` or ``after`` is ``None`` where there is no such language.

    ``translated`` are units that were missing, ``changed`` those with other words, ``gone`` those that are there no
    longer, ``stale`` those that fall behind the English with this change. ``left`` are the pages and pieces that
    readers do not get, ``newly_left`` those of them that they got before.
    """

    language: Language
    before: Overview | None
    after: Overview | None
    translated: tuple[Place, ...]
    changed: tuple[Place, ...]
    gone: tuple[Place, ...]
    stale: tuple[Place, ...]
    claims: Claims
    left: tuple[LeftOut, ...]
    newly_left: frozenset[str]
    rules: RulesChange
    is_recorded_anew: bool
    """Whether its translation.lock differs."""

    @property
    def is_touched(self) -> bool:
        """Whether the change touches the language itself, and not only the English."""
        return (
            self.before is None
            or self.after is None
            or bool(self.translated or self.changed or self.gone)
            or bool(self.rules)
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

    ``pieces`` are those that fall behind the English with it, by the tag of the language. ``rules`` are those of the
    English language.yml, which hold for all languages.
    """

    languages: tuple[LanguageChange, ...]
    english: tuple[EnglishChange, ...]
    pieces: Mapping[str, tuple[str, ...]]
    facts: tuple[FactChange, ...]
    rules: RulesChange
    settings: SettingsChange
    told: frozenset[str]
    """The files, below the project, of whose changes something is told here."""

    def __bool__(self) -> bool:
        """Whether the change touches anything of this."""
        return bool(
            self.english
            or self.facts
            or self.rules
            or self.settings
            or any(language.is_touched for language in self.languages)
        )


def compare(base: Project, head: Project) -> Comparison:
    """What becomes of ``base`` in ``head``.

    Raises:
        ProblemError: a translation.lock of one of them has been damaged.
    """
    old, new = _Side(base), _Side(head)
    source = head.source.language.tag
    tags = [tag for tag in dict.fromkeys((*head.texts, *base.texts)) if tag != source]
    languages = tuple(_language(old, new, tag) for tag in tags)
    english = tuple(_english(base, head, languages))
    facts = tuple(_facts(base, head))
    rules = compare_rules(base.source.usage, head.source.usage)
    settings = compare_settings(base.config, head.config)
    told = {
        *(name for one in languages for name in _told(base, head, one)),
        *(f"docs/{source}/{change.place[0]}" for change in english),
        *(
            f"{fact.file}/{fact.id}" if fact.file == f"docs/{source}" else fact.file
            for fact in facts
        ),
        *([f"docs/{source}/{RULES}"] if rules else ()),
        *(["mkdocs.yml"] if settings else ()),
    }
    return Comparison(
        languages, english, dict(_pieces(old, new)), facts, rules, settings, frozenset(told)
    )


def _told(base: Project, head: Project, one: LanguageChange) -> Iterator[str]:
    """The files of a language of whose changes something is told."""
    folder = f"docs/{one.language.tag}"
    if one.before is None or one.after is None:
        texts = (head if one.before is None else base).texts[one.language.tag]
        yield "mkdocs.yml"
        yield from (f"{folder}/{name}" for name in (*files_of(texts), RULES, LOCK))
        return
    yield from (f"{folder}/{file}" for file, _ in (*one.translated, *one.changed, *one.gone))
    if one.rules:
        yield f"{folder}/{RULES}"
    if one.is_recorded_anew:
        yield f"{folder}/{LOCK}"


class _Side:
    """One of the two versions, with what is worked out of it once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.published = publications(project)
        self.left: dict[str, dict[str, LeftOut]] = {}
        for item in left_out(project, self.published):
            self.left.setdefault(item.language.tag, {})[item.name] = item

    @cached_property
    def made_by_machine(self) -> frozenset[str]:
        """The texts that a machine made, in any language: the same words can move to another one."""
        return made_by_machine(map(self.lock, self.project.texts))

    def lock(self, tag: str) -> Lock:
        """What is recorded of language ``tag``."""
        return read_lock(self.project.docs / tag)

    def usage(self, tag: str) -> Usage:
        """The language's own rules: what it calls things, keeps, never says, and which checks it switches off."""
        texts = self.project.texts.get(tag)
        return texts.usage if texts else NO_USAGE

    def version(self, tag: str, found: Overview | None) -> Version:
        """What the language is in this version."""
        texts = self.project.texts.get(tag)
        own = _units(texts) if texts else {}
        english = _units(self.project.source)
        return Version(self.lock(tag), own, english, _states(english, found))


def _language(old: _Side, new: _Side, tag: str) -> LanguageChange:
    before = overview(old.project, tag) if tag in old.project.texts else None
    after = overview(new.project, tag) if tag in new.project.texts else None
    one = after or before
    assert one is not None
    versions = old.version(tag, before), new.version(tag, after)
    was, now = versions[0].states, versions[1].states

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
        claims=compare_claims(*versions, old.made_by_machine),
        left=tuple(item for name, item in new.left.get(tag, {}).items() if name),
        newly_left=frozenset(new.left.get(tag, {}).keys() - old.left.get(tag, {}).keys()),
        rules=compare_rules(old.usage(tag), new.usage(tag)) if after else RulesChange(),
        is_recorded_anew=versions[0].lock.files != versions[1].lock.files,
    )


def _states(source: Mapping[Place, Unit], found: Overview | None) -> dict[Place, UnitState]:
    """The units by place. A short text in English words can be a translation or not, until somebody stamps it."""
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


def _english(
    base: Project, head: Project, languages: tuple[LanguageChange, ...]
) -> Iterator[EnglishChange]:
    old, new = _units(base.source), _units(head.source)
    for place in dict.fromkeys((*new, *old)):
        before, after = old.get(place), new.get(place)
        if before and after and before.fingerprint == after.fingerprint:
            continue
        kind = "changed" if before and after else "new" if after else "gone"
        unit = after or before
        assert unit is not None
        stale = tuple(one.language.tag for one in languages if place in one.stale)
        yield EnglishChange(place, unit.title, kind, stale)


def _units(texts: Texts) -> dict[Place, Unit]:
    return {
        (file, key): unit for file, units in units_of(texts).items() for key, unit in units.items()
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
