"""How far a language has come and what is wanted of it, the most important first: what ``kyr status`` tells.

What a frightened person reads comes before the rest of the core set, and pages for patrons before those for staff.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from kyr.languages import Language
from kyr.pages import CORE_PAGES, Audience, LegalReview, audience, words_audience
from kyr.project import Project, Texts
from kyr.translation.lock import Lock, Origin, read_lock
from kyr.translation.publication import (
    CORE_FILES,
    PRINT_WORDS,
    SITE_WORDS,
    Obstacle,
    gaps,
    obstacles,
    shown_pages,
)
from kyr.translation.state import Condition, State, UnitState, states_of
from kyr.translation.units import units_of
from kyr.words import MORE, Words, group_of, required_keys

EMERGENCY_PAGE = "now.md"
"""What a person reads who has five minutes."""


class Rank(StrEnum):
    """How much a text matters to readers, the most important first."""

    EMERGENCY = "emergency"
    CORE = "core"
    PATRON = "patron"
    STAFF = "staff"


RANKS = tuple(Rank)


@dataclass(frozen=True)
class Part:
    """The units of one file that matter alike. ``is_there`` tells whether the language has the file."""

    file: str
    path: Path
    is_there: bool
    rank: Rank
    state: State


@dataclass(frozen=True, slots=True)
class Later:
    """A group of words that may be translated later and is not begun yet, with the number of its ``texts``."""

    file: str
    group: str
    rank: Rank
    texts: int


@dataclass(frozen=True)
class Overview:
    """One language: why it is not published, its pages that can be read whole, and all its units, by importance.

    ``shown`` are the pages that readers get: fewer than can be read whole where drafts are hidden.
    """

    language: Language
    obstacles: tuple[Obstacle, ...]
    pages: int
    shown: int
    of: int
    parts: tuple[Part, ...]
    later: tuple[Later, ...]

    @property
    def is_published(self) -> bool:
        """Whether readers get it."""
        return not self.obstacles

    @cached_property
    def units(self) -> tuple[UnitState, ...]:
        """All its units."""
        return tuple(unit for part in self.parts for unit in part.state.units)

    def count(self, condition: Condition) -> int:
        """How many units are in ``condition``."""
        return sum(unit.condition is condition for unit in self.units)

    @property
    def changed(self) -> int:
        """How many units are another text than was stamped."""
        return sum(unit.changed for unit in self.units)

    def drafts(self, origin: Origin | None) -> int:
        """How many units that ``origin`` made are drafts; ``None`` for those whose maker is not recorded."""
        return sum(unit.is_draft and unit.origin is origin for unit in self.units)

    @property
    def reviewed(self) -> int:
        """How many units have a review that holds."""
        return sum(unit.reviewed is not None for unit in self.units)


@dataclass(frozen=True, slots=True)
class SourceOverview:
    """The English: its pages, its units, and the pages that a lawyer has reviewed."""

    pages: int
    units: int
    reviews: tuple[tuple[str, LegalReview], ...]


def overview(project: Project, tag: str) -> Overview:
    """How far language ``tag`` has come.

    Raises:
        ProblemError: its translation.lock has been damaged.
    """
    texts = project.texts[tag]
    lock = read_lock(project.docs / tag)
    states = states_of(project, lock, texts)
    return Overview(
        texts.language,
        tuple(obstacles(project, texts, lock, states)),
        sum(_is_whole(name, texts, states[name], lock) for name in project.source.pages),
        shown_pages(project, texts, lock),
        len(project.source.pages),
        tuple(_parts(project, texts, states)),
        tuple(_later(project, texts)),
    )


def source_overview(project: Project) -> SourceOverview:
    """What there is to translate, and what of it a lawyer has reviewed."""
    pages = project.source.pages
    reviews = (
        (name, page.front.legal_review)
        for name, page in pages.items()
        if isinstance(page.front.legal_review, LegalReview)
    )
    return SourceOverview(
        len(pages), sum(map(len, units_of(project.source).values())), tuple(reviews)
    )


def _is_whole(name: str, texts: Texts, state: State, lock: Lock) -> bool:
    return name in texts.pages and not gaps(state, lock, name)


def _parts(project: Project, texts: Texts, states: Mapping[str, State]) -> Iterator[Part]:
    """The files by importance; those of words once for each importance that their groups have."""
    found: dict[tuple[Rank, str], list[UnitState]] = {}
    for name, state in states.items():
        for unit in state.units:
            found.setdefault((rank_of(project, name, unit.unit.key), name), []).append(unit)
    place = {name: number for number, name in enumerate((*CORE_FILES, *project.nav))}
    folder = project.docs / texts.language.tag
    there = {
        SITE_WORDS: texts.site.file.path.exists(),
        PRINT_WORDS: texts.print.file.path.exists(),
        **dict.fromkeys(texts.pages, True),
    }
    for (rank, name), units in sorted(
        found.items(),
        key=lambda item: (RANKS.index(item[0][0]), place.get(item[0][1], len(place))),
    ):
        yield Part(name, folder / name, name in there and there[name], rank, State(tuple(units)))


def rank_of(project: Project, file: str, key: str) -> Rank:
    """How much unit ``key`` of ``file`` matters."""
    if file == EMERGENCY_PAGE:
        return Rank.EMERGENCY
    if file in CORE_PAGES:
        return Rank.CORE
    if file in (SITE_WORDS, PRINT_WORDS):
        if MORE not in key.split("."):
            return Rank.CORE
        reader = words_audience(group_of(key), project.catalogue.handed_out)
    else:
        reader = audience(file)
    return Rank.PATRON if reader is Audience.PATRON else Rank.STAFF


def _later(project: Project, texts: Texts) -> Iterator[Later]:
    """The groups that are not begun, those for patrons first."""
    found: dict[tuple[str, str], int] = {}
    for file, source, words in _word_files(project.source, texts):
        required = set(required_keys(source, words))
        for key in source:
            if key not in required:
                name = (file, group_of(key))
                found[name] = found.get(name, 0) + 1
    groups = (
        Later(file, group, rank_of(project, file, group), number)
        for (file, group), number in found.items()
    )
    yield from sorted(groups, key=lambda group: RANKS.index(group.rank))


def _word_files(source: Texts, texts: Texts) -> Iterable[tuple[str, Words, Words]]:
    yield SITE_WORDS, source.site, texts.site
    yield PRINT_WORDS, source.print, texts.print


def as_data(project: Project, overviews: Iterable[Overview]) -> dict[str, object]:
    """What ``kyr status --json`` writes. Keys are added to ``format`` 1 and never change what they mean.

    ``source``: ``language``, ``pages``, ``units`` and ``legal_reviews``, a list of ``page``, ``by`` and ``date``: what
    a lawyer has reviewed is told of the English alone.

    ``languages``: a list of ``language`` (its tag), ``name``, ``english``, ``script``, ``direction``, ``published``;
    ``obstacles``, a list of ``file``, ``lack`` and ``units`` (keys); ``pages`` that can be read whole, ``shown`` to
    readers, ``of`` so many; ``counts`` by condition; ``changed``, the number of units that are another text than was
    stamped; ``drafts`` by origin; ``reviewed``; ``files``; and ``later``, the groups of words that are
    not begun: ``file``, ``group``, ``rank``, ``texts``.

    ``files``: a list of ``file`` (below the language's folder), ``rank``, ``there`` and ``units``. A file of words
    stands there once for each rank.

    ``units``: a list of ``key``, ``title``, ``condition``, ``path`` and ``line`` (of the English where the unit is not
    there), ``untouched`` (there in English words), ``origin``, ``reviewed``, ``by``, ``lapsed`` (a review that ended
    because the English changed), ``changed`` (another text than was stamped) and ``now`` (the key under which English
    has what an orphan was made of). What is not known is null.
    """
    english = source_overview(project)
    return {
        "format": 1,
        "source": {
            "language": project.source.language.tag,
            "pages": english.pages,
            "units": english.units,
            "legal_reviews": [
                {"page": name, "by": review.by, "date": review.date.isoformat()}
                for name, review in english.reviews
            ],
        },
        "languages": [_language_data(project, found) for found in overviews],
    }


def _language_data(project: Project, found: Overview) -> dict[str, object]:
    language = found.language
    return {
        "language": language.tag,
        "name": language.name,
        "english": language.english,
        "script": language.script,
        "direction": language.direction,
        "published": found.is_published,
        "obstacles": [
            {
                "file": obstacle.file,
                "lack": obstacle.lack.name.lower(),
                "units": [unit.unit.key for unit in obstacle.units],
            }
            for obstacle in found.obstacles
        ],
        "pages": found.pages,
        "shown": found.shown,
        "of": found.of,
        "counts": {condition.value: found.count(condition) for condition in Condition},
        "changed": found.changed,
        "drafts": {
            "machine": found.drafts(Origin.MACHINE),
            "person": found.drafts(Origin.PERSON),
            "unknown": found.drafts(None),
        },
        "reviewed": found.reviewed,
        "files": [
            {
                "file": part.file,
                "rank": part.rank.value,
                "there": part.is_there,
                "units": [_unit_data(project, unit) for unit in part.state.units],
            }
            for part in found.parts
        ],
        "later": [
            {
                "file": group.file,
                "group": group.group,
                "rank": group.rank.value,
                "texts": group.texts,
            }
            for group in found.later
        ],
    }


def _unit_data(project: Project, state: UnitState) -> dict[str, object]:
    unit = state.unit
    return {
        "key": unit.key,
        "title": unit.title,
        "condition": state.condition.value,
        "path": unit.path.relative_to(project.root).as_posix(),
        "line": unit.line,
        "untouched": state.untouched,
        "origin": state.origin.value if state.origin else None,
        "reviewed": state.reviewed.isoformat() if state.reviewed else None,
        "by": state.by,
        "lapsed": state.moved,
        "changed": state.changed,
        "now": state.now or None,
    }
