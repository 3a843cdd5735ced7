"""Reads the finished PDF as a stranger would, and says what breaks a promise."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageChops

from kyr.catalogue import SAFE_EDGE
from kyr.press.fonts import LATIN, Fonts, embedded
from kyr.press.linebreak import bare
from kyr.press.manuscript import Manuscript, Side
from kyr.press.mend import glyph_ids, instructions
from kyr.press.plan import PT, Place, laid_out, paper_of, plan, read_spots
from kyr.press.raster import count_pages, cut, draw, draw_each, read_codes
from kyr.problems import Problem, shorten

DPI = 150
"""Dots to the inch of the picture from which codes are read: what a plain office scanner gives."""
_TOLERANCE_PT = 0.05


class Proof:
    """The checks of one finished PDF; ``problems`` holds what they found."""

    def __init__(self, pdf: bytes, manuscript: Manuscript, fonts: Fonts) -> None:
        self.pdf = pdf
        self.manuscript = manuscript
        self.job = manuscript.job
        self.fonts = fonts
        self.problems: list[Problem] = []
        flows = self.job.piece.flow
        pages = laid_out(self.job, count_pages(pdf)) if flows else len(manuscript.sides)
        self.plan = plan(self.job, pages)
        with pikepdf.open(io.BytesIO(pdf)) as document:
            self._pages(document)
            self._fonts(document)
            self._glyphs(document)
            self._metadata(document)
        self._texts()
        if flows:
            self._edges(draw_each(pdf, DPI))
            return
        pictures = draw(pdf, DPI)
        self._edges(pictures)
        self._codes(pictures)

    def _fault(self, rule: str, expected: str, found: str, next_step: str, line: int = 0) -> None:
        job = self.job
        self.problems.append(
            Problem(
                self.manuscript.words_path,
                line,
                rule,
                f"{expected} ({job.stem}, {job.language.tag})",
                found,
                next_step,
            )
        )

    def _pages(self, document: pikepdf.Pdf) -> None:
        pages = len(self.plan)
        if len(document.pages) != pages:
            self._fault("press-pages", f"{pages} pages", f"{len(document.pages)}", _TEMPLATE)
        width, height = (length * PT for length in paper_of(self.job))
        for page in document.pages:
            box = [float(value) for value in page.mediabox]
            wanted = (0, 0, width, height)
            if any(abs(a - b) > _TOLERANCE_PT for a, b in zip(box, wanted, strict=True)):
                self._fault("press-pages", f"pages of {wanted} points", f"{box}", _TEMPLATE)

    def _fonts(self, document: pikepdf.Pdf) -> None:
        allowed = set(self.fonts.named(LATIN).pdf_names)
        for side in self.manuscript.sides:
            for family in (*side.families, *side.small, *side.others):
                allowed |= family.pdf_names
        found = embedded(_resources(document))
        for name in sorted(found - allowed):
            self._fault(
                "press-font",
                f"only the fonts {', '.join(sorted(allowed))}",
                f"“{name}”",
                "A letter is in none of the fonts of its language, or a style sheet names another font.",
            )
        for item in document.objects:
            if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/FontDescriptor":
                continue
            if not any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                self._fault("press-font", "embedded fonts", str(item.get("/FontName")), _TEMPLATE)

    def _glyphs(self, document: pikepdf.Pdf) -> None:
        for page in document.pages:
            if 0 in set(glyph_ids(instructions(page))):
                self._fault(
                    "press-glyph",
                    "a glyph for every character",
                    "an empty box",
                    "Replace the character.",
                )

    def _metadata(self, document: pikepdf.Pdf) -> None:
        if str(document.Root.get("/Lang", "")) != self.job.language.tag:
            self._fault(
                "press-tags", "the document's language", str(document.Root.get("/Lang")), _TEMPLATE
            )
        if str(document.docinfo.get("/Title", "")) != self.manuscript.title:
            self._fault("press-tags", "its title", str(document.docinfo.get("/Title")), _TEMPLATE)

    def _texts(self) -> None:
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            texts = [
                self._text(document[index], spot.place) for index, spot in read_spots(self.plan)
            ]
            if self.job.piece.flow:
                texts = ["\n".join(texts)]
            for side, found in zip(self.manuscript.sides, texts, strict=True):
                if side.number in self.job.piece.english_sides:
                    self._english(side, found)
                else:
                    self._said(side, found)
        finally:
            document.close()

    def _text(self, page: pypdfium2.PdfPage, place: Place) -> str:
        text = page.get_textpage()
        try:
            if (place.width, place.height) == paper_of(self.job):
                return str(text.get_text_bounded())
            height = paper_of(self.job)[1]
            return str(
                text.get_text_bounded(
                    place.left * PT,
                    (height - place.top - place.height) * PT,
                    (place.left + place.width) * PT,
                    (height - place.top) * PT,
                )
            )
        finally:
            text.close()

    def _english(self, side: Side, found: str) -> None:
        """The side for the agent says the English words, all of them and nothing else."""
        wanted = _squeeze("".join(self.manuscript.english))
        given = _squeeze(found)
        if Counter(given) == Counter(wanted) and all(
            _squeeze(text) in given for text in self.manuscript.english
        ):
            return
        self._fault(
            "press-english-side",
            f"side {side.number} in English, word for word as in docs/en/print.yml: "
            f"{shorten(' '.join(self.manuscript.english))}",
            shorten(found, 400),
            "The side for the agent is English in every language: let its template use no other words.",
        )

    def _said(self, side: Side, found: str) -> None:
        """Every letter that was to be printed is there. Order is left out: extraction of bidirectional text varies."""
        given = Counter(_letters(found))
        wanted = Counter(_letters("".join(text.text for text in side.said)))
        missing = wanted - given
        if missing:
            self._fault(
                "press-text",
                f"every word of side {side.number} on the paper",
                f"{sum(missing.values())} of {sum(wanted.values())} letters missing",
                _TEMPLATE,
            )

    def _edges(self, pictures: Iterable[Image.Image]) -> None:
        if self.job.edition.form not in ("sheet", "page"):
            return
        edge = round(SAFE_EDGE * DPI) - 1
        for number, picture in enumerate(pictures, 1):
            inside = Image.new("RGB", picture.size, "white")
            inner = (edge, edge, picture.width - edge, picture.height - edge)
            outside = picture.copy()
            outside.paste(inside.crop(inner), inner[:2])
            box = ImageChops.difference(outside, inside).getbbox()
            if box is not None:
                self._fault(
                    "press-edge",
                    f"{SAFE_EDGE} in of white along every edge of page {number}",
                    f"ink at {box[0] / DPI:.2f}, {box[1] / DPI:.2f} in",
                    "Office printers leave the edge blank: move the design inwards.",
                )

    def _codes(self, pictures: list[Image.Image]) -> None:
        if len(self.manuscript.codes) != 1:
            return
        code = self.manuscript.codes[0]
        count = self.job.sheet.count
        for index in range(count):
            found = [
                text
                for picture, spots in zip(pictures, self.plan, strict=True)
                for spot in (spots if self.job.fold else spots[index : index + 1])
                for text in read_codes(cut(picture, spot, DPI))
            ]
            if found != [code.address]:
                self._fault(
                    "press-qr",
                    f"one code that says {code.address}, in place {index + 1}",
                    ", ".join(found) or "none that can be read",
                    "Leave white around the code, and print it black and larger.",
                )
                return


_TEMPLATE = "Look at the template and style sheet in printables/pieces/."


def proof(pdf: bytes, manuscript: Manuscript, fonts: Fonts) -> tuple[Problem, ...]:
    """What is wrong with the finished ``pdf`` of ``manuscript``."""
    return tuple(Proof(pdf, manuscript, fonts).problems)


def _resources(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in document.pages:
        yield page.Resources
    for item in document.objects:
        if (
            isinstance(item, pikepdf.Stream)
            and item.get("/Subtype") == "/Form"
            and "/Resources" in item
        ):
            yield item.Resources


def _squeeze(text: str) -> str:
    """``text`` without spaces, invisible characters and the dots of lists."""
    return "".join(bare(text).replace("•", "").split())


def _letters(text: str) -> str:
    return "".join(character for character in _squeeze(text) if character.isalnum())
