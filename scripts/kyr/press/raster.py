"""Pictures of finished PDFs, by PDFium: for proofs, for previews and to read the QR codes back."""

from __future__ import annotations

import io

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL import Image

from kyr.catalogue import PAPERS
from kyr.press.impose import places
from kyr.press.manuscript import Job

PREVIEW_WIDTH = 360
"""Pixels of a preview's width."""
_PREVIEW_COLOURS = 32


def draw(pdf: bytes, dpi: float) -> list[Image.Image]:
    """Each page of ``pdf`` as an RGB picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
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


def cut(sheet: Image.Image, job: Job, back: bool, dpi: float, index: int = 0) -> Image.Image:
    """The piece in place ``index`` of a drawn sheet, upright."""
    if job.piece.trim is None:
        return sheet
    place = places(job, back)[index]
    box = (place.left, place.top, place.left + place.width, place.top + place.height)
    found = sheet.crop(tuple(round(length * dpi) for length in box))  # type: ignore[arg-type]
    # PIL turns anticlockwise: as far as the piece was turned clockwise.
    return found.rotate(place.turn, expand=True) if place.turn else found


def previews(pdf: bytes, job: Job) -> tuple[bytes, ...]:
    """A small PNG of each side: of one cut piece, or of the page it fills."""
    dpi = 2 * PREVIEW_WIDTH / job.trim[0]
    height = round(PREVIEW_WIDTH * job.trim[1] / job.trim[0])
    document = pypdfium2.PdfDocument(pdf)
    found = []
    try:
        for index, page in enumerate(document):
            place = places(job, index == 1)[0]
            paper = PAPERS[job.paper]
            margins = (
                place.left,
                paper[1] - place.top - place.height,
                paper[0] - place.left - place.width,
                place.top,
            )
            crop = (0,) * 4 if job.piece.trim is None else [length * 72 for length in margins]
            piece = page.render(scale=dpi / 72, crop=crop).to_pil().convert("RGB")
            if job.piece.trim is not None and place.turn:
                piece = piece.rotate(place.turn, expand=True)
            small = piece.resize((PREVIEW_WIDTH, height), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            colours = small.quantize(_PREVIEW_COLOURS, dither=Image.Dither.NONE)
            colours.save(out, "PNG", optimize=True)
            found.append(out.getvalue())
    finally:
        document.close()
    return tuple(found)
