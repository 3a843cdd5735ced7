"""How a page is divided among many languages: each gets a code that a phone can read, and room for its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

T = TypeVar("T")

MOST_SIDES = 2
"""Sides of a sheet."""

LEAST_CODE = 0.75
"""Inches of the smallest code, with the white around it."""

LARGEST_CODE = 2.2
"""Inches of the largest code: a phone reads it from a few steps away."""

CROWD = 6
"""Languages on a side above which their small lines are set in the letters of the small print."""

_MOST_COLUMNS = 6
_HIGH = 0.88
_WIDE = 0.3
"""How much of the height, and of the width, of its cell a code may take. It takes less where it is smallest."""
_LONG = 3
"""How many times longer than high a block of words may be before it gains nothing: its lines are few."""

_WORDS = (1.65, 1.3)
"""Square inches that the words of one language need: on one side alone, and where both sides are used."""

# What printables/pieces/many.css leaves beside the cells: the margins at both sides; the margins, the frame of the
# head and the rule of the small print; and, for each inch of the page's width, the lines of head and small print.
_BESIDE = 1.0
_ABOVE = 1.3
_GROWS = 0.096


@dataclass(frozen=True, slots=True)
class Grid:
    """``sides`` with ``rows`` of ``columns`` cells each; ``code_in`` is the width of a code in inches."""

    sides: int
    columns: int
    rows: int
    code_in: float

    @property
    def per_side(self) -> int:
        """Cells on a side."""
        return self.columns * self.rows

    def share(self, everyone: Sequence[T], side: int) -> Sequence[T]:
        """Those of ``everyone`` who stand on ``side``, counted from 1."""
        return everyone[(side - 1) * self.per_side : side * self.per_side]

    @property
    def is_crowded(self) -> bool:
        """Whether space is short."""
        return self.per_side > CROWD


class GridError(ValueError):
    """So many languages have no room; the message says how many were to be placed."""


def grid(count: int, trim: tuple[float, float]) -> Grid:
    """The grid that gives each of ``count`` languages room and a large code on pages of ``trim`` inches, on few sides.

    Raises:
        GridError: not even both sides hold them.
    """
    width, height = trim[0] - _BESIDE, trim[1] - _ABOVE - _GROWS * trim[0]
    for sides in range(1, MOST_SIDES + 1):
        found = [
            (room, option)
            for columns in range(1, _MOST_COLUMNS + 1)
            for room, option in [_option(count, sides, columns, width, height)]
            if option.code_in >= LEAST_CODE and room >= _WORDS[sides - 1]
        ]
        if found:
            return max(found, key=lambda pair: pair[0] * pair[1].code_in)[1]
    raise GridError(f"{count} languages on pages of {trim[0]:.4g} by {trim[1]:.4g} inches")


def _option(
    count: int, sides: int, columns: int, width: float, height: float
) -> tuple[float, Grid]:
    """The grid with so many columns, and the square inches of words in each of its cells."""
    rows = ceil(ceil(count / sides) / columns)
    across, down = width / columns, height / rows
    code = min(LARGEST_CODE, _HIGH * down, max(LEAST_CODE, _WIDE * across))
    # To a hundredth: what is measured is then what is printed.
    code = int(code * 100 + 1e-9) / 100
    return min(across - code, _LONG * down) * down, Grid(sides, columns, rows, code)
