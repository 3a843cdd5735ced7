"""What has changed in English since a translation was made of it, from what is kept: what ``kyr diff`` tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from kyr.project import Project
from kyr.translation.lock import read_lock
from kyr.translation.past import past_text
from kyr.translation.state import Condition, UnitState, states_of
from kyr.translation.units import Unit, units_of

_WORD = re.compile(r"(\s*)(\w+(?:[’'-]\w+)*|[^\w\s]+)")


class Edit(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words after each other of which the same became, with the spaces and line ends before them."""

    edit: Edit
    text: str


@dataclass(frozen=True)
class Change:
    """A unit that English has changed, added or dropped.

    ``before`` is the English that the translation was made from, ``now`` that of today, ``own`` the translation as it
    stands; each ``None`` where there is none, or, for ``before``, where it was not kept.
    """

    state: UnitState
    before: str | None
    now: Unit | None
    own: Unit | None

    @property
    def runs(self) -> tuple[Run, ...]:
        """The English, word by word: old and new."""
        return tuple(compare(self.before or "", self.now.text if self.now else ""))


def changes(project: Project, tag: str, files: Iterable[str]) -> dict[str, tuple[Change, ...]]:
    """What is stale, new or gone in each of ``files`` of language ``tag`` that has any.

    What is new counts only in a file that the language has, and what is still there in English words not at all: it has
    not been translated yet, so nothing has changed since.

    Raises:
        ProblemError: the record, or the English kept for it, has been damaged.
    """
    lock = read_lock(project.docs / tag)
    states = states_of(project, lock, project.texts[tag])
    source, own = units_of(project.source), units_of(project.texts[tag])
    found: dict[str, tuple[Change, ...]] = {}
    for file in files:
        items = []
        for state in states[file].where(Condition.STALE, Condition.ORPHAN, Condition.MISSING):
            key = state.unit.key
            is_new = state.condition is Condition.MISSING
            if is_new and (state.untouched or not own.get(file)):
                continue
            record = None if is_new else lock.record(file, key)
            before = past_text(project.docs, file, key, record.source) if record else None
            now, theirs = source.get(file, {}).get(key), own.get(file, {}).get(key)
            items.append(Change(state, before, now, theirs))
        if items:
            found[file] = tuple(items)
    return found


def compare(before: str, now: str) -> Iterator[Run]:
    """``before`` and ``now`` word by word. Spaces and line ends are those of ``now``, where it has the word."""
    old, new = _words(before), _words(now)
    matcher = SequenceMatcher(
        None, [word for _, word in old], [word for _, word in new], autojunk=False
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Run(Edit.SAME, _join(new[c:d]))
            continue
        if a < b:
            yield Run(Edit.OLD, _join(old[a:b]))
        if c < d:
            yield Run(Edit.NEW, _join(new[c:d]))


def _words(text: str) -> list[tuple[str, str]]:
    """The words and marks of ``text``, each with the space before it."""
    return [(match[1], match[2]) for match in _WORD.finditer(text.strip())]


def _join(words: list[tuple[str, str]]) -> str:
    return "".join(space + word for space, word in words)
