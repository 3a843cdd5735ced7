"""A finished PDF, as the press hands it to the site: the only thing that the two share beside the words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from kyr.catalogue import Paper


@dataclass(frozen=True, slots=True)
class Print:
    """One PDF made ready. Paths are relative to the site's root, with ``/``; lengths are inches, sizes bytes."""

    piece: str
    language: str
    edition: str
    paper: Paper
    pdf: str
    previews: tuple[str, ...]
    trim: tuple[float, float]
    per_sheet: int
    sides: int
    size: int
    is_draft: bool
    is_sample: bool

    @property
    def stem(self) -> str:
        """The file name without its ending."""
        return f"{self.piece}-{self.edition}-{self.paper}"


def write_prints(path: Path, prints: Iterable[Print]) -> None:
    """Leave the list of ``prints`` at ``path``, for a site that is built without the press."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(item) for item in prints], indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def read_prints(path: Path) -> tuple[Print, ...]:
    """The list left at ``path``; empty where there is none."""
    if not path.exists():
        return ()
    return tuple(
        Print(**{**item, "previews": tuple(item["previews"]), "trim": tuple(item["trim"])})
        for item in json.loads(path.read_text(encoding="utf-8"))
    )
