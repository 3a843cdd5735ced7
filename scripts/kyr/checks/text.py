"""The lines that people read, of all pages, words and states, for the rules that look at text.

A library in many languages has more lines than can be looked at one by one for every rule. So a rule gives expressions
that find all that it may mind and little else; whole texts are searched with them, and only lines in which one finds
something are handed out. An expression is quick that begins with a letter or a set of letters; alternatives that
begin differently are better given one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kyr.placeholders import QUESTIONS
from kyr.project import Project, Texts
from kyr.words import Words

Looks = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of somebody's words, and where it stands; ``front`` is the page whose title or description it is."""

    path: Path
    number: int
    text: str
    texts: Texts
    front: str = ""


def lines(
    project: Project, *suspects: re.Pattern[str], looks: Looks | None = None
) -> Iterator[Line]:
    """The lines in which any of ``suspects`` finds something, of every page with its title and description, and every
    text of the word files and of the states. A text of the words or the states is one line.

    With ``looks``, only texts that look so are searched: whatever a suspect finds has to look so, too.
    """

    def found(text: str) -> bool:
        if looks is not None:
            return looks(text)
        return any(suspect.search(text) for suspect in suspects)

    yield from state_lines(project, found)
    yield from word_lines(project, found)
    for texts in project.texts.values():
        for page in texts.pages.values():
            for key in ("title", "description"):
                text = getattr(page.front, key)
                if found(text):
                    yield Line(page.path, page.front_file.line((key,)), text, texts, page.name)
            if looks is None or looks(page.body):
                for number, text in found_in(page.body, *suspects):
                    yield Line(page.path, page.body_line + number, text, texts)


def found_in(text: str, *suspects: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The lines of ``text``, counted from 0, in which any of ``suspects`` finds something within the line."""
    places = [match.start() for suspect in suspects for match in suspect.finditer(text)]
    number = at = 0
    end = -1
    for place in sorted(places):
        if place <= end:
            continue
        number += text.count("\n", at, place)
        at = place
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        yield number, text[text.rfind("\n", 0, place) + 1 : end]


def word_lines(project: Project, looks: Looks) -> Iterator[Line]:
    """Every text of the word files that ``looks`` so."""
    for texts, words, whole in _word_files(project):
        # In most files nothing is suspect, and one look tells it.
        for key, value in words.items() if looks(whole) else ():
            if isinstance(value, str):
                if looks(value):
                    yield Line(words.file.path, words.line(key), value, texts)
                continue
            for index, item in enumerate(value):
                if looks(item):
                    yield Line(words.file.path, words.line(key, index), item, texts)


@lru_cache(maxsize=2)
def _word_files(project: Project) -> tuple[tuple[Texts, Words, str], ...]:
    """Every word file, with its texts as one."""
    return tuple(
        (texts, words, "\n".join(v if isinstance(v, str) else "\n".join(v) for v in words.values()))
        for texts in project.texts.values()
        for words in (texts.site, texts.print)
    )


def state_lines(project: Project, looks: Looks) -> Iterator[Line]:
    """What docs/states.yml says in words of its own and ``looks`` so."""
    file = project.states.file
    for index, state in enumerate(project.states.values()):
        for question in QUESTIONS:
            row = state.row(question)
            for key in ("citation", "text", "looked"):
                text = getattr(row, key)
                if text and looks(text):
                    line = file.line(("states", index, question, key))
                    yield Line(file.path, line, text, project.source)
