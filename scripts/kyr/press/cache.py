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
from kyr.press.setting import compose, style_sheets

_PACKAGES = (
    *("weasyprint", "pikepdf", "pydyf", "pypdfium2", "icu4py", "pillow", "fonttools"),
    # What a proof finds is part of what is kept.
    *("pdfua", "zxing-cpp"),
)
_KEY = re.compile(r"[0-9a-f]{32}")
_LIST = "finished.json"


@dataclass(frozen=True, slots=True)
class Finished:
    """A piece made ready, as it is kept: its files, which are one PDF or some PNGs, and the previews of its sides.

    ``pages`` counts the pages of the PDF.
    """

    files: tuple[Path, ...]
    previews: tuple[Path, ...]
    pages: int


def layout_key(manuscript: Manuscript, fonts: Fonts) -> str:
    """The name of all that the type of ``manuscript`` depends on: editions that differ in nothing else share it.

    Raises:
        ProblemError: a font differs from the lock.
    """
    job = manuscript.job
    parts = [
        compose(manuscript, tuple(Fit(1, Manner(1)) for _ in manuscript.sides)),
        *style_sheets(manuscript),
        repr((job.body_pt, job.least_pt, job.trim, job.bleed)),
        repr([(side.families, side.small, side.others) for side in manuscript.sides]),
    ]
    for side in manuscript.sides:
        parts.extend(fonts.digests((*side.families, *side.small, *side.others)))
    return _digest(*parts)


def key_of(manuscript: Manuscript, fonts: Fonts) -> str:
    """The name of all that ``manuscript`` depends on: words, style, fonts, catalogue, programs.

    Raises:
        ProblemError: a font differs from the lock.
    """
    job = manuscript.job
    return _digest(
        layout_key(manuscript, fonts),
        job.piece.model_dump_json(),
        job.edition.model_dump_json(exclude={"pieces"}),
        job.stem,
        json.dumps(manuscript.english),
        json.dumps([part.key for part in manuscript.parts]),
        _programs(),
    )


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:32]


@lru_cache(maxsize=1)
def _programs() -> str:
    """The source of this package and the versions of what it uses."""
    folder = Path(__file__).parent
    own = b"".join(path.read_bytes() for path in sorted(folder.rglob("*.py")))
    versions = [f"{name} {version(name)}" for name in _PACKAGES]
    return hashlib.sha256(own).hexdigest() + " ".join(versions)


def load(cache: Path, key: str) -> Finished | None:
    """What is kept under ``key``, if it is whole."""
    folder = cache / "press" / key
    try:
        found = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        finished = Finished(
            tuple(folder / name for name in found["files"]),
            tuple(folder / name for name in found["previews"]),
            found["pages"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = all(path.is_file() for path in (*finished.files, *finished.previews))
    return finished if whole else None


def keep(
    cache: Path,
    key: str,
    files: dict[str, bytes],
    previews: dict[str, bytes],
    pages: int,
) -> None:
    """Keep ``files`` and ``previews`` by name under ``key``, in one step: an interruption leaves nothing half made."""
    folder = cache / "press" / key
    new = folder.with_name(f"{key}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name, data in (*files.items(), *previews.items()):
        (new / name).write_bytes(data)
    listed = {"files": list(files), "previews": list(previews), "pages": pages}
    (new / _LIST).write_text(json.dumps(listed), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def forget_others(cache: Path, keys: set[str]) -> None:
    """Remove whatever is kept under none of ``keys``."""
    for folder in (cache / "press").iterdir():
        if _KEY.fullmatch(folder.name.removesuffix(".new")) and folder.name not in keys:
            shutil.rmtree(folder, ignore_errors=True)
