"""One piece becomes a sheet: placed as often as the paper holds it, on front and back, and still tagged.

The piece in the first place keeps its marked content, so that a screen reader reads it once; the others are
copies of one form, marked as artifacts. Lengths are inches from the top left corner of the paper; PDF's own
units are points from the bottom left.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, Stream

from kyr.catalogue import PAPERS, SAFE_EDGE
from kyr.press.fonts import Fonts
from kyr.press.manuscript import Job
from kyr.press.mend import (
    Instruction,
    forget_maker,
    instructions,
    name_glyphs,
    say_what_is_shown,
    structure,
    tell_readers,
    unmarked,
)
from kyr.press.setting import SetPiece

_PT = 72
_CSS_TO_PT = 0.75
MARK_GAP = 10 / _PT
"""Inches between the cut and its mark: clear of the bleed."""
MARK_END = 17 / _PT
"""Inches from the cut to the far end of its mark."""
_MARK_GREY = 0.45
_NO_WASTE = 0.01
"""Inches from the edge of the paper within which a grid reaches it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands on the sheet: its cut edges, and by how many degrees it is turned clockwise.

    ``bleeds`` tells which sides have no neighbour: left, top, right, bottom.
    """

    left: float
    top: float
    width: float
    height: float
    turn: int
    bleeds: tuple[bool, bool, bool, bool]


Matrix = tuple[float, float, float, float, float, float]


def places(job: Job, back: bool) -> tuple[Place, ...]:
    """The places of one side of the sheet, in reading order of the front.

    The back is mirrored for a flip over the long edge of a portrait sheet; a turned piece turns the other way
    there, so that both its sides share their top.
    """
    sheet = job.sheet
    turned = int(sheet.turn) == 90
    width, height = job.trim[::-1] if turned else job.trim
    paper = PAPERS[job.paper][0]
    found = []
    for row in range(sheet.rows):
        for column in range(sheet.columns):
            left = sheet.left + column * width
            if back:
                left = paper - left - width
            turn = 0 if not turned else 270 if back else 90
            first, last = column == 0, column == sheet.columns - 1
            bleeds = (
                last if back else first,
                row == 0,
                first if back else last,
                row == sheet.rows - 1,
            )
            found.append(Place(left, sheet.top + row * height, width, height, turn, bleeds))
    return tuple(found)


def matrix(job: Job, place: Place) -> Matrix:
    """The transformation of a piece's page, bleed and all, to ``place`` (PDF 32000-1, 8.3.4)."""
    bleed = job.bleed * _PT
    left, top = place.left * _PT, (PAPERS[job.paper][1] - place.top) * _PT
    width, height = place.width * _PT, place.height * _PT
    if place.turn == 90:
        return (0, -1, 1, 0, left - bleed, top + bleed)
    if place.turn == 270:
        return (0, 1, -1, 0, left + width + bleed, top - height - bleed)
    return (1, 0, 0, 1, left - bleed, top - height - bleed)


def impose(piece: SetPiece, job: Job, fonts: Fonts) -> bytes:
    """The finished PDF: ``piece`` on its sheet, mended, tagged and without a maker's name.

    Raises:
        StructureError: the tags of ``piece`` do not match its page.
    """
    with Pdf.open(io.BytesIO(piece.pdf)) as pdf:
        shaped = tell_readers(pdf, piece.reading, job.language.tag)
        name_glyphs(pdf, fonts.letters_of)
        for index, page in enumerate(pdf.pages):
            content = instructions(page)
            texts = {number: text for (where, number), text in shaped.items() if where == index}
            say_what_is_shown(content, texts)
            if job.piece.trim is None:
                _write(pdf, page, content)
                _place_figures(pdf, page, page.mediabox, (1, 0, 0, 1, 0, 0))
            else:
                _fill_sheet(pdf, page, content, job, index == 1)
        forget_maker(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _fill_sheet(
    pdf: Pdf, page: pikepdf.Page, content: list[Instruction], job: Job, back: bool
) -> None:
    box = page.mediabox
    everywhere = places(job, back)
    sheet: list[Instruction] = []
    if len(everywhere) > 1:
        resources: Any = page.Resources
        form = Stream(pdf, pikepdf.unparse_content_stream(unmarked(content)))
        form.stream_dict = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(list(box)),
            Resources=Dictionary(resources),
        )
        own = Dictionary(resources)
        objects = Dictionary(resources.get("/XObject", {}))
        objects["/Piece"] = pdf.make_indirect(form)
        own["/XObject"] = objects
        page.obj["/Resources"] = own
    for place in everywhere[1:]:
        sheet += [
            _do("BMC", Name.Artifact),
            *_framed(job, place, [_do("Do", Name("/Piece"))]),
            _do("EMC"),
        ]
    if job.sheet.marks == "edges" and not back:
        sheet += _cut_marks(job)
    # The one that is read comes last, so that its own graphics state cannot touch the others.
    first = everywhere[0]
    sheet += _framed(job, first, content)
    _write(pdf, page, sheet)
    _place_figures(pdf, page, box, matrix(job, first))
    width, height = PAPERS[job.paper]
    for key in ("/MediaBox", "/TrimBox", "/BleedBox", "/CropBox", "/ArtBox"):
        if key == "/MediaBox" or key in page.obj:
            page.obj[key] = Array(list(map(_number, (0, 0, width * _PT, height * _PT))))


def _write(pdf: Pdf, page: pikepdf.Page, content: Sequence[Instruction]) -> None:
    page.obj["/Contents"] = pdf.make_indirect(
        Stream(pdf, pikepdf.unparse_content_stream(list(content)))
    )


def _framed(job: Job, place: Place, content: list[Instruction]) -> list[Instruction]:
    """``content`` at ``place``, cut off where the neighbour begins and, on outer sides, where the bleed ends."""
    left, top, right, bottom = (job.bleed if bleeds else 0 for bleeds in place.bleeds)
    left, top = place.left - left, place.top - top
    right, bottom = place.left + place.width + right, place.top + place.height + bottom
    height = PAPERS[job.paper][1]
    return [
        _do("q"),
        _do("re", left * _PT, (height - bottom) * _PT, (right - left) * _PT, (bottom - top) * _PT),
        _do("W"),
        _do("n"),
        _do("cm", *matrix(job, place)),
        *content,
        _do("Q"),
    ]


def _cut_marks(job: Job) -> list[Instruction]:
    """Hairlines in the waste, at both ends of every cut; nothing that a printer's blank edge would swallow.

    Where a cut runs to the edge of the paper there is no waste: its ends are marked on the cut itself.
    """
    front = places(job, back=False)
    paper_width, paper_height = PAPERS[job.paper]
    xs = sorted({round(x, 6) for p in front for x in (p.left, p.left + p.width)})
    ys = sorted({round(y, 6) for p in front for y in (p.top, p.top + p.height)})
    lines: list[tuple[float, float, float, float]] = []
    for x in xs:
        for start, end in _mark_ends(ys[0], ys[-1], paper_height):
            lines.append((x, start, x, end))
    for y in ys:
        for start, end in _mark_ends(xs[0], xs[-1], paper_width):
            lines.append((start, y, end, y))
    content = [_do("BMC", Name.Artifact), _do("q"), _do("G", _MARK_GREY), _do("w", 0.4)]
    for x1, y1, x2, y2 in lines:
        if all(
            SAFE_EDGE <= x <= paper_width - SAFE_EDGE and SAFE_EDGE <= y <= paper_height - SAFE_EDGE
            for x, y in ((x1, y1), (x2, y2))
        ):
            content.append(_do("m", x1 * _PT, (paper_height - y1) * _PT))
            content.append(_do("l", x2 * _PT, (paper_height - y2) * _PT))
    return [*content, _do("S"), _do("Q"), _do("EMC")]


def _mark_ends(first: float, last: float, paper: float) -> Iterator[tuple[float, float]]:
    """From where to where the two marks of a cut run that goes from ``first`` to ``last`` across ``paper``."""
    for edge, away, rim in ((first, -1, SAFE_EDGE), (last, 1, paper - SAFE_EDGE)):
        if _NO_WASTE < edge < paper - _NO_WASTE:
            yield edge + away * MARK_GAP, edge + away * MARK_END
        else:
            yield rim - away * (MARK_END - MARK_GAP), rim


def _place_figures(pdf: Pdf, page: pikepdf.Page, box: Array, where: Matrix) -> None:
    """Correct the boxes of the figures of ``page``: WeasyPrint leaves CSS pixels from the top left."""
    height = float(box[3])
    for item in structure(pdf):
        if item.get("/S") != Name.Figure or item.get("/Pg") != page.obj:
            continue
        x1, y1, x2, y2 = (float(value) * _CSS_TO_PT for value in item.A.BBox)
        corners = [_map(where, x, height - y) for x, y in ((x1, y1), (x2, y2))]
        xs, ys = zip(*corners, strict=True)
        item.A.BBox = Array(list(map(_number, (min(xs), min(ys), max(xs), max(ys)))))


def _map(where: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = where
    return a * x + c * y + e, b * x + d * y + f


def _do(operator: str, *operands: float | Object) -> Instruction:
    return (
        [item if isinstance(item, Object) else _number(item) for item in operands],
        Operator(operator),
    )


def _number(value: float) -> Decimal:
    """``value`` to a thousandth of a point."""
    return Decimal(f"{value:.3f}").normalize() + Decimal(0)
