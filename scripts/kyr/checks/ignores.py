"""Where people have said, with a reason, that a check of language is wrong: ``ignore:`` in ``language.yml``.

Rules know nothing of this: what they find is sorted out here, in one place. A rule that guards safety cannot be
ignored; and what has become needless is told, so that the list says what is true.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from kyr.problems import Level, Problem, shorten
from kyr.project import Project, Texts
from kyr.translation.units import Unit, units_of
from kyr.usage import NAME, Ignore

UNKNOWN, NEEDLESS = "ignore-unknown", "ignore-needless"


def sort_out(
    project: Project, found: Iterable[Problem], ignorable: frozenset[str]
) -> Iterator[Problem]:
    """``found`` without what is to be ignored, and what is wrong with the ignoring; ``ignorable`` are ids of rules."""
    wanted = {
        (tag, entry.check, entry.where)
        for tag, texts in project.texts.items()
        for entry in texts.usage.ignore
        if entry.check in ignorable
    }
    checks = {check for _, check, _ in wanted}
    needed = set()
    for problem in found:
        place = _place(project, problem) if problem.rule in checks else None
        if place in wanted:
            needed.add(place)
        else:
            yield problem
    for tag, texts in project.texts.items():
        for index, entry in enumerate(texts.usage.ignore):
            fault = _fault(texts, index, entry, ignorable)
            if fault:
                yield fault
            elif (tag, entry.check, entry.where) not in needed:
                yield Problem(
                    texts.usage.file.path,
                    texts.usage.file.line(("ignore", index)),
                    NEEDLESS,
                    f"something that “{entry.check}” finds at {entry.where}",
                    "nothing to ignore",
                    "Take the entry out: whatever it was for has been mended.",
                    Level.WARNING,
                )


def _fault(texts: Texts, index: int, entry: Ignore, ignorable: frozenset[str]) -> Problem | None:
    """What is wrong with an entry of the language of ``texts``, the one at ``index`` of its list."""
    file = texts.usage.file
    if entry.check not in ignorable:
        return file.problem(
            ("ignore", index, "check"),
            UNKNOWN,
            f"a check that can be ignored: {', '.join(sorted(ignorable))}",
            shorten(entry.check),
            "Correct its name. Checks that keep people safe cannot be ignored: mend what they find.",
        )
    name, _, key = entry.where.partition("#")
    if key not in units_of(texts).get(name, {}):
        return file.problem(
            ("ignore", index, "where"),
            UNKNOWN,
            "a file of this language and, after “#”, the id of one of its headings, or a key",
            shorten(entry.where),
            f"Correct it, or take the entry out of {NAME}.",
        )
    return None


def _place(project: Project, problem: Problem) -> tuple[str, str, str] | None:
    """The language's tag, the rule, and the unit in which ``problem`` lies; ``None`` if it is in none."""
    if not problem.path.is_relative_to(project.docs):
        return None
    tag, _, file = problem.path.relative_to(project.docs).as_posix().partition("/")
    texts = project.texts.get(tag)
    units = units_of(texts).get(file) if texts else None
    if not units:
        return None
    unit = _unit_at(sorted(units.values(), key=lambda unit: unit.line), problem.line)
    return tag, problem.rule, unit.name


def _unit_at(units: list[Unit], line: int) -> Unit:
    """The last of ``units`` that begins on ``line`` or above it."""
    return units[max(0, bisect_right(units, line, key=lambda unit: unit.line) - 1)]
