"""Looks over laid-out pages that follow each other: nothing may stick out, and no heading may stand alone at the end.

Like ``fit`` it walks WeasyPrint's own boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def flow_faults(page_box: Any) -> list[str]:
    """What sticks out of the margins of a page, and a heading that is its last line."""
    left, top = page_box.content_box_x(), page_box.content_box_y()
    right, bottom = left + page_box.width, top + page_box.height
    faults, last = [], ""
    for text, is_heading in _texts(page_box, False):
        outside = (
            text.position_x < left - _SLACK
            or text.position_x + text.width > right + _SLACK
            or text.position_y + text.height > bottom + _SLACK
        )
        if outside:
            faults.append(f"words that stick out of the page: {shorten(text.text)}")
        last = text.text if is_heading else ""
    return [*faults, f"a heading at the foot of a page: {shorten(last)}"] if last else faults


def _texts(box: Any, is_heading: bool) -> Iterator[tuple[Any, bool]]:
    """The runs of text of a page in order, each with whether it stands in a heading."""
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    if kind == "MarginBox" or str(box.element_tag).endswith("::marker"):
        return
    is_heading = is_heading or box.element_tag in _HEADINGS
    if kind == "TextBox":
        if box.text.strip():
            yield box, is_heading
        return
    for child in getattr(box, "children", ()):
        yield from _texts(child, is_heading)


def _boxes(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
