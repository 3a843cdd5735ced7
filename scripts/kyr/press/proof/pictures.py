"""Pictures of one finished page by PDFium: whole, without its words, or with some of its words and nothing else."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Sequence
from functools import cached_property

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image

from kyr.press.proof.geometry import PT, Box

DPI = 150
"""Dots to the inch: what a plain office scanner gives."""
FINE = 300
"""Dots to the inch where ink is compared with ink."""

_DEEP = 15
"""Forms within forms that are looked into."""

Colour = tuple[int, int, int, int]


class Picture:
    """One finished page. It is taken to pieces while it is looked at: ask for the whole first.

    ``copies`` tells of each form, in the order in which they are drawn, whether it is a copy of a piece.
    """

    def __init__(self, page: pypdfium2.PdfPage, copies: Sequence[bool]) -> None:
        self._page = page
        self._texts: list[object] = []
        self._copies: list[object] = []
        self._others: list[object] = []
        forms = iter(copies)
        level = 0
        for item in page.get_objects(max_depth=_DEEP):
            if level and item.level >= level:
                # Within a copy.
                continue
            level = 0
            if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
                self._texts.append(item.raw)
            elif item.type != pdfium.FPDF_PAGEOBJ_FORM:
                self._others.append(item.raw)
            elif next(forms, False):
                self._copies.append(item.raw)
                level = item.level + 1

    def text(self, turn: int) -> str:
        """What PDFium finds when it is asked for the words that are read, and not for their copies.

        ``turn`` is by how many degrees they are turned: PDFium tells lines apart only while they run across.
        """
        self._show_copies(False)
        self._page.set_rotation(-turn % 360)
        found = self._page.get_textpage()
        try:
            return str(found.get_text_range())
        finally:
            found.close()
            self._page.set_rotation(0)
            self._show_copies(True)

    @cached_property
    def whole(self) -> Image.Image:
        """The page as it is."""
        return self._draw(DPI)

    @cached_property
    def grey(self) -> Image.Image:
        """The page as it is, without colour."""
        return self.whole.convert("L")

    @cached_property
    def colours(self) -> list[Colour]:
        """The colour of each text that the page shows, in order, as PDFium draws it: red, green, blue, opacity."""
        found = []
        for raw in self._texts:
            values = [ctypes.c_uint() for _ in range(4)]
            pdfium.FPDFPageObj_GetFillColor(raw, *values)
            red, green, blue, opacity = (value.value for value in values)
            found.append((red, green, blue, opacity))
        return found

    def ground(self, kept: Collection[int]) -> Image.Image:
        """The page without its texts and without copies of other pieces; texts numbered in ``kept`` stay."""
        self._show_copies(False)
        self._show(kept)
        return self._draw(DPI)

    def inks(self, groups: list[set[int]], where: Box) -> list[Image.Image]:
        """Each group of texts alone, black on white and fine, in ``where``."""
        found = []
        self._show_copies(False)
        for raw in self._others:
            pdfium.FPDFPageObj_SetIsActive(raw, False)
        for raw in self._texts:
            pdfium.FPDFPageObj_SetFillColor(raw, 0, 0, 0, 255)
        for group in groups:
            self._show(group)
            found.append(self._draw(FINE, where))
        return found

    def _show_copies(self, are_shown: bool) -> None:
        for raw in self._copies:
            pdfium.FPDFPageObj_SetIsActive(raw, are_shown)

    def _show(self, numbers: Collection[int]) -> None:
        for number, raw in enumerate(self._texts):
            pdfium.FPDFPageObj_SetIsActive(raw, number in numbers)

    def _draw(self, dpi: float, where: Box | None = None) -> Image.Image:
        if where is None:
            bitmap = self._page.render(scale=dpi / PT, rev_byteorder=True)
            return _picture(bitmap)
        width, height = self._page.get_size()
        # Whole pixels, so that what is cut out lies where it would lie on the whole page.
        left, top, right, bottom = (round(length * dpi) / dpi * PT for length in where)
        bitmap = self._page.render(
            scale=dpi / PT,
            grayscale=True,
            crop=tuple(max(0.0, rim - 1e-6) for rim in (left, height - bottom, width - right, top)),
        )
        return _picture(bitmap)


def _picture(bitmap: pypdfium2.PdfBitmap) -> Image.Image:
    found = bitmap.to_pil()
    assert isinstance(found, Image.Image)
    return found
