"""A folder that is made by itself and takes the place of the last one only when it is whole."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kyr.project import Project

MANIFEST = "SHA256SUMS"
"""The manifest's name: ``sha256sum --check`` reads it."""


@contextmanager
def staged(cache: Path, report: Callable[[str], None]) -> Iterator[Path]:
    """A fresh folder on the same disk as ``cache``, one build at a time; whatever is left of it is removed."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report("waiting for another build of this folder to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        # What an interrupted build left behind.
        for old in cache.glob("stage-*"):
            shutil.rmtree(old, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix="stage-", dir=cache))
        try:
            stage = folder / "site"
            stage.mkdir()
            yield stage
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def check_target(project: Project, out: Path) -> None:
    """Refuse to replace anything but a folder that a build has made.

    Raises:
        OSError: ``out`` holds something else, or holds the project.
    """
    if project.root.is_relative_to(out):
        raise OSError(
            errno.EINVAL, "the project itself stands there; choose another folder", str(out)
        )
    # A plain "mkdocs build" leaves no manifest, but the stylesheet that only a build makes.
    marks = (MANIFEST, "assets/material.css")
    ours = out.is_dir() and (any((out / m).is_file() for m in marks) or not any(out.iterdir()))
    if (out.exists() or out.is_symlink()) and not ours:
        why = "not a folder that kyr has made; choose another, or remove it yourself"
        raise OSError(errno.EEXIST, why, str(out))


def swap(stage: Path, out: Path) -> None:
    """Put ``stage`` in the place of ``out`` by two renames; whatever happens, one of the two stands there."""
    out.parent.mkdir(parents=True, exist_ok=True)
    # A web server reads the files as somebody else, whatever this account's umask is.
    for path in (stage, *stage.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    new, old = out.with_name(f".{out.name}.new"), out.with_name(f".{out.name}.old")
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        # A copy where it is another disk: it must be whole before the old site is touched.
        shutil.move(stage, new)
        if out.exists():
            out.rename(old)
        new.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write_manifest(folder: Path) -> list[Path]:
    """List every file of ``folder`` with its SHA-256 in ``MANIFEST``; the files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
    )
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8")
    return files
