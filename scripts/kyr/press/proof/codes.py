"""Each QR code is read back from the picture of the finished page, and again as a worn print or a poor photograph.

A code on a screen or a fresh print is easy. What is tried here is what happens to paper: a soft copy, a phone held
askew, toner that ran low. (Print spike, section 8: with modules of 0.40 mm level M stands all three.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import zxingcpp
from PIL import Image, ImageFilter

from kyr.press.plan import Spot
from kyr.press.proof.faults import Faults
from kyr.press.proof.geometry import Box
from kyr.press.proof.pictures import DPI
from kyr.press.proof.sheet import Sheets
from kyr.press.qr import QUIET

_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_WHITE = 250
_AROUND = 0.15
"""Inches of surroundings that a spoiled code is tried with."""
_ROUNDING = 0.5
"""Modules by which the reader may misplace an edge."""


def _turned(picture: Image.Image) -> Image.Image:
    return picture.rotate(17, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def _soft(picture: Image.Image) -> Image.Image:
    # A pixel is 0.17 mm.
    return picture.filter(ImageFilter.GaussianBlur(1.0))


def _pale(picture: Image.Image) -> Image.Image:
    return picture.point(lambda value: 128 + value * 0.3)


SPOILED: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "blurred": _soft,
    "turned by 17 degrees": _turned,
    "with a third of its contrast": _pale,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A code in a picture: what it says, its corners' box in pixels without its quiet zone, and modules a side."""

    text: str
    box: tuple[int, int, int, int]
    modules: int

    @property
    def with_quiet(self) -> tuple[int, int, int, int]:
        """Its box with the white that it needs around it."""
        return self._grown(QUIET - _ROUNDING)

    @property
    def with_rim(self) -> tuple[int, int, int, int]:
        """Its box, with what the reader may have been wrong by."""
        return self._grown(_ROUNDING)

    def _grown(self, modules: float) -> tuple[int, int, int, int]:
        left, top, right, bottom = self.box
        rim = round((right - left) / self.modules * modules)
        return (left - rim, top - rim, right + rim, bottom + rim)


class Codes:
    """Gathers the codes of the finished pages, one page after the other, and judges them together."""

    def __init__(self, sheets: Sheets, faults: Faults) -> None:
        self._sheets = sheets
        self._faults = faults
        self._wanted = Counter(code.address for code in sheets.manuscript.codes)
        self._read: Counter[str] = Counter()
        self._of_page: dict[int, Counter[str]] = {}

    def look_at(self, page: int, grey: Image.Image) -> None:
        """Find the codes of finished ``page`` in its ``grey`` picture."""
        if not self._wanted:
            return
        spots = self._sheets.plan[page]
        found: dict[Spot, list[Seen]] = {spot: [] for spot in spots}
        for seen in see(grey):
            if spot := _spot_of(seen, spots):
                found[spot].append(seen)
        for spot in spots:
            if spot.is_read:
                self._of_page[spot.page] = Counter(seen.text for seen in found[spot])
                self._read += self._of_page[spot.page]
                for seen in found[spot]:
                    self._try(seen, grey, page, spot)
        for number, spot in enumerate(spots, 1):
            said = Counter(seen.text for seen in found[spot])
            if said != self._of_page.get(spot.page, said):
                self._faults.tell(
                    "press-qr",
                    f"the same codes in every place of page {page + 1}",
                    f"{_list(said)} in place {number}",
                    _NEXT,
                )

    def judge(self) -> None:
        """Whether all that was wanted was read, and nothing else."""
        if self._read != self._wanted:
            self._faults.tell(
                "press-qr", f"{_list(self._wanted)} in its codes", _list(self._read), _NEXT
            )

    def _try(self, seen: Seen, grey: Image.Image, page: int, spot: Spot) -> None:
        """Read ``seen`` again when it is spoiled, and look whether anything stands in its quiet zone."""
        leaflet = self._sheets.leaflet(page, spot)
        left, top, right, bottom = seen.with_quiet
        where = leaflet.on_piece(Box(left / DPI, top / DPI, right / DPI, bottom / DPI))
        rim = grey.crop(seen.with_quiet)
        own = seen.with_rim
        rim.paste(255, (own[0] - left, own[1] - top, own[2] - left, own[3] - top))
        if any(rim.histogram()[:_WHITE]):
            self._faults.tell(
                "press-qr-quiet",
                f"white around a code, {QUIET} of its modules wide",
                f"ink beside the one that says {seen.text}",
                "Move what stands beside the code.",
                side=leaflet.side.number,
                box=where,
            )
        more = round(_AROUND * DPI)
        cut = grey.crop((left - more, top - more, right + more, bottom + more))
        for name, spoil in SPOILED.items():
            if [other.text for other in see(spoil(cut))] != [seen.text]:
                self._faults.tell(
                    "press-qr-worn",
                    f"a code that is read even {name}",
                    f"not so the one that says {seen.text}",
                    _NEXT,
                    side=leaflet.side.number,
                    box=where,
                )


_NEXT = "Leave white around the code, and print it black and larger."


def see(picture: Image.Image) -> list[Seen]:
    """The codes in a grey ``picture``."""
    found = []
    for item in zxingcpp.read_barcodes(picture, formats=_FORMATS):
        place = item.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
        # Version 1 has 21 modules a side, each further one 4 more (ISO/IEC 18004).
        extra: Any = item.extra
        modules = 17 + 4 * int(extra["Version"])
        found.append(Seen(item.text, (min(xs), min(ys), max(xs), max(ys)), modules))
    return found


def _spot_of(seen: Seen, spots: tuple[Spot, ...]) -> Spot | None:
    x, y = (seen.box[0] + seen.box[2]) / 2 / DPI, (seen.box[1] + seen.box[3]) / 2 / DPI
    for spot in spots:
        place = spot.place
        if place.left <= x < place.left + place.width and place.top <= y < place.top + place.height:
            return spot
    return None


def _list(texts: Counter[str]) -> str:
    return ", ".join(sorted(texts.elements())) or "none that can be read"
