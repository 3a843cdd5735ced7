"""The memory of a press in many languages, each measured in a process of its own, whose peak is not another's."""

from __future__ import annotations

import resource
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from kyr.press import press_all
from tests.bench.tongues import in_many

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ``ru_maxrss``."""


@dataclass(frozen=True)
class Peak:
    """Peaks in MB: of the process that leads, and of the largest of its ``workers``; and what they made."""

    languages: int
    made: int
    workers: int
    leader: float
    worker: float

    @property
    def together(self) -> float:
        """All at their peaks at once, which they hardly are, and what they share counted each time: at most this."""
        return self.leader + self.workers * self.worker


def peak(languages: int, workers: int) -> Peak:
    """Press all pieces in ``languages`` with ``workers`` and an empty cache."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_press, languages, workers).result()


def _press(languages: int, workers: int) -> Peak:
    project, publications = in_many(languages)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prints = press_all(
            project, publications, folder / "site", folder / "cache", workers, lambda line: None
        )
    # The largest child: workers that have ended.
    return Peak(
        len(publications),
        len(prints),
        workers if workers > 1 else 0,
        _most(resource.RUSAGE_SELF),
        _most(resource.RUSAGE_CHILDREN),
    )


def _most(who: int) -> float:
    return resource.getrusage(who).ru_maxrss * _UNIT / 1e6
