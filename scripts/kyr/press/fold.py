"""How the pages of a booklet lie on sheets that are folded once, one in the other, and stapled in the fold."""

from __future__ import annotations

SIDES_OF_A_SHEET = 4
"""Pages that one folded sheet holds, two on its front and two on its back."""


def booklet(pages: int, rtl: bool) -> tuple[tuple[int, int], ...]:
    """The pages on the left and on the right of each side of each sheet, the outermost sheet first, front then back.

    Pages count from 0. Sheets lie on their side and are turned over their short edge. A booklet that is read from
    right to left has its spine on the right, and so every side mirrored.

    Raises:
        ValueError: the pages do not fill whole sheets.
    """
    if pages % SIDES_OF_A_SHEET:
        raise ValueError(f"{pages} pages do not fill sheets of {SIDES_OF_A_SHEET}")
    sides: list[tuple[int, int]] = []
    for first in range(0, pages // 2, 2):
        last = pages - 1 - first
        sides += [(last, first), (first + 1, last - 1)]
    return tuple(side[::-1] for side in sides) if rtl else tuple(sides)
