"""What the README tells a librarian to write is what works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import yaml
from typer.testing import CliRunner

from kyr.cli import app
from tests.sandbox import ROOT, Sandbox

PLAIN = (
    *("family-plan", "warrant-guide", "salute-slip", "phone-tree", "risk-assessment"),
    *("data-audit", "test-sheet", "sign-public", "sign-desk"),
    *("protocol-booklet-prepare", "protocol-booklet-practice"),
)
"""Pieces that are the same in every library, for nothing that it writes here is on them, or that show of it what
another one made from their template shows."""
CHAPTER = "protocol/now.md"
"""Says what the state's law says."""


def thin(path: Path) -> None:
    """Leave the ``PLAIN`` pieces and other inks out of the catalogue at ``path``; bind one chapter into each book."""
    catalogue = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name in PLAIN:
        del catalogue["pieces"][name]
    for piece in catalogue["pieces"].values():
        if "chapters" in piece:
            piece["chapters"] = [CHAPTER]
    # What differs from the office's edition in nothing but ink.
    del catalogue["editions"]["black"], catalogue["editions"]["press"]
    path.write_text(yaml.safe_dump(catalogue, sort_keys=False), encoding="utf-8")


def test_the_library_s_own_details_reach_page_and_paper(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(site_url:.*?)```", readme, re.S)
    assert found
    example = found[1].replace("(your number)", "212-555-0143")
    example = example.replace("library.example", "rights.springfield.gov")
    assert yaml.safe_load(example)["extra"]["library"]["contacts"][0]["hours"]
    sandbox = Sandbox(tmp_path / "my library")
    fonts = sandbox.root / "printables/fonts"
    shutil.copytree(ROOT / "printables/fonts", fonts, dirs_exist_ok=True)
    config = (sandbox.root / "mkdocs.yml").read_text(encoding="utf-8")
    technical = config[config.index("  generator: false") :]
    (sandbox.root / "mkdocs.yml").write_text(f"{example}{technical}", encoding="utf-8")
    sandbox.only_english()
    sandbox.edit("mkdocs.yml", "signs: [en, es]", "signs: [en]")
    thin(sandbox.root / "printables/catalogue.yml")
    result = CliRunner().invoke(
        app, ["build", "--strict", "--jobs", "1", "--root", str(sandbox.root)]
    )
    assert result.exit_code == 0, result.output
    site = sandbox.root / "site"
    assert "1-212-555-0143" in (site / "en/help.html").read_text(encoding="utf-8")
    for piece in ("red-card", "bookmark", "flyer"):
        text = "".join(
            page.get_textpage().get_text_range()
            for page in pypdfium2.PdfDocument(site / f"en/print/{piece}-office-letter.pdf")
        )
        assert "1-212-555-0143" in text, piece
        assert "SAMPLE" not in text, piece
