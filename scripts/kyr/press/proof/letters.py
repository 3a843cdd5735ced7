"""Whether glyphs draw the letters that their /ActualText says.

In joined scripts one glyph may stand for several letters and several for one, so a run carries its text beside its
glyphs, and whatever compares words compares that. Here the glyphs themselves are asked: from the substitutions of
the font (OpenType, GSUB) follows which letters each glyph can come from. Every letter of the text must have a glyph
that can draw it, and no glyph may be there that can draw none of them.

Not proved: the order of the letters within a run, and how often each comes. A reader of the language must look.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from kyr.press.fonts import Fonts
from kyr.press.proof.faults import Faults
from kyr.press.proof.sheet import Leaflet, Sheets, Unit
from kyr.problems import shorten

_SPLIT = dict.fromkeys("ើឿៀោៅ", "េ")
"""Khmer vowels that stand on both sides of their letter, and the part that HarfBuzz sets before it."""


def check_letters(sheets: Sheets, fonts: Fonts, faults: Faults) -> None:
    """Compare each run that says its text with its glyphs."""
    said = {
        item.face.name
        for unit in sheets.units
        if unit.shown[0].mark and unit.shown[0].mark.text is not None
        for item in unit.shown
    }
    sources = {
        face.name: _sources(path) if (path := fonts.path_of(face.name)) else {}
        for face in sheets.faces
        if face.name in said
    }
    for leaflet in sheets.leaflets:
        for unit in leaflet.units:
            mark = unit.shown[0].mark
            if mark is not None and mark.text is not None:
                _check(unit, leaflet, sources, faults)


def _check(
    unit: Unit,
    leaflet: Leaflet,
    sources: Mapping[str, Mapping[int, frozenset[str]]],
    faults: Faults,
) -> None:
    wanted = set(_letters(unit.text))
    able: set[str] = set()
    strange: set[str] = set()
    for item in unit.shown:
        for glyph in item.glyphs:
            letters = sources[item.face.name].get(glyph, frozenset())
            able |= letters
            if letters and not letters & wanted:
                strange |= letters
    missing = set(_letters(unit.text, parts=False)) - able
    if missing or strange:
        faults.tell(
            "press-letters",
            f"glyphs that draw {shorten(unit.text)}",
            f"none for {' '.join(sorted(missing))}" if missing else f"some for {min(strange)}",
            "The text that a run is said to hold is another: look at press/mend.py.",
            side=leaflet.side.number,
            box=leaflet.on_piece(unit.box) if unit.box else None,
        )


def _letters(text: str, parts: bool = True) -> Iterator[str]:
    """The letters, marks and digits of ``text`` taken apart, with ``parts`` those that shapers add too."""
    for character in unicodedata.normalize("NFKD", text):
        if unicodedata.category(character)[0] in "LMN":
            yield character
            if parts and character in _SPLIT:
                yield _SPLIT[character]


@lru_cache(maxsize=16)
def _sources(path: Path) -> Mapping[int, frozenset[str]]:
    """The letters from which each glyph of the font ``path`` can come, by glyph number."""
    with TTFont(path, lazy=True) as font:
        found: dict[str, set[str]] = {}
        for code, name in (font.getBestCmap() or {}).items():
            if letters := set(_letters(chr(code))):
                found.setdefault(name, set()).update(letters)
        changes = list(_substitutions(font)) if "GSUB" in font else []
        growing = True
        while growing:
            growing = False
            for before, after in changes:
                letters = set().union(*(found.get(name, ()) for name in before))
                own = found.setdefault(after, set())
                if not letters <= own:
                    own |= letters
                    growing = True
        return {font.getGlyphID(name): frozenset(letters) for name, letters in found.items()}


def _substitutions(font: TTFont) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every glyph that can come from others: these, and it. In which surroundings is left out."""
    lookups = font["GSUB"].table.LookupList
    for lookup in lookups.Lookup if lookups else ():
        for table in lookup.SubTable:
            yield from _of_table(getattr(table, "ExtSubTable", table))


def _of_table(table: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    match table.LookupType:
        case 1:
            for before, after in table.mapping.items():
                yield (before,), after
        case 2:
            for before, several in table.mapping.items():
                for after in several:
                    yield (before,), after
        case 3:
            for before, several in table.alternates.items():
                for after in several:
                    yield (before,), after
        case 4:
            for first, ligatures in table.ligatures.items():
                for ligature in ligatures:
                    yield (first, *ligature.Component), ligature.LigGlyph
        case 8:
            yield from (
                ((before,), after)
                for before, after in zip(table.Coverage.glyphs, table.Substitute, strict=True)
            )
