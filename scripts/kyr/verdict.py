"""Whether what the checks find stops a build: the one place that weighs it, without all that a build needs."""

from __future__ import annotations

from collections.abc import Iterable

from kyr import checks
from kyr.problems import Level, Problem, ProblemError
from kyr.project import Project
from kyr.translation.lock import read_lock
from kyr.translation.publication import is_published


def check(project: Project, *, strict: bool) -> tuple[Problem, ...]:
    """The problems that need not stop the build.

    Raises:
        ProblemError: there are errors, or with ``strict`` warnings in what readers get.
    """
    found = checks.run(project)
    levels = {problem.level for problem in found}
    if Level.ERROR in levels or (strict and Level.WARNING in levels and _warned(project, found)):
        raise ProblemError(found)
    return tuple(found)


def _warned(project: Project, found: Iterable[Problem]) -> bool:
    """Whether a warning concerns what readers get: a language that is not published yet stops nobody."""
    begun = [
        project.docs / tag
        for tag, texts in project.texts.items()
        if not is_published(project, texts, read_lock(project.docs / tag))
    ]
    return any(
        problem.level is Level.WARNING
        and not any(problem.path.is_relative_to(folder) for folder in begun)
        for problem in found
    )
