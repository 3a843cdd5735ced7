"""The texts that people read, each as a whole, for rules that a broken line must not evade."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from kyr.checks.text import state_lines
from kyr.languages import Language
from kyr.project import Project
from kyr.words import Words

APART = "\n\n"
"""Between texts that are looked at together."""

Kind = Literal["page", "front", "words", "states", "contacts", "registry"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A page, its title and description, or all texts of one file with ``APART`` between them.

    ``starts`` are the offsets at which its texts begin, ``lines`` the lines of the file on which they do.
    """

    path: Path
    kind: Kind
    text: str
    language: Language
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def line(self, offset: int) -> int:
        """The line of the file that holds the character at ``offset``; in words that of their key."""
        at = bisect_right(self.starts, offset) - 1
        inside = self.text.count("\n", self.starts[at], offset) if self.kind == "page" else 0
        return self.lines[at] + inside


@lru_cache(maxsize=2)
def passages(project: Project) -> tuple[Passage, ...]:
    """All that readers see; kept, because many rules ask for it."""
    return tuple(_passages(project))


def _passages(project: Project) -> Iterator[Passage]:
    source = project.source.language
    states = ((line.text, line.number) for line in state_lines(project, bool))
    yield _join(project.states.file.path, "states", source, states)
    file = project.contacts.file
    # The list in the file and the contacts by id have the same order.
    names = (
        (contact.name, file.line((index, "name")))
        for index, contact in enumerate(project.contacts.values())
        if contact.shown
    )
    yield _join(file.path, "contacts", source, names)
    for texts in project.texts.values():
        language = texts.language
        # The registry names each language in its own letters.
        line = project.config.line(("plugins",))
        yield _join(project.config.path, "registry", language, [(language.name, line)])
        for words in (texts.site, texts.print):
            yield _join(words.file.path, "words", language, _texts(words))
        usage = texts.usage
        reasons = (
            (entry.reason, usage.file.line(("ignore", index, "reason")))
            for index, entry in enumerate(usage.ignore)
        )
        yield _join(usage.file.path, "words", language, reasons)
        for page in texts.pages.values():
            front = (
                (getattr(page.front, key), page.front_file.line((key,)))
                for key in ("title", "description")
            )
            yield _join(page.path, "front", language, front)
            yield Passage(page.path, "page", page.body, language, (0,), (page.body_line,))


def _texts(words: Words) -> Iterator[tuple[str, int]]:
    for key, value in words.items():
        if isinstance(value, str):
            yield value, words.line(key)
        else:
            for index, item in enumerate(value):
                yield item, words.line(key, index)


def _join(path: Path, kind: Kind, language: Language, texts: Iterable[tuple[str, int]]) -> Passage:
    starts, lines, parts = [], [], []
    offset = 0
    for text, line in texts:
        starts.append(offset)
        lines.append(line)
        parts.append(text)
        offset += len(text) + len(APART)
    return Passage(
        path, kind, APART.join(parts), language, tuple(starts or (0,)), tuple(lines or (1,))
    )
