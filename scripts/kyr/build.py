"""The whole way from words to a finished ``site/``: check, press, build, audit, list, swap.

Everything is made in a folder of its own and takes the place of the last good output only when nothing was found
wrong with it, so that a fault never leaves a half-written site behind.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kyr import checks
from kyr.audit import Finding, audit
from kyr.press import press_all
from kyr.prints import Print
from kyr.problems import Level, Problem, ProblemError
from kyr.project import Project
from kyr.site.build import build_site
from kyr.translation.publication import LeftOut, left_out, publications

Report = Callable[[str], None]

MANIFEST = "SHA256SUMS"
"""The manifest's name: ``sha256sum --check`` reads it."""


class AuditError(Exception):
    """The finished site breaks a promise; ``findings`` says where."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("\n".join(map(str, findings)))


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left: ``size`` in bytes, the problems that did not stop it, and what it left out for readers."""

    site: Path
    languages: tuple[str, ...]
    prints: tuple[Print, ...]
    files: int
    size: int
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...] = ()


def cache_folder(project: Project) -> Path:
    """Where work that can be done again is kept."""
    return project.root / ".cache" / "kyr"


def check(project: Project, *, strict: bool) -> tuple[Problem, ...]:
    """The problems that need not stop the build.

    Raises:
        ProblemError: there are errors, or with ``strict`` warnings.
    """
    found = checks.run(project)
    stops = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if any(problem.level in stops for problem in found):
        raise ProblemError(found)
    return tuple(found)


def build(project: Project, out: Path, *, strict: bool, jobs: int, report: Report) -> Built:
    """Build the website and all PDFs of ``project`` into ``out``.

    Raises:
        ProblemError: the words or the pieces have problems; ``out`` is as it was.
        AuditError: the finished site breaks a promise; ``out`` is as it was.
    """
    _check_target(project, out)
    problems = check(project, strict=strict)
    published = publications(project)
    cache = cache_folder(project)
    with _stage(cache, report) as stage:
        processes = jobs or os.cpu_count() or 1
        prints = press_all(project, published, stage, cache, processes, report)
        build_site(project, published, prints, stage, cache, processes, report)
        report("audit: reading every page as a stranger would")
        findings = audit(stage, project.site_url)
        if findings:
            raise AuditError(findings)
        files = _write_manifest(stage)
        size = sum(path.stat().st_size for path in files)
        _swap(stage, out)
    gone = tuple(left_out(project, published))
    return Built(out, tuple(published), prints, len(files), size, problems, gone)


def press(
    project: Project, out: Path, *, strict: bool, jobs: int, report: Report
) -> tuple[Print, ...]:
    """Only the PDFs, into ``out``.

    Raises:
        ProblemError: the words or the pieces have problems; ``out`` is as it was.
    """
    _check_target(project, out)
    check(project, strict=strict)
    cache = cache_folder(project)
    with _stage(cache, report) as stage:
        processes = jobs or os.cpu_count() or 1
        prints = press_all(project, publications(project), stage, cache, processes, report)
        _write_manifest(stage)
        _swap(stage, out)
    return prints


@contextmanager
def _stage(cache: Path, report: Report) -> Iterator[Path]:
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


def _check_target(project: Project, out: Path) -> None:
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


def _swap(stage: Path, out: Path) -> None:
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


def _write_manifest(folder: Path) -> list[Path]:
    """List every file of ``folder`` with its SHA-256 in ``MANIFEST``; the files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
    )
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8")
    return files
