"""Faults, as they are found: each names piece, language, side and place."""

from __future__ import annotations

from pathlib import Path

from kyr.press.manuscript import Manuscript
from kyr.press.proof.geometry import Box
from kyr.problems import Problem

TEMPLATE = "Look at the template and style sheet in printables/pieces/."
MOST = 3
"""Faults of one kind on one side that are told one by one: what is wrong with a style is wrong with every line."""


class Faults:
    """Collects what is wrong with one finished piece."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._found: list[Problem] = []
        self._counts: dict[tuple[str, int | None], int] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, in the order in which they were found."""
        return tuple(self._found)

    def tell(
        self,
        rule: str,
        expected: str,
        found: str,
        next_step: str = TEMPLATE,
        *,
        side: int | None = None,
        box: Box | None = None,
        path: Path | None = None,
        line: int = 0,
    ) -> None:
        """One fault. ``side`` counts from 1; ``box`` is in inches from the top left corner of the cut piece.

        ``path`` and ``line`` are where the words come from, if the fault is about certain words.
        """
        key = (rule, side)
        self._counts[key] = self._counts.get(key, 0) + 1
        if self._counts[key] > MOST:
            return
        job = self._manuscript.job
        place = [job.stem, job.language.tag]
        if side is not None:
            place.append(f"side {side}")
        if box is not None:
            place.append(f"{box.left:.2f} in from its left and {box.top:.2f} in from its top edge")
        self._found.append(
            Problem(
                path or self._manuscript.words_path,
                line,
                rule,
                f"{expected} ({', '.join(place)})",
                found,
                next_step,
            )
        )
