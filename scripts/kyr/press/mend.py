"""What WeasyPrint's file needs before it is a finished one: done here, on the file, and not in its private parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Object, Operator, Pdf, String

Instruction = tuple[list[Object], Operator]

_MARKED = {"BMC", "BDC", "EMC", "MP", "DP"}
STRUCTURE = {"section": "/Sect", "blockquote": "/BlockQuote"}


class StructureError(Exception):
    """The tags of the file are not those of its HTML."""


def instructions(page: pikepdf.Page | Object) -> list[Instruction]:
    """The content of ``page`` with every array of glyphs mended."""
    found: list[Instruction] = []
    for operands, operator in pikepdf.parse_content_stream(page):  # type: ignore[misc]
        if str(operator) == "TJ":
            operands = [mend_glyphs(operands[0])]  # type: ignore[index]
        found.append((list(operands), operator))  # type: ignore[arg-type]
    return found


def mend_glyphs(array: Object) -> Array:
    """``array`` of a TJ without empty strings, its neighbouring numbers added up.

    PDFium loses the number after an empty string, so that whatever follows a raised mark is misplaced: Lao
    becomes unreadable in Chrome.
    """
    mended: list[Object | float] = []
    for item in array:  # type: ignore[attr-defined]
        if isinstance(item, String):
            if len(bytes(item)):
                mended.append(item)
        elif mended and not isinstance(mended[-1], String):
            mended[-1] = mended[-1] + item  # type: ignore[operator]
        else:
            mended.append(item)
    return Array(mended)


def unmarked(content: Sequence[Instruction]) -> list[Instruction]:
    """``content`` without its marks: for copies that a screen reader must not read again."""
    return [item for item in content if str(item[1]) not in _MARKED]


def glyph_ids(content: Sequence[Instruction]) -> Iterator[int]:
    """The number of every glyph shown; 0 is the empty box."""
    for operands, operator in content:
        if str(operator) not in ("TJ", "Tj"):
            continue
        parts = operands[0] if str(operator) == "TJ" else operands
        for part in parts:  # type: ignore[union-attr]
            if isinstance(part, String):
                raw = bytes(part)
                yield from (int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2))


def set_languages(
    pdf: Pdf, blocks: Sequence[tuple[str, str]], leaves: Sequence[str], default: str
) -> None:
    """Write the language of each section, and of each run of text that differs, into its tag.

    WeasyPrint knows only the document's language, ``default``.

    Raises:
        StructureError: the tags do not match the HTML.
    """
    elements = list(structure(pdf))
    sections = [item for item in elements if str(item.S) in STRUCTURE.values()]
    ends = [item for item in elements if _is_leaf(item)]
    if [STRUCTURE[element] for element, _ in blocks] != [str(item.S) for item in sections]:
        raise StructureError("other sections in the tags than in the page")
    if len(ends) != len(leaves):
        raise StructureError(f"{len(ends)} tagged runs for {len(leaves)} on the page")
    for item, (_, tag) in zip(sections, blocks, strict=True):
        item["/Lang"] = String(tag)
    for item, tag in zip(ends, leaves, strict=True):
        if tag != _inherited(item, default):
            item["/Lang"] = String(tag)


def _is_leaf(item: Object) -> bool:
    """Whether ``item`` holds marked content."""
    kids = item.get("/K", Array([]))
    return any(isinstance(kid, int) for kid in (kids if isinstance(kids, Array) else [kids]))  # type: ignore[attr-defined]


def _inherited(item: Object, default: str) -> str:
    while (parent := item.get("/P")) is not None and "/S" in parent:
        if "/Lang" in parent:
            return str(parent["/Lang"])
        item = parent
    return default


def structure(pdf: Pdf) -> Iterator[Object]:
    """The structure elements in reading order."""

    def walk(item: Object) -> Iterator[Object]:
        if isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item
            kids = item.get("/K", Array([]))
            for kid in kids if isinstance(kids, Array) else [kids]:  # type: ignore[attr-defined]
                yield from walk(kid)

    root = pdf.Root.StructTreeRoot.K
    for item in root if isinstance(root, Array) else [root]:  # type: ignore[attr-defined]
        yield from walk(item)


def forget_maker(pdf: Pdf) -> None:
    """Take the names of the programs out: nothing in the file tells where or by what it was made."""
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        if "pdf:Producer" in metadata:
            del metadata["pdf:Producer"]
    for key in ("/Producer", "/Creator", "/CreationDate", "/ModDate"):
        if key in pdf.docinfo:
            del pdf.docinfo[key]
