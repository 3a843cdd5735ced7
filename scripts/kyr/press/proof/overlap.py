"""Whether one run of text runs into another.

Boxes of letters may well meet where the letters do not: the marks of Khmer or Burmese, Nastaliq, which hangs. So
boxes only tell which runs to look at. These are drawn in few groups, no two of one group near each other, and ink
of one group on ink of another is a fault.
"""

from __future__ import annotations

from PIL import Image, ImageChops

from kyr.press.proof.faults import Faults
from kyr.press.proof.geometry import Box, around
from kyr.press.proof.pictures import FINE, Picture
from kyr.press.proof.sheet import Leaflet, Sheets, Unit

_DARK = 96
"""Of 255: a pixel that is at least about two thirds ink."""
_TOUCH = 6
"""Dark pixels at 300 dpi that two runs may share: the hair's breadth of a comma under a bold letter."""


def check_overlap(sheets: Sheets, page: int, picture: Picture, faults: Faults) -> None:
    """Look for text on text on finished ``page``; the picture is taken to pieces by it."""
    numbers = {id(item): number for number, item in enumerate(sheets.contents[page].shown)}
    for leaflet in sheets.leaflets:
        if leaflet.finished != page:
            continue
        units = [unit for unit in leaflet.units if unit.box and not unit.is_aslant]
        pairs = near(units)
        if not pairs:
            continue
        classes = _classes(len(units), pairs)
        groups = [
            {
                numbers[id(item)]
                for unit, own in zip(units, classes, strict=True)
                if own == one
                for item in unit.shown
            }
            for one in range(max(classes) + 1)
        ]
        boxes = [unit.box for pair in pairs for unit in (units[pair[0]], units[pair[1]])]
        where = around(box for box in boxes if box).grown(0.02)
        inks = picture.inks(groups, where)
        for one, two in pairs:
            _check(
                units[one],
                units[two],
                inks[classes[one]],
                inks[classes[two]],
                where,
                leaflet,
                faults,
            )


def near(units: list[Unit]) -> list[tuple[int, int]]:
    """The pairs of ``units``, by number, of which letters' boxes meet."""
    found = []
    order = sorted(range(len(units)), key=lambda number: units[number].box.top)  # type: ignore[union-attr]
    for place, one in enumerate(order):
        first = units[one].box
        assert first is not None
        for two in order[place + 1 :]:
            second = units[two].box
            assert second is not None
            if second.top >= first.bottom:
                break
            if first.meets(second) and _meet(units[one], units[two], first.shared(second)):
                found.append((one, two))
    return found


def _meet(one: Unit, two: Unit, shared: Box) -> bool:
    others = [ink for ink in two.inks if ink.meets(shared)]
    return any(ink.meets(other) for ink in one.inks if ink.meets(shared) for other in others)


def _classes(count: int, pairs: list[tuple[int, int]]) -> list[int]:
    """A group for each of ``count`` runs, so that no pair is in one."""
    beside: list[set[int]] = [set() for _ in range(count)]
    for one, two in pairs:
        beside[one].add(two)
        beside[two].add(one)
    found: list[int] = []
    for number in range(count):
        taken = {found[other] for other in beside[number] if other < number}
        found.append(next(one for one in range(count) if one not in taken))
    return found


def _check(
    one: Unit,
    two: Unit,
    first: Image.Image,
    second: Image.Image,
    where: Box,
    leaflet: Leaflet,
    faults: Faults,
) -> None:
    assert one.box is not None and two.box is not None
    shared = one.box.shared(two.box)
    area = Box(
        shared.left - where.left,
        shared.top - where.top,
        shared.right - where.left,
        shared.bottom - where.top,
    ).pixels(FINE)
    # The lighter of the two is dark only where both are.
    both = ImageChops.lighter(first.crop(area), second.crop(area))
    if sum(both.histogram()[:_DARK]) <= _TOUCH:
        return
    faults.tell(
        "press-overlap",
        "text beside text",
        f"“{one.text}” and “{two.text}” run into each other",
        "Give the lines more height in the style sheet, or the words more room.",
        side=leaflet.side.number,
        box=leaflet.on_piece(shared),
    )
