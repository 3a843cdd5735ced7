"""A finished PDF, as the press hands it to the site: the only thing that the two share beside the words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from kyr.catalogue import Paper

Flip: TypeAlias = Literal["one_sided", "two_sided", "two_sided_short"]


@dataclass(frozen=True, slots=True)
class Print:
    """A piece made ready in one edition. Paths are relative to the site's root, with ``/``; lengths are inches.

    ``files`` is one PDF, or for phones a PNG for each side; ``sizes`` are their bytes. ``paper`` is empty
    where the edition belongs to none. ``is_wide`` tells that its pages are wider than high. ``speaks`` is as in the
    catalogue: what speaks for several languages is listed in all of them. ``draft``, ``is_stale`` and ``reviewed`` (a
    day, such as 2026-11-21, or nothing) say how its translation stands, all languages on it taken together. ``fields``
    tells what can be typed into its blank lines: the language's own script, only digits and Latin letters, or nothing
    where it has none.
    """

    piece: str
    language: str
    edition: str
    paper: Paper | Literal[""]
    files: tuple[str, ...]
    previews: tuple[str, ...]
    trim: tuple[float, float]
    per_sheet: int
    pages: int
    is_wide: bool
    sizes: tuple[int, ...]
    speaks: Literal["own", "signs", "all"]
    is_sample: bool
    draft: Literal["", "draft", "unreviewed"] = ""
    is_stale: bool = False
    reviewed: str = ""
    fields: Literal["own", "latin", ""] = ""

    @property
    def flip(self) -> Flip:
        """How it is printed, as a key of the words of ``pieces``."""
        return flip_of(self.pages, self.is_wide)

    def is_for(self, tag: str) -> bool:
        """Whether readers of the language ``tag`` find it on their page."""
        return self.language == tag or self.speaks != "own"


_TUPLES = ("files", "previews", "trim", "sizes")


def flip_of(pages: int, is_wide: bool) -> Flip:
    """How a piece of so many pages is printed; ``is_wide`` where they are wider than high."""
    if pages == 1:
        return "one_sided"
    return "two_sided_short" if is_wide else "two_sided"


def made_from(root: Path) -> str:
    """A fingerprint of all that the pieces of the project in ``root`` say: words, contacts, design, configuration.

    It is coarser than what each piece depends on, so that a list of prints is rather dropped than trusted wrongly.
    """
    digest = hashlib.sha256()
    for pattern in _SAYS:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and path.suffix != ".ttf":
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


_SAYS = (
    "mkdocs.yml",
    "docs/contacts.yml",
    "docs/states.yml",
    "docs/*/**/*.md",
    "docs/*/*.yml",
    "docs/*/translation.lock",
    "printables/**/*",
)


def write_prints(path: Path, prints: Iterable[Print], source: str) -> None:
    """Leave the list of ``prints`` at ``path``, with the ``made_from`` of its ``source``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"made_from": source, "prints": [asdict(item) for item in prints]}
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_prints(path: Path, source: str) -> tuple[Print, ...]:
    """The list left at ``path``; empty where there is none, or where it was made from another ``source``."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["made_from"] != source:
            return ()
        return tuple(
            Print(**{**item, **{name: tuple(item[name]) for name in _TUPLES}})
            for item in data["prints"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()
