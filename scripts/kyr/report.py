"""What is to be known of a change before it is taken: what is wrong with it, and what it touches.

The change is the project as it stands; what it is compared with is another folder. Either may be spoiled.
"""

from __future__ import annotations

import dataclasses
import filecmp
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kyr import checks
from kyr.problems import Level, Problem, ProblemError
from kyr.project import Project, load_project
from kyr.translation.comparison import Comparison, compare

_WORDS = frozenset({".md", ".yml", ".lock"})
"""How the names of files end that people read and translate, below docs/."""
_NOT_OURS = frozenset(
    ".git .venv .cache .hypothesis site prints preview report test-results".split()
)
"""What is made, or belongs to the machine, at the top of the project."""


@dataclass(frozen=True)
class Report:
    """What is wrong that was not wrong before, how much else is, and what the change touches.

    ``comparison`` is ``None`` where one of the two versions cannot be read; ``base_is_read`` tells whether it is the
    older one. ``others`` are the files beside the words that differ. Paths are relative to the project.
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
    if new and before is not None:
        # Only to know what is new of it.
        before, old = _judge(before)
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
        tuple(sorted(_others(base, head))),
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


def _others(base: Path, head: Path) -> Iterator[str]:
    """The files beside the words that only one of the two has, or that differ."""
    old, new = set(_files(base)), set(_files(head))
    yield from old ^ new
    for name in old & new:
        pair = (base / name, head / name)
        links = [path.is_symlink() for path in pair]
        if any(links):
            is_same = all(links) and pair[0].readlink() == pair[1].readlink()
        else:
            is_same = filecmp.cmp(*pair, shallow=False)
        if not is_same:
            yield name


def _files(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        made = _NOT_OURS if here == Path() else frozenset()
        folders[:] = [
            name
            for name in folders
            if name not in made and not name.endswith(("_cache", "__pycache__"))
        ]
        is_words = here.parts[:1] == ("docs",) and here.parts[1:2] != ("assets",)
        links = [name for name in folders if (root / here / name).is_symlink()]
        for name in (*names, *links):
            if name not in made and not (is_words and Path(name).suffix in _WORDS):
                yield (here / name).as_posix()
