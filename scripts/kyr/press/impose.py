"""Laid-out pages become finished ones: placed as the plan says, in the edition's ink, and still tagged.

A page that stands on a sheet several times keeps its marked content in the place where it is read; the others are
copies of one form, marked as artifacts. Lengths are inches from the top left corner of the paper; PDF's own
units are points from the bottom left.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, Stream

from kyr.catalogue import SAFE_EDGE
from kyr.press.fields import write_fields
from kyr.press.fonts import Fonts
from kyr.press.ink import recolour
from kyr.press.manuscript import BLEED, Job
from kyr.press.mend import (
    Instruction,
    StructureError,
    forget_maker,
    instructions,
    marked_content,
    name_glyphs,
    say_what_is_shown,
    structure,
    tell_readers,
    unmarked,
)
from kyr.press.numbers import number
from kyr.press.plan import PT, SLUG, Matrix, Place, Plan, matrix, paper_of, plan, read_spots
from kyr.press.setting import SetPiece
from kyr.press.tags import (
    describe_links,
    fill_list_bodies,
    set_furniture_apart,
)

_CSS_TO_PT = 0.75
MARK_GAP = 10 / PT
"""Inches between the cut and its mark: clear of the bleed."""
MARK_END = 17 / PT
"""Inches from the cut to the far end of its mark."""
_MARK_GREY = 0.45
_NO_WASTE = 0.01
"""Inches from the edge of the paper within which a grid reaches it."""
_BOXES = ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


def impose(piece: SetPiece, job: Job, fonts: Fonts) -> bytes:
    """The finished PDF: ``piece`` as planned, mended, tagged and without a maker's name.

    Raises:
        StructureError: the tags of ``piece`` do not match its page.
        InkError: a colour that the edition cannot print.
    """
    with Pdf.open(io.BytesIO(piece.pdf)) as pdf:
        laid_out = list(pdf.pages)
        contents = [instructions(page) for page in laid_out]
        if job.piece.flow:
            set_furniture_apart(pdf, laid_out, contents)
            describe_links(pdf, piece.reading)
        shaped = tell_readers(pdf, piece.reading, job.language.tag)
        fill_list_bodies(pdf)
        name_glyphs(pdf, fonts.letters_of)
        for index, content in enumerate(contents):
            texts = {number: text for (where, number), text in shaped.items() if where == index}
            say_what_is_shown(content, texts)
            contents[index] = recolour(content, job.edition.ink)
        _recolour_groups(pdf, job)
        finished = plan(job, len(laid_out))
        _finish(pdf, laid_out, contents, job, finished)
        write_fields(pdf, piece.reading, finished, job, fonts)
        forget_maker(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _finish(
    pdf: Pdf,
    laid_out: list[pikepdf.Page],
    contents: list[list[Instruction]],
    job: Job,
    finished: Plan,
) -> None:
    """Make the finished pages of the laid-out ones, which they replace."""
    _place_figures(pdf, laid_out, job, finished)
    sheets = _gather(pdf, laid_out, finished) if job.fold else laid_out
    for index, (sheet, spots) in enumerate(zip(sheets, finished, strict=True)):
        drawn: list[Instruction] = []
        for page in sorted({spot.page for spot in spots if not spot.is_read}):
            _keep_copy(pdf, sheet, laid_out[page], contents[page])
        for spot in spots:
            if not spot.is_read:
                drawn += [
                    _do("BMC", Name.Artifact),
                    *_framed(job, spot.place, [_do("Do", COPY)]),
                    _do("EMC"),
                ]
        drawn += _marks(job, finished, index)
        # What is read comes last, so that its own graphics state cannot touch the others.
        first = 0
        for spot in spots:
            if not spot.is_read:
                continue
            content = contents[spot.page]
            count = _count_marks(content)
            content = _renumbered(content, first)
            first += count
            drawn += content if _is_whole(job, spot.place) else _framed(job, spot.place, content)
        sheet.obj["/Contents"] = pdf.make_indirect(
            Stream(pdf, pikepdf.unparse_content_stream(drawn))
        )
        _set_boxes(sheet, job)
    if sheets is not laid_out:
        del pdf.pages[: len(laid_out)]


def _recolour_groups(pdf: Pdf, job: Job) -> None:
    """Write the groups in which WeasyPrint draws what shines through in the edition's ink too."""
    ink = job.edition.ink
    if ink == "colour":
        return
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form:
            item.write(pikepdf.unparse_content_stream(recolour(instructions(item), ink)))
            if "/Group" in item and "/CS" in item.Group:
                item.Group.CS = {"cmyk": Name.DeviceCMYK, "black": Name.DeviceGray}[ink]


def _set_boxes(page: pikepdf.Page, job: Job) -> None:
    width, height = paper_of(job)
    whole = page.obj["/MediaBox"] = _box(0, 0, width, height)
    for key in _BOXES:
        if key in page.obj:
            page.obj[key] = whole
    if job.edition.form == "single":
        rim = SLUG - BLEED
        page.obj["/TrimBox"] = _box(SLUG, SLUG, width - SLUG, height - SLUG)
        page.obj["/BleedBox"] = _box(rim, rim, width - rim, height - rim)


def _box(*inches: float) -> Array:
    return Array([number(length * PT) for length in inches])


def _gather(pdf: Pdf, laid_out: list[pikepdf.Page], finished: Plan) -> list[pikepdf.Page]:
    """Fresh pages, as many as ``finished`` has, to which the tags of the laid-out ones point from now on.

    The marked content of a finished page is numbered through all that is read on it, in the order of its spots
    (ISO 32000-1, 14.7.4.4).

    Raises:
        StructureError: the laid-out pages have different resources, or links, which would lead astray.
    """
    resources = laid_out[0].obj.Resources
    for page in laid_out:
        if page.obj.Resources.objgen != resources.objgen:
            raise StructureError("pages of one piece with different resources")
        if "/Annots" in page.obj:
            raise StructureError("links on a page that is to be folded")
    leaves: dict[tuple[int, int], list[tuple[Object, int]]] = {}
    holders: dict[tuple[int, int], list[Object]] = {}
    for item in structure(pdf):
        if "/Pg" in item:
            holders.setdefault(item.Pg.objgen, []).append(item)
            if (mark := marked_content(item)) is not None:
                leaves.setdefault(item.Pg.objgen, []).append((item, mark))
    sheets, numbers = [], Array([])
    for key, spots in enumerate(finished):
        sheet = pdf.add_blank_page(page_size=(PT, PT))
        sheet.obj["/Resources"] = resources
        sheet.obj["/Tabs"] = Name.S
        sheet.obj["/StructParents"] = key
        parents: list[Object] = []
        for spot in spots:
            key_of_page = laid_out[spot.page].obj.objgen
            first, own = len(parents), sorted(leaves.get(key_of_page, []), key=lambda leaf: leaf[1])
            if [mark for _, mark in own] != list(range(len(own))):
                raise StructureError("marked content that is not numbered from 0 without a gap")
            for item, mark in own:
                item["/K"] = Array([first + mark])
                parents.append(item)
            for item in holders.get(key_of_page, []):
                item["/Pg"] = sheet.obj
        numbers.append(key)
        numbers.append(pdf.make_indirect(Array(parents)))
        sheets.append(sheet)
    pdf.Root.StructTreeRoot["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=numbers))
    return sheets


def _count_marks(content: Sequence[Instruction]) -> int:
    """How many numbered pieces of marked content there are."""
    return sum("/MCID" in operands[1] for operands, _ in filter(_is_tagged, content))


def _is_tagged(item: Instruction) -> bool:
    return str(item[1]) == "BDC" and isinstance(item[0][1], Dictionary)


def _renumbered(content: list[Instruction], first: int) -> list[Instruction]:
    """``content`` with its marked content numbered from ``first``."""
    if first:
        for operands, _ in filter(_is_tagged, content):
            if "/MCID" in operands[1]:
                operands[1]["/MCID"] = int(operands[1]["/MCID"]) + first
    return content


COPY = Name("/Piece")
"""What a copy of a piece is called among the resources of its sheet."""


def _keep_copy(
    pdf: Pdf, sheet: pikepdf.Page, page: pikepdf.Page, content: list[Instruction]
) -> None:
    """Keep ``content`` of ``page`` as a form without marks, for the copies on ``sheet``."""
    resources: Any = page.obj.Resources
    form = Stream(pdf, pikepdf.unparse_content_stream(unmarked(content)))
    form.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(list(page.mediabox)),
        Resources=Dictionary(resources),
    )
    own = Dictionary(resources)
    objects = Dictionary(resources.get("/XObject", {}))
    objects[str(COPY)] = pdf.make_indirect(form)
    own["/XObject"] = objects
    sheet.obj["/Resources"] = own


def _is_whole(job: Job, place: Place) -> bool:
    """Whether ``place`` is the whole paper."""
    return (place.width, place.height) == paper_of(job)


def _framed(job: Job, place: Place, content: list[Instruction]) -> list[Instruction]:
    """``content`` at ``place``, cut off where the neighbour begins and, on outer sides, where the bleed ends."""
    left, top, right, bottom = (job.bleed if bleeds else 0 for bleeds in place.bleeds)
    left, top = place.left - left, place.top - top
    right, bottom = place.left + place.width + right, place.top + place.height + bottom
    height = paper_of(job)[1]
    return [
        _do("q"),
        _do("re", left * PT, (height - bottom) * PT, (right - left) * PT, (bottom - top) * PT),
        _do("W"),
        _do("n"),
        _do("cm", *matrix(job, place)),
        *content,
        _do("Q"),
    ]


def _marks(job: Job, finished: Plan, index: int) -> list[Instruction]:
    """The marks of finished page ``index`` that tell where to cut."""
    places = [spot.place for spot in finished[index]]
    if job.edition.form == "single":
        # In register marks' stead: black ink alone, at every corner, clear of the bleed.
        return _cut_marks(job, places, "K", (0, 0, 0, 1), 0)
    if job.sheet.marks == "edges" and index % 2 == 0:
        return _cut_marks(job, places, "G", (_MARK_GREY,), SAFE_EDGE)
    return []


def _cut_marks(
    job: Job, places: list[Place], operator: str, ink: tuple[float, ...], rim: float
) -> list[Instruction]:
    """Hairlines in the waste, at both ends of every cut; nothing within ``rim`` inches of the paper's edge.

    Where a cut runs to the edge of the paper there is no waste: its ends are marked on the cut itself.
    """
    paper_width, paper_height = paper_of(job)
    xs = sorted({round(x, 6) for p in places for x in (p.left, p.left + p.width)})
    ys = sorted({round(y, 6) for p in places for y in (p.top, p.top + p.height)})
    lines: list[tuple[float, float, float, float]] = []
    for x in xs:
        for start, end in _mark_ends(ys[0], ys[-1], paper_height):
            lines.append((x, start, x, end))
    for y in ys:
        for start, end in _mark_ends(xs[0], xs[-1], paper_width):
            lines.append((start, y, end, y))
    content = [_do("BMC", Name.Artifact), _do("q"), _do(operator, *ink), _do("w", 0.4)]
    for x1, y1, x2, y2 in lines:
        if all(
            rim <= x <= paper_width - rim and rim <= y <= paper_height - rim
            for x, y in ((x1, y1), (x2, y2))
        ):
            content.append(_do("m", x1 * PT, (paper_height - y1) * PT))
            content.append(_do("l", x2 * PT, (paper_height - y2) * PT))
    return [*content, _do("S"), _do("Q"), _do("EMC")]


def _mark_ends(first: float, last: float, paper: float) -> Iterator[tuple[float, float]]:
    """From where to where the two marks of a cut run that goes from ``first`` to ``last`` across ``paper``."""
    for edge, away, rim in ((first, -1, SAFE_EDGE), (last, 1, paper - SAFE_EDGE)):
        if _NO_WASTE < edge < paper - _NO_WASTE:
            yield edge + away * MARK_GAP, edge + away * MARK_END
        else:
            yield rim - away * (MARK_END - MARK_GAP), rim


def _place_figures(pdf: Pdf, laid_out: list[pikepdf.Page], job: Job, finished: Plan) -> None:
    """Correct the boxes of the figures: WeasyPrint leaves CSS pixels from the top left."""
    pages = {page.obj.objgen: index for index, page in enumerate(laid_out)}
    where = {spot.page: matrix(job, spot.place) for _, spot in read_spots(finished)}
    for item in structure(pdf):
        if item.get("/S") != Name.Figure or "/Pg" not in item:
            continue
        index = pages[item.Pg.objgen]
        height = float(laid_out[index].mediabox[3])
        x1, y1, x2, y2 = (float(value) * _CSS_TO_PT for value in item.A.BBox)
        corners = [_map(where[index], x, height - y) for x, y in ((x1, y1), (x2, y2))]
        xs, ys = zip(*corners, strict=True)
        item.A.BBox = Array(list(map(number, (min(xs), min(ys), max(xs), max(ys)))))


def _map(where: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = where
    return a * x + c * y + e, b * x + d * y + f


def _do(operator: str, *operands: float | Object) -> Instruction:
    return (
        [item if isinstance(item, Object) else number(item) for item in operands],
        Operator(operator),
    )
