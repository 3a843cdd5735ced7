"""Boxes and matrices. Lengths are inches from the top left corner of the paper, unless points are named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

PT = 72
"""Points to the inch."""


class Matrix(NamedTuple):
    """A transformation as PDF writes it (PDF 32000-1, 8.3.4)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def after(self, first: Matrix) -> Matrix:
        """``first``, and then this one."""
        a, b, c, d, e, f = first
        return Matrix(
            a * self.a + b * self.c,
            a * self.b + b * self.d,
            c * self.a + d * self.c,
            c * self.b + d * self.d,
            e * self.a + f * self.c + self.e,
            e * self.b + f * self.d + self.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where it takes a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """By how much it enlarges a height."""
        return float((self.c * self.c + self.d * self.d) ** 0.5)

    @property
    def is_aslant(self) -> bool:
        """Whether upright letters come out neither upright nor on their side nor on their head."""
        tiny = 0.01 * self.scale
        return min(abs(self.c), abs(self.d)) > tiny


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


class Box(NamedTuple):
    """A rectangle; ``top`` is less than ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        """This box with ``by`` more on each side, or less where that is negative."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: Box) -> bool:
        """Whether ``other`` lies wholly within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def shared(self, other: Box) -> Box:
        """What they have in common; turned inside out where that is nothing."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def pixels(self, dpi: float) -> tuple[int, int, int, int]:
        """It in pixels, the outermost included."""
        return (
            int(self.left * dpi),
            int(self.top * dpi),
            int(self.right * dpi) + 1,
            int(self.bottom * dpi) + 1,
        )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of ``boxes``, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
