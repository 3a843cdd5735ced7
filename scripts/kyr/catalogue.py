"""The pieces a library prints and the editions in which each is made ready, from ``printables/catalogue.yml``.

Lengths are inches, measured from the top left corner of the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from kyr.contacts import Frozen
from kyr.problems import Problem, ProblemError, shorten
from kyr.yamlfile import YamlFile, validate

Paper: TypeAlias = Literal["letter", "a4", "tabloid", "a3"]

PAPERS: Mapping[str, tuple[float, float]] = {
    "letter": (8.5, 11.0),
    "a4": (210 / 25.4, 297 / 25.4),
    "tabloid": (11.0, 17.0),
    "a3": (297 / 25.4, 420 / 25.4),
}
"""Width and height of a portrait sheet in inches (ANSI/ASME Y14.1 A and B; ISO 216 A4 and A3)."""

LARGER: Mapping[Paper, Paper] = {"letter": "tabloid", "a4": "a3"}
"""The poster size that goes with a common paper: twice its area."""

SAFE_EDGE = 0.25
"""Inches along each edge of a sheet that office printers may leave blank."""

SHARED = "common"
"""The group of words of print.yml that all pieces share."""

STANDING = tuple(f"{SHARED}.{key}" for key in ("draft", "unreviewed", "stale", "reviewed"))
"""The words that say how the translation of a piece stands."""

MOST_SIDES = 8
"""Sides of a piece that is no book: the panels of a zine."""

Length: TypeAlias = Annotated[float, Field(ge=0, le=100)]
Points: TypeAlias = Annotated[float, Field(ge=4, le=200)]


def _check_id(value: str) -> str:
    if not value.replace("-", "").isalnum() or value != value.lower():
        raise ValueError("a name of small letters and hyphens, such as red-card")
    return value


Id: TypeAlias = Annotated[str, AfterValidator(_check_id)]


def _check_range(value: tuple[float, float]) -> tuple[float, float]:
    if value[0] > value[1]:
        raise ValueError("the smallest size in points first, then the largest")
    return value


Sizes: TypeAlias = Annotated[tuple[Points, Points], AfterValidator(_check_range)]


class Sheet(Frozen):
    """How a piece stands on one paper: a grid of ``columns`` by ``rows`` places.

    ``left`` and ``top`` are the corner of the first place; ``turn`` turns each piece clockwise on the front (on
    the back the other way round, so that both sides share their top after a long-edge flip); ``marks`` are
    where the cut guides stand. Without a grid the piece fills the whole sheet. ``trim`` is for a paper on which
    the piece has another size than elsewhere. ``fold`` is for sheets that are folded and not cut apart: the paper
    lies on its side then, a ``zine`` of eight panels, or a ``booklet`` that is stapled in the fold.
    """

    columns: Annotated[int, Field(ge=1, le=10)] = 1
    rows: Annotated[int, Field(ge=1, le=20)] = 1
    left: Length = 0
    top: Length = 0
    turn: Literal[0, 90, "0", "90"] = 0
    marks: Literal["edges", "none"] = "none"
    trim: tuple[Length, Length] | None = None
    fold: Literal["zine", "booklet"] | None = None

    @property
    def count(self) -> int:
        """Pieces on a sheet."""
        return 1 if self.fold else self.columns * self.rows


class Piece(Frozen):
    """One thing to print.

    ``trim`` is its width and height in inches when cut, or empty where it fills the sheet. ``words`` is its
    section of print.yml and, in ``site.yml``, of ``pieces``, unless it is ``called`` otherwise there. ``says`` are the
    other texts and sections of print.yml that stand on it, and ``says_of_site`` those of site.yml: what it says decides
    whether a change of English makes it out of date.
    ``template`` names its files in pieces/, one ``TEMPLATE-SIDE.html`` a side and ``TEMPLATE.css``.
    ``english_sides`` are always printed from the English words: they hold ``english_words`` (keys or sections
    of the English print.yml), whole and nothing else. ``carries`` says what must not look finished while the
    site has no address of its own. ``code_in`` is the width in inches of its QR code with the white around it,
    which leads to ``page``. ``facts`` is the English page whose date and review it tells; empty where it states
    none. ``body_pt`` are the smallest and the largest size of its text in points. ``speaks`` says in whose
    words it is made: its ``own`` language's, those of the one or two languages of the library's ``signs``, or
    ``all`` of them at once. ``pack`` tells that it is the cover of all the pieces of its language, which follow
    it in the file. ``sheets`` says how it stands on each paper. ``flow`` is for a piece of as many pages as its
    words need, set in the smallest of its sizes; ``chapters`` are the pages of the site that are bound in it.
    """

    words: str
    called: str | None = None
    says: tuple[str, ...] = ()
    says_of_site: tuple[str, ...] = ()
    template: str
    audience: Literal["patron", "staff"]
    trim: tuple[Length, Length] | None = None
    sides: Annotated[int, Field(ge=1, le=MOST_SIDES)] = 1
    english_sides: tuple[Annotated[int, Field(ge=1, le=MOST_SIDES)], ...] = ()
    english_words: tuple[str, ...] = ()
    carries: tuple[Literal["qr", "address"], ...] = ()
    page: str = "index.md"
    facts: str | None = "rights/index.md"
    code_in: Annotated[float, Field(ge=0.5, le=10)] = 1.0
    hotlines: Mapping[str, str] = {}
    body_pt: Sizes = (6, 12)
    speaks: Literal["own", "signs", "all"] = "own"
    pack: bool = False
    flow: bool = False
    chapters: tuple[str, ...] = ()
    sheets: Mapping[Paper, Sheet] = {}

    @property
    def name(self) -> str:
        """Its name and description in site.yml: a group of ``pieces``."""
        return f"pieces.{self.called or self.words}"

    @property
    def own_keys(self) -> tuple[str, ...]:
        """The texts and sections of print.yml that it says and not every piece shares."""
        return (self.words, *self.guest_keys)

    @property
    def guest_keys(self) -> tuple[str, ...]:
        """Those of them that every language says which speaks on it beside the leading one."""
        return tuple(key for key in self.says if not key.startswith(f"{SHARED}."))

    @property
    def shared_keys(self) -> tuple[str, ...]:
        """The texts that it says of those that pieces share."""
        return (
            *STANDING,
            f"{SHARED}.not_advice",
            *((f"{SHARED}.checked",) if self.facts or self.chapters else ()),
            *((f"{SHARED}.sample",) if self.carries else ()),
            *(f"{SHARED}.hotlines.{label}" for label in self.hotlines),
            *(key for key in self.says if key.startswith(f"{SHARED}.")),
        )

    @model_validator(mode="after")
    def _fits_the_paper(self) -> Piece:
        for paper, sheet in self.sheets.items():
            if self.trim is None:
                continue
            trim = sheet.trim or self.trim
            width, height = trim if sheet.turn in (0, "0") else trim[::-1]
            across, down = PAPERS[paper] if sheet.fold is None else PAPERS[paper][::-1]
            right = sheet.left + sheet.columns * width
            bottom = sheet.top + sheet.rows * height
            if right > across + 1e-3 or bottom > down + 1e-3:
                raise ValueError(f"a grid that fits {paper} paper")
        return self

    def trim_on(self, paper: Paper) -> tuple[float, float]:
        """Width and height in inches of the cut piece on ``paper``."""
        sheet = self.sheets.get(paper)
        return (sheet and sheet.trim) or self.trim or PAPERS[paper]


class Edition(Frozen):
    """One way to make pieces ready, whatever the piece.

    ``form`` is a ``sheet`` for office printers (the piece's own grid), a ``single`` piece with bleed and crop marks
    for a print shop, a ``page`` that the piece fills alone, a ``screen``: a picture of ``trim`` inches for phones, or
    ``pages`` of the piece's own size one after the other, with links that work. ``ink`` is what may be printed with:
    ``colour`` (RGB), ``cmyk``, or ``black`` alone. ``body_pt`` takes the place of the piece's own sizes; nothing is
    then smaller than the first, not even the small print.
    """

    form: Literal["sheet", "single", "page", "screen", "pages"]
    ink: Literal["colour", "cmyk", "black"] = "colour"
    body_pt: Sizes | None = None
    trim: tuple[Length, Length] | None = None
    pieces: Literal["all"] | tuple[Id, ...]

    @model_validator(mode="after")
    def _has_a_size(self) -> Edition:
        if (self.form == "screen") != (self.trim is not None):
            raise ValueError("a trim where the form is screen, and nowhere else")
        return self

    def has(self, piece_id: str) -> bool:
        """Whether the piece is made in this edition."""
        return self.pieces == "all" or piece_id in self.pieces


class _File(Frozen):
    pieces: Mapping[Id, Piece]
    editions: Mapping[Id, Edition]


@dataclass(frozen=True)
class Catalogue:
    """All pieces and editions by id, in the order of the file, which is the order of the print page."""

    pieces: Mapping[str, Piece]
    editions: Mapping[str, Edition]
    file: YamlFile

    @cached_property
    def handed_out(self) -> frozenset[str]:
        """The sections of words of the pieces for patrons."""
        return frozenset(
            piece.words for piece in self.pieces.values() if piece.audience == "patron"
        )


def read_catalogue(file: YamlFile) -> Catalogue:
    """The catalogue of ``file``.

    Raises:
        ProblemError: one problem for each fault, with its line.
    """
    found = validate(_File, file, "catalogue")
    problems = list(_unknown_pieces(found, file))
    if problems:
        raise ProblemError(problems)
    return Catalogue(found.pieces, found.editions, file)


def _unknown_pieces(found: _File, file: YamlFile) -> list[Problem]:
    return [
        file.problem(
            ("editions", name, "pieces", place),
            "catalogue",
            "the name of a piece",
            shorten(piece_id),
            "Correct the name, or add the piece above.",
        )
        for name, edition in found.editions.items()
        if edition.pieces != "all"
        for place, piece_id in enumerate(edition.pieces)
        if piece_id not in found.pieces
    ]
