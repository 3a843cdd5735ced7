"""Whether the outside addresses that are written down still lead where they should. Only when a person asks for it.

Nothing else in ``kyr`` touches the network. Nothing here changes a file or a contact's status: a machine sees that a
server answers, not that the page still says the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from kyr.outside.verdict import problems
from kyr.outside.visit import Limits, visit_all
from kyr.outside.written import written
from kyr.problems import Problem
from kyr.project import Project


@dataclass(frozen=True, slots=True)
class Visited:
    """How many addresses were visited, and what is wrong with them, by file and line."""

    addresses: int
    problems: tuple[Problem, ...]


def check_links(
    project: Project, report: Callable[[str], None], limits: Limits | None = None
) -> Visited:
    """Visit every outside address of ``project`` once.

    Raises:
        OSError: not one of them could be reached: this machine has no way out.
    """
    limits = limits or Limits()
    places = written(project)
    visits = asyncio.run(visit_all(places, limits, report))
    if visits and all(visit.unreached for visit in visits):
        raise OSError("no outside address could be reached: is this machine on the network?")
    found = [
        problem
        for visit in visits
        for place in places[visit.address]
        for problem in problems(visit, place, limits)
    ]
    found.sort(key=lambda problem: (str(problem.path), problem.line))
    return Visited(len(visits), tuple(found))
