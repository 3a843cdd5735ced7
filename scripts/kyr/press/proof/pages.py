"""Size and number of the finished pages, and the boxes by which a print shop cuts."""

from __future__ import annotations

from collections.abc import Sequence

from kyr.press.manuscript import BLEED
from kyr.press.plan import SLUG
from kyr.press.proof.faults import Faults
from kyr.press.proof.geometry import PT
from kyr.press.proof.sheet import Sheets

_TOLERANCE_PT = 0.05


def check_pages(sheets: Sheets, faults: Faults) -> None:
    """As many pages as planned, each of its paper's size and, for a print shop, with its cut and its bleed."""
    if len(sheets.pages) != len(sheets.plan):
        faults.tell("press-pages", f"{len(sheets.plan)} pages", f"{len(sheets.pages)}")
    width, height = (length * PT for length in sheets.paper)
    boxes = {"/MediaBox": 0.0}
    if sheets.job.edition.form == "single":
        boxes |= {"/TrimBox": SLUG * PT, "/BleedBox": (SLUG - BLEED) * PT}
    for number, page in enumerate(sheets.pages, 1):
        for key, rim in boxes.items():
            wanted = (rim, rim, width - rim, height - rim)
            box = [float(value) for value in page.obj.get(key, ())]
            if not _same(box, wanted):
                faults.tell(
                    "press-pages", f"{key} {_points(wanted)} on page {number}", _points(box)
                )
        for key in ("/CropBox", "/Rotate", "/UserUnit"):
            if key in page.obj and not (
                key == "/CropBox"
                and _same([float(v) for v in page.obj[key]], (0, 0, width, height))
            ):
                faults.tell("press-pages", f"no {key} on page {number}", str(page.obj[key]))


def _same(box: Sequence[float], wanted: Sequence[float]) -> bool:
    return len(box) == len(wanted) and all(
        abs(a - b) <= _TOLERANCE_PT for a, b in zip(box, wanted, strict=True)
    )


def _points(box: Sequence[float]) -> str:
    return f"{' '.join(f'{value:.2f}' for value in box)} points" if box else "none"
