"""A finding is data: which file of the finished site breaks which promise, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from kyr.problems import visible


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One broken promise.

    ``page`` is relative to the site's root, with ``/``; ``rule`` is a short, stable id.
    """

    page: str
    rule: str
    expected: str
    found: str
    next_step: str

    def __str__(self) -> str:
        return visible(
            f"{self.page}: [{self.rule}] expected {self.expected}; "
            f"found {self.found}. {self.next_step}"
        )
