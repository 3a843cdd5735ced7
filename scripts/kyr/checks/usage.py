"""``language.yml`` speaks of terms that English has, and does not want and forbid the same words."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.usage import NAME, RULE, Usage


def check(project: Project) -> Iterator[Problem]:
    """Terms without a place, and words that are both right and wrong."""
    known = project.source.usage.terms
    for texts in project.texts.values():
        usage = texts.usage
        for term in usage.terms.keys() - known.keys():
            yield usage.file.problem(
                ("terms", term),
                RULE,
                f"the id of a term in docs/en/{NAME}",
                shorten(term),
                "Correct the id; a new term is added to the English file first.",
            )
        yield from _both(usage)


def _both(usage: Usage) -> Iterator[Problem]:
    for term, wording in usage.terms.items():
        for index, words in enumerate(wording.never):
            if words in wording.use:
                yield usage.file.problem(
                    ("terms", term, "never", index),
                    RULE,
                    f"words that are not under “use:” of “{term}”",
                    shorten(words),
                    "Take it out of one of the two lists.",
                )
