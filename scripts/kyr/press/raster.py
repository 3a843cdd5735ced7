"""Pictures of finished PDFs, by PDFium: for proofs, for previews and to read the QR codes back."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL import Image

from kyr.press.manuscript import Job
from kyr.press.plan import PT, Place, Spot, laid_out, paper_of, plan, read_spots

PREVIEW_WIDTH = 360
"""Pixels of a preview's width."""
_PREVIEW_COLOURS = 32
SCREEN_WIDTH = 1080
"""Pixels of the width of a picture for phones, which is what most of them show."""
_SCREEN_COLOURS = 24
_MOST = 2
"""Pages of a book or of a folded sheet of which a picture is made."""


def draw(pdf: bytes, dpi: float) -> list[Image.Image]:
    """Each page of ``pdf`` as an RGB picture."""
    return list(draw_each(pdf, dpi))


def draw_each(pdf: bytes, dpi: float) -> Iterator[Image.Image]:
    """The same one by one: a book's pages together would fill the memory."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def count_pages(pdf: bytes) -> int:
    """The number of pages of ``pdf``."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def read_codes(picture: Image.Image) -> list[str]:
    """What the QR codes in ``picture`` say."""
    return [
        found.text
        for found in zxingcpp.read_barcodes(
            picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
    ]


def cut(sheet: Image.Image, spot: Spot, dpi: float) -> Image.Image:
    """The piece in ``spot`` of a drawn finished page, upright."""
    place = spot.place
    box = (place.left, place.top, place.left + place.width, place.top + place.height)
    found = sheet.crop(tuple(round(length * dpi) for length in box))  # type: ignore[arg-type]
    # PIL turns anticlockwise: as far as the piece was turned clockwise.
    return found.rotate(place.turn, expand=True) if place.turn else found


def previews(pdf: bytes, job: Job) -> tuple[bytes, ...]:
    """A small PNG of each side: of one cut piece, or of the page it fills; of books, the first pages."""
    return _pictures(pdf, job, PREVIEW_WIDTH, _PREVIEW_COLOURS)


def screens(pdf: bytes, job: Job) -> tuple[bytes, ...]:
    """A PNG of each side, to show on a phone."""
    return _pictures(pdf, job, SCREEN_WIDTH, _SCREEN_COLOURS)


def _pictures(pdf: bytes, job: Job, width: int, colours: int) -> tuple[bytes, ...]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(
            _picture(document[index], job, place, width, colours)
            for index, place in _shown(job, len(document))
        )
    finally:
        document.close()


def _shown(job: Job, count: int) -> list[tuple[int, Place]]:
    """Which places of which of the ``count`` finished pages are shown."""
    if job.fold == "zine":
        return [(index, Place(0, 0, *paper_of(job))) for index in range(min(count, _MOST))]
    most = _MOST if job.piece.flow else max(_MOST, job.piece.sides)
    return [(index, spot.place) for index, spot in read_spots(plan(job, laid_out(job, count)))][
        :most
    ]


def _picture(page: pypdfium2.PdfPage, job: Job, place: Place, width: int, colours: int) -> bytes:
    """``place`` of ``page``, drawn twice as large and made smaller, which leaves finer edges."""
    paper = paper_of(job)
    upright = (place.width, place.height) if place.turn in (0, 180) else (place.height, place.width)
    margins = (
        place.left,
        paper[1] - place.top - place.height,
        paper[0] - place.left - place.width,
        place.top,
    )
    crop = tuple(max(0.0, length * PT) for length in margins)
    drawn = page.render(scale=2 * width / upright[0] / PT, crop=crop).to_pil().convert("RGB")
    if place.turn:
        drawn = drawn.rotate(place.turn, expand=True)
    height = round(width * upright[1] / upright[0])
    small = drawn.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
