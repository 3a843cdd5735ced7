"""The test sheet, read as a person at a window reads it: both sides drawn, one seen through the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from PIL import Image, ImageChops, ImageOps

from kyr.catalogue import PAPERS, Paper
from kyr.press.fonts import Fonts
from kyr.press.proof import proof
from tests.press.conftest import Maker
from tests.press.reading import pictures

SHEET = "test-sheet"
DPI = 300
PT = DPI / 72
RIM = 56
"""Points from the edge of the paper at which the lines of both sides meet."""
UNIT = {"letter": 25.4 / 16, "a4": 1.0}
"""Millimetres that a number on the scales stands for."""
DARK = 128
Gray = Image.Image


def sides(maker: Maker, paper: Paper) -> tuple[Gray, Gray]:
    """Front and back as they are printed."""
    front, back = (picture.convert("L") for picture in pictures(maker(SHEET, "en", paper).pdf, DPI))
    return front, back


def through_the_paper(back: Gray, right_mm: float, down_mm: float) -> Gray:
    """The back as it shows through, printed ``right_mm`` and ``down_mm`` off its place."""
    seen = Image.new("L", back.size, 255)
    offset = (round(right_mm / 25.4 * DPI), round(down_mm / 25.4 * DPI))
    seen.paste(ImageOps.mirror(back), offset)
    return seen


def lines(row: Sequence[int]) -> list[float]:
    """The middles of the dark runs in ``row``."""
    found, start = [], None
    for index, value in enumerate((*row, 255)):
        if value < DARK and start is None:
            start = index
        elif value >= DARK and start is not None:
            found.append((start + index - 1) / 2)
            start = None
    return found


def reading(front: Gray, back: Gray, edge: str) -> float:
    """The number at which two lines meet on one edge: right or below 0 is positive."""
    if edge in ("left", "right"):
        front, back = (side.transpose(Image.Transpose.TRANSPOSE) for side in (front, back))
    width, height = front.size
    out = -1 if edge in ("top", "left") else 1
    middle = RIM * PT if out < 0 else height - RIM * PT
    # The scale and nothing beside it: the crosses in the corners stand further out.
    box = (round(width / 2 - 160 * PT), round(width / 2 + 160 * PT))

    def row(side: Gray, points: float) -> list[float]:
        y = round(middle + points * out * PT)
        return lines(list(side.crop((box[0], y, box[1], y + 1)).tobytes()))

    # The back may have moved towards or away from the front's lines.
    ours = row(front, 8)
    theirs = next(found for points in range(-18, 9, 2) if len(found := row(back, points)) == 17)
    assert len(ours) == 17
    best = min(range(17), key=lambda index: abs(ours[index] - theirs[index]))
    return (best - 8) / 2


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_passes_its_proof(maker: Maker, fonts: Fonts, paper: Paper) -> None:
    made = maker(SHEET, "en", paper)
    assert proof(made.pdf, made.manuscript, fonts) == ()


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(
    ("right", "down"), [(0.0, 0.0), (1.5, 0.0), (0.0, -1.5), (-3.0, 2.0), (0.5, 3.2)]
)
def test_the_scales_tell_how_far_the_back_is_off(
    maker: Maker, paper: Paper, right: float, down: float
) -> None:
    front, back = sides(maker, paper)
    seen = through_the_paper(back, right, down)
    for edges, moved in ((("top", "bottom"), right), (("left", "right"), down)):
        for edge in edges:
            # To the nearest half, as the lines are: no reading is further from the truth than that.
            assert reading(front, seen, edge) == pytest.approx(moved / UNIT[paper], abs=0.26)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_letters_meet_unless_the_wrong_edge_was_chosen(maker: Maker, paper: Paper) -> None:
    front, back = sides(maker, paper)
    width, height = front.size
    left, top = round((width - 7 * DPI) / 2), round((height - 10 * DPI) / 2)
    for x in (left, left + 7 * DPI):
        for y in (top, top + 10 * DPI):
            inwards = 20 if x < width / 2 else -20
            down = 21 if y < height / 2 else -21
            middle = (x + inwards * PT, y + down * PT)
            box = tuple(
                round(value)
                for value in (
                    middle[0] - 8 * PT,
                    middle[1] - 8 * PT,
                    middle[0] + 8 * PT,
                    middle[1] + 8 * PT,
                )
            )

            def ink(picture: Gray, box: tuple[int, ...] = box) -> int:
                return sum(value < DARK for value in picture.crop(box).tobytes())  # type: ignore[arg-type]

            own = ink(front)
            right_edge = ink(ImageChops.darker(front, ImageOps.mirror(back)))
            wrong_edge = ink(ImageChops.darker(front, ImageOps.mirror(back.rotate(180))))
            assert own > 300
            assert right_edge < own * 1.15
            assert wrong_edge > own * 1.3


def runs(side: Gray) -> set[int]:
    """Pixels of the longest dark run in each row."""
    dark = side.point(lambda value: 0 if value < DARK else 255)
    rows = (dark.crop((0, y, dark.width, y + 1)).tobytes() for y in range(dark.height))
    return {max(map(len, re.findall(b"\0+", row)), default=0) for row in rows}


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_ruler_and_card_are_true(maker: Maker, paper: Paper) -> None:
    front, _ = sides(maker, paper)
    for pixels, inches in zip(front.size, PAPERS[paper], strict=True):
        assert abs(pixels - inches * DPI) <= 1
    across, down = runs(front), runs(front.transpose(Image.Transpose.TRANSPOSE))
    line = round(0.6 * PT)
    assert any(abs(run - line - 6 * DPI) <= 3 for run in across)
    assert any(abs(run - line - 3.5 * DPI) <= 3 for run in across)
    assert any(abs(run - line - 2 * DPI) <= 3 for run in down)


def test_five_greys_from_black(maker: Maker) -> None:
    front, _ = sides(maker, "letter")
    counts = {grey: count for count, grey in front.getcolors() or ()}
    box = (40 * PT) ** 2 * 0.9
    for grey in (0, 64, 128, 191, 230):
        assert sum(counts.get(grey + near, 0) for near in (-1, 0, 1)) > box
