"""The small book is folded from its sheet, panel by panel, and read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from kyr.press.zine import COLUMNS, CUT, ROWS, Panel, zine

Vector = tuple[int, int, int]
Cell = tuple[int, int]
"""Column and row of a panel."""


def add(one: Vector, two: Vector) -> Vector:
    return one[0] + two[0], one[1] + two[1], one[2] + two[2]


def minus(one: Vector) -> Vector:
    return -one[0], -one[1], -one[2]


def dot(one: Vector, two: Vector) -> int:
    return one[0] * two[0] + one[1] * two[1] + one[2] * two[2]


def cross(one: Vector, two: Vector) -> Vector:
    return (
        one[1] * two[2] - one[2] * two[1],
        one[2] * two[0] - one[0] * two[2],
        one[0] * two[1] - one[1] * two[0],
    )


@dataclass(frozen=True)
class Move:
    """Where the points of the flat sheet go: its three directions after the move, and its top left corner.

    The sheet lies in x and y with its print up, towards z. Panels are two units wide and high, the sheet's top edge
    is the line y = 0.
    """

    x: Vector = (1, 0, 0)
    y: Vector = (0, 1, 0)
    z: Vector = (0, 0, 1)
    corner: Vector = (0, 0, 0)

    def way(self, v: Vector) -> Vector:
        """A direction after the move."""
        return (
            v[0] * self.x[0] + v[1] * self.y[0] + v[2] * self.z[0],
            v[0] * self.x[1] + v[1] * self.y[1] + v[2] * self.z[1],
            v[0] * self.x[2] + v[1] * self.y[2] + v[2] * self.z[2],
        )

    def point(self, v: Vector) -> Vector:
        """A point after the move."""
        return add(self.way(v), self.corner)

    def then(self, inner: Move) -> Move:
        """This move of what ``inner`` has moved already."""
        ways = (self.way(inner.x), self.way(inner.y), self.way(inner.z))
        return Move(*ways, self.point(inner.corner))


def about(way: tuple[Vector, Vector, Vector], still: Vector) -> Move:
    """The turn that leaves the point ``still`` where it is."""
    turn = Move(*way)
    return Move(*way, add(still, minus(turn.way(still))))


def upright(column: int, far: str) -> Move:
    """Fold at the left edge of ``column``: the panel beyond comes up by a right angle, or goes right back behind."""
    ways: dict[str, tuple[Vector, Vector, Vector]] = {
        "up, on the right": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
        "up, on the left": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
        "behind": ((-1, 0, 0), (0, 1, 0), (0, 0, -1)),
    }
    return about(ways[far], (2 * column, 0, 0))


def level() -> Move:
    """Fold along the middle: one row goes behind the other."""
    return about(((1, 0, 0), (0, -1, 0), (0, 0, -1)), (0, -2, 0))


def folded() -> dict[Cell, Move]:
    """Where each panel is when the book stands as a cross: four double leaves around one spine.

    Raises:
        AssertionError: the paper would tear.
    """
    ring: list[tuple[Cell, Cell, Move]] = [
        ((0, 0), (1, 0), upright(1, "up, on the right")),
        ((1, 0), (2, 0), upright(2, "behind")),
        ((2, 0), (3, 0), upright(3, "up, on the right")),
        ((3, 0), (3, 1), level()),
        ((3, 1), (2, 1), upright(3, "up, on the left")),
        ((2, 1), (1, 1), upright(2, "behind")),
        ((1, 1), (0, 1), upright(1, "up, on the left")),
        ((0, 1), (0, 0), level()),
    ]
    # Panels that hang together are neighbours on the sheet, but for those that the cut parts: all these, no others.
    beside = {frozenset({(c, r), (c + 1, r)}) for c in range(COLUMNS - 1) for r in range(ROWS)}
    below = {frozenset({(c, 0), (c, 1)}) for c in range(COLUMNS) if not CUT[0] <= c < CUT[1]}
    assert beside | below == {frozenset({one, two}) for one, two, _ in ring}
    where: dict[Cell, Move] = {(0, 0): Move()}
    for one, two, fold in ring:
        there = where[one].then(fold)
        # The last fold leads back to the first panel: the ring of paper closes.
        assert where.setdefault(two, there) == there
    return where


@dataclass(frozen=True)
class Stood:
    """A page of the folded book: its middle, the way its print faces, and the way its head points."""

    middle: Vector
    faces: Vector
    head: Vector


def stood(panel: Panel, where: dict[Cell, Move]) -> Stood:
    """How the page on ``panel`` stands in the book."""
    move = where[panel.column, panel.row]
    return Stood(
        move.point((2 * panel.column + 1, -2 * panel.row - 1, 0)),
        move.way((0, 0, 1)),
        move.way((0, -1 if panel.turn == 180 else 1, 0)),
    )


def read(panels: Sequence[Panel], rtl: bool) -> None:
    """Leaf through the book of ``panels``.

    Raises:
        AssertionError: a page is upside down, or not where a reader looks for it.
    """
    where = folded()
    pages = [stood(panel, where) for panel in panels]
    head = pages[0].head
    assert {page.head for page in pages} == {head}
    for number, (one, two) in enumerate(itertools.pairwise([*pages, pages[0]]), 1):
        if number % 2:
            # Both sides of one leaf: 1 and 2, 3 and 4, 5 and 6, 7 and 8.
            assert one.middle == two.middle
            assert one.faces == minus(two.faces)
        else:
            # What lies open: 2 and 3, 4 and 5, 6 and 7, and 8 with the cover. They look at each other across the
            # spine, and the later one is on the reader's right; on the left in a script that runs so.
            step = add(two.middle, minus(one.middle))
            assert dot(one.faces, two.faces) == 0
            assert dot(one.faces, step) > 0 > dot(two.faces, step)
            reader = add(one.faces, two.faces)
            to_the_right = dot(step, cross(minus(reader), head))
            assert to_the_right < 0 if rtl else to_the_right > 0


@pytest.mark.parametrize("rtl", [False, True])
def test_the_pages_of_the_folded_book_follow_each_other_upright(rtl: bool) -> None:
    panels = zine(rtl)
    everywhere = set(itertools.product(range(COLUMNS), range(ROWS)))
    assert {(panel.column, panel.row) for panel in panels} == everywhere
    read(panels, rtl)


def test_another_order_would_be_found_out() -> None:
    for wrong in (
        zine(True),
        zine(False)[::-1],
        (*zine(False)[1:], zine(False)[0]),
        tuple(panel._replace(turn=0) for panel in zine(False)),
    ):
        with pytest.raises(AssertionError):
            read(wrong, rtl=False)
