"""Whether the letters are as large as the edition promises."""

from __future__ import annotations

from kyr.press.proof.faults import Faults
from kyr.press.proof.sheet import Sheets

_ROUNDING = 0.05


def check_sizes(sheets: Sheets, faults: Faults) -> None:
    """No text below the least size of the edition, as it comes out on paper."""
    least = sheets.job.least_pt
    for leaflet in sheets.leaflets:
        for unit in leaflet.units:
            for item in unit.shown:
                if item.size < least - _ROUNDING:
                    faults.tell(
                        "press-size",
                        f"letters of at least {least:g} points",
                        f"{item.size:.1f} points in “{unit.text}”",
                        "Large print has no small print: let the style sheet use var(--tiny) or em.",
                        side=leaflet.side.number,
                        box=leaflet.on_piece(item.box) if item.box else None,
                    )
                    break
