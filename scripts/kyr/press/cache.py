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
_FILE = re.compile(r"[\w-]+\.(?:pdf|png)")
"""How the files of pieces are called: their ids can have letters of any script."""


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
    """What is kept under ``key``, if it is whole and what was kept.

    The folder may have come with somebody's change, so its list is not believed: it leads to nothing but plain files
    beside it, and those have to be what was written.
    """
    folder = cache / "press" / key
    try:
        if folder.is_symlink() or (folder / _LIST).is_symlink():
            return None
        found = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        files, previews = (
            tuple(_kept(folder, name, digest) for name, digest in found[part].items())
            for part in ("files", "previews")
        )
        pages = found["pages"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return Finished(files, previews, pages) if files and type(pages) is int else None


def _kept(folder: Path, name: str, digest: str) -> Path:
    """The file ``name`` in ``folder``.

    Raises:
        ValueError: it cannot be one that was kept there, or is another than was kept.
        OSError: it cannot be read.
    """
    path = folder / name
    is_plain = _FILE.fullmatch(name) and path.is_file() and not path.is_symlink()
    if not is_plain or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise ValueError(name)
    return path


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
    _remove(new)
    new.mkdir(parents=True)
    for name, data in (*files.items(), *previews.items()):
        (new / name).write_bytes(data)
    listed = {"files": _sums(files), "previews": _sums(previews), "pages": pages}
    (new / _LIST).write_text(json.dumps(listed), encoding="utf-8")
    _remove(folder)
    new.rename(folder)


def _sums(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def forget_others(cache: Path, keys: set[str]) -> None:
    """Remove whatever is kept under none of ``keys``."""
    for folder in (cache / "press").iterdir():
        if _KEY.fullmatch(folder.name.removesuffix(".new")) and folder.name not in keys:
            _remove(folder)


def _remove(path: Path) -> None:
    """Take ``path`` away, also where it is a link or a file in the place of a folder."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)
