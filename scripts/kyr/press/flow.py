"""Looks over laid-out pages that follow each other: nothing may stick out, and no heading may stand alone at the end.

Like ``fit`` it walks WeasyPrint's own boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kyr.problems import shorten

_SLACK = 0.6
"""CSS pixels by which rounding may put a line over the edge."""
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


def kept_pages(pages: Sequence[Any], multiple: int) -> list[Any]:
    """``pages`` without those of elements with ``data-spare`` that are not needed to reach a ``multiple``.

    Spare pages stand before the last page, so that this one becomes the back cover.
    """
    spare = [page for page in pages if _is_spare(page._page_box)]
    needed = -(len(pages) - len(spare)) % multiple
    left_out = spare[needed:]
    return [page for page in pages if page not in left_out]


def _is_spare(page_box: Any) -> bool:
    return any(
        box.element is not None and "data-spare" in box.element.attrib for box in _boxes(page_box)
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of text in CSS pixels: where it begins and ends across the page, and where its line ends down the page."""

    text: str
    left: float
    right: float
    bottom: float
    is_heading: bool


def flow_faults(page_box: Any) -> list[str]:
    """What sticks out of the margins of a page, and a heading that is its last line."""
    left, right = page_box.content_box_x(), page_box.content_box_x() + page_box.width
    bottom = page_box.content_box_y() + page_box.height
    faults, last = [], ""
    for run in _runs(page_box, False, 0):
        if run.left < left - _SLACK or run.right > right + _SLACK or run.bottom > bottom + _SLACK:
            faults.append(f"words that stick out of the page: {shorten(run.text)}")
        last = run.text if run.is_heading else ""
    return [*faults, f"a heading at the foot of a page: {shorten(last)}"] if last else faults


def _runs(box: Any, is_heading: bool, bottom: float) -> Iterator[_Run]:
    """The runs of text of a page in order; ``bottom`` is that of the line around ``box``."""
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    if kind == "MarginBox" or str(box.element_tag).endswith("::marker"):
        return
    is_heading = is_heading or box.element_tag in _HEADINGS
    if kind == "LineBox":
        bottom = box.position_y + box.height
    if kind == "TextBox":
        if box.text.strip():
            left = box.position_x
            yield _Run(box.text, left, left + box.width, bottom, is_heading)
        return
    for child in getattr(box, "children", ()):
        yield from _runs(child, is_heading, bottom)


def _boxes(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
