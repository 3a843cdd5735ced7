"""What the tests read from finished PDFs."""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from PIL import Image

from kyr.press.linebreak import bare
from kyr.press.manuscript import Job
from kyr.press.mend import structure
from kyr.press.plan import Place, plan
from kyr.press.raster import draw

INCH = 72


def opened(pdf: bytes) -> pikepdf.Pdf:
    """``pdf`` opened."""
    return pikepdf.open(io.BytesIO(pdf))


def text(pdf: bytes, page: int, box: tuple[float, float, float, float] | None = None) -> str:
    """The text of a page as PDFium extracts it, in ``box`` (left, bottom, right, top in points) if given."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = document[page].get_textpage()
        return str(found.get_text_bounded(*box) if box else found.get_text_bounded())
    finally:
        document.close()


def lines(pdf: bytes, page: int) -> list[str]:
    """The lines of a page as they stand: letters that follow each other to the right at one height."""
    document = pypdfium2.PdfDocument(pdf)
    found: list[str] = []
    left, height = 0.0, -1.0
    try:
        letters = document[page].get_textpage()
        for index in range(letters.count_chars()):
            # PDFium gives a hyphen at the end of a line as the control character 2.
            letter = chr(raw.FPDFText_GetUnicode(letters, index)).replace("\x02", "-")
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(letters, index, x, y)
            if letter in "\r\n":
                continue
            if abs(y.value - height) > 1 or x.value < left:
                found.append("")
            found[-1] += letter
            left, height = x.value, y.value
    finally:
        document.close()
    return found


def upright(pdf: bytes, turn: int) -> bytes:
    """``pdf`` with its pages turned back by ``turn`` degrees, 90 or 270: PDFium reads text in lines only so."""
    with opened(pdf) as document:
        for page in document.pages:
            _, _, width, height = (float(value) for value in page.mediabox)
            matrix = f"0 1 -1 0 {height} 0" if turn == 90 else f"0 -1 1 0 0 {width}"
            page.contents_add(f"q {matrix} cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            for key in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if key in page.obj:
                    page.obj[key] = pikepdf.Array([0, 0, height, width])
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def letters(words: str) -> Counter[str]:
    """The letters and digits of ``words``, each with how often it comes: the same in either direction."""
    return Counter(c for c in bare(words) if c.isalnum())


def pictures(pdf: bytes, dpi: float) -> list[Image.Image]:
    """The pages as pictures."""
    return draw(pdf, dpi)


def red(picture: Image.Image) -> Image.Image:
    """White where ``picture`` is the strong red, black elsewhere."""
    bands = picture.split()
    strong = bands[0].point(lambda v: 255 if 150 < v < 200 else 0)
    weak = bands[1].point(lambda v: 255 if v < 60 else 0)
    return Image.composite(strong, Image.new("L", picture.size, 0), weak)


def languages(pdf: bytes) -> list[tuple[str, str]]:
    """Kind and language of each structure element that has one, in reading order."""
    with opened(pdf) as document:
        return [
            (str(item.S).removeprefix("/"), str(item["/Lang"]))
            for item in structure(document)
            if "/Lang" in item
        ]


def ua_failures(pdf: bytes, folder: Path) -> list[object]:
    """What breaks PDF/UA-1 in ``pdf``, which is left in ``folder``."""
    from pdfua.document import PdfDocument
    from pdfua.rules import default_registry

    path = folder / "piece.pdf"
    path.write_bytes(pdf)
    failures: list[object] = []
    with PdfDocument.open(str(path)) as document:
        for rule in default_registry():
            # pdfua 0.1.3 cannot walk a heading's marked content with pikepdf 10.
            if type(rule).__name__ != "EmptyHeadingRule":
                failures += list(rule.check(document))
    return failures


def places(job: Job, back: bool) -> tuple[Place, ...]:
    """Where the pieces stand on one side of a sheet of ``job``."""
    return tuple(spot.place for spot in plan(job, 2)[back])


def embedded(pdf: bytes) -> frozenset[str]:
    """The names of the fonts of the pages of ``pdf``, without their subset prefix."""
    with opened(pdf) as document:
        return frozenset(
            str(font.BaseFont).removeprefix("/").partition("+")[2]
            for page in document.pages
            for font in page.Resources.Font.values()
        )


def placements(pdf: bytes, page: int) -> Iterator[tuple[float, float, float, float, float, float]]:
    """The matrices by which pieces are placed on a page."""
    with opened(pdf) as document:
        previous = ""
        for item in pikepdf.parse_content_stream(document.pages[page]):
            # A piece is placed right after its frame was cut out (W n).
            if str(item.operator) == "cm" and previous == "n":
                a, b, c, d, e, f = (float(v) for v in item.operands)
                yield a, b, c, d, e, f
            previous = str(item.operator)
