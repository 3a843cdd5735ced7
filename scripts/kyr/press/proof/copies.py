"""Every copy on a sheet is the piece that was proofed: the same letters and colours, in its place, cut as planned.

A screen reader, and most of the proof, meet one copy of each piece; this is why that is enough.
"""

from __future__ import annotations

from kyr.press.plan import Place
from kyr.press.proof.content import Content, Placed, Shown
from kyr.press.proof.faults import Faults
from kyr.press.proof.geometry import PT, Box
from kyr.press.proof.sheet import Leaflet, Sheets

_ROUNDING = 0.005
"""Inches."""


def check_copies(sheets: Sheets, faults: Faults) -> None:
    """Each place that is not read holds one form, which shows what is shown where the piece is read."""
    leaflets = {leaflet.spot.page: leaflet for leaflet in sheets.leaflets}
    for page, (spots, content) in enumerate(zip(sheets.plan, sheets.contents, strict=False), 1):
        copies = [spot for spot in spots if not spot.is_read]
        placed = list(content.placed)
        if len(placed) != len(copies):
            faults.tell("press-copies", f"{len(copies)} copies on page {page}", f"{len(placed)}")
            continue
        for number, spot in enumerate(copies, 2):
            found = [item for item in placed if _lies_in(sheets, item, spot.place)]
            if len(found) != 1:
                faults.tell(
                    "press-copies",
                    f"one copy in place {number} of page {page}, as planned",
                    f"{len(found)}",
                )
            elif not _same(sheets.form(found[0].form), leaflets[spot.page]):
                faults.tell(
                    "press-copies",
                    f"the piece itself in place {number} of page {page}",
                    "other words or colours",
                )


def _lies_in(sheets: Sheets, item: Placed, place: Place) -> bool:
    """Whether the form, bleed and all, comes to lie where ``place`` is, and turned as it is."""
    left, top, right, bottom = Box(
        place.left, place.top, place.left + place.width, place.top + place.height
    ).grown(sheets.job.bleed)
    # Where its top left corner goes, and where its first and its second axis point.
    wanted = {
        0: (left, top, 1, 0, 0, -1),
        90: (right, top, 0, 1, 1, 0),
        180: (right, bottom, -1, 0, 0, 1),
        270: (left, bottom, 0, -1, -1, 0),
    }[place.turn]
    found = (
        *item.matrix.point(*sheets.corner_of(item.form)),
        *(value * PT for value in item.matrix[:4]),
    )
    return all(abs(a - b) < _ROUNDING for a, b in zip(found, wanted, strict=True))


def _same(form: Content, leaflet: Leaflet) -> bool:
    """Whether the same glyphs are shown, in the same colours and sizes; where each stands within is not compared."""
    shown = [item for unit in leaflet.units for item in unit.shown]
    if len(shown) != len(form.shown):
        return False
    pairs = zip(sorted(map(_key, shown)), sorted(map(_key, form.shown)), strict=True)
    return all(one[:-1] == two[:-1] and abs(one[-1] - two[-1]) < 0.01 for one, two in pairs)


def _key(item: Shown) -> tuple[str, tuple[int, ...], str, tuple[float, ...], float]:
    return (item.face.name, item.glyphs, item.paint.space, item.paint.values, item.size)
