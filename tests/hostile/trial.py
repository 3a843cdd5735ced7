"""A copy of the project in which each hostile text has a page of its own: one look at it tells of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kyr import checks
from kyr.problems import Level, Problem
from tests.hostile.texts import ENGLISH, GOOD, Row
from tests.sandbox import Sandbox

FRONT = "---\ntitle: {title}\ndescription: A page for {title}.\n{more}---\n\n# {title}\n\n"
FACTS = "facts_checked: 2026-11-21\nlegal_review: none\nsources:\n  - {title: A book, seen: 2026-11-21}\n"
FOLDER = "trial"


def name_of(group: str, row: Row) -> str:
    """The name of the page on which ``row`` stands."""
    return f"{FOLDER}/{group}-{row.id}.md"


def write_pages(sandbox: Sandbox, rows: Mapping[str, Iterable[Row]], whole: str) -> None:
    """A page for each of ``rows``, below what translates ``ENGLISH``; those of the group ``whole`` are all of it."""
    for group, some in rows.items():
        for row in some:
            text = row.text if group == whole else f"{GOOD}\n{row.text}\n"
            for tag, title, front, body in (
                ("en", "Trial", FACTS, ENGLISH),
                (row.language, "Ensayo", "", text),
            ):
                path = sandbox.root / "docs" / tag / name_of(group, row)
                path.parent.mkdir(exist_ok=True)
                content = FRONT.format(title=title, more=front) + body
                path.write_bytes(content.encode("utf-8"))


def judge(sandbox: Sandbox) -> dict[str, list[Problem]]:
    """What is wrong with the project in ``sandbox``, by the paths of files below docs/."""
    found: dict[str, list[Problem]] = {}
    for problem in checks.run(sandbox.load()):
        if problem.level is not Level.NOTE:
            found.setdefault(below(sandbox.root / "docs", problem.path), []).append(problem)
    return found


def below(folder: Path, path: Path) -> str:
    """``path`` as seen from ``folder``."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
