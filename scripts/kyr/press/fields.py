"""The places to type of a finished PDF: form fields, exactly over the blank lines of every copy.

One name is one field, so that what is typed once stands on all ten cards of a sheet. Where each copy is to be filled
in for itself, as slips are, its fields are its own and their names end in its number. Nothing is computed, sent or
stored: there is no script and no action.

PDF/UA wants every field that can be seen in the tree of tags (ISO 14289-1, 7.18.4), also those on copies that are
artifacts otherwise. The one on the copy that is read stands in its place among the words. The others come after
all that is read, under a label that counts them (“Your local hotline: 2/10”): who hears the first has no need of
them, and who meets them knows that they are the same. Firefox says just this label, and the field's own else.

Typed once, PDFium 159 and Firefox 153 show and print it on every copy, also on turned ones. Poppler 22.12 (Evince,
Okular) takes every kid of a field for a field of its own and fills only the one; what stands in the file it shows
everywhere. Turned fields: Firefox lets the tabulator go by their place on the screen, not by the tags.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from kyr.press.fieldfont import RESOURCE, field_font
from kyr.press.fonts import Fonts
from kyr.press.manuscript import Job
from kyr.press.mend import FieldBox, Reading, StructureError, structure
from kyr.press.numbers import number
from kyr.press.plan import PT, Matrix, Plan, matrix
from kyr.press.typed import is_fillable

_CSS_TO_PT = 0.75
_LEADING = 1.4
"""The height of a line over the size of its type: viewers clip what is higher. Noto's own is 1.36."""
_MOST = 1.3
"""How many times larger than the words around it the type in a field may be: a wide line would take more."""
_PRINT = 4
_MULTILINE, _NO_SPELLING, _NO_SCROLL = 1 << 12, 1 << 22, 1 << 23
"""Flags of text fields (ISO 32000-1, table 228). A browser may send what it checks the spelling of elsewhere; what
scrolls out of sight would not be printed."""


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
        form.add(widget, holder, widget.box.name, widget.box.label)
    for widget, count, total in _counted(read, copies):
        name = f"{widget.box.name}_{count}" if widget.box.is_apart else widget.box.name
        label = f"{widget.box.label} {count}/{total}"
        form.add(widget, form.place_for(widget.box), name, label)
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


def _counted(
    read: Sequence[_Widget], copies: Sequence[_Widget]
) -> Iterator[tuple[_Widget, int, int]]:
    """Each of ``copies`` with which it is of how many."""
    count = dict.fromkeys((widget.box for widget in read), 1)
    total = {box: 1 + sum(copy.box == box for copy in copies) for box in count}
    for copy in copies:
        count[copy.box] += 1
        yield copy, count[copy.box], total[copy.box]


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

    def add(self, widget: _Widget, holder: Object, name: str, label: str) -> None:
        """Put ``widget`` on its page, tagged by ``holder``; it belongs to the field ``name``."""
        page = self.pdf.pages[widget.page]
        field = self._field(widget.box, name, label)
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
                DR=Dictionary(Font=Dictionary({f"/{RESOURCE}": font})),
            )
        )

    def _field(self, box: FieldBox, name: str, label: str) -> Object:
        if not box.name or "." in box.name or not box.label:
            raise StructureError(f"a field “{box.name}” with the label “{box.label}”")
        if name not in self.fields:
            flags = _NO_SPELLING | _NO_SCROLL | (_MULTILINE if box.lines > 1 else 0)
            self.fields[name] = self.pdf.make_indirect(
                Dictionary(
                    FT=Name.Tx,
                    T=String(name),
                    TU=String(label),
                    Ff=flags,
                    Q=2 if box.is_rtl else 0,
                    Kids=Array([]),
                )
            )
        self.boxes.setdefault(name, []).append(box)
        return self.fields[name]

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
    size = min(box.height / box.lines / _LEADING, _MOST * box.type_size) * _CSS_TO_PT
    return math.floor(10 * size + 1e-6) / 10


def _appearance(size: float) -> String:
    return String(f"/{RESOURCE} {size:g} Tf 0 g")
