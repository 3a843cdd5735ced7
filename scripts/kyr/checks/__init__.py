"""What the words must hold true: one small module a rule, each a function from the project to its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from kyr.checks import (
    complete,
    consistency,
    contacts,
    controls,
    facts,
    glossary,
    headings,
    leftovers,
    lookalikes,
    markup,
    months,
    negation,
    numbers,
    order,
    owners,
    parity,
    pieces,
    placeholders,
    punctuation,
    reading,
    recorded,
    repeats,
    reserved,
    said,
    same,
    script,
    sentences,
    specimens,
    states,
    structure,
    terms,
    tongue,
    usage,
    wording,
    words,
)
from kyr.checks.ignores import sort_out
from kyr.problems import Level, Problem
from kyr.project import Project


class LanguageRule(Protocol):
    """A module whose rule can be wrong about a language: ``IGNORABLE`` are the ids that people may ignore."""

    IGNORABLE: frozenset[str]

    def check(self, project: Project, /) -> Iterable[Problem]:
        """What it finds."""


OF_LANGUAGE: tuple[LanguageRule, ...] = (
    negation,
    script,
    tongue,
    punctuation,
    repeats,
    wording,
    consistency,
)
"""Rules about how a language is written."""

IGNORABLE = frozenset(rule for module in OF_LANGUAGE for rule in module.IGNORABLE)
"""The ids of all rules that can be ignored where they are wrong; those that guard safety cannot."""

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
    said.check,
    words.check,
    complete.check,
    recorded.check,
    states.check,
    terms.check,
    usage.check,
    parity.check,
    months.check,
    same.check,
    *(module.check for module in OF_LANGUAGE),
    sentences.check,
    reading.check,
)

FOLLOWING: Mapping[str, frozenset[str]] = {
    "headings": frozenset({"structure", "order", "facts-parity"}),
    "words-missing": frozenset({"piece-words"}),
}
"""What only follows, in the same file, from what a rule finds: where sections begin elsewhere, all in them differs.

It is told when the first has been mended, so that a volunteer reads of the cause and not of ten effects.
"""


def run(project: Project) -> list[Problem]:
    """Every problem of every rule, by file and line, with the notes taken while reading the project.

    What people have said is no problem, with a reason, is left out.
    """
    found = [*project.notes, *(problem for rule in RULES for problem in rule(project))]
    return sorted(
        _causes(tuple(sort_out(project, found, IGNORABLE))),
        key=lambda problem: (str(problem.path), problem.line, problem.rule),
    )


def _causes(found: Iterable[Problem]) -> Iterator[Problem]:
    """``found`` without what only follows from something else."""
    effects = {
        (problem.path, rule)
        for problem in found
        if problem.level is Level.ERROR
        for rule in FOLLOWING.get(problem.rule, ())
    }
    return (problem for problem in found if (problem.path, problem.rule) not in effects)
