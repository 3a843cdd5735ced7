"""A site whose Spanish has fallen behind in every way that there is, built once for all who look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kyr.project import Project
from kyr.translation.lock import Origin, Record, read_lock, write_lock
from kyr.translation.stamp import review
from kyr.translation.units import units_of
from tests.sandbox import Sandbox
from tests.site.reading import build

URL = "https://kyr.library.org/rights/"
REPOSITORY = "https://github.com/county-library/kyr"
LENT = ("site_name", "exit.loading", "search.label", "language.button", "pieces.red_card.name")
"""Texts that Spanish has not got yet."""


@dataclass(frozen=True)
class Behind:
    """The finished ``site`` and the ``project`` that it was made from."""

    site: Path
    project: Project


def make(folder: Path) -> Behind:
    """Build it below ``folder``."""
    sandbox = Sandbox(folder)
    sandbox.edit("mkdocs.yml", "https://library.example/", URL)
    sandbox.edit(
        "mkdocs.yml",
        "extra:\n",
        f"repo_url: {REPOSITORY}\nedit_uri: edit/main/docs/\n\nextra:\n",
    )
    _without(sandbox, LENT)
    # Nobody has stamped it: a section that English does not have any more.
    sandbox.append("docs/es/rights/home.md", "## Antes {#antes}\n\nEsto ya no existe.")
    _record(sandbox, "rights/home.md", "antes")
    review(sandbox.load(), "es", ["now.md", "help.md", "rights/card.md"], None, date(2026, 11, 20))
    review(sandbox.load(), "es", ["rights/car.md"], "Ana Reader", date(2026, 11, 20), "driver")
    # And then the English moves on.
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Be calm.**")
    sandbox.edit("docs/en/rights/home.md", "**Keep the door closed.**", "**Keep it closed.**")
    sandbox.append("docs/en/rights/home.md", "## Windows & cellars {#windows}\n\nClose them too.")
    sandbox.edit("docs/en/print.yml", "    title: To the officer", "    title: For the officer")
    sandbox.edit(
        "docs/en/print.yml", "      - You can **stay silent**.", "      - You may **stay silent**."
    )
    sandbox.edit("docs/en/help.md", "## From your library", "## From the library")
    project = sandbox.load()
    return Behind(build(project, folder / "built")[0], project)


def _without(sandbox: Sandbox, keys: tuple[str, ...]) -> None:
    """Take texts of the Spanish away, and what is recorded of them."""
    path = sandbox.root / "docs/es/site.yml"
    words = sandbox.load().texts["es"].site
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for key in keys:
        lines[words.line(key) - 1] = "\n"
    path.write_text("".join(lines), encoding="utf-8")
    files = dict(read_lock(path.parent).files)
    files["site.yml"] = {k: v for k, v in files["site.yml"].items() if k not in keys}
    write_lock(path.parent, files)


def _record(sandbox: Sandbox, file: str, key: str) -> None:
    """Record a section as made by a machine from an English that is gone."""
    own = units_of(sandbox.load().texts["es"])[file][key]
    folder = sandbox.root / "docs/es"
    files = dict(read_lock(folder).files)
    record = Record(Origin.MACHINE, "0" * 12, own.fingerprint)
    write_lock(folder, files | {file: {**files[file], key: record}})
