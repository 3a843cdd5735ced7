"""The file that says who is asked to look at a change says what the registry says: else the wrong people are asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from kyr.owners import FILE, code_owners
from kyr.problems import Level, Problem, ProblemError, shorten
from kyr.project import Project
from kyr.yamlfile import read_text


def check(project: Project) -> Iterator[Problem]:
    """The first line that differs. Where there is no folder for such a file, as on other hosts, none is wanted."""
    path = project.root / FILE
    if not path.parent.is_dir():
        return
    wanted = code_owners(project).splitlines()
    try:
        there = read_text(path).splitlines()
    except ProblemError as error:
        yield _problem(project, 0, "the file that says who is asked", error.problems[0].found)
        return
    for number, (old, new) in enumerate(zip_longest(there, wanted), 1):
        if old != new:
            expected = "no more lines" if new is None else shorten(new)
            yield _problem(project, number, expected, "no line" if old is None else shorten(old))
            return


def _problem(project: Project, line: int, expected: str, found: str) -> Problem:
    return Problem(
        project.root / FILE,
        line,
        "owners",
        expected,
        found,
        "Type “uv run kyr owners”: it writes the file from mkdocs.yml. Or undo the change here.",
        Level.WARNING,
    )
