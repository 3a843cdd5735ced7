"""Which languages and pages are published, and what state each is in: the drafts policy in one place.

A language is published when its core set is there. What English has gained since somebody stamped a file is no gap:
the page goes on without that section, and the site's own words stand in English there, marked as English.
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
from kyr.translation.state import State, UnitState, states_of, together
from kyr.words import MORE, Text, Words, fits, required_keys

SITE_WORDS, PRINT_WORDS = "site.yml", "print.yml"
CORE_FILES = (SITE_WORDS, PRINT_WORDS, *CORE_PAGES)
SHARED = "common"
"""The group of words that every piece uses."""


class Lack(StrEnum):
    """What a file of the core set lacks, so that its language is not published."""

    GONE = "no such file"
    UNTRANSLATED = "not all translated"
    UNREVIEWED = "not all reviewed"
    """A reason only where drafts are hidden."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason why a language is not published: a file of its core set, and the units that are not ready."""

    file: str
    lack: Lack
    units: tuple[UnitState, ...] = ()


@dataclass(frozen=True)
class Publication:
    """One language as it is published: the pages that readers get, and the state of each file.

    ``texts`` holds English words where the language has none; ``borrowed`` names these: by file, the keys.
    ``hidden`` tells that words which no person has reviewed are left out.
    """

    texts: Texts
    pages: tuple[str, ...]
    states: Mapping[str, State]
    borrowed: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)
    hidden: bool = False

    @property
    def language(self) -> Language:
        """The language."""
        return self.texts.language

    def state(self, name: str) -> State:
        """The state of the file that page ``name`` is made from."""
        return self.states.get(name) or self.states[TEMPLATE]

    def print_state(self, *groups: str) -> State:
        """The state of the printed pieces' words at or below the keys ``groups``."""
        return _select(self.states[PRINT_WORDS], groups)

    def piece_state(self, piece: Piece) -> State:
        """The state of all that ``piece`` says in this language; of its core words where it has no own."""
        if self.texts.print.has(piece.words):
            words = self.print_state(SHARED, piece.words)
        else:
            words = _core(self.states[PRINT_WORDS])
        return together((words, *(self.state(name) for name in piece.chapters)))

    def can_make(self, piece: Piece) -> bool:
        """Whether ``piece`` can be made: all its words are there in this language, and the policy lets them out."""
        if not self.texts.has_words_of(piece):
            return False
        if any(_is_below(key, piece.words) for key in self.borrowed.get(PRINT_WORDS, ())):
            return False
        if any(unit.untouched for unit in self.piece_state(piece).units):
            return False
        return not (self.hidden and self.piece_state(piece).is_draft)


def publications(project: Project, also: Container[str] = ()) -> dict[str, Publication]:
    """The published languages by tag, in the order of mkdocs.yml, and those of ``also``, ready or not.

    Under the policy ``hidden`` a language is published only when a person has reviewed its core set, and then only with
    what is reviewed. Pages that English does not have are left out, and those that still hold English sections. The
    template of the states stands for a page of each state.

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
    """``texts`` as they are published; ``None`` if they are not, unless they are to be shown ``anyway``."""
    states = states_of(project, lock, texts)
    hidden = project.library.drafts == "hidden" and not anyway
    if not anyway and any(obstacles(project, texts, lock, states)):
        return None
    pages: list[str] = []
    for name in texts.pages:
        state = states[name]
        is_out = (hidden and state.is_draft) or (not anyway and gaps(state, lock, name))
        if name in project.source.pages and not is_out:
            pages += project.states.by_page if name == TEMPLATE else [name]
    borrowed: dict[str, frozenset[str]] = {}
    whole: list[Words] = []
    for name, source, words in (
        (SITE_WORDS, project.source.site, texts.site),
        (PRINT_WORDS, project.source.print, texts.print),
    ):
        left = {
            unit.unit.key
            for unit in states[name].units
            if unit.untouched or (hidden and unit.is_draft and name == SITE_WORDS)
        }
        filled, keys = _fill(source, words, left)
        whole.append(filled)
        borrowed[name] = keys
    texts = dataclasses.replace(texts, site=whole[0], print=whole[1])
    return Publication(texts, tuple(pages), states, borrowed, hidden)


def obstacles(
    project: Project, texts: Texts, lock: Lock, states: Mapping[str, State]
) -> Iterator[Obstacle]:
    """Why ``texts`` are not published, file by file; ``states`` are those of its files.

    Words that can be translated later are no obstacle, wherever their translator has got to.
    """
    for name in CORE_FILES:
        state = _core(states[name]) if name in (SITE_WORDS, PRINT_WORDS) else states.get(name)
        if state is None or (name in CORE_PAGES and name not in texts.pages):
            yield Obstacle(name, Lack.GONE)
        elif found := gaps(state, lock, name):
            yield Obstacle(name, Lack.UNTRANSLATED, found)
        elif project.library.drafts == "hidden" and state.is_draft:
            drafts = tuple(unit for unit in state.units if unit.is_draft)
            yield Obstacle(name, Lack.UNREVIEWED, drafts)


def gaps(state: State, lock: Lock, name: str) -> tuple[UnitState, ...]:
    """What is still to be translated in file ``name`` before it can be read.

    A unit that a stamped file does not have came to English later.
    """
    begun = name in lock.files
    return tuple(unit for unit in state.missing if unit.untouched or not begun)


def _fill(source: Words, words: Words, without: Container[str]) -> tuple[Words, frozenset[str]]:
    """``words`` with English ones where they have none that fit, or where those are in ``without``; and their keys."""
    if words is source:
        return words, frozenset()
    texts: dict[str, Text] = dict(words)
    borrowed = set()
    for key in required_keys(source, words):
        if key not in words or key in without or not fits(source[key], words[key]):
            texts[key] = source[key]
            borrowed.add(key)
    return Words(words.file, texts), frozenset(borrowed)


def _core(state: State) -> State:
    """The units of words that a language has to have."""
    return State(tuple(unit for unit in state.units if MORE not in unit.unit.key.split(".")))


def _select(state: State, groups: Iterable[str]) -> State:
    wanted = tuple(groups)
    return State(
        tuple(unit for unit in state.units if any(_is_below(unit.unit.key, key) for key in wanted))
    )


def _is_below(key: str, group: str) -> bool:
    return key == group or key.startswith(f"{group}.")
