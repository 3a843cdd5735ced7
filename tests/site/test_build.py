"""Building: the same bytes each time and by either road, only what changed, and faults told with their place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kyr.prints import Print, made_from, write_prints
from kyr.problems import ProblemError
from kyr.site import build as building
from kyr.translation.publication import publications
from tests.sandbox import Sandbox
from tests.site.reading import build, tree


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return Sandbox(tmp_path_factory.mktemp("project"))


def mkdocs(root: Path, out: Path, builder: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    """A plain strict build, as anybody who knows MkDocs would type it."""
    return subprocess.run(
        [sys.executable, "-m", builder, "build", "--strict", "--site-dir", str(out)],
        cwd=root,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "1",
            "PYTHONHASHSEED": "7",
        },
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_two_builds_and_a_plain_one_are_the_same(
    site: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    again, _ = build(sandbox.load(), tmp_path)
    assert tree(again) == tree(site)
    plain = mkdocs(sandbox.root, tmp_path / "plain")
    assert plain.returncode == 0, plain.stderr
    assert tree(tmp_path / "plain") == tree(site)


def test_the_fork_of_mkdocs_builds_the_same_sources(
    site: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    """MkDocs 1 is no longer developed; ProperDocs goes on with it."""
    result = mkdocs(sandbox.root, tmp_path / "fork", "properdocs")
    assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "fork") == tree(site)


def test_processes_give_the_same_bytes(
    site: Path, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "FEW", 1)
    out, said = build(sandbox.load(), tmp_path, jobs=2)
    assert tree(out) == tree(site)
    assert [line.split(":")[0] for line in said] == ["en", "es", "ar", "zh-Hans"]


def test_only_what_changed_is_built_again(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")

    def said() -> list[str]:
        out = tmp_path / "out"
        out.mkdir(exist_ok=True)
        lines: list[str] = []
        project = sandbox.load()
        building.build_site(
            project, publications(project), (), out, tmp_path / "cache", 1, lines.append
        )
        return sorted(line for line in lines if not line.endswith("unchanged"))

    assert len(said()) == 4
    assert said() == []
    sandbox.append("docs/es/now.md", "Una frase más.")
    assert [line.split(":")[0] for line in said()] == ["es"]
    assert "Una frase más." in (tmp_path / "out/es/now.html").read_text(encoding="utf-8")
    sandbox.append("overrides/partials/footer.html", "<!-- -->")
    assert len(said()) == 4
    kept = [path.name.rpartition("-")[0] for path in (tmp_path / "cache").iterdir()]
    assert sorted(kept) == ["ar", "en", "es", "zh-Hans"]


def test_faults_of_all_languages_come_at_once_with_their_places(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    places = {
        ("es/now.md", sandbox.append("docs/es/now.md", "[x](nowhere.md)")),
        ("en/about.md", sandbox.append("docs/en/about.md", "Call {{ no-such-contact.phone }}.")),
        ("en/about.md", sandbox.append("docs/en/about.md", "See {{ list.languages }} here.")),
        ("ar/help.md", sandbox.append("docs/ar/help.md", "[x](now.md#nothing)")),
    }
    with pytest.raises(ProblemError) as raised:
        build(sandbox.load(), tmp_path)
    found = {
        (problem.path.relative_to(sandbox.root / "docs").as_posix(), problem.line)
        for problem in raised.value.problems
    }
    assert found == places
    assert not list((tmp_path / "site").iterdir())
    assert not [path for path in (tmp_path / "cache").iterdir() if path.name.startswith("ar")]


@pytest.mark.parametrize(
    "broken",
    [
        {"now.md": "[x](nowhere.md)"},
        {"help.md": "{{ iceblock.link }}", "about.md": "{{ site.no_such }}"},
    ],
)
def test_a_plain_strict_build_fails_too(tmp_path: Path, broken: dict[str, str]) -> None:
    sandbox = Sandbox(tmp_path / "project")
    sandbox.only_english()
    for page, line in broken.items():
        sandbox.append(f"docs/en/{page}", line)
    result = mkdocs(sandbox.root, tmp_path / "out")
    assert result.returncode != 0
    for page in broken:
        assert page in result.stderr
    assert "Traceback" not in result.stderr


def test_a_plain_build_shows_what_was_pressed_before(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    sandbox.only_english()
    pdf, picture = "en/print/red-card-office-letter.pdf", "en/print/red-card-office-letter-1.png"
    item = Print(
        piece="red-card",
        language="en",
        edition="office",
        paper="letter",
        files=(pdf,),
        previews=(picture,),
        trim=(3.5, 2),
        per_sheet=10,
        pages=2,
        is_wide=False,
        sizes=(4,),
        speaks="own",
        is_sample=False,
    )
    press = sandbox.root / ".cache/kyr/press"
    write_prints(press / "prints.json", [item], made_from(sandbox.root))
    for name in (pdf, picture):
        (press / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (press / "out" / name).write_bytes(b"here")
    assert mkdocs(sandbox.root, tmp_path / "out").returncode == 0
    assert (tmp_path / "out" / pdf).read_bytes() == (tmp_path / "out" / picture).read_bytes()
    assert 'href="print/red-card-office-letter.pdf"' in (tmp_path / "out/en/print.html").read_text()
    # A number that was mended since must not live on in a PDF.
    sandbox.edit("docs/contacts.yml", "verified: 2026-11-21", "verified: 2026-11-20")
    assert mkdocs(sandbox.root, tmp_path / "out").returncode == 0
    assert not (tmp_path / "out" / pdf).exists()


def test_the_menu_needs_words_and_pages(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    sandbox.edit("mkdocs.yml", "- about:\n", "- sections-of-mine:\n")
    sandbox.edit("mkdocs.yml", "- glossary.md", "- glossary.md\n  - missing.md")
    with pytest.raises(ProblemError) as raised:
        build(sandbox.load(), tmp_path)
    assert [problem.rule for problem in raised.value.problems] == ["nav-words", "nav-page"]
