"""No character that is not seen, or not seen as what it is: it could turn a number around or hide a word.

Looked at is all that is in the files, comments too, and what YAML makes of it: “\\u202e” in quotation marks is one
character. What a script needs, such as the joiners of Persian, may stand where it needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kyr.checks.passages import Passage, passages
from kyr.languages import Language
from kyr.letters import BY_PLACE, fault_of, fits, looks_plain, name_of, pile
from kyr.problems import Problem
from kyr.project import Project
from kyr.yamlfile import YamlFile

RULE = "invisible"
MOST = 20
"""Faults that are told of one text."""


@dataclass(frozen=True, slots=True)
class _Source:
    """The text of a file as it stands; ``first`` is the line on which it begins."""

    path: Path
    first: int
    text: str
    language: Language

    def line(self, offset: int) -> int:
        return self.first + self.text.count("\n", 0, offset)


def check(project: Project) -> Iterator[Problem]:
    """Lines with characters that are not seen, that mean nothing, or that pile up."""
    told: set[tuple[Path, int]] = set()
    fine: set[str] = set()
    # What stands in a page as it is, is looked at once.
    made = (passage for passage in passages(project) if passage.kind != "page")
    sources: list[_Source | Passage] = [*_sources(project), *made]
    for source in sources:
        for offset, found in islice(_faults(source.text, source.language, fine), MOST):
            place = (source.path, source.line(offset))
            if place not in told:
                told.add(place)
                yield _problem(*place, found)


def _sources(project: Project) -> Iterator[_Source]:
    english = project.source.language
    for file in (project.config, project.contacts.file, project.states.file):
        yield _source(file, english)
    for texts in project.texts.values():
        language = texts.language
        yield _source(texts.site.file, language)
        yield _source(texts.print.file, language)
        for page in texts.pages.values():
            yield _source(page.front_file, language)
            yield _Source(page.path, page.body_line, page.body, language)


def _source(file: YamlFile, language: Language) -> _Source:
    return _Source(file.path, file.above + 1, file.text, language)


def _faults(text: str, language: Language, fine: set[str]) -> Iterator[tuple[int, str]]:
    """Where something is wrong in ``text``, and what: of each character once a line.

    ``fine`` are those that have been looked at and have a place in any words; more are added.
    """
    # Few different characters make up a text: those are looked at, not each place. In most there is nothing to see.
    characters = frozenset() if looks_plain(text) else frozenset(text)
    for character in sorted(characters - fine):
        why = fault_of(character)
        if not why and character not in BY_PLACE:
            fine.add(character)
            continue
        at = text.find(character)
        while at >= 0:
            if why:
                yield at, f"{why}, {name_of(character)}"
                end = text.find("\n", at)
                at = end if end >= 0 else len(text)
            elif not fits(character, text[at - 1 : at], text[at + 1 : at + 2], language):
                yield at, f"an unseen character, {name_of(character)}"
            at = text.find(character, at + 1)
    if (at := pile(text)) >= 0:
        yield at, f"too many signs on one letter, with {name_of(text[at])}"


def _problem(path: Path, line: int, found: str) -> Problem:
    return Problem(
        path,
        line,
        RULE,
        "characters that can be seen",
        found,
        "Delete the line and type it again; the site sets the direction of numbers by itself.",
    )
