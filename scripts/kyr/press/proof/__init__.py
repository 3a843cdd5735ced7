"""Reads the finished PDF as a stranger would, and says what breaks a promise. One module a promise."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from kyr.press.fonts import Fonts
from kyr.press.manuscript import Manuscript
from kyr.press.proof.access import check_access
from kyr.press.proof.codes import Codes
from kyr.press.proof.contrast import check_contrast
from kyr.press.proof.copies import check_copies
from kyr.press.proof.edges import check_cut, check_frames, check_paper_edge
from kyr.press.proof.faults import Faults
from kyr.press.proof.glyphs import check_fonts, check_glyphs
from kyr.press.proof.inks import check_inks
from kyr.press.proof.letters import check_letters
from kyr.press.proof.overlap import check_overlap
from kyr.press.proof.pages import check_pages
from kyr.press.proof.pictures import Picture
from kyr.press.proof.private import check_private
from kyr.press.proof.sheet import Sheets
from kyr.press.proof.sizes import check_sizes
from kyr.press.proof.words import check_date, check_flow, check_words
from kyr.problems import Problem


def proof(pdf: bytes, manuscript: Manuscript, fonts: Fonts) -> tuple[Problem, ...]:
    """What is wrong with the finished ``pdf`` of ``manuscript``."""
    faults = Faults(manuscript)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sheets = Sheets(document, manuscript)
        check_pages(sheets, faults)
        if faults.problems:
            # Nothing stands where the plan says: the rest would be noise.
            return faults.problems
        check_fonts(sheets, fonts, faults)
        check_glyphs(sheets, fonts, faults)
        check_letters(sheets, fonts, faults)
        check_date(sheets, faults)
        check_copies(sheets, faults)
        check_inks(sheets, faults)
        check_sizes(sheets, faults)
        for leaflet in sheets.leaflets:
            check_cut(sheets, leaflet, faults)
            check_frames(leaflet, faults)
        _look(pdf, sheets, faults)
        check_private(sheets, faults)
        # Last, because pdfua writes its own name into the metadata while it reads them.
        check_access(sheets, faults)
    return faults.problems


def _look(pdf: bytes, sheets: Sheets, faults: Faults) -> None:
    """What PDFium sees; one page at a time, so that no more than one is drawn in memory."""
    document = pypdfium2.PdfDocument(pdf)
    codes = Codes(sheets, faults)
    extracted: list[str] = []
    try:
        for number, page in enumerate(document):
            picture = Picture(page, sheets.contents[number].copies)
            if sheets.job.piece.flow:
                extracted.append(picture.text(0))
            else:
                check_words(sheets, number, picture.text, faults)
            check_paper_edge(sheets, number, picture.grey, faults)
            codes.look_at(number, picture.grey)
            check_contrast(sheets, number, picture, faults)
            check_overlap(sheets, number, picture, faults)
        codes.judge()
        if sheets.job.piece.flow:
            check_flow(sheets, extracted, faults)
    finally:
        document.close()
