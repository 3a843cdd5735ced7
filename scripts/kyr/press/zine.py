"""Where the eight pages of a small booklet stand on one sheet that is printed on one side, cut once and folded.

The sheet lies landscape, four panels wide and two high. It is cut along the middle of the two inner columns only, so
that its panels hang together in a ring. Folded in half lengthwise and pushed together from both ends, the ring closes
to four double leaves around one spine.
"""

from __future__ import annotations

from typing import NamedTuple

COLUMNS, ROWS = 4, 2

CUT = (1, 3)
"""The cut runs along the middle fold, between these two vertical folds, counted from the left edge."""


class Panel(NamedTuple):
    """The place of one page: its column and row from the top left, and its turn in degrees clockwise."""

    column: int
    row: int
    turn: int


def zine(rtl: bool) -> tuple[Panel, ...]:
    """The panel of each page, from the cover to the back, on the landscape sheet.

    The heads of all pages meet at the middle fold, so the upper row stands upside down. Seen so, the ring of panels
    runs from right to left as the pages of a script that is read from left to right follow each other, and the cover
    is the last panel of the lower row. For a script that is read from right to left everything is mirrored.
    """
    upper = [Panel(column, 0, 180) for column in reversed(range(COLUMNS))]
    lower = [Panel(column, 1, 0) for column in range(COLUMNS)]
    # The ring begins with the cover, and the back closes it.
    ring = (lower[-1], *upper, *lower[:-1])
    if not rtl:
        return ring
    return tuple(Panel(COLUMNS - 1 - column, row, turn) for column, row, turn in ring)
