"""A language is published with its whole core set, and says what it still needs until then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kyr.pages import CORE_PAGES
from kyr.problems import Level, Problem
from kyr.project import Project, Texts
from kyr.translation.lock import read_lock
from kyr.translation.publication import CORE_FILES, gaps
from kyr.translation.state import State, states_of

RULE = "core-missing"
SHOWN = 5
"""How many gaps a note names, and of how many files each is told by itself."""
WHOLE = 0.9
"""The share of the core set from whose record on a language counts as one that readers have: English words put in there
would take it away from them."""


def check(project: Project) -> Iterator[Problem]:
    """A note for each language that is not ready; English without its core pages is an error."""
    for tag, texts in project.texts.items():
        folder = project.docs / tag
        missing = [name for name in CORE_PAGES if name not in texts.pages]
        if texts.language.is_source:
            if missing:
                yield Problem(
                    folder,
                    0,
                    RULE,
                    f"the {len(CORE_PAGES)} core pages",
                    f"no {', '.join(missing)}",
                    "Restore them: every other language is made from them.",
                )
            continue
        told = []
        if missing:
            told.append(_note(texts, folder / missing[0], 0, f"no {', '.join(missing)}"))
        lock = read_lock(folder)
        states = states_of(project, lock, texts)
        has_readers = _has_readers(states)
        for name, state in states.items():
            found = gaps(state, lock, name)
            if not found or name in missing or (name not in CORE_FILES and name not in texts.pages):
                continue
            keys = ", ".join(item.unit.key for item in found[:SHOWN])
            rest = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
            line = found[0].unit.line if found[0].untouched else 0
            text = f"still in English or not there: {keys}{rest}"
            level = Level.ERROR if has_readers and name in CORE_FILES else Level.NOTE
            told.append(_note(texts, folder / name, line, text, level))
        if len(told) > SHOWN and not has_readers:
            # A language that has just begun: kyr status lists what is wanted.
            names = ", ".join(one.path.relative_to(folder).as_posix() for one in told[:SHOWN])
            text = f"{len(told)} files still in English or not there: {names} and others"
            told = [_note(texts, folder, 0, text)]
        yield from told


def _has_readers(states: Mapping[str, State]) -> bool:
    """Whether nearly all of the core set was stamped once, so that the language is published."""
    core = [unit for name in CORE_FILES if name in states for unit in states[name].units]
    return sum(unit.origin is not None for unit in core) >= WHOLE * len(core)


def _note(texts: Texts, path: Path, line: int, found: str, level: Level = Level.NOTE) -> Problem:
    name = texts.language.english
    return Problem(
        path,
        line,
        RULE,
        f"every part of it in {name}, before readers see it",
        found,
        f"Translate it; kyr status {texts.language.tag} lists what is wanted. Until the core set is whole, {name} is "
        "left out of the site and the print shop; another page only by itself.",
        level,
    )
