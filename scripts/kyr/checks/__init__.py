"""What the words must hold true: one small module a rule, each a function from the project to its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kyr.checks import (
    complete,
    contacts,
    controls,
    facts,
    figures,
    glossary,
    headings,
    leftovers,
    lookalikes,
    markup,
    numbers,
    order,
    owners,
    pieces,
    placeholders,
    reading,
    recorded,
    reserved,
    said,
    sentences,
    specimens,
    states,
    structure,
    terms,
    words,
)
from kyr.problems import Problem
from kyr.project import Project

RULES: tuple[Callable[[Project], Iterable[Problem]], ...] = (
    placeholders.check,
    leftovers.check,
    numbers.check,
    headings.check,
    facts.check,
    glossary.check,
    markup.check,
    controls.check,
    lookalikes.check,
    contacts.check,
    pieces.check,
    specimens.check,
    reserved.check,
    owners.check,
    structure.check,
    order.check,
    figures.check,
    said.check,
    words.check,
    complete.check,
    recorded.check,
    states.check,
    terms.check,
    sentences.check,
    reading.check,
)


def run(project: Project) -> list[Problem]:
    """Every problem of every rule, by file and line, with the notes taken while reading the project."""
    found = [*project.notes, *(problem for rule in RULES for problem in rule(project))]
    return sorted(found, key=lambda problem: (str(problem.path), problem.line, problem.rule))
