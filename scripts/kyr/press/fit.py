"""Whether a side fits: a walk over the laid-out boxes.

WeasyPrint lets text run over the bottom or the side of a box without a word. An element with ``data-fit`` is a
frame: every line, picture and field inside must stay in it, and frames that are not inside each other must not overlap.
``data-loose`` is left out (the SAMPLE stamp, which is turned).

The tree of boxes is WeasyPrint's own affair: pyproject.toml holds its version, a test holds this module.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_SLACK = 0.6
"""CSS pixels by which rounding may put a line over its frame."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``ratio`` is the height needed over the height there is; ``word`` is one that is wider than its frame.

    ``gap`` is how many CSS pixels each of the page's gaps may have until the outermost frame is full.
    """

    fits: bool
    ratio: float
    word: str
    gap: float = 0.0


@dataclass
class _Frame:
    """A frame in CSS pixels and, within it, the extent of what stands there."""

    left: float
    top: float
    right: float
    bottom: float
    parents: tuple[_Frame, ...]
    content: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    extent: float = 0.0


def measure(page_box: Any) -> Measure:
    """How the content of one page stands to its frames."""
    frames: list[_Frame] = []
    _walk(page_box, (), frames, None)
    fits, ratio, word = True, 0.0, ""
    for frame in frames:
        if not frame.content:
            continue
        for left, _, right, _, text in frame.content:
            if left < frame.left - _SLACK or right > frame.right + _SLACK:
                fits = False
                ratio = max(ratio, ((right - left) / max(1, frame.right - frame.left)) ** 2, 1.02)
                word = word or text.strip()
        top = min(item[1] for item in frame.content)
        bottom = max(frame.extent, *(item[3] for item in frame.content))
        if bottom > frame.bottom + _SLACK or top < frame.top - _SLACK:
            fits = False
        needed = max(bottom - frame.top, frame.bottom - top if top < frame.top else 0)
        ratio = max(ratio, needed / max(1, frame.bottom - frame.top))
    for index, one in enumerate(frames):
        for two in frames[index + 1 :]:
            if one in two.parents or two in one.parents:
                continue
            if _overlap(one, two):
                fits = False
                ratio = max(ratio, 1.05)
    gap = 0.0
    if fits and frames and (gaps := _gaps(page_box)):
        outer = frames[0]
        gap = max(0.0, outer.bottom - outer.extent - _SLACK) / gaps
    return Measure(fits, ratio if not fits else min(ratio, 1.0), word, gap)


def is_block_of_element(box: Any) -> bool:
    """Whether ``box`` is an element's own block, and not one of its lines, texts or generated parts."""
    kind = type(box).__name__
    return (
        box.element is not None
        and box.element_tag == box.element.tag
        and not kind.startswith(("Line", "Text", "Inline"))
    )


def is_field(box: Any) -> bool:
    """Whether ``box`` is a place to type, which is empty and may stand in a line."""
    return (
        box.element is not None
        and box.element_tag == box.element.tag
        and "data-field" in box.element.attrib
    )


def _gaps(box: Any, around: Any = None) -> int:
    """How many gaps share what is left of the height: those side by side would count twice, so there are none.

    An item of a list is a box in a box, both of the same element; its gap is the outer one's, and so ``around``.
    """
    box = getattr(box, "_box", box)
    own = 0
    if is_block_of_element(box) and box.element is not around:
        classes = (box.element.attrib.get("class") or "").split()
        own = len({"gap", "gap-after"} & set(classes))
    return own + sum(_gaps(child, box.element) for child in getattr(box, "children", ()))


def _overlap(one: _Frame, two: _Frame) -> bool:
    return any(
        a[0] < b[2] - _SLACK
        and b[0] < a[2] - _SLACK
        and a[1] < b[3] - _SLACK
        and b[1] < a[3] - _SLACK
        for a in one.content
        for b in two.content
    )


def _walk(
    box: Any, frames: tuple[_Frame, ...], found: list[_Frame], line: tuple[float, float] | None
) -> None:
    box = getattr(box, "_box", box)
    element = box.element
    own = is_block_of_element(box)
    if (own and "data-loose" in element.attrib) or str(box.element_tag).endswith("::marker"):
        # A marker hangs in the margin of its list, beside the first line.
        return
    kind = type(box).__name__
    if own and "data-fit" in element.attrib:
        left, top = box.content_box_x(), box.content_box_y()
        if not frames or (left, top) != (frames[-1].left, frames[-1].top):
            frame = _Frame(left, top, left + box.width, top + box.height, frames)
            for outer in frames:
                outer.extent = max(outer.extent, box.position_y + box.margin_height())
            found.append(frame)
            frames = (*frames, frame)
    if is_field(box):
        left, top = box.border_box_x(), box.border_box_y()
        for frame in frames:
            frame.content.append(
                (left, top, left + box.border_width(), top + box.border_height(), "")
            )
    if kind == "LineBox":
        line = (box.position_y, box.position_y + box.height)
    if kind == "TextBox":
        if box.text.strip() and line is not None:
            for frame in frames:
                frame.content.append(
                    (box.position_x, line[0], box.position_x + box.width, line[1], box.text)
                )
        return
    if kind.endswith("ReplacedBox"):
        left, top = box.position_x, box.position_y
        for frame in frames:
            frame.content.append(
                (left, top, left + box.margin_width(), top + box.margin_height(), "")
            )
        return
    for child in getattr(box, "children", ()):
        _walk(child, frames, found, line)
