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
    """What the change from the project in ``base`` to the one in ``head`` is about.

    Raises:
        OSError: a folder cannot be read.
    """
    base, head = base.resolve(), head.resolve()
    before, old = _judge(base)
    after, new = _judge(head)
    comparison = None
    if before is not None and after is not None:
        comparison = compare(before, after)
    known = Counter(map(_content, old))
    fresh = []
    for problem in new:
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


def _judge(root: Path) -> tuple[Project | None, list[Problem]]:
    """The project in ``root`` if it can be read, and its errors and warnings."""
    project: Project | None = None
    try:
        project = load_project(root)
        found: Iterable[Problem] = checks.run(project)
    except ProblemError as error:
        project, found = None, error.problems
    return project, [
        dataclasses.replace(problem, path=_relative(root, problem.path))
        for problem in dict.fromkeys(found)
        if problem.level is not Level.NOTE
    ]


def _relative(root: Path, path: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


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
