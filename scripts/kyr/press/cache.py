"""Finished pieces, kept by the content they were made from, so that nothing is made twice or kept too long."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from kyr.press.fonts import Fonts
from kyr.press.manuscript import Manuscript
from kyr.press.search import Fit, Manner
from kyr.press.setting import compose

_PACKAGES = ("weasyprint", "pikepdf", "pydyf", "pypdfium2", "icu4py", "pillow", "fonttools")
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Finished:
    """A PDF and its previews as they are kept."""

    pdf: bytes
    previews: tuple[bytes, ...]


def key_of(manuscript: Manuscript, fonts: Fonts) -> str:
    """The name of all that ``manuscript`` depends on: words, style, fonts, catalogue, programs.

    Raises:
        ProblemError: a font differs from the lock.
    """
    job = manuscript.job
    digest = hashlib.sha256()
    parts = [
        compose(manuscript, tuple(Fit(1, Manner(1)) for _ in manuscript.sides)),
        job.piece.model_dump_json(),
        job.stem,
        json.dumps(manuscript.english),
        repr([(side.families, side.small, side.others) for side in manuscript.sides]),
        _programs(),
    ]
    for side in manuscript.sides:
        parts.extend(fonts.digests((*side.families, *side.small, *side.others)))
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:32]


@lru_cache(maxsize=1)
def _programs() -> str:
    """The source of this package and the versions of what it uses."""
    folder = Path(__file__).parent
    own = b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))
    versions = [f"{name} {version(name)}" for name in _PACKAGES]
    return hashlib.sha256(own).hexdigest() + " ".join(versions)


def load(cache: Path, key: str, sides: int) -> Finished | None:
    """What is kept under ``key``, if it is whole."""
    folder = cache / "press" / key
    try:
        return Finished(
            (folder / "piece.pdf").read_bytes(),
            tuple((folder / f"{number}.png").read_bytes() for number in range(1, sides + 1)),
        )
    except OSError:
        return None


def keep(cache: Path, key: str, finished: Finished) -> None:
    """Keep ``finished`` under ``key``, in one step: an interrupted run leaves nothing half made."""
    folder = cache / "press" / key
    new = folder.with_name(f"{key}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    (new / "piece.pdf").write_bytes(finished.pdf)
    for number, picture in enumerate(finished.previews, 1):
        (new / f"{number}.png").write_bytes(picture)
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def forget_others(cache: Path, keys: set[str]) -> None:
    """Remove whatever is kept under none of ``keys``."""
    for folder in (cache / "press").iterdir():
        if _KEY.fullmatch(folder.name.removesuffix(".new")) and folder.name not in keys:
            shutil.rmtree(folder, ignore_errors=True)
