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
    for tag in ("es", "ar", "zh-Hans"):
        sandbox.edit(
            "mkdocs.yml", next(li for li in technical.splitlines() if f"locale: {tag}" in li), ""
        )
        shutil.rmtree(sandbox.root / "docs" / tag)
    sandbox.edit("mkdocs.yml", "signs: [en, es]", "signs: [en]")
    result = CliRunner().invoke(app, ["build", "--strict", "--root", str(sandbox.root)])
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
