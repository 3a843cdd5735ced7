"""Files and folders that are not what they seem: nothing of them is opened, and each is told of by its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kyr.cli.common import show
from kyr.folders import DEEPEST, MOST_FILES, read_folders
from kyr.problems import Problem, visible
from tests.hostile.trial import below, judge
from tests.sandbox import Sandbox
from tests.site.reading import build

PAGE = "---\ntitle: A\ndescription: B\n---\n\n# A\n"


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _write(text: str = PAGE) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


MADE: tuple[tuple[str, Callable[[Path], object], str], ...] = (
    ("es/linked.md", _link("/etc/hostname"), "link"),
    ("es/linked", _link("/etc"), "link"),
    ("es/linked-to-itself", _link("."), "link"),
    ("es/rights/linked.md", _link("../help.md"), "link"),
    ("es/linked-nowhere.md", _link("nowhere"), "link"),
    ("es/linked.html", _link("/etc/hostname"), "link"),
    ("assets/linked.css", _link("/etc/hostname"), "link"),
    ("fr", _link("es"), "link"),
    ("linked", _link("/"), "link"),
    ("es/pipe.md", _fifo, "file-kind"),
    ("es/pipe", _fifo, "file-kind"),
    ("pipe", _fifo, "file-kind"),
    ("es/folder.md", Path.mkdir, "file-name"),
    ("es/.hidden", Path.mkdir, "file-name"),
    ("es/.hidden.md", _write(), "file-name"),
    ("es/evil.html", _write("<script>"), "file-name"),
    ("es/evil.js", _write("alert(1)"), "file-name"),
    ("es/evil.svg", _write("<svg onload=alert(1)>"), "file-name"),
    ("es/evil.pdf", _write("%PDF"), "file-name"),
    ("es/evil.css", _write("*{}"), "file-name"),
    ("es/.htaccess", _write("Redirect / https://elsewhere.org/"), "file-name"),
    ("es/_headers", _write("/*"), "file-name"),
    ("es/.gitattributes", _write("* filter=x"), "file-name"),
    ("es/.pages", _write("nav: []"), "file-name"),
    ("es/evil.md.html", _write(), "file-name"),
    ("es/HELP.md", _write(), "file-name"),
    ("es/Help.MD", _write(), "file-name"),
    ("es/help.md ", _write(), "file-name"),
    ("es/héllo.md", _write(), "file-name"),
    ("es/he\u0301llo.md", _write(), "file-name"),
    ("es/hеlp.md", _write(), "file-name"),
    ("es/help\u202edm.md", _write(), "file-name"),
    ("es/help\n::error::x.md", _write(), "file-name"),
    ("es/help\x1b[31m.md", _write(), "file-name"),
    ("es/--help.md", _write(), "file-name"),
    ("es/..md", _write(), "file-name"),
    ("es/a..b.md", _write(), "file-name"),
    ("es/a b.md", _write(), "file-name"),
    ("es/a\\b.md", _write(), "file-name"),
    ("es/con.md", _write(), "file-name"),
    ("es/aux", Path.mkdir, "file-name"),
    ("es/lpt1.md", _write(), "file-name"),
    ("es/rights/site.yml", _write("a: b"), "file-name"),
    ("es/extra.yml", _write("a: b"), "file-name"),
    ("es/site.yaml", _write("a: b"), "file-name"),
)
"""What is made below docs/, how, and the rule that tells of it."""

LEFT_ALONE = (
    ("es/.DS_Store", _write("x")),
    ("es/help.md~", _write("x")),
    ("es/rights/.home.md.swp", _write("x")),
    ("es/Thumbs.db", _write("x")),
)
"""What systems and editors leave beside the files that somebody works on."""


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    sandbox = Sandbox(tmp_path_factory.mktemp("files"))
    for name, make, _ in MADE:
        make(sandbox.root / "docs" / name)
    for name, make in LEFT_ALONE:
        make(sandbox.root / "docs" / name)
    # A name that is no text.
    (Path(os.fsdecode(os.fsencode(sandbox.root / "docs/es") + b"/help-\xff\xfe.md"))).write_text(
        PAGE
    )
    return sandbox


@pytest.fixture(scope="module")
def found(sandbox: Sandbox) -> dict[str, list[Problem]]:
    return judge(sandbox)


@pytest.mark.parametrize(("name", "rule"), [(name, rule) for name, _, rule in MADE])
def test_what_is_no_plain_file_is_told(
    found: dict[str, list[Problem]], name: str, rule: str
) -> None:
    assert [problem.rule for problem in found[name]] == [rule]
    assert found[name][0].next_step


def test_a_name_that_is_no_text_is_told_and_can_be_shown(
    found: dict[str, list[Problem]], sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = tuple(problem for some in found.values() for problem in some)
    show(problems, sandbox.root)
    told = capsys.readouterr().err
    assert "help-<U+DCFF><U+DCFE>.md" in told
    assert "help<U+202E>dm.md" in told
    assert "help<U+001B>[31m.md" in told
    assert "help ::error::x.md" in told
    assert not any(line.lstrip().startswith("::") for line in told.splitlines())
    assert all(visible(line) == line for line in told.splitlines())


def test_what_editors_leave_is_left_alone(found: dict[str, list[Problem]]) -> None:
    assert not [name for name, _ in LEFT_ALONE if name in found]


def test_none_of_it_reaches_the_site(sandbox: Sandbox, tmp_path: Path) -> None:
    """Also where no check has looked. Links lead MkDocs out of the project, so those are what checks must stop."""
    for name, _, _ in MADE:
        path = sandbox.root / "docs" / name
        if path.is_symlink() or path.is_fifo():
            path.unlink()
    out, _ = build(sandbox.load(), tmp_path)
    made = {below(out, path) for path in (out / "es").rglob("*") if path.is_file()}
    pages = {name for name in made if name.endswith(".html")}
    english = {below(out / "en", path) for path in (out / "en").rglob("*.html")}
    assert {name.removeprefix("es/") for name in pages} <= english
    assert made - pages == {"es/search.js"}
    assert all(path.stat().st_mode & 0o111 == 0 for path in out.rglob("*.html"))


def test_a_million_files_are_not_listed(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    for number in range(MOST_FILES + 5):
        (tmp_path / "es" / f"{number}.md").touch()
    found = read_folders(tmp_path, frozenset({"es"}))
    assert [problem.path for problem in found.problems] == [tmp_path]


def test_folders_end_somewhere(tmp_path: Path) -> None:
    deep = tmp_path / "es"
    made = [deep, *((deep := deep / "a") for _ in range(1_100))]
    for folder in made:
        folder.mkdir()
    try:
        found = read_folders(tmp_path, frozenset({"es"}))
    finally:
        # What tidies up after tests cannot do it.
        for folder in reversed(made):
            folder.rmdir()
    assert len(found.problems) == 1_100 - DEEPEST


def test_a_language_that_is_a_link_is_not_read(sandbox: Sandbox, tmp_path: Path) -> None:
    other = Sandbox(tmp_path / "project")
    folder = other.root / "docs/es"
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Exception, match="language-folder"):
        other.load()


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    other = Sandbox(tmp_path / "project")
    page = other.root / "docs/es/help.md"
    page.unlink()
    page.mkdir()
    (page / "x").touch()
    assert [problem.rule for problem in judge(other)["es/help.md"]] == ["file-gone", "file-name"]
