"""How a page is divided among many languages: each gets a code that a phone can read, and room for its words."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

MOST_SIDES = 2
"""Sides of a sheet."""

LEAST_CODE = 0.75
"""Inches of the smallest code, with the white around it."""

_LARGEST_CODE = 2.2
_MOST_COLUMNS = 6
_HIGH = 0.9
_WIDE = 0.42
"""How much of the height, and of the width, of its cell a code may take."""
_LEAST_WORDS = 1.15
"""Inches of the narrowest column of words beside a code."""


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


class GridError(ValueError):
    """So many languages have no room; the message says how many were to be placed."""


def grid(count: int, width: float, height: float) -> Grid:
    """The grid that gives ``count`` languages the largest codes on ``width`` by ``height`` inches, on few sides.

    Raises:
        GridError: not even both sides hold them.
    """
    for sides in range(1, MOST_SIDES + 1):
        each = ceil(count / sides)
        found = [
            Grid(sides, columns, ceil(each / columns), code)
            for columns in range(1, _MOST_COLUMNS + 1)
            if (code := _code(width / columns, height / ceil(each / columns))) >= LEAST_CODE
            and width / columns - code >= _LEAST_WORDS
        ]
        if found:
            return max(found, key=lambda one: (one.code_in, -one.columns))
    raise GridError(f"{count} languages on {width:g} by {height:g} inches")


def _code(width: float, height: float) -> float:
    """The width of a code in a cell, in inches, to a hundredth."""
    return int(min(_LARGEST_CODE, _HIGH * height, _WIDE * width) * 100) / 100
