"""Whether words can be read on what lies under them, measured on the finished page.

The page is drawn with its words and without them. Each text's colour is compared with the ground in the box of its
ink, and the worst spot counts; and every letter must make a difference, or something covers it.

The SAMPLE stamp is ground, as it lies under the words: it is the only text that stands aslant.
"""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageChops, ImageFilter

from kyr.press.proof.faults import Faults
from kyr.press.proof.geometry import Box
from kyr.press.proof.pictures import DPI, Colour, Picture
from kyr.press.proof.sheet import Leaflet, Sheets, Unit

LEAST = 4.5
"""The contrast that WCAG 2.2 (1.4.3) asks of text in sizes that need good eyes; ours is mostly that."""

_LINE = 5
"""Pixels of a square in whose median a line of up to two pixels, one point, is lost."""

Rgb = tuple[int, int, int]


def check_contrast(sheets: Sheets, page: int, picture: Picture, faults: Faults) -> None:
    """Compare each text read on ``page`` with its ground."""
    texts = sheets.contents[page].shown
    if len(picture.colours) != len(texts):
        faults.tell(
            "press-read",
            f"the same {len(texts)} runs of text to every reader",
            f"PDFium sees {len(picture.colours)} on page {page + 1}",
        )
        return
    colours = {id(item): colour for item, colour in zip(texts, picture.colours, strict=True)}
    grey = picture.grey
    stamps = [number for number, item in enumerate(texts) if item.is_aslant]
    ground = picture.ground(stamps)
    change = ImageChops.difference(grey, ground.convert("L"))
    for leaflet in sheets.leaflets:
        if leaflet.finished != page:
            continue
        for unit in leaflet.units:
            if not unit.is_aslant:
                _check(unit, colours, ground, change, leaflet, faults)


def _check(
    unit: Unit,
    colours: dict[int, Colour],
    ground: Image.Image,
    change: Image.Image,
    leaflet: Leaflet,
    faults: Faults,
) -> None:
    for item in unit.shown:
        if item.box is None:
            continue
        seen = _worst(colours[id(item)], ground, item.box)
        if seen < LEAST:
            seen = _worst(colours[id(item)], _without_lines(ground, item.box), item.box)
        if seen < LEAST:
            faults.tell(
                "press-contrast",
                f"a contrast of at least {LEAST}:1 between words and their ground",
                f"{seen:.1f}:1 in “{unit.text}”",
                "Choose a darker colour for the words or a lighter one for the ground, or move what lies under them.",
                side=leaflet.number,
                box=leaflet.on_piece(item.box),
            )
            return
        covered = item.is_hidden or any(
            # A dot of small print is less than a pixel and may fall beside its own box.
            change.crop(ink.grown(0.7 / DPI).pixels(DPI)).getbbox() is None
            for ink in item.inks
        )
        if covered:
            faults.tell(
                "press-covered",
                "words that can be seen",
                f"something over “{unit.text}”",
                "Move what covers the words.",
                side=leaflet.number,
                box=leaflet.on_piece(item.box),
            )
            return


def _worst(colour: Colour, ground: Image.Image, box: Box) -> float:
    """The least contrast of ``colour`` with the ground in ``box``."""
    area = _inner(box)
    found = ground.crop(area).getcolors((area[2] - area[0]) * (area[3] - area[1]))
    assert found is not None
    # An RGB picture has triples for colours.
    grounds = [rgb for _, rgb in found if isinstance(rgb, tuple)]
    return min(ratio(_over(colour, rgb), rgb) for rgb in grounds)


def _without_lines(ground: Image.Image, box: Box) -> Image.Image:
    """``ground`` without the thin lines in and around ``box``: what underlines a word is no ground for it."""
    left, top, right, bottom = _inner(box)
    around = (left - _LINE, top - _LINE, right + _LINE, bottom + _LINE)
    found = ground.copy()
    found.paste(ground.crop(around).filter(ImageFilter.MedianFilter(_LINE)), around[:2])
    return found


def _inner(box: Box) -> tuple[int, int, int, int]:
    """The pixels that lie wholly in ``box``, one at least: those on its rim show what is beside it too."""
    left, top = -int(-box.left * DPI // 1), -int(-box.top * DPI // 1)
    return (left, top, max(left + 1, int(box.right * DPI)), max(top + 1, int(box.bottom * DPI)))


def _over(colour: Colour, ground: tuple[int, ...]) -> Rgb:
    """What ``colour`` comes to on ``ground``, through which it may let something shine."""
    *values, opacity = colour
    if opacity == 255:
        return colour[:3]
    red, green, blue = (
        round((value * opacity + under * (255 - opacity)) / 255)
        for value, under in zip(values, ground, strict=True)
    )
    return red, green, blue


@lru_cache(maxsize=4096)
def ratio(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    """How bright a colour of sRGB is, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
