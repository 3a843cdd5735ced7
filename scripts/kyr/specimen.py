"""Warrants as drawings of our own, marked SPECIMEN, with numbered places to look at: for the site and for paper.

A form is a template of SVG in ``printables/specimens``. What stands on its face is English in every language, as on the
real paper (``more.specimen_face`` of the English print.yml); what the numbers mean is told in the reader's words
(``more.specimen``), beside the drawing. Lengths are units of the drawing, 340 to the width of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from kyr.placeholders import SPECIMENS
from kyr.problems import Problem, shorten
from kyr.spoken import QUOTED
from kyr.words import Words

FOLDER = Path("printables/specimens")
WIDTH, HEIGHT = 340, 440
"""Units of a drawing: the proportions of US Letter."""

FACE = "more.specimen_face"
WORDS = "more.specimen"
STAMP = "stamp"
COMMON = (STAMP, "not_real")
"""What stands on every face."""
STAMP_WORD = re.compile(r"[^\W\d_]{4}")
"""The least that a stamp says: nobody may take a drawing for a real paper."""


@dataclass(frozen=True, slots=True)
class Colours:
    """What a drawing is drawn with: words and frame, bands and numbers, blank lines, small print, the stamp."""

    ink: str = "#1c1917"
    strong: str = "#b11111"
    rule: str = "#57504a"
    small: str = "#cfc8bf"
    stamp: str = "#f6d9d9"


BLACK = Colours("#000", "#000", "#555", "#ccc", "#e0e0e0")
"""For paper in one ink: greys alone."""

_NARROW = frozenset("iljtfrI.,:;!|’'()[]-/ ")
_WIDE = frozenset("mwMW@%")
_EMS = (0.42, 0.64, 0.74, 1.0)
_BOLD = 1.12


@dataclass(frozen=True, slots=True)
class Overflow:
    """A text of a face that is too long: its key in print.yml, and how many units it has and takes."""

    key: str
    room: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands inside the ``svg`` element, how many places are numbered, and which words were used how."""

    content: Markup
    marks: int
    keys: frozenset[str]
    overflows: tuple[Overflow, ...]


def section_of(form: str) -> str:
    """The name of the words of ``form``, in ``more.specimen`` and on its face."""
    return form.replace("-", "_")


def draw(root: Path, form: str, english: Words, colours: Colours = Colours()) -> Drawing:
    """The drawing of ``form`` of the project in ``root`` with the words of the ``english`` print.yml, in ``colours``.

    Raises:
        KeyError: the words lack a text of the face.
        jinja2.TemplateError: the template cannot be filled in.
    """
    section = section_of(form)
    marks = 0
    keys: list[str] = []
    overflows: list[Overflow] = []

    def face(name: str, room: float, size: float, bold: bool) -> str:
        key = f"{FACE}.{name}" if name in COMMON else f"{FACE}.{section}.{name}"
        text = english.text(key)
        keys.append(key)
        if (width := estimate_width(text, size, bold)) > room:
            overflows.append(Overflow(key, room, width))
        return text

    def mark() -> int:
        nonlocal marks
        marks += 1
        return marks

    template = _templates(root / FOLDER).get_template(f"{form}.svg")
    content = template.render(face=face, mark=mark, colours=colours)
    lines = "\n".join(line for line in content.splitlines() if line.strip())
    return Drawing(Markup(lines), marks, frozenset(keys), tuple(overflows))


@lru_cache(maxsize=4)
def _templates(folder: Path) -> jinja2.Environment:
    """The templates in ``folder``; kept, because all forms share most of theirs. A changed file is read again."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        # The files end in .svg, which the usual choice by name would not escape.
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def picture(drawing: Drawing, form: str, title: str, description: str) -> Markup:
    """``drawing`` as a picture for HTML, named and described in the reader's words; what is on it is English.

    It reads from left to right on any page, and takes its size from its style sheet.
    """
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="kyr-drawing" role="img" viewBox="0 0 {width} {height}"'
        ' direction="ltr" aria-labelledby="specimen-{form}-title" aria-describedby="specimen-{form}-desc">'
        '<title id="specimen-{form}-title">{title}</title><desc id="specimen-{form}-desc">{description}</desc>'
        '<g lang="en">\n{content}\n</g></svg>'
    ).format(
        width=WIDTH,
        height=HEIGHT,
        form=form,
        title=title,
        description=description,
        content=drawing.content,
    )


def estimate_width(text: str, size: float, bold: bool) -> float:
    """How wide ``text`` is at most, in units: as in DejaVu Sans and Verdana, the widest faces a reader's device has."""
    narrow, plain, capital, wide = _EMS
    ems = sum(
        wide
        if letter in _WIDE
        else narrow
        if letter in _NARROW
        else capital
        if letter.isupper()
        else plain
        for letter in text
    )
    return ems * size * (_BOLD if bold else 1)


def face_problems(root: Path, english: Words) -> Iterator[Problem]:
    """Faces that cannot be drawn, texts that do not fit, words that stand on no face, and marks without a text."""
    used: set[str] = set()
    for form in SPECIMENS:
        section = section_of(form)
        try:
            drawing = draw(root, form, english)
        except (jinja2.TemplateError, KeyError) as error:
            yield Problem(
                root / FOLDER / f"{form}.svg",
                getattr(error, "lineno", 0) or 0,
                "specimen-template",
                f"a drawing that can be filled in with the words of “{FACE}” in print.yml",
                shorten(f"{type(error).__name__}: {error}"),
                "Correct the name between the braces, or write the words.",
            )
            continue
        used |= drawing.keys
        for overflow in dict.fromkeys(drawing.overflows):
            yield Problem(
                english.file.path,
                english.line(overflow.key),
                "specimen-room",
                f"words that fit their place on the specimen {form}",
                f"{shorten(english.text(overflow.key))}, about "
                f"{round((overflow.width / overflow.room - 1) * 100)} % too long",
                "Say it more briefly: the drawing cannot grow.",
            )
        explained = english.list(f"{WORDS}.{section}.marks")
        if len(explained) != drawing.marks:
            yield Problem(
                english.file.path,
                english.line(f"{WORDS}.{section}.marks"),
                "specimen-marks",
                f"a text for each of the {drawing.marks} numbers of the specimen {form}",
                f"{len(explained)}",
                "Add or remove texts, or change the drawing in printables/specimens/.",
            )
    stamp = english.get(f"{FACE}.{STAMP}")
    if isinstance(stamp, str) and not STAMP_WORD.search(stamp):
        yield Problem(
            english.file.path,
            english.line(f"{FACE}.{STAMP}"),
            "specimen-words",
            "a word of at least 4 letters as the stamp, such as SPECIMEN",
            shorten(stamp),
            "Write the word: without it a drawing looks like a real paper.",
        )
    for key, text in english.items():
        if not key.startswith(f"{FACE}."):
            continue
        if key not in used or not isinstance(text, str) or QUOTED.search(text):
            yield Problem(
                english.file.path,
                english.line(key),
                "specimen-words",
                "a text of a specimen’s face, without quotation marks",
                f"“{key}”",
                "Correct the name of the key or its text, or remove the line.",
            )
