"""The pieces a library prints and how each is made ready, from ``printables/catalogue.yml``.

Lengths are inches, measured from the top left corner of the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from kyr.contacts import Frozen
from kyr.yamlfile import YamlFile, validate

Paper: TypeAlias = Literal["letter", "a4"]

PAPERS: Mapping[str, tuple[float, float]] = {"letter": (8.5, 11.0), "a4": (210 / 25.4, 297 / 25.4)}
"""Width and height of a portrait sheet in inches (ANSI/ASME Y14.1 A; ISO 216 A4)."""

SAFE_EDGE = 0.25
"""Inches along each edge of a sheet that office printers may leave blank."""

Length: TypeAlias = Annotated[float, Field(ge=0, le=100)]


def _check_id(value: str) -> str:
    if not value.replace("-", "").isalnum() or value != value.lower():
        raise ValueError("a name of small letters and hyphens, such as red-card")
    return value


class Sheet(Frozen):
    """How a piece stands on one paper: a grid of ``columns`` by ``rows`` places.

    ``left`` and ``top`` are the corner of the first place; ``turn`` turns each piece clockwise on the front (on
    the back the other way round, so that both sides share their top after a long-edge flip); ``marks`` are
    where the cut guides stand. Without a grid the piece fills the whole sheet. ``trim`` is for a paper on which
    the piece has another size than elsewhere.
    """

    columns: Annotated[int, Field(ge=1, le=10)] = 1
    rows: Annotated[int, Field(ge=1, le=20)] = 1
    left: Length = 0
    top: Length = 0
    turn: Literal[0, 90, "0", "90"] = 0
    marks: Literal["edges", "none"] = "none"
    trim: tuple[Length, Length] | None = None

    @property
    def count(self) -> int:
        """Pieces on a sheet."""
        return self.columns * self.rows


class Piece(Frozen):
    """One thing to print.

    ``trim`` is its width and height in inches when cut, or empty where it fills the sheet. ``words`` is its
    section of print.yml and, in ``site.yml``, of ``pieces``. ``template`` names its files in pieces/, one
    ``TEMPLATE-SIDE.html`` a side and ``TEMPLATE.css``. ``english_sides`` are always printed from the
    English words: they hold ``english_words`` (keys or sections of the English print.yml), whole and nothing
    else. ``carries`` says what must not look finished while the site has no address of its own. ``code_in``
    is the width in inches of its QR code with the white around it, which leads to ``page``. ``facts`` is the
    English page whose date and review it tells. ``body_pt`` are the smallest and the largest size of its text in
    points.
    """

    words: str
    template: str
    audience: Literal["patron", "staff"]
    trim: tuple[Length, Length] | None = None
    sides: Annotated[int, Field(ge=1, le=8)] = 1
    english_sides: tuple[Annotated[int, Field(ge=1, le=2)], ...] = ()
    english_words: tuple[str, ...] = ()
    carries: tuple[Literal["qr", "address"], ...] = ()
    page: str = "index.md"
    facts: str = "rights/index.md"
    code_in: Annotated[float, Field(ge=0.5, le=10)] = 1.0
    hotlines: Mapping[str, str] = {}
    body_pt: tuple[Length, Length] = (6, 12)
    editions: Mapping[Annotated[str, AfterValidator(_check_id)], Mapping[Paper, Sheet]]

    @model_validator(mode="after")
    def _fits_the_paper(self) -> Piece:
        for edition, papers in self.editions.items():
            for paper, sheet in papers.items():
                if self.trim is None:
                    continue
                trim = sheet.trim or self.trim
                width, height = trim if sheet.turn in (0, "0") else trim[::-1]
                right = sheet.left + sheet.columns * width
                bottom = sheet.top + sheet.rows * height
                if right > PAPERS[paper][0] + 1e-6 or bottom > PAPERS[paper][1] + 1e-6:
                    raise ValueError(f"a grid that fits {paper} paper in edition {edition}")
        return self

    def trim_on(self, edition: str, paper: Paper) -> tuple[float, float]:
        """Width and height in inches of the cut piece of ``edition`` on ``paper``."""
        return self.editions[edition][paper].trim or self.trim or PAPERS[paper]


class _File(Frozen):
    pieces: Mapping[Annotated[str, AfterValidator(_check_id)], Piece]


@dataclass(frozen=True)
class Catalogue:
    """All pieces by id, in the order of the file, which is the order of the print page."""

    pieces: Mapping[str, Piece]
    file: YamlFile

    @property
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
    return Catalogue(validate(_File, file, "catalogue").pieces, file)
