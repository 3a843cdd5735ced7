"""A copy of the project's words, to spoil at will."""

from __future__ import annotations

import shutil
from pathlib import Path

from kyr.project import Project, load_project
from kyr.translation.lock import Origin, Record, write_lock
from kyr.translation.units import units_of

ROOT = Path(__file__).parents[1]


class Sandbox:
    """The configuration, words, templates and catalogue of the project in a folder of their own, without fonts."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("docs", "overrides"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copytree(
            ROOT / "printables", root / "printables", ignore=shutil.ignore_patterns("*.ttf")
        )
        shutil.copy(ROOT / "mkdocs.yml", root)

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace ``old`` by ``new`` once in file ``name``; the line where ``new`` begins."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def append(self, name: str, line: str) -> int:
        """Add a paragraph at the end of file ``name``; its line."""
        path = self.root / name
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
        path.write_text(f"{text}{line}\n", encoding="utf-8")
        return text.count("\n") + 1

    def only_english(self) -> None:
        """Take the other languages away, where they have no part in a test."""
        for tag in ("es", "ar", "zh-Hans"):
            path = self.root / "mkdocs.yml"
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text(
                "".join(line for line in lines if f"{{locale: {tag}," not in line), encoding="utf-8"
            )
            shutil.rmtree(self.root / "docs" / tag)

    def load(self) -> Project:
        """The project as it is now."""
        return load_project(self.root)

    def declare(self, tag: str, origin: Origin = Origin.PERSON) -> None:
        """Record all words of language ``tag`` as they stand, as stamped: also a copy of the English, for a trial."""
        project = self.load()
        source, own = units_of(project.source), units_of(project.texts[tag])
        files = {
            name: {
                key: Record(origin, source[name][key].fingerprint, unit.fingerprint)
                for key, unit in units.items()
                if key in source.get(name, {})
            }
            for name, units in own.items()
        }
        write_lock(self.root / "docs" / tag, {name: kept for name, kept in files.items() if kept})
