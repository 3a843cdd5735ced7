"""Whatever a stranger writes into a page is refused in words for a volunteer, or comes out as the words it is."""

from __future__ import annotations

import pytest

from kyr.problems import Level, Problem, visible
from tests.hostile import texts
from tests.hostile.texts import Row
from tests.hostile.trial import judge, name_of, write_pages
from tests.sandbox import Sandbox

GROUPS: dict[str, tuple[Row, ...]] = {
    "html": texts.HTML,
    "form": texts.FORMS,
    "link": texts.LINKS,
    "number": texts.NUMBERS,
    "address": texts.ADDRESSES,
    "letter": texts.LETTERS,
    "swap": texts.SWAPS,
}
ROWS = [(group, row) for group, rows in GROUPS.items() for row in rows]
GUARDS = frozenset(row.rule for _, row in ROWS if row.rule)
"""The rules of this table."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """What the checks say of each page."""
    sandbox = Sandbox(tmp_path_factory.mktemp("texts"))
    write_pages(sandbox, GROUPS, whole="swap")
    return judge(sandbox)


@pytest.mark.parametrize(("group", "row"), ROWS, ids=[f"{group}-{row.id}" for group, row in ROWS])
def test_a_hostile_text(found: dict[str, list[Problem]], group: str, row: Row) -> None:
    problems = found.get(f"{row.language}/{name_of(group, row)}", [])
    if row.rule is None:
        # A paragraph that English lacks is told of as such, whatever it says, and so are its numbers.
        assert (GUARDS - {"facts-parity"}).isdisjoint(problem.rule for problem in problems)
        return
    told = [problem for problem in problems if problem.rule == row.rule]
    assert told, f"{row.rule} did not see it; {sorted({problem.rule for problem in problems})} did"
    for problem in told:
        assert problem.level is Level.ERROR
        assert problem.next_step
        lines = problem.path.read_bytes().decode().replace("\r", "\n").count("\n")
        assert 0 < problem.line <= lines
        assert str(problem) == visible(str(problem)) and str(problem).isprintable()


def test_no_two_rows_have_one_name() -> None:
    names = [name_of(group, row) for group, row in ROWS]
    assert len(set(names)) == len(names)
