"""What is to be known of a change before it is taken: what is wrong with it, and what it touches.

The change is the project as it stands; what it is compared with is another folder. Either may be spoiled.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kyr import checks
from kyr.differing import differing
from kyr.problems import Level, Problem, ProblemError
from kyr.project import Project, load_project
from kyr.translation.comparison import Comparison, compare
from kyr.translation.kept import read_kept, unknown
from kyr.translation.past import ENDING, FOLDER

_PAST = f"docs/{FOLDER}/"


@dataclass(frozen=True)
class Report:
    """What is wrong that was not wrong before, how much else is, and what the change touches.

    ``comparison`` is ``None`` where one of the two versions cannot be read; ``base_is_read`` tells whether it is the
    older one. ``others`` are the files that differ and of which nothing else is told. Paths are relative to the
    project.
    """

    problems: tuple[Problem, ...]
    known: int
    comparison: Comparison | None
    base_is_read: bool
    others: tuple[str, ...]

    @property
    def errors(self) -> int:
        """How many of the problems stop a build."""
        return sum(problem.level is Level.ERROR for problem in self.problems)


def report(base: Path, head: Path) -> Report:
    """What the change from the project in ``base`` to the one in ``head`` is about."""
    base, head = base.resolve(), head.resolve()
    before, old = _read(base)
    after, new = _read(head)
    comparison = None
    if after is not None:
        after, new = _judge(after)
    kept, damaged = read_kept(head / "docs")
    was_kept, was_damaged = read_kept(base / "docs")
    if before is not None and after is not None:
        damaged.extend(unknown(before, after, was_kept, kept))
    new, old = _once(new, damaged), _once(old, was_damaged)
    if new and before is not None:
        # Only to know what is new of it.
        before, found = _judge(before)
        old = _once(found, old)
    if before is not None and after is not None:
        comparison = compare(before, after)
    known = Counter(map(_content, _relative(base, old)))
    fresh = []
    for problem in _relative(head, new):
        if known[_content(problem)]:
            known[_content(problem)] -= 1
        else:
            fresh.append(problem)
    return Report(
        tuple(fresh),
        len(new) - len(fresh),
        comparison,
        before is not None,
        tuple(_others(base, head, comparison)),
    )


def _read(root: Path) -> tuple[Project | None, list[Problem]]:
    """The project in ``root``; if it cannot be read, why not."""
    try:
        return load_project(root), []
    except ProblemError as error:
        return None, _serious(error.problems)
    except OSError as error:
        return None, [_unreadable(root, error)]


def _judge(project: Project) -> tuple[Project | None, list[Problem]]:
    """``project`` if it can be worked with, and what is wrong with it."""
    try:
        return project, _serious(checks.run(project))
    except ProblemError as error:
        return None, _serious(error.problems)


def _once(*problems: Iterable[Problem]) -> list[Problem]:
    """All of ``problems``: what cannot be read is found by whoever reads it."""
    return list(dict.fromkeys(chain(*problems)))


def _serious(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in dict.fromkeys(problems) if problem.level is not Level.NOTE]


def _unreadable(root: Path, error: OSError) -> Problem:
    return Problem(
        Path(error.filename or root),
        0,
        "file-missing",
        "a file or folder that can be read",
        error.strerror or type(error).__name__,
        "Bring it back.",
    )


def _relative(root: Path, problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        path = problem.path
        path = path.relative_to(root) if path.is_relative_to(root) else path
        yield dataclasses.replace(problem, path=path)


def _content(problem: Problem) -> tuple[object, ...]:
    """What makes it the same problem, on whatever line it stands now."""
    return problem.path, problem.rule, problem.expected, problem.found


def _others(base: Path, head: Path, comparison: Comparison | None) -> Iterator[str]:
    """The files that differ and of which nothing is told otherwise."""
    for name in differing(base, head):
        # Each text of these was compared, and is told if it is wrong.
        is_past = name.startswith(_PAST) and name.endswith(ENDING)
        if comparison is None or not (is_past or name in comparison.told):
            yield name
