"""The lines that people read, of all pages, words and states, for the rules that look at text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kyr.placeholders import QUESTIONS
from kyr.project import Project, Texts


@dataclass(frozen=True, slots=True)
class Line:
    """One line of somebody's words, and where it stands; ``front`` is the page whose title or description it is."""

    path: Path
    number: int
    text: str
    texts: Texts
    front: str = ""


def lines(project: Project) -> Iterator[Line]:
    """Every line of every page with its title and description, and every text of the word files and of the states."""
    yield from state_lines(project)
    yield from word_lines(project)
    for texts in project.texts.values():
        for page in texts.pages.values():
            for key in ("title", "description"):
                text = getattr(page.front, key)
                yield Line(page.path, page.front_file.line((key,)), text, texts, page.name)
            for number, text in page.lines():
                yield Line(page.path, number, text, texts)


def word_lines(project: Project) -> Iterator[Line]:
    """Every text of the word files."""
    for texts in project.texts.values():
        for words in (texts.site, texts.print):
            for key, value in words.items():
                if isinstance(value, str):
                    yield Line(words.file.path, words.line(key), value, texts)
                else:
                    for index, item in enumerate(value):
                        yield Line(words.file.path, words.line(key, index), item, texts)


def state_lines(project: Project) -> Iterator[Line]:
    """What docs/states.yml says in words of its own."""
    file = project.states.file
    for index, state in enumerate(project.states.values()):
        for question in QUESTIONS:
            row = state.row(question)
            for key in ("citation", "text", "looked"):
                text = getattr(row, key)
                if text:
                    line = file.line(("states", index, question, key))
                    yield Line(file.path, line, text, project.source)
