"""The whole way from words to a finished ``site/``: check, press, build, audit, list, swap.

Everything is made in a folder of its own and takes the place of the last good output only when nothing was found
wrong with it, so that a fault never leaves a half-written site behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kyr.audit import Finding, audit
from kyr.output import check_target, staged, swap, write_manifest
from kyr.press import press_all
from kyr.prints import Print
from kyr.problems import Problem
from kyr.project import Project
from kyr.site.build import build_site
from kyr.translation.publication import LeftOut, left_out, publications
from kyr.verdict import check

Report = Callable[[str], None]


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


def build(project: Project, out: Path, *, strict: bool, jobs: int, report: Report) -> Built:
    """Build the website and all PDFs of ``project`` into ``out``.

    Raises:
        ProblemError: the words or the pieces have problems; ``out`` is as it was.
        AuditError: the finished site breaks a promise; ``out`` is as it was.
    """
    check_target(project, out)
    problems = check(project, strict=strict)
    published = publications(project)
    cache = cache_folder(project)
    with staged(cache, report) as stage:
        processes = jobs or os.cpu_count() or 1
        prints = press_all(project, published, stage, cache, processes, report)
        build_site(project, published, prints, stage, cache, processes, report)
        report("audit: reading every page as a stranger would")
        findings = audit(stage, project.site_url)
        if findings:
            raise AuditError(findings)
        files = write_manifest(stage)
        size = sum(path.stat().st_size for path in files)
        swap(stage, out)
    gone = tuple(left_out(project, published))
    return Built(out, tuple(published), prints, len(files), size, problems, gone)


def press(
    project: Project, out: Path, *, strict: bool, jobs: int, report: Report, only: str = ""
) -> tuple[Print, ...]:
    """Only the PDFs, into ``out``; those of the language ``only`` where one is named.

    Raises:
        ProblemError: the words or the pieces have problems; ``out`` is as it was.
    """
    check_target(project, out)
    check(project, strict=strict)
    cache = cache_folder(project)
    with staged(cache, report) as stage:
        processes = jobs or os.cpu_count() or 1
        prints = press_all(project, publications(project), stage, cache, processes, report, only)
        write_manifest(stage)
        swap(stage, out)
    return prints
