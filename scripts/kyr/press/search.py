"""The largest type size at which a side's words fit."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kyr.press.fit import Measure

_STEP = 0.1
"""Points between two sizes that are tried."""


@dataclass(frozen=True, slots=True)
class Manner:
    """A way to set a side, and the smallest size in points that it allows.

    ``tight`` runs the items of its lists on, one after the other, which saves the ends of their lines: for
    languages that take more room than English. ``modest`` sets all in the families of the small print, where
    a language's own hand is too tall (Nastaliq).
    """

    floor: float
    tight: bool = False
    modest: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How a side is set: ``size`` in points, and ``gap`` in CSS pixels for each of its gaps."""

    size: float
    manner: Manner
    gap: float = 0.0


class Search:
    """Narrows the size in tenths of a point, in the first of ``manners`` in which anything fits.

    What came before has no part in it, so that the same words always come out the same.
    """

    def __init__(self, manners: tuple[Manner, ...], top: float) -> None:
        self._manners = list(manners)
        self._top = round(top / _STEP)
        self._gap = 0.0
        self.done = False
        self.failed = False
        self.worst = Measure(True, 1.0, "")
        self._begin()
        self._trial = max(self._floor, self._top)

    def _begin(self) -> None:
        self.manner = self._manners.pop(0)
        self._floor = math.ceil(self.manner.floor / _STEP - 1e-6)
        self._best: int | None = None
        self._is_first = True
        self._high = max(self._floor, self._top) + 1
        # A later manner is tried at its smallest first: most often that settles it.
        self._trial = self._floor

    @property
    def fit(self) -> Fit:
        """What to try next, or what was found."""
        return Fit(round(self._trial * _STEP, 1), self.manner, self._gap if self.done else 0.0)

    def tell(self, found: Measure) -> None:
        """What came of the last trial."""
        if self.done:
            return
        if found.fits:
            self._best, self._gap = self._trial, found.gap
        else:
            self._high, self.worst = self._trial, found
        if self._best is not None and self._high - self._best <= 1:
            self._trial = self._best
            self.done = True
        elif self._best is None and self._high <= self._floor:
            if self._manners:
                self._begin()
            else:
                self.done = self.failed = True
        else:
            low = self._floor if self._best is None else self._best + 1
            # Lines and their number both grow with the size: the area goes with its square. Once near, lines that
            # are won or lost whole decide, and the square would creep.
            power = 0.5 if self._is_first else 0.85
            target = int(self._trial / max(found.ratio, 0.05) ** power)
            self._is_first = False
            self._trial = max(low, min(self._high - 1, target))
