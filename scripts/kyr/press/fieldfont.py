"""The font in which somebody types into a field: one of ours, cut down to the letters that may be typed."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.unicodedata import block, script  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from kyr.languages import Language
from kyr.press.fonts import LATIN, Fonts
from kyr.press.typed import takes_own_script

RESOURCE = "Webdings"
"""What the font is called in the file's resources.

PDFium takes a field's embedded font for one of Western letters only, and sets all others in a font of the computer,
or not at all where there is none, unless the name is one that it knows as a font of symbols
(``CPDF_BAFontMap``): then it looks into the font first. Without this name no Vietnamese or Cyrillic letter came
from our font. No other viewer minds; the font's own name is the true one.
"""

_ALWAYS = frozenset({"Basic Latin", "Latin-1 Supplement"})
_MARKS = "‐–—‘’“”•…"
_UNUSED = "GDEF GPOS GSUB BASE STAT gasp meta name post vhea vmtx".split()


def field_font(pdf: Pdf, language: Language, words: str, fonts: Fonts) -> Object:
    """A font for the fields of ``pdf``, embedded in it: digits and Western letters in every language.

    Where ``language`` takes its own script, also each block of Unicode whose letters occur in ``words``.
    """
    family, blocks = fonts.named(LATIN), set(_ALWAYS)
    if takes_own_script(language, words):
        family = fonts.of_small_print(language)[-1]
        letters = unicodedata.normalize("NFC", words)
        blocks |= {block(letter) for letter in letters if script(letter) == language.script}
    file = next(file for file in family.files if file.weight < 600)
    cut = _cut(fonts.folder / file.file, frozenset(blocks))
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(cut.data).digest()[:6])
    name = Name(f"/{tag}+{family.family.replace(' ', '-')}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        # Symbolic: its codes are our own (ISO 32000-1, 9.8.2).
        Flags=4,
        FontBBox=Array(list(cut.box)),
        ItalicAngle=0,
        Ascent=cut.ascent,
        Descent=cut.descent,
        CapHeight=cut.capitals,
        StemV=80,
        FontFile2=Stream(pdf, cut.data),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=0,
        W=Array([1, Array([glyph.width for glyph in cut.glyphs])]),
        CIDToGIDMap=Stream(
            pdf, b"".join(number.to_bytes(2) for number in (0, *(g.number for g in cut.glyphs)))
        ),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=Stream(pdf, _to_unicode([glyph.letter for glyph in cut.glyphs])),
        )
    )


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter and its glyph: number and width in thousandths of an em."""

    letter: str
    number: int
    width: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """A font cut down to some letters. Lengths are thousandths of an em."""

    data: bytes
    glyphs: tuple[_Glyph, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int
    capitals: int


@lru_cache(maxsize=32)
def _cut(path: Path, blocks: frozenset[str]) -> _Cut:
    """The font at ``path`` with nothing but the letters of ``blocks`` and the commonest marks."""
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        codes = [code for code in font.getBestCmap() if _is_wanted(chr(code), blocks)]
        options = subset.Options(
            layout_features=[], hinting=False, glyph_names=False, notdef_outline=True
        )
        options.drop_tables = [*options.drop_tables, *_UNUSED]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out, reorderTables=None)
    with TTFont(io.BytesIO(out.getvalue())) as font:
        scale = 1000 / font["head"].unitsPerEm
        head, names = font["head"], font.getBestCmap()

        def thousandths(*lengths: int) -> tuple[int, ...]:
            return tuple(round(length * scale) for length in lengths)

        # A code for each letter and not for each glyph: two letters may share one, and both are to be typed.
        glyphs = tuple(
            _Glyph(chr(code), font.getGlyphID(name), *thousandths(font["hmtx"][name][0]))
            for code, name in sorted(names.items())
        )
        return _Cut(
            out.getvalue(),
            glyphs,
            thousandths(head.xMin, head.yMin, head.xMax, head.yMax),
            *thousandths(font["hhea"].ascent, font["hhea"].descent, font["OS/2"].sCapHeight),
        )


def _is_wanted(letter: str, blocks: frozenset[str]) -> bool:
    """Whether ``letter`` belongs to ``blocks``; what has no shape of its own never does."""
    return letter in _MARKS or (
        block(letter) in blocks and unicodedata.category(letter) not in ("Cc", "Cf", "Cn")
    )


def _to_unicode(letters: list[str]) -> bytes:
    """The map from the codes 1, 2, 3 … to ``letters`` (ISO 32000-1, 9.10.3)."""
    lines = [
        f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>"
        for code, letter in enumerate(letters, 1)
    ]
    # At most a hundred entries a block.
    blocks = [lines[first : first + 100] for first in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *("\n".join([f"{len(part)} beginbfchar", *part, "endbfchar"]) for part in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()
