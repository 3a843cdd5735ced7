"""Nothing is lost at an edge: of the paper in an office printer, of the piece under the knife, of a frame."""

from __future__ import annotations

from PIL import Image, ImageChops

from kyr.catalogue import SAFE_EDGE
from kyr.press.proof.faults import Faults
from kyr.press.proof.geometry import Box
from kyr.press.proof.pictures import DPI
from kyr.press.proof.sheet import Leaflet, Sheets

INSET = 0.1
"""Inches that the ink of words keeps from the cut. Office printers set the back 1 to 2 mm off the front (print spike,
section 5), and a cutter strays too: a tenth of an inch is 2.5 mm. Style sheets ask for an eighth between the cut and
the lines of type, of which deep letters and tall marks take a little: the closest of all pieces comes to 0.115."""
_ROUNDING = 0.01


def check_paper_edge(sheets: Sheets, page: int, picture: Image.Image, faults: Faults) -> None:
    """Office printers leave the edges of the paper blank: there must be nothing."""
    if sheets.job.edition.form not in ("sheet", "page"):
        return
    edge = round(SAFE_EDGE * DPI) - 1
    width, height = picture.size
    rims = (
        (0, 0, width, edge),
        (0, height - edge, width, height),
        (0, 0, edge, height),
        (width - edge, 0, width, height),
    )
    for rim in rims:
        box = ImageChops.invert(picture.crop(rim)).getbbox()
        if box is None:
            continue
        left, top = rim[0] + box[0], rim[1] + box[1]
        faults.tell(
            "press-edge",
            f"{SAFE_EDGE} in of white along every edge of page {page + 1}",
            f"ink {left / DPI:.2f} in from the left and {top / DPI:.2f} in from the top of the paper",
            "Office printers leave the edge blank: move the design inwards.",
        )
        return


def check_cut(sheets: Sheets, leaflet: Leaflet, faults: Faults) -> None:
    """Words keep clear of the cut or the fold. A stamp across the piece may be cut into: it is no word to be read."""
    if not sheets.job.is_cut and not sheets.job.fold:
        return
    place = leaflet.place
    width, height = (
        (place.width, place.height) if place.turn in (0, 180) else (place.height, place.width)
    )
    safe = Box(0, 0, width, height).grown(-INSET)
    for unit in leaflet.units:
        if unit.is_aslant or unit.box is None:
            continue
        box = leaflet.on_piece(unit.box)
        if not safe.holds(box):
            near = min(box.left, box.top, width - box.right, height - box.bottom)
            faults.tell(
                "press-cut",
                f"words at least {INSET} in from the cut",
                f"“{unit.text}” {near:.2f} in from it",
                "Cutters and duplex printers are 1 to 2 mm off: move the words inwards.",
                side=leaflet.side.number,
                box=box,
            )


def check_frames(leaflet: Leaflet, faults: Faults) -> None:
    """No letter is cut off by what it stands in."""
    for unit in leaflet.units:
        for item in unit.shown:
            if item.box is None or item.clip.grown(_ROUNDING).holds(item.box):
                continue
            faults.tell(
                "press-cut-off",
                "whole letters",
                f"“{unit.text}” cut off by its frame",
                "Give the words more room, or let the frame show what goes over it.",
                side=leaflet.side.number,
                box=leaflet.on_piece(item.box),
            )
            break
