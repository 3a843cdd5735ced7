"""Fonts and glyphs: every font is ours and whole, nothing is an empty box or a dotted circle."""

from __future__ import annotations

from collections.abc import Mapping

from kyr.press.fonts import LATIN, Fonts
from kyr.press.proof.content import Shown
from kyr.press.proof.faces import Face
from kyr.press.proof.faults import Faults
from kyr.press.proof.sheet import Leaflet, Sheets

CIRCLE = "\u25cc"
"""What stands in for the letter to which a mark belongs, where there is none: mistyped Khmer, Burmese or Hindi."""


def check_fonts(sheets: Sheets, fonts: Fonts, faults: Faults) -> None:
    """Every font is a family of the piece's languages, is embedded, and tells what its glyphs stand for."""
    allowed = set(fonts.named(LATIN).pdf_names)
    for side in sheets.manuscript.sides:
        for family in (*side.families, *side.small, *side.others):
            allowed |= family.pdf_names
    for face in sheets.faces:
        if face.name not in allowed:
            faults.tell(
                "press-font",
                f"only the fonts {', '.join(sorted(allowed))}",
                f"“{face.name}”",
                "A letter is in none of the fonts of its language, or a style sheet names another font.",
            )
        if not face.is_embedded:
            faults.tell("press-font", "fonts that are in the file", f"not so “{face.name}”")
        if not face.has_texts:
            faults.tell(
                "press-font", "fonts that say what letters they draw", f"not so “{face.name}”"
            )


def check_glyphs(sheets: Sheets, fonts: Fonts, faults: Faults) -> None:
    """No glyph is the empty box, and none a dotted circle that nobody wrote.

    HarfBuzz draws a circle only from a font that has one; where a font has none, a broken cluster shows nothing
    that could be told here.
    """
    circles = {id(face): _circles(face, fonts) for face in sheets.faces}
    for leaflet in sheets.leaflets:
        is_written = any(CIRCLE in text.text for text in leaflet.side.said)
        for unit in leaflet.units:
            for item in unit.shown:
                wrong = {0: "an empty box"}
                if not is_written:
                    wrong |= circles[id(item.face)]
                _check(item, wrong, leaflet, faults)


def _check(item: Shown, wrong: Mapping[int, str], leaflet: Leaflet, faults: Faults) -> None:
    for glyph in item.glyphs:
        if glyph in wrong:
            faults.tell(
                "press-glyph",
                "a glyph for every character",
                f"{wrong[glyph]} in “{item.text}”",
                "Correct the spelling of the word, or replace the character.",
                side=leaflet.side.number,
                box=leaflet.on_piece(item.box) if item.box else None,
            )
            return


def _circles(face: Face, fonts: Fonts) -> dict[int, str]:
    """The glyphs of ``face`` that are dotted circles: our font says so, or the file does."""
    ours = fonts.letters_of(face.name)
    return {
        glyph: "a dotted circle, which stands for a letter that is not there"
        for glyph in {*ours, *face.texts}
        if CIRCLE in ours.get(glyph, ()) or CIRCLE in face.texts.get(glyph, "")
    }
