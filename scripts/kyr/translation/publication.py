"""Which languages, pages and pieces are published, and what state each is in: the drafts policy in one place.

A language is published when its core set is there. What English has gained since somebody stamped a file is no gap:
the page goes on without that section, and the site's own words stand in English there, marked as English.

The policy ``hidden`` leaves out, besides, what no person has reviewed as it stands: each text, page and piece by
itself, so that a change of English takes away that page and not the language. The language goes when its first page
does, or when so much else has gone that its readers would find little.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kyr.catalogue import Piece
from kyr.languages import Language
from kyr.pages import CORE_PAGES
from kyr.project import Project, Texts
from kyr.states import TEMPLATE
from kyr.translation.lock import Lock, read_lock
from kyr.translation.state import Condition, State, UnitState, states_of, together
from kyr.words import MORE, Text, Words, fits, is_below, required_keys

SITE_WORDS, PRINT_WORDS = "site.yml", "print.yml"
CORE_FILES = (SITE_WORDS, PRINT_WORDS, *CORE_PAGES)
FIRST = "index.md"
"""The page to which everything leads that leads to a language."""
SHOP = "print.md"
"""The page on which the pieces of a language are found."""


class Lack(StrEnum):
    """What a file lacks, so that readers do not get it, or do not get what is made from it."""

    GONE = "no such file"
    UNTRANSLATED = "not all translated"
    UNREVIEWED = "not all reviewed"
    """A reason only where drafts are hidden."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason why readers do not get something: a file, and the units in it that are not ready."""

    file: str
    lack: Lack
    units: tuple[UnitState, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What readers of a language do not get: the page or piece ``name``; the language itself where that is empty."""

    language: Language
    name: str
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Publication:
    """One language as it is published: the pages that readers get, and the state of each file.

    ``texts`` holds only these pages, and English words where the language has none that may be shown. ``hidden`` tells
    that words which no person has reviewed are left out.
    """

    texts: Texts
    pages: tuple[str, ...]
    states: Mapping[str, State]
    hidden: bool = False

    @property
    def language(self) -> Language:
        """The language."""
        return self.texts.language

    @property
    def borrowed(self) -> Mapping[str, frozenset[str]]:
        """The keys of the English words that stand in for its own, by file."""
        return {SITE_WORDS: self.texts.site.lent, PRINT_WORDS: self.texts.print.lent}

    def state(self, name: str) -> State:
        """The state of the file that page ``name`` is made from."""
        return self.states.get(name) or self.states[TEMPLATE]

    def print_state(self, *groups: str) -> State:
        """The state of the printed pieces' words at or below the keys ``groups``."""
        return _select(self.states[PRINT_WORDS], groups)

    def piece_state(self, piece: Piece) -> State:
        """The state of all that ``piece`` says in this language. What English has newly or no more, it does not say."""
        # What is lent, or stands on an English side, is English; what is missing or gone is not said.
        own = piece.guest_keys if piece.speaks == "all" else piece.own_keys
        words = (
            unit
            for name, keys in (
                (PRINT_WORDS, (*own, *piece.shared_keys)),
                (SITE_WORDS, piece.says_of_site),
            )
            for unit in _select(self.states[name], keys).units
            if unit.is_there
            and unit.condition is not Condition.ORPHAN
            and unit.unit.key not in self.borrowed[name]
            and not is_below(unit.unit.key, piece.english_words)
        )
        return together((State(tuple(words)), *(self.state(name) for name in piece.chapters)))

    def obstacle(self, piece: Piece) -> Obstacle | None:
        """Why ``piece`` cannot be made in this language; ``None`` if it can.

        Only what pieces share may stand in English on it, and readers have to find it on a page.
        """
        if not self.texts.site.has(piece.name):
            return Obstacle(SITE_WORDS, Lack.UNTRANSLATED)
        if found := self._unsaid(piece.own_keys, piece.english_words):
            return found
        for name in (*piece.chapters, SHOP):
            if name not in self.pages:
                return self._unpublished(name)
        return None

    def can_make(self, piece: Piece) -> bool:
        """Whether ``piece`` can be made: all its words are there in this language, and the policy lets them out."""
        return self.obstacle(piece) is None

    def can_speak(self, piece: Piece) -> bool:
        """Whether this language can speak on ``piece`` beside others that lead it."""
        return self._unsaid(piece.guest_keys) is None

    def _unsaid(self, keys: tuple[str, ...], but: tuple[str, ...] = ()) -> Obstacle | None:
        """Why the words at or below ``keys`` of print.yml, ``but`` some, cannot be printed in this language."""
        words = self.texts.print
        if any(key not in words and not words.has(key) for key in keys):
            return Obstacle(PRINT_WORDS, Lack.UNTRANSLATED)
        lent = {key for key in words.lent if is_below(key, keys) and not is_below(key, but)}
        if not lent:
            return None
        units = tuple(item for item in self.states[PRINT_WORDS].units if item.unit.key in lent)
        hides = self.hidden and any(item.is_draft for item in units)
        return Obstacle(PRINT_WORDS, Lack.UNREVIEWED if hides else Lack.UNTRANSLATED, units)

    def _unpublished(self, name: str) -> Obstacle:
        """Why the page ``name`` is not among those that readers get."""
        state = self.state(name)
        there = tuple(item for item in state.units if item.is_there)
        if not there:
            return Obstacle(name, Lack.GONE)
        return _unreviewed(name, state) if self.hidden else Obstacle(name, Lack.UNTRANSLATED)


def publications(project: Project, also: Container[str] = ()) -> dict[str, Publication]:
    """The published languages by tag, in the order of mkdocs.yml, and those of ``also``, ready or not.

    Raises:
        ProblemError: a translation.lock has been damaged.
    """
    found: dict[str, Publication] = {}
    for tag, texts in project.texts.items():
        publication = publish(project, texts, read_lock(project.docs / tag), tag in also)
        if publication is not None:
            found[tag] = publication
    return found


def publish(project: Project, texts: Texts, lock: Lock, anyway: bool = False) -> Publication | None:
    """``texts`` as they are published; ``None`` if they are not, unless they are to be shown ``anyway``.

    Pages that English does not have are left out, and those that still hold English sections. The template of the
    states stands for a page of each state.
    """
    states = states_of(project, lock, texts)
    hidden = project.library.drafts == "hidden" and not anyway
    if not (anyway or is_published(project, texts, lock)):
        return None
    kept = {
        name: texts.pages[name]
        for name in _english_pages(project, texts)
        if anyway or _kept_back(states[name], lock, name, hidden) is None
    }
    pages: list[str] = []
    for name in kept:
        pages += project.states.by_page if name == TEMPLATE else [name]
    site, printed = (
        _fill(
            source,
            words,
            {
                unit.unit.key
                for unit in states[name].units
                if unit.untouched or (hidden and unit.is_draft)
            },
        )
        for name, source, words in (
            (SITE_WORDS, project.source.site, texts.site),
            (PRINT_WORDS, project.source.print, texts.print),
        )
    )
    texts = dataclasses.replace(texts, site=site, print=printed, pages=kept)
    return Publication(texts, tuple(pages), states, hidden)


def is_published(project: Project, texts: Texts, lock: Lock) -> bool:
    """Whether readers get ``texts`` at all."""
    return not any(obstacles(project, texts, lock, states_of(project, lock, texts)))


def shown_pages(project: Project, texts: Texts, lock: Lock) -> int:
    """How many pages of ``texts`` readers get; the template of the states counts as one."""
    if not is_published(project, texts, lock):
        return 0
    states, hidden = states_of(project, lock, texts), project.library.drafts == "hidden"
    return sum(
        _kept_back(states[name], lock, name, hidden) is None
        for name in _english_pages(project, texts)
    )


def _english_pages(project: Project, texts: Texts) -> Iterator[str]:
    """The pages of ``texts`` that English has too."""
    return (name for name in texts.pages if name in project.source.pages)


def obstacles(
    project: Project, texts: Texts, lock: Lock, states: Mapping[str, State]
) -> Iterator[Obstacle]:
    """Why ``texts`` are not published, file by file; ``states`` are those of its files.

    Words that can be translated later are no obstacle, wherever their translator has got to. Where drafts are hidden, a
    person has to have reviewed the first page and most of the core set as they stand.
    """
    drafts: list[Obstacle] = []
    for name in CORE_FILES:
        state = _core(states[name]) if name in (SITE_WORDS, PRINT_WORDS) else states.get(name)
        if state is None or (name in CORE_PAGES and name not in texts.pages):
            yield Obstacle(name, Lack.GONE)
        elif found := gaps(state, lock, name):
            yield Obstacle(name, Lack.UNTRANSLATED, found)
        elif name in CORE_PAGES and state.is_draft:
            drafts.append(_unreviewed(name, state))
    is_bare = 2 * len(drafts) > len(CORE_PAGES) or any(item.file == FIRST for item in drafts)
    if project.library.drafts == "hidden" and is_bare:
        yield from drafts


def left_out(project: Project, published: Mapping[str, Publication]) -> Iterator[LeftOut]:
    """What readers of the languages of ``project`` do not get, and why: languages, their pages, their pieces.

    Pages that a language does not have are no part of it yet, and neither are pieces whose words nobody has begun.

    Raises:
        ProblemError: a translation.lock has been damaged.
    """
    hidden = project.library.drafts == "hidden"
    for tag, texts in project.texts.items():
        if texts.language.is_source:
            continue
        lock = read_lock(project.docs / tag)
        publication = published.get(tag)
        if publication is None:
            states = states_of(project, lock, texts)
            yield LeftOut(texts.language, "", tuple(obstacles(project, texts, lock, states)))
            continue
        for name in texts.pages:
            found = _kept_back(publication.state(name), lock, name, hidden)
            if name in project.source.pages and found is not None:
                yield LeftOut(texts.language, name, (found,))
        for piece_id, piece in project.catalogue.pieces.items():
            found = publication.obstacle(piece)
            if found is not None and texts.print.has(piece.words):
                yield LeftOut(texts.language, piece_id, (found,))


def gaps(state: State, lock: Lock, name: str) -> tuple[UnitState, ...]:
    """What is still to be translated in file ``name`` before it can be read.

    A unit that a stamped file does not have came to English later.
    """
    begun = name in lock.files
    return tuple(unit for unit in state.missing if unit.untouched or not begun)


def _kept_back(state: State, lock: Lock, name: str, hidden: bool) -> Obstacle | None:
    """Why a page in ``state`` is not published in a language that is."""
    if found := gaps(state, lock, name):
        return Obstacle(name, Lack.UNTRANSLATED, found)
    return _unreviewed(name, state) if hidden and state.is_draft else None


def _unreviewed(name: str, state: State) -> Obstacle:
    return Obstacle(name, Lack.UNREVIEWED, tuple(unit for unit in state.units if unit.is_draft))


def _fill(source: Words, words: Words, without: Container[str]) -> Words:
    """``words`` with English ones lent where they have none that fit, or where those are in ``without``."""
    if words is source:
        return words
    texts: dict[str, Text] = dict(words)
    lent = set()
    for key in required_keys(source, words):
        if key not in words or key in without or not fits(source[key], words[key]):
            texts[key] = source[key]
            lent.add(key)
    return Words(words.file, texts, frozenset(lent))


def _core(state: State) -> State:
    """The units of words that a language has to have."""
    return State(tuple(unit for unit in state.units if MORE not in unit.unit.key.split(".")))


def _select(state: State, groups: Iterable[str]) -> State:
    wanted = tuple(groups)
    return State(tuple(unit for unit in state.units if is_below(unit.unit.key, wanted)))
