"""A copy of the project's words, to spoil at will."""

from __future__ import annotations

import shutil
from pathlib import Path

from kyr.project import Project, load_project

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

    def load(self) -> Project:
        """The project as it is now."""
        return load_project(self.root)
