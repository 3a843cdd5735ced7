"""What an edition is printed with: four inks with black text in black alone, or black and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Stream

from kyr.press.proof.content import Content, Paint
from kyr.press.proof.faults import Faults
from kyr.press.proof.geometry import Box
from kyr.press.proof.sheet import Sheets

_TRACE = 0.005
COMPONENTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
"""Numbers of a colour, in each of the spaces that devices have."""


def check_inks(sheets: Sheets, faults: Faults) -> None:
    """Every colour is written in the inks of the edition. Whether a printer holds them in register is not proved."""
    wrong = {"cmyk": wrong_for_press, "black": wrong_for_black}.get(sheets.job.edition.ink)
    if wrong is None:
        return
    for space in _groups(sheets):
        if wrong(Paint(space, (0.0,) * COMPONENTS.get(space, 0))):
            faults.tell(
                "press-ink", f"groups in the ink of the edition {sheets.job.edition_id}", space
            )
    for page, content in enumerate(sheets.contents, 1):
        for paint, what, box in _paints(content, sheets):
            if found := wrong(paint):
                where = (
                    f", {box.left:.2f} in from the left and {box.top:.2f} in from the top"
                    if box
                    else ""
                )
                faults.tell(
                    "press-ink",
                    f"ink of the edition {sheets.job.edition_id} in {what} on page {page}{where}",
                    found,
                    "Use the colours of printables/pieces/base.css: var(--ink), var(--strong), var(--head).",
                )


def _groups(sheets: Sheets) -> set[str]:
    """The colour spaces in which what shines through is mixed with what lies under it."""
    return {
        str(item.Group.CS).removeprefix("/")
        for item in sheets.document.objects
        if isinstance(item, (Dictionary, Stream)) and "/Group" in item and "/CS" in item.Group
    }


def _paints(content: Content, sheets: Sheets) -> Iterator[tuple[Paint, str, Box | None]]:
    for item in content.shown:
        yield item.paint, f"“{item.text}”", item.box
    for painted in content.painted:
        yield painted.paint, "a picture" if not painted.paint.values else "a line or area", None
    for form in {placed.form for placed in content.placed}:
        yield from _paints(sheets.form(form), sheets)


def wrong_for_press(paint: Paint) -> str:
    """What is wrong with ``paint`` for a print shop: no four inks, or grey that is mixed from coloured ones.

    Where cyan, magenta and yellow all print, there is grey in the colour that belongs into the black: small black
    letters in four inks get coloured rims as soon as one plate is a hair off.
    """
    if paint.space != "DeviceCMYK":
        return _name(paint)
    if len(paint.values) != 4 or min(paint.values[:3]) > _TRACE:
        return f"grey mixed from coloured inks: {_name(paint)}"
    if paint.values[3] > 1 - _TRACE and max(paint.values[:3]) > _TRACE:
        return f"black with coloured ink beneath: {_name(paint)}"
    return ""


def wrong_for_black(paint: Paint) -> str:
    """What is wrong with ``paint`` for one black ink: anything but an amount of grey."""
    return "" if paint.space == "DeviceGray" and len(paint.values) == 1 else _name(paint)


def _name(paint: Paint) -> str:
    return " ".join([paint.space, *(f"{value:g}" for value in paint.values)])
