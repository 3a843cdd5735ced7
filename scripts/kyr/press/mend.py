"""What WeasyPrint's file needs before it is a finished one: done here, on the file, and not in its private parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import pikepdf
from fontTools.unicodedata import script  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, String

from kyr.languages import direction_of
from kyr.press.linebreak import INVISIBLE, bare

Instruction = tuple[list[Any], Operator]

_MARKED = {"BMC", "BDC", "EMC", "MP", "DP"}
STRUCTURE = {"section": "/Sect", "blockquote": "/BlockQuote"}


_TO_MEND = re.compile(rb"\(\)|\d -?[.\d]")
"""An empty string, or two numbers in a row, in an array as pikepdf writes it."""
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]*)>")
_PLAIN = frozenset("Zyyy Latn Grek Cyrl Armn Geor Hani Hira Kana Bopo Hang Ethi Cher".split())
"""Scripts in which a glyph stands for a character."""


@dataclass(frozen=True, slots=True)
class FieldBox:
    """A place to type: its box without its line, in CSS pixels from the top left of the laid-out page ``page``.

    ``label`` is what a screen reader says, in the language ``tag``; ``type_size`` that of the words around, in CSS
    pixels too. ``is_apart`` tells that the copies of a sheet are filled in each for itself.
    """

    name: str
    label: str
    tag: str
    is_rtl: bool
    lines: int
    is_apart: bool
    page: int
    x: float
    y: float
    width: float
    height: float
    type_size: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What WeasyPrint does not write into its file, in the order in which it is read.

    ``blocks`` are element and language of each ``section`` and ``blockquote``; ``runs`` are language and text
    of each run of text, or of each picture with no text; ``fields`` are the places to type.
    """

    blocks: tuple[tuple[str, str], ...]
    runs: tuple[tuple[str, str], ...]
    fields: tuple[FieldBox, ...]


class StructureError(Exception):
    """The tags of the file are not those of its HTML."""


def instructions(page: pikepdf.Page | Object) -> list[Instruction]:
    """The content of ``page`` with every array of glyphs mended."""
    found: list[Instruction] = []
    for item in pikepdf.parse_content_stream(page):
        operands: list[Any] = list(item.operands)
        # Most need no mending, and taking an array apart is slow.
        if str(item.operator) == "TJ" and _TO_MEND.search(operands[0].unparse()):
            operands = [mend_glyphs(operands[0])]
        found.append((operands, item.operator))
    return found


def mend_glyphs(array: Object) -> Array:
    """``array`` of a TJ without empty strings, its neighbouring numbers added up.

    PDFium loses the number after an empty string, so that whatever follows a raised mark is misplaced: Lao
    becomes unreadable in Chrome.
    """
    mended: list[Any] = []
    for item in array:
        if isinstance(item, String):
            if len(bytes(item)):
                mended.append(item)
        elif mended and not isinstance(mended[-1], String):
            mended[-1] = mended[-1] + item
        else:
            mended.append(item)
    return Array(mended)


def unmarked(content: Sequence[Instruction]) -> list[Instruction]:
    """``content`` without its marks: for copies that a screen reader must not read again."""
    return [item for item in content if str(item[1]) not in _MARKED]


def tell_readers(pdf: Pdf, reading: Reading, default: str) -> dict[tuple[int, int], str]:
    """Write the language of each section, and of each run of text that differs, into its tag.

    WeasyPrint knows only the document's language, ``default``. Gives back the texts of runs in scripts whose
    glyphs are not letters, by page and number of their marked content.

    Raises:
        StructureError: the tags do not match the HTML.
    """
    elements = list(structure(pdf))
    sections = [item for item in elements if str(item.S) in STRUCTURE.values()]
    marked = list(leaves(pdf))
    if [STRUCTURE[element] for element, _ in reading.blocks] != [str(item.S) for item in sections]:
        raise StructureError("other sections in the tags than on the page")
    if len(marked) != len(reading.runs):
        raise StructureError(f"{len(marked)} tagged runs for {len(reading.runs)} on the page")
    for item, (_, tag) in zip(sections, reading.blocks, strict=True):
        item["/Lang"] = String(tag)
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    shaped = {}
    for (item, number), (tag, text) in zip(marked, reading.runs, strict=True):
        if tag != _inherited(item, default):
            item["/Lang"] = String(tag)
        # In a line that runs to the left, even a bracket beside a Latin word is drawn before what it follows.
        if any(map(_is_composed, text)) or direction_of(tag) == "rtl":
            shaped[pages[item.Pg.objgen], number] = INVISIBLE.sub("", text)
    for item in elements:
        if str(item.S) == "/TR":
            _tell_heads(item)
    return shaped


def _tell_heads(row: Object) -> None:
    """Say which cells each head of a table is about: those below, in a row of heads alone, or else those beside it.

    WeasyPrint leaves out what the HTML says, and without it a reader must guess (ISO 14289-1, 7.5).
    """
    kids = row.get("/K", Array([]))
    cells = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if "/S" in kid]
    about = "/Row" if any(str(cell.S) == "/TD" for cell in cells) else "/Column"
    for cell in cells:
        if str(cell.S) == "/TH":
            held = cell.get("/A", Array([]))
            own = Dictionary(O=Name.Table, Scope=Name(about))
            cell["/A"] = Array([*(held if isinstance(held, Array) else [held]), own])


@lru_cache(maxsize=4096)
def _is_composed(character: str) -> bool:
    """Whether the glyphs that draw ``character`` may not tell it: joined scripts, and Latin with marks apart."""
    return (
        script(character) not in _PLAIN
        or unicodedata.category(character) == "Mn"
        or "\u1e00" <= character <= "\u1eff"
    )


def say_what_is_shown(content: Sequence[Instruction], texts: Mapping[int, str]) -> None:
    """Give each marked content of ``content`` its text, where ``texts`` has it by number.

    The same glyph may stand for several letters, and several for one: the letters of Arabic, Khmer or Burmese
    cannot be told from the glyphs alone (PDF 32000-1, 14.9.4).
    """
    for operands, operator in content:
        if str(operator) == "BDC" and isinstance(operands[1], Dictionary):
            number = operands[1].get("/MCID")
            text = texts.get(int(number), "") if number is not None else ""
            # PDFium gives no letter beyond the basic plane back from here: Adlam is better off without.
            if text and max(text) <= "\uffff":
                operands[1]["/ActualText"] = String(text)


def name_glyphs(pdf: Pdf, letters_of: Callable[[str], Mapping[int, frozenset[str]]]) -> None:
    """Correct what each glyph of each font is said to stand for.

    WeasyPrint notes the text at a glyph's first appearance, which is empty or too much where that was within
    a group: an i under a Vietnamese dot would be read as another letter in the whole document.
    ``letters_of`` gives the characters of each glyph of the font of that name.
    """
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
            letters = letters_of(str(item.BaseFont).removeprefix("/").partition("+")[2])
            item.ToUnicode.write(
                _BFCHAR.sub(partial(_corrected, letters), item.ToUnicode.read_bytes())
            )


def _corrected(letters: Mapping[int, frozenset[str]], line: re.Match[bytes]) -> bytes:
    glyph = int(line[1], 16)
    text = bytes.fromhex(line[2].decode()).decode("utf-16-be")
    candidates = letters.get(glyph, frozenset())
    if candidates and bare(text) not in map(bare, candidates):
        text = min(candidates)
    return b"<%s> <%s>" % (line[1], text.encode("utf-16-be").hex().encode())


def marked_content(item: Object) -> int | None:
    """The number of the marked content that ``item`` holds, if it holds any."""
    kids = item.get("/K", Array([]))
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            return kid
    return None


def _inherited(item: Object, default: str) -> str:
    while (parent := item.get("/P")) is not None and "/S" in parent:
        if "/Lang" in parent:
            return str(parent["/Lang"])
        item = parent
    return default


def leaves(pdf: Pdf) -> Iterator[tuple[Object, int]]:
    """Each number of marked content with the element that holds it, in reading order."""

    def walk(item: Object) -> Iterator[tuple[Object, int]]:
        kids = item.get("/K", Array([]))
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                yield item, kid
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    root = pdf.Root.StructTreeRoot.K
    for item in root if isinstance(root, Array) else [root]:
        yield from walk(item)


def structure(pdf: Pdf) -> Iterator[Object]:
    """The structure elements in reading order."""

    def walk(item: Object) -> Iterator[Object]:
        if isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item
            kids = item.get("/K", Array([]))
            for kid in kids if isinstance(kids, Array) else [kids]:
                yield from walk(kid)

    root = pdf.Root.StructTreeRoot.K
    for item in root if isinstance(root, Array) else [root]:
        yield from walk(item)


def forget_maker(pdf: Pdf) -> None:
    """Take the names of the programs out: nothing in the file tells where or by what it was made."""
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        if "pdf:Producer" in metadata:
            del metadata["pdf:Producer"]
    for key in ("/Producer", "/Creator", "/CreationDate", "/ModDate"):
        if key in pdf.docinfo:
            del pdf.docinfo[key]
