"""The lines that people read, of all pages and words, for the rules that look at text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    """Every line of every page, its title and description included, and every text of the word files."""
    for texts in project.texts.values():
        for page in texts.pages.values():
            for key in ("title", "description"):
                text = getattr(page.front, key)
                yield Line(page.path, page.front_file.line((key,)), text, texts, page.name)
            for number, text in enumerate(page.body.splitlines(), page.body_line):
                yield Line(page.path, number, text, texts)
        for words in (texts.site, texts.print):
            for key, value in words.items():
                if isinstance(value, str):
                    yield Line(words.file.path, words.line(key), value, texts)
                else:
                    for index, item in enumerate(value):
                        yield Line(words.file.path, words.line(key, index), item, texts)
