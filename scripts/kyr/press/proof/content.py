"""What a page of the finished PDF draws, in the order in which it is drawn: an interpreter of its operators.

PDFium draws the pictures; glyph numbers, colour spaces and marked content it does not tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from kyr.press.impose import COPY
from kyr.press.proof.faces import Face, read_face
from kyr.press.proof.geometry import IDENTITY, PT, Box, Matrix, around

Instruction = tuple[list[Any], str]


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour: its space as PDF names it, and its components from 0 to 1."""

    space: str
    values: tuple[float, ...]


BLACK = Paint("DeviceGray", (0.0,))
_DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content: its number in the tags, whether it is an artifact, and the text that it is said to hold."""

    number: int | None
    is_artifact: bool
    text: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Glyphs shown by one operator. ``inks`` are the boxes of their outlines, ``size`` is in points on paper.

    ``clip`` is what may be seen of the page where they stand, and ``text`` what the font says they stand for.
    """

    face: Face
    glyphs: tuple[int, ...]
    inks: tuple[Box, ...]
    size: float
    is_aslant: bool
    is_hidden: bool
    paint: Paint
    mark: Mark | None
    clip: Box
    text: str

    @property
    def box(self) -> Box | None:
        """Where its ink is, if it has any."""
        return around(self.inks) if self.inks else None


@dataclass(frozen=True, slots=True)
class Painted:
    """A line, an area or a picture: how it was painted, and whether it belongs to any marked content."""

    operator: str
    paint: Paint
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A copy drawn on the page: its object, and the matrix from its units to points of the page."""

    form: tuple[int, int]
    matrix: Matrix
    is_marked: bool


@dataclass
class Content:
    """All that one page, or one form, draws."""

    shown: list[Shown] = field(default_factory=list)
    painted: list[Painted] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    copies: list[bool] = field(default_factory=list)
    """Of each form, in the order in which they are drawn, those within others after these: whether it is a copy."""


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it is needed."""

    matrix: Matrix
    clip: Box
    fill: Paint = BLACK
    stroke: Paint = BLACK
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


class Reader:
    """Reads the contents of one file; each font and each form is read once."""

    def __init__(self) -> None:
        self.faces: dict[tuple[int, int], Face] = {}
        self.forms: dict[tuple[int, int], Content] = {}

    def face(self, font: pikepdf.Object) -> Face:
        """The face of a font resource."""
        key = font.objgen
        if key == (0, 0):
            # No object of its own: nothing else can lead to it.
            key = (0, -len(self.faces))
        if key not in self.faces:
            self.faces[key] = read_face(font)
        return self.faces[key]

    def page(self, page: pikepdf.Page) -> Content:
        """What ``page`` draws, in inches from its top left corner."""
        left, bottom, right, top = (float(value) for value in page.mediabox)
        base = Matrix(1 / PT, 0, 0, -1 / PT, -left / PT, top / PT)
        clip = Box(0, 0, (right - left) / PT, (top - bottom) / PT)
        run = _Run(self, _State(base, clip), measures=True)
        run.read(page.obj, page.obj.get("/Resources"))
        return run.content

    def form(self, form: pikepdf.Object) -> Content:
        """What a copy draws, though not where."""
        if form.objgen not in self.forms:
            base = Matrix(1 / PT, 0, 0, -1 / PT, 0, 0)
            run = _Run(self, _State(base, Box(0, 0, 0, 0)), measures=False)
            run.read(form, form.get("/Resources"))
            self.forms[form.objgen] = run.content
        return self.forms[form.objgen]


class _Run:
    def __init__(self, reader: Reader, state: _State, measures: bool) -> None:
        self.content = Content()
        self.reader = reader
        self.state = state
        self.measures = measures
        self.faces: dict[str, Face] = {}
        self.objects: dict[str, Any] = {}
        self.stack: list[_State] = []
        self.marks: list[Mark] = []
        self.text = IDENTITY
        self.line = IDENTITY
        self.path: list[tuple[float, float]] = []
        self.clips = False

    def read(self, source: pikepdf.Object, resources: pikepdf.Object | None) -> None:
        """All operators of ``source``, with the fonts and forms that ``resources`` names."""
        self.faces = {}
        if resources is not None and "/Font" in resources:
            self.faces = {name: self.reader.face(font) for name, font in resources.Font.items()}
        self.objects = {}
        if resources is not None and "/XObject" in resources:
            self.objects = dict(resources.XObject.items())
        for item in pikepdf.parse_content_stream(source):
            self.do(str(item.operator), item.operands)

    @property
    def mark(self) -> Mark | None:
        """The innermost content with a number, or the artifact around it."""
        for mark in reversed(self.marks):
            if mark.is_artifact or mark.number is not None:
                return mark
        return None

    def do(self, operator: str, operands: Any) -> None:
        """One operator; those that change nothing that is asked for are passed over."""
        if found := _OPERATORS.get(operator):
            found(self, operator, operands)
        elif operator in _PAINTS:
            self._paint(operator)

    # The state.

    def _save(self, operator: str, operands: Any) -> None:
        self.stack.append(replace(self.state))

    def _restore(self, operator: str, operands: Any) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def _concat(self, operator: str, operands: Any) -> None:
        self.state.matrix = self.state.matrix.after(Matrix(*map(float, operands)))

    def _device(self, operator: str, operands: Any) -> None:
        paint = Paint(_DEVICE[operator.lower()], tuple(map(float, operands)))
        self._colour(operator.isupper(), paint)

    def _space(self, operator: str, operands: Any) -> None:
        self._colour(operator.isupper(), Paint(str(operands[0]).removeprefix("/"), ()))

    def _values(self, operator: str, operands: Any) -> None:
        before = self.state.stroke if operator.isupper() else self.state.fill
        values = tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))
        self._colour(operator.isupper(), Paint(before.space, values))

    def _colour(self, is_stroke: bool, paint: Paint) -> None:
        if is_stroke:
            self.state.stroke = paint
        else:
            self.state.fill = paint

    # Paths.

    def _point(self, operator: str, operands: Any) -> None:
        numbers = list(map(float, operands))
        self.path += zip(numbers[::2], numbers[1::2], strict=True)

    def _rectangle(self, operator: str, operands: Any) -> None:
        x, y, width, height = map(float, operands)
        self.path += [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]

    def _clip(self, operator: str, operands: Any) -> None:
        self.clips = True

    def _paint(self, operator: str) -> None:
        if self.clips and self.path:
            self.state.clip = self.state.clip.shared(_mapped(self.state.matrix, self.path))
        self.clips = False
        self.path = []
        if operator != "n":
            state = self.state
            for uses, paint in (("fFbB", state.fill), ("sSbB", state.stroke)):
                if operator[0] in uses:
                    self.content.painted.append(Painted(operator, paint, bool(self.marks)))

    def _picture(self, operator: str, operands: Any) -> None:
        paint = Paint("image" if operator != "sh" else "shading", ())
        self.content.painted.append(Painted(operator, paint, bool(self.marks)))

    def _object(self, operator: str, operands: Any) -> None:
        item = self.objects.get(str(operands[0]))
        if item is None or item.get("/Subtype") != pikepdf.Name.Form:
            self._picture(operator, operands)
            return
        own = Matrix(*map(float, item.get("/Matrix", IDENTITY)))
        matrix = self.state.matrix.after(own)
        if operands[0] == COPY:
            self.content.placed.append(Placed(item.objgen, matrix, bool(self.marks)))
            self.content.copies.append(True)
            return
        # A picture, or words behind which others shine through: part of the page.
        self.content.copies.append(False)
        outer = (self.faces, self.objects, self.state, self.stack, self.text, self.line)
        left, bottom, right, top = map(float, item.BBox)
        corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
        clip = self.state.clip.shared(_mapped(matrix, corners))
        self.state, self.stack = replace(self.state, matrix=matrix, clip=clip), []
        self.read(item, item.get("/Resources"))
        self.faces, self.objects, self.state, self.stack, self.text, self.line = outer

    # Marks.

    def _begin(self, operator: str, operands: Any) -> None:
        number = text = None
        if operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
            found = operands[1].get("/MCID")
            number = None if found is None else int(found)
            said = operands[1].get("/ActualText")
            text = None if said is None else str(said)
        self.marks.append(Mark(number, operands[0] == pikepdf.Name.Artifact, text))

    def _end(self, operator: str, operands: Any) -> None:
        if self.marks:
            self.marks.pop()

    # Text.

    def _text(self, operator: str, operands: Any) -> None:
        self.text = self.line = IDENTITY

    def _move(self, operator: str, operands: Any) -> None:
        if operator == "T*":
            x, y = 0.0, -self.state.leading
        else:
            x, y = map(float, operands)
        if operator == "TD":
            self.state.leading = -y
        self.text = self.line = self.line.after(Matrix(1, 0, 0, 1, x, y))

    def _matrix(self, operator: str, operands: Any) -> None:
        self.text = self.line = Matrix(*map(float, operands))

    def _font(self, operator: str, operands: Any) -> None:
        self.state.face = self.faces.get(str(operands[0]))
        self.state.size = float(operands[1])

    def _number(self, operator: str, operands: Any) -> None:
        value = float(operands[0])
        match operator:
            case "Tc":
                self.state.spacing = value
            case "Tw":
                self.state.word = value
            case "Tz":
                self.state.stretch = value / 100
            case "TL":
                self.state.leading = value
            case "Ts":
                self.state.rise = value
            case _:
                self.state.mode = int(value)

    def _show(self, operator: str, operands: Any) -> None:
        if operator in ("'", '"'):
            if operator == '"':
                self.state.word, self.state.spacing = float(operands[0]), float(operands[1])
            self._move("T*", ())
        face, state = self.state.face, self.state
        if face is None:
            return
        parts = operands[0] if operator == "TJ" else operands[-1:]
        size, stretch = state.size, state.stretch
        whole = state.matrix.after(self.text)
        a, b, c, d, e, f = whole
        glyphs: list[int] = []
        inks: list[Box] = []
        x = 0.0
        for part in parts:
            if not isinstance(part, pikepdf.String):
                x -= float(part) / 1000 * size * stretch
                continue
            raw = bytes(part)
            own = [raw[place] << 8 | raw[place + 1] for place in range(0, len(raw) - 1, 2)]
            glyphs += own
            for glyph in own if self.measures else ():
                ink = face.ink(glyph)
                if ink is not None:
                    x1 = x + ink[0] * size / 1000 * stretch
                    x2 = x + ink[2] * size / 1000 * stretch
                    y1 = ink[1] * size / 1000 + state.rise
                    y2 = ink[3] * size / 1000 + state.rise
                    xs = (a * x1 + c * y1, a * x2 + c * y1, a * x1 + c * y2, a * x2 + c * y2)
                    ys = (b * x1 + d * y1, b * x2 + d * y1, b * x1 + d * y2, b * x2 + d * y2)
                    inks.append(Box(min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f))
                x += (face.width(glyph) / 1000 * size + state.spacing) * stretch
        self.text = self.text.after(Matrix(1, 0, 0, 1, x, 0))
        if glyphs:
            self.content.shown.append(
                Shown(
                    face,
                    tuple(glyphs),
                    tuple(inks),
                    size * whole.scale * PT,
                    whole.is_aslant,
                    state.mode in (3, 7),
                    state.fill,
                    self.mark,
                    state.clip,
                    "".join(face.texts.get(glyph, "") for glyph in glyphs),
                )
            )


_PAINTS = frozenset("n f F f* s S b b* B B*".split())
_OPERATORS: Mapping[str, Callable[[_Run, str, Any], None]] = {
    "q": _Run._save,
    "Q": _Run._restore,
    "cm": _Run._concat,
    **dict.fromkeys(("g", "rg", "k", "G", "RG", "K"), _Run._device),
    **dict.fromkeys(("cs", "CS"), _Run._space),
    **dict.fromkeys(("sc", "scn", "SC", "SCN"), _Run._values),
    **dict.fromkeys(("m", "l", "c", "v", "y"), _Run._point),
    "re": _Run._rectangle,
    **dict.fromkeys(("W", "W*"), _Run._clip),
    **dict.fromkeys(("sh", "INLINE IMAGE"), _Run._picture),
    "Do": _Run._object,
    **dict.fromkeys(("BMC", "BDC"), _Run._begin),
    "EMC": _Run._end,
    "BT": _Run._text,
    **dict.fromkeys(("Td", "TD", "T*"), _Run._move),
    "Tm": _Run._matrix,
    "Tf": _Run._font,
    **dict.fromkeys(("Tc", "Tw", "Tz", "TL", "Ts", "Tr"), _Run._number),
    **dict.fromkeys(("Tj", "TJ", "'", '"'), _Run._show),
}


def _mapped(matrix: Matrix, points: list[tuple[float, float]]) -> Box:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
