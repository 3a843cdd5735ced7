"""The places to type of a finished PDF: form fields, exactly over the blank lines of every copy.

One name is one field, so that what is typed once stands on all ten cards of a sheet. Nothing is computed, sent or
stored: there is no script and no action.

PDF/UA wants every field that can be seen in the tree of tags (ISO 14289-1, 7.18.4), also those on copies that are
artifacts otherwise. The one on the copy that is read stands in its place among the words. The others come after
all that is read, under a label that counts them (“Your local hotline: 2/10”): who hears the first has no need of
them, and who meets them knows that they are the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from kyr.press.fieldfont import RESOURCE, field_font, takes_own_script
from kyr.press.fonts import Fonts
from kyr.press.manuscript import Job, Manuscript
from kyr.press.mend import FieldBox, Reading, StructureError, structure
from kyr.press.numbers import number
from kyr.press.plan import PT, Matrix, Plan, matrix

_CSS_TO_PT = 0.75
_LEADING = 1.4
"""The height of a line over the size of its type: viewers clip what is higher. Noto's own is 1.36."""
MOST_PT = 14.0
"""The largest type in a field, in points: the line of a flyer would take more than its words."""
_PRINT = 4
_MULTILINE, _NO_SPELLING, _NO_SCROLL = 1 << 12, 1 << 22, 1 << 23
"""Flags of text fields (ISO 32000-1, table 228). A browser may send what it checks the spelling of elsewhere; what
scrolls out of sight would not be printed."""


def is_fillable(job: Job) -> bool:
    """Whether the finished PDF has fields: what staff print does, but neither a print shop's file nor a picture."""
    return job.edition.form in ("sheet", "page")


def fields_of(manuscript: Manuscript) -> Literal["own", "latin", ""]:
    """What the fields of ``manuscript`` take: its language's own script, or digits and Latin letters; or no fields."""
    sides = [side for side in manuscript.sides if 'data-field="' in side.html]
    if not sides or not is_fillable(manuscript.job):
        return ""
    language = manuscript.job.language
    words = "".join(
        text.text for side in manuscript.sides for text in side.said if text.tag == language.tag
    )
    return "own" if takes_own_script(language, words) else "latin"


@dataclass(frozen=True, slots=True)
class _Widget:
    """A field in one place: its box, the finished page, and the matrix that takes it there."""

    box: FieldBox
    page: int
    where: Matrix


def write_fields(pdf: Pdf, reading: Reading, finished: Plan, job: Job, fonts: Fonts) -> None:
    """Make form fields of the places to type in ``reading``, on the finished pages of ``pdf``.

    Raises:
        StructureError: their tags are not those of the HTML, or a field has no label or a name that no form allows.
    """
    holders = [item for item in structure(pdf) if str(item.S) == "/Art"]
    if len(holders) != len(reading.fields):
        raise StructureError(f"{len(holders)} articles for {len(reading.fields)} fields")
    if not holders or not is_fillable(job):
        for holder in holders:
            holder.S = Name.NonStruct
        return
    read, copies = _widgets(reading.fields, finished, job)
    form = _Form(pdf, job)
    for widget, holder in zip(read, holders, strict=True):
        holder.S = Name.Form
        form.add(widget, holder, widget.box.label)
    for widget, label in _counted(read, copies):
        form.add(widget, form.place_for(widget.box), label)
    words = "".join(text for tag, text in reading.runs if tag == job.language.tag)
    form.finish(field_font(pdf, job.language, words, fonts))


def _widgets(
    boxes: Sequence[FieldBox], finished: Plan, job: Job
) -> tuple[list[_Widget], list[_Widget]]:
    """The places of ``boxes`` that are read, in their order, and those of the copies, sheet by sheet."""
    read: dict[FieldBox, _Widget] = {}
    copies = []
    for page, spots in enumerate(finished):
        for spot in spots:
            for box in boxes:
                if box.page == spot.page:
                    widget = _Widget(box, page, matrix(job, spot.place))
                    if spot.is_read:
                        read[box] = widget
                    else:
                        copies.append(widget)
    return [read[box] for box in boxes], copies


def _counted(read: Sequence[_Widget], copies: Sequence[_Widget]) -> Iterator[tuple[_Widget, str]]:
    """Each of ``copies`` with a label that says which of all it is."""
    count = dict.fromkeys((widget.box for widget in read), 1)
    total = {box: 1 + sum(copy.box == box for copy in copies) for box in count}
    for copy in copies:
        count[copy.box] += 1
        yield copy, f"{copy.box.label} {count[copy.box]}/{total[copy.box]}"


class _Form:
    """The form of one PDF while it is made."""

    def __init__(self, pdf: Pdf, job: Job) -> None:
        self.pdf = pdf
        self.height = (job.trim[1] + 2 * job.bleed) * PT
        self.fields: dict[str, Object] = {}
        self.boxes: dict[str, list[FieldBox]] = {}
        root = pdf.Root.StructTreeRoot
        self.parents = root.ParentTree.Nums
        self.next_key = max(int(key) for key in list(self.parents)[::2]) + 1
        self.document = root.K[0] if isinstance(root.K, Array) else root.K
        self.groups: dict[str, Object] = {}

    def add(self, widget: _Widget, holder: Object, label: str) -> None:
        """Put ``widget`` on its page, tagged by ``holder``."""
        page = self.pdf.pages[widget.page]
        field = self._field(widget.box)
        made = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                Rect=Array(list(map(number, _rectangle(widget, self.height)))),
                F=_PRINT,
                P=page.obj,
                Parent=field,
                StructParent=self.next_key,
            )
        )
        if turn := _turn(widget.where):
            made["/MK"] = Dictionary(R=turn)
        field.Kids.append(made)
        _annotations(page).append(made)
        holder["/K"] = Array([Dictionary(Type=Name.OBJR, Obj=made, Pg=page.obj)])
        holder["/Pg"] = page.obj
        holder["/Alt"] = String(label)
        self.parents.append(self.next_key)
        self.parents.append(holder)
        self.next_key += 1

    def place_for(self, box: FieldBox) -> Object:
        """A new tag, after all others, for a copy of ``box``."""
        if box.tag not in self.groups:
            self.groups[box.tag] = self._tag(Name.Div, self.document)
            self.groups[box.tag]["/Lang"] = String(box.tag)
        return self._tag(Name.Form, self.groups[box.tag])

    def finish(self, font: Object) -> None:
        """Give the fields their type and the document its form."""
        for name, boxes in self.boxes.items():
            self.fields[name]["/DA"] = _appearance(min(map(_size, boxes)))
        self.pdf.Root["/AcroForm"] = self.pdf.make_indirect(
            Dictionary(
                Fields=Array(list(self.fields.values())),
                DA=_appearance(MOST_PT),
                DR=Dictionary(Font=Dictionary({f"/{RESOURCE}": font})),
            )
        )

    def _field(self, box: FieldBox) -> Object:
        if not box.name or "." in box.name or not box.label:
            raise StructureError(f"a field “{box.name}” with the label “{box.label}”")
        if box.name not in self.fields:
            flags = _NO_SPELLING | _NO_SCROLL | (_MULTILINE if box.lines > 1 else 0)
            self.fields[box.name] = self.pdf.make_indirect(
                Dictionary(
                    FT=Name.Tx,
                    T=String(box.name),
                    TU=String(box.label),
                    Ff=flags,
                    Q=2 if box.is_rtl else 0,
                    Kids=Array([]),
                )
            )
        self.boxes.setdefault(box.name, []).append(box)
        return self.fields[box.name]

    def _tag(self, kind: Name, parent: Object) -> Object:
        tag = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=kind, P=parent, K=Array([]))
        )
        parent.K.append(tag)
        return tag


def _annotations(page: Page) -> Array:
    if "/Annots" not in page.obj:
        page.obj["/Annots"] = Array([])
    # Whoever tabs goes from field to field as the tags stand.
    page.obj["/Tabs"] = Name.S
    found = page.obj["/Annots"]
    assert isinstance(found, Array)
    return found


def _rectangle(widget: _Widget, height: float) -> tuple[float, float, float, float]:
    """The rectangle of ``widget`` in points on its finished page; ``height`` is that of the laid-out one."""
    box = widget.box
    a, b, c, d, e, f = widget.where
    left, top = box.x * _CSS_TO_PT, height - box.y * _CSS_TO_PT
    right, bottom = left + box.width * _CSS_TO_PT, top - box.height * _CSS_TO_PT
    corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((left, bottom), (right, top))]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _turn(where: Matrix) -> int:
    """By how many degrees ``where`` turns anticlockwise: 0, 90, 180 or 270."""
    return round(math.degrees(math.atan2(where[1], where[0]))) % 360


def _size(box: FieldBox) -> float:
    """The size in points of the type in ``box``: fixed, so that every viewer sets it alike."""
    return min(MOST_PT, math.floor(10 * box.height * _CSS_TO_PT / box.lines / _LEADING) / 10)


def _appearance(size: float) -> String:
    return String(f"/{RESOURCE} {size:g} Tf 0 g")
