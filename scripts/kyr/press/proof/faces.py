"""The fonts inside a finished PDF: what each glyph is said to stand for, how wide it runs, where its ink is."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BETWEEN = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_EM = 1000


@dataclass
class Face:
    """One font of the file. Lengths are thousandths of its size; ``name`` is without the subset's prefix."""

    name: str
    texts: dict[int, str]
    widths: dict[int, float]
    default_width: float
    is_embedded: bool
    has_texts: bool
    _outlines: tuple[Any, bytes, float] | None
    _inks: dict[int, tuple[float, float, float, float] | None] = field(default_factory=dict)

    def width(self, glyph: int) -> float:
        """How far ``glyph`` moves the pen."""
        return self.widths.get(glyph, self.default_width)

    def ink(self, glyph: int) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top of the outline of ``glyph``; nothing where it draws nothing."""
        if glyph not in self._inks:
            self._inks[glyph] = self._measure(glyph)
        return self._inks[glyph]

    def _measure(self, glyph: int) -> tuple[float, float, float, float] | None:
        if self._outlines is None:
            return (0, -250, self.width(glyph), 750)
        places, data, scale = self._outlines
        if glyph + 1 >= len(places) or places[glyph] == places[glyph + 1]:
            return None
        # The header of a glyph: how many outlines, and its box (OpenType, “glyf”).
        _, left, bottom, right, top = struct.unpack_from(">hhhhh", data, places[glyph])
        return (left * scale, bottom * scale, right * scale, top * scale)


def read_face(font: pikepdf.Object) -> Face:
    """The face of a font resource."""
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    # A subset's name begins with six letters and a plus sign; what is embedded whole has none.
    name = name.partition("+")[2] or name
    below = font.get("/DescendantFonts")
    inner = below[0] if below is not None and len(below) else font
    descriptor = inner.get("/FontDescriptor")
    data = None
    is_embedded = False
    if descriptor is not None:
        for key in ("/FontFile2", "/FontFile", "/FontFile3"):
            if key in descriptor:
                is_embedded = True
                data = bytes(descriptor[key].read_bytes()) if key == "/FontFile2" else None
                break
    texts = _texts(bytes(font.ToUnicode.read_bytes())) if "/ToUnicode" in font else {}
    return Face(
        name,
        texts,
        _widths(inner),
        float(inner.get("/DW", _EM)),
        is_embedded,
        "/ToUnicode" in font,
        _outlines(data) if data else None,
    )


def _texts(data: bytes) -> dict[int, str]:
    found = {}
    for part in _BETWEEN.findall(data):
        for glyph, text in _BFCHAR.findall(part):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    return found


def _widths(inner: pikepdf.Object) -> dict[int, float]:
    """The widths of a CID font (PDF 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    items: list[Any] = list(inner.get("/W", pikepdf.Array([])))
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            found.update((first + index, float(width)) for index, width in enumerate(second))
        else:
            width = float(items.pop(0))
            found.update(dict.fromkeys(range(first, int(second) + 1), width))
    return found


def _outlines(data: bytes) -> tuple[Any, bytes, float] | None:
    with TTFont(io.BytesIO(data), lazy=True) as font:
        if "glyf" not in font or "loca" not in font:
            return None
        return (
            list(font["loca"].locations),
            bytes(font.reader["glyf"]),
            _EM / font["head"].unitsPerEm,
        )
