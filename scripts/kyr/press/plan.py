"""Where each laid-out page of a piece stands on the finished pages: the one plan that press and proof go by.

Lengths are inches from the top left corner of the paper; PDF's own units are points from the bottom left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kyr.catalogue import PAPERS, SAFE_EDGE
from kyr.press.fold import booklet
from kyr.press.manuscript import Job
from kyr.press.zine import zine

PT = 72
"""Points in an inch."""

SLUG = 0.5
"""Inches around a single piece for a print shop: room for its bleed and its crop marks."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands on the paper: its cut edges, and by how many degrees it is turned clockwise.

    ``bleeds`` tells which sides have no neighbour: left, top, right, bottom.
    """

    left: float
    top: float
    width: float
    height: float
    turn: int = 0
    bleeds: tuple[bool, bool, bool, bool] = (True, True, True, True)


@dataclass(frozen=True, slots=True)
class Spot:
    """A laid-out page, counted from 0, in its place; ``is_read`` is false for copies that only the eye meets."""

    page: int
    place: Place
    is_read: bool


Plan = tuple[tuple[Spot, ...], ...]
"""The spots of each finished page. Every laid-out page is read in exactly one of them."""


def paper_of(job: Job) -> tuple[float, float]:
    """Width and height of the finished pages of ``job`` in inches."""
    if job.edition.form == "single":
        width, height = job.trim
        return width + 2 * SLUG, height + 2 * SLUG
    if job.edition.form in ("screen", "pages"):
        return job.trim
    paper = PAPERS[job.paper]
    return paper[::-1] if job.fold else paper


def plan(job: Job, count: int) -> Plan:
    """The plan of ``job``, which was laid out on ``count`` pages."""
    if job.edition.form == "single":
        return tuple((Spot(page, Place(SLUG, SLUG, *job.trim), True),) for page in range(count))
    if job.edition.form == "page":
        inner = Place(SAFE_EDGE, SAFE_EDGE, *job.trim)
        return tuple((Spot(page, inner, True),) for page in range(count))
    if job.fold == "booklet":
        return tuple(_folded(job, count))
    if job.fold == "zine":
        return (_zine(job),)
    if not job.is_cut:
        return tuple((Spot(page, Place(0, 0, *paper_of(job)), True),) for page in range(count))
    return tuple(
        tuple(
            Spot(page, place, index == 0)
            for index, place in enumerate(_grid(job, back=page % 2 == 1))
        )
        for page in range(count)
    )


def laid_out(job: Job, finished: int) -> int:
    """The number of laid-out pages of a ``job`` with text that flows, of which there are so many ``finished`` ones."""
    return finished * (2 if job.fold == "booklet" else 1)


def _folded(job: Job, count: int) -> Iterator[tuple[Spot, ...]]:
    """The sides of the sheets of a booklet of ``count`` pages, each in the order in which it is read."""
    width, height = job.trim
    paper_width, paper_height = paper_of(job)
    # The fold is the middle of the sheet; what the paper has more than two pages is left at its edges.
    top, middle = (paper_height - height) / 2, paper_width / 2
    for side in booklet(count, job.language.direction == "rtl"):
        spots = [
            Spot(page, Place(left, top, width, height), True)
            for page, left in zip(side, (middle - width, middle), strict=True)
        ]
        yield tuple(sorted(spots, key=lambda spot: spot.page))


def read_spots(finished: Plan) -> Iterator[tuple[int, Spot]]:
    """For each laid-out page in order, the finished page and the spot where it is read."""
    found = {
        spot.page: (index, spot)
        for index, spots in enumerate(finished)
        for spot in spots
        if spot.is_read
    }
    for page in sorted(found):
        yield found[page]


def _zine(job: Job) -> tuple[Spot, ...]:
    """The eight pages of a zine on the one side of its sheet."""
    width, height = job.trim
    return tuple(
        Spot(page, Place(panel.column * width, panel.row * height, width, height, panel.turn), True)
        for page, panel in enumerate(zine(job.language.direction == "rtl"))
    )


def _grid(job: Job, back: bool) -> Iterator[Place]:
    """The places of one side of the sheet, in reading order of the front.

    The back is mirrored for a flip over the long edge of a portrait sheet; a turned piece turns the other way
    there, so that both its sides share their top.
    """
    sheet = job.sheet
    turned = int(sheet.turn) == 90
    width, height = job.trim[::-1] if turned else job.trim
    paper = paper_of(job)[0]
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
            yield Place(left, sheet.top + row * height, width, height, turn, bleeds)


def matrix(job: Job, place: Place) -> Matrix:
    """The transformation of a laid-out page, bleed and all, to ``place`` (PDF 32000-1, 8.3.4)."""
    bleed = job.bleed * PT
    left, bottom = place.left * PT, (paper_of(job)[1] - place.top - place.height) * PT
    width, height = place.width * PT, place.height * PT
    if place.turn == 90:
        return (0, -1, 1, 0, left - bleed, bottom + height + bleed)
    if place.turn == 180:
        return (-1, 0, 0, -1, left + width + bleed, bottom + height + bleed)
    if place.turn == 270:
        return (0, 1, -1, 0, left + width + bleed, bottom - bleed)
    return (1, 0, 0, 1, left - bleed, bottom - bleed)
