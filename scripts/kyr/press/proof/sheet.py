"""The finished file opened, and its laid-out pages found again on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from fontTools.unicodedata import (  # type: ignore[import-untyped]
    script,
    script_horizontal_direction,
)
from pikepdf import Dictionary, Name, Page, Pdf

from kyr.press.manuscript import Manuscript, Side
from kyr.press.plan import Place, Spot, laid_out, paper_of, plan, read_spots
from kyr.press.proof.content import Content, Reader, Shown
from kyr.press.proof.faces import Face
from kyr.press.proof.geometry import Box, around
from kyr.press.proof.tags import Leaf, Tags, read_tags


@dataclass(frozen=True)
class Unit:
    """One run of text with one tag: a line, or a piece of one. ``language`` is what a screen reader takes it for."""

    leaf: Leaf
    shown: tuple[Shown, ...]
    language: str
    is_drawn: bool
    """Whether it is part of a picture, which has words of its own to be read."""

    @cached_property
    def text(self) -> str:
        """What a screen reader reads: the text that the run is said to hold, or what its glyphs stand for."""
        mark = self.shown[0].mark
        if mark is not None and mark.text is not None:
            return mark.text
        if any(map(_runs_left, "".join(item.text for item in self.shown))):
            # Glyphs stand from left to right, whatever the direction of their letters.
            return "".join(
                item.text[::-1] if any(map(_runs_left, item.text)) else item.text
                for item in reversed(self.shown)
            )
        return "".join(item.text for item in self.shown)

    @cached_property
    def inks(self) -> tuple[Box, ...]:
        """The boxes of its glyphs, in inches from the top left corner of the finished page."""
        return tuple(ink for item in self.shown for ink in item.inks)

    @cached_property
    def box(self) -> Box | None:
        """Where its ink is."""
        return around(self.inks) if self.inks else None

    @property
    def is_aslant(self) -> bool:
        """Whether it runs neither along an edge of the paper nor down it: a stamp across the words."""
        return self.shown[0].is_aslant


@dataclass(frozen=True)
class Leaflet:
    """A laid-out page where it is read: on which finished page, in which place, and what it says, in order."""

    side: Side
    finished: int
    spot: Spot
    units: tuple[Unit, ...]

    @property
    def place(self) -> Place:
        """Where it is read."""
        return self.spot.place

    def on_piece(self, box: Box) -> Box:
        """``box`` of the finished page, in inches from the top left corner of the upright piece."""
        place = self.place
        left, top, right, bottom = box
        if place.turn == 90:
            edge = place.left + place.width
            return Box(top - place.top, edge - right, bottom - place.top, edge - left)
        if place.turn == 180:
            across, down = place.left + place.width, place.top + place.height
            return Box(across - right, down - bottom, across - left, down - top)
        if place.turn == 270:
            edge = place.top + place.height
            return Box(edge - bottom, left - place.left, edge - top, right - place.left)
        return Box(left - place.left, top - place.top, right - place.left, bottom - place.top)


class Sheets:
    """One finished file: its pages, what they draw, its tags, and its laid-out pages in order."""

    def __init__(self, document: Pdf, manuscript: Manuscript) -> None:
        self.document = document
        self.manuscript = manuscript
        self.job = manuscript.job
        self.paper = paper_of(self.job)
        pages = len(manuscript.sides)
        if self.job.piece.flow:
            # As many as its words needed: what they say is compared as a whole.
            pages = laid_out(self.job, len(document.pages))
        self.plan = plan(self.job, pages)
        self.reader = Reader()
        self.contents: list[Content] = [self.reader.page(page) for page in document.pages]
        self.tags: Tags = read_tags(document)

    @property
    def pages(self) -> list[Page]:
        """The finished pages."""
        return list(self.document.pages)

    @property
    def faces(self) -> list[Face]:
        """The fonts of all that is drawn, and of fields that are filled in."""
        for item in self.document.objects:
            # The parts of a font that consists of parts have their texts from the whole.
            if (
                isinstance(item, Dictionary)
                and item.get("/Type") == Name.Font
                and not str(item.get("/Subtype")).startswith("/CIDFont")
            ):
                self.reader.face(item)
        return list(self.reader.faces.values())

    def form(self, objgen: tuple[int, int]) -> Content:
        """What a form draws."""
        return self.reader.form(self.document.get_object(objgen))

    def corner_of(self, objgen: tuple[int, int]) -> tuple[float, float]:
        """The top left corner of the box of a form, in its own units."""
        left, _, _, top = self.document.get_object(objgen).BBox
        return float(left), float(top)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All tagged text, in reading order."""
        shown: dict[Leaf, list[Shown]] = {}
        for page, content in enumerate(self.contents):
            for item in content.shown:
                if item.mark is not None and item.mark.number is not None:
                    shown.setdefault((page, item.mark.number), []).append(item)
        return tuple(
            Unit(
                leaf,
                tuple(shown[leaf]),
                element.language,
                element.kind == "Figure" or element.within("Figure"),
            )
            for leaf, element in self.tags.leaves
            if leaf in shown
        )

    @cached_property
    def leaflets(self) -> tuple[Leaflet, ...]:
        """The laid-out pages, in order."""
        found = []
        spots = list(read_spots(self.plan))
        sides = self.manuscript.sides
        if self.job.piece.flow:
            sides *= len(spots)
        for side, (page, spot) in zip(sides, spots, strict=True):
            if page >= len(self.contents):
                continue
            own = tuple(
                unit
                for unit in self.units
                if unit.leaf[0] == page and _stands_in(unit, spot, self.plan[page])
            )
            found.append(Leaflet(side, page, spot, own))
        return tuple(found)

    def leaflet(self, page: int, spot: Spot) -> Leaflet:
        """The laid-out page that is read in ``spot`` of finished ``page``."""
        return next(item for item in self.leaflets if (item.finished, item.spot) == (page, spot))


def _stands_in(unit: Unit, spot: Spot, spots: tuple[Spot, ...]) -> bool:
    if sum(other.is_read for other in spots) == 1:
        return True
    if unit.box is None:
        return False
    x, y = unit.box.middle
    place = spot.place
    return place.left <= x < place.left + place.width and place.top <= y < place.top + place.height


def _runs_left(character: str) -> bool:
    return character.isalpha() and script_horizontal_direction(script(character), "LTR") == "RTL"
