"""Specimens: what is drawn fits, is explained, and is said to be one; faults are told with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr import checks
from kyr.placeholders import SPECIMENS, parse_reference
from kyr.problems import Level, Problem
from kyr.project import Project
from kyr.specimen import WORDS, draw, estimate_width, section_of
from tests.sandbox import Sandbox

PRINT = "docs/en/print.yml"


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    sandbox = Sandbox(tmp_path)
    sandbox.only_english()
    return sandbox


def found(sandbox: Sandbox) -> list[Problem]:
    return [p for p in checks.run(sandbox.load()) if p.level is not Level.NOTE]


@pytest.mark.parametrize("form", SPECIMENS)
def test_drawn_and_explained(project: Project, form: str) -> None:
    drawing = draw(project.root, form, project.source.print)
    assert drawing.overflows == ()
    assert drawing.marks == len(project.source.print.list(f"{WORDS}.{section_of(form)}.marks"))
    assert drawing.content.count("SPECIMEN") == 3
    assert "style" not in drawing.content and "<image" not in drawing.content
    assert "href" not in drawing.content


@pytest.mark.parametrize("form", SPECIMENS)
def test_words_are_escaped(sandbox: Sandbox, form: str) -> None:
    sandbox.edit(PRINT, "stamp: SPECIMEN", 'stamp: "<b>&"')
    drawing = draw(sandbox.root, form, sandbox.load().source.print)
    assert "&lt;b&gt;&amp;" in drawing.content and "<b>" not in drawing.content


def test_a_word_too_long_is_refused_at_its_line(sandbox: Sandbox) -> None:
    line = sandbox.edit(PRINT, "place: Place to search", f"place: {'Place to search ' * 3}now")
    (problem,) = found(sandbox)
    assert (problem.rule, problem.path, problem.line) == (
        "specimen-room",
        sandbox.root / PRINT,
        line,
    )
    assert "court-warrant" in problem.expected and "% too long" in problem.found


def test_a_number_without_a_text_is_told(sandbox: Sandbox) -> None:
    sandbox.edit(PRINT, '        - "**Things.** What may officers look for?"\n', "")
    assert [(p.rule, p.found) for p in found(sandbox)] == [("specimen-marks", "5")]


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("signature: Signature of immigration officer", "sign: Officer", {"specimen-template"}),
        ("number: Form I-200", "number: Form I-200\n      seal: A seal", {"specimen-words"}),
        ("number: Form I-200", "number: Form “I-200”", {"specimen-words"}),
        ("stamp: SPECIMEN", 'stamp: "."', {"specimen-words"}),
        ("stamp: SPECIMEN", "stamp: S P E C", {"specimen-words"}),
        ("stamp: SPECIMEN", "stamp: '1234'", {"specimen-words"}),
    ],
)
def test_faces_hold_what_the_drawings_need(
    sandbox: Sandbox, old: str, new: str, rules: set[str]
) -> None:
    sandbox.edit(PRINT, old, new)
    assert rules <= {p.rule for p in found(sandbox)}


def test_an_unknown_form_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="i-200, i-205"):
        parse_reference("specimen.i-900")
    line = sandbox.append("docs/en/protocol/warrants.md", "{{ specimen.i-900 }}")
    assert [(p.rule, p.line) for p in found(sandbox)] == [("placeholder", line)]


def test_a_specimen_stands_alone_and_once(sandbox: Sandbox) -> None:
    texts = [
        ("See {{ specimen.i-200 }} here.", 0),
        ("{{ specimen.i-200 }} here.", 0),
        ("- {{ specimen.i-200 }}", 0),
        ("1. Look.\n\n    {{ specimen.i-200 }}", 2),
        ("| A |\n|---|\n| {{ specimen.i-200 }} |", 2),
        ("**{{ specimen.i-200 }}**", 0),
        ("> {{ specimen.i-200 }}", 0),
        ("Look:\n{{ specimen.i-200 }}", 1),
        ("{{ specimen.i-200 }}\nLook.", 0),
        ("Fine.\n\n{{ specimen.i-205 }}\n\n{{ specimen.i-200 }}\n\n{{ specimen.i-205 }}", 6),
    ]
    pages = sorted((sandbox.root / "docs/en/rights").glob("*.md"))
    pages += sorted((sandbox.root / "docs/en/organize").glob("*.md"))
    places = []
    for page, (text, line) in zip(pages, texts, strict=False):
        first = sandbox.append(str(page.relative_to(sandbox.root)), text)
        places.append(("specimen-place", page, first + line))
    assert len(places) == len(texts)
    assert sorted((p.rule, p.path, p.line) for p in found(sandbox)) == sorted(places)


def test_a_specimen_in_a_title_is_told(sandbox: Sandbox) -> None:
    line = sandbox.append("docs/en/talking-points.md", "## Look {{ specimen.i-200 }} {#look}")
    # Braces that are no id have no place there either.
    told = [(p.rule, p.line) for p in found(sandbox)]
    assert sorted(told) == [("attributes", line), ("specimen-place", line)]


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("docs/en/print.yml", "Place to search"),
        ("docs/en/site.yml", "Desk card"),
    ],
)
def test_no_specimen_among_the_words(sandbox: Sandbox, name: str, old: str) -> None:
    line = sandbox.edit(name, old, f"{old} {{{{ specimen.i-200 }}}}")
    assert ("specimen-place", sandbox.root / name, line) in [
        (p.rule, p.path, p.line) for p in checks.run(sandbox.load())
    ]


def test_where_specimens_may_stand(sandbox: Sandbox) -> None:
    ends = {"now": "", "help": "  ", "glossary": "\n\nWords.", "about": "\n\n{{ specimen.i-205 }}"}
    for name, end in ends.items():
        sandbox.append(f"docs/en/{name}.md", f"Words.\n\n{{{{ specimen.i-200 }}}}{end}")
    assert found(sandbox) == []


def test_a_translation_that_shows_one_needs_its_words(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    source = sandbox.root / "docs/en/protocol/warrants.md"
    target = sandbox.root / "docs/es/protocol/warrants.md"
    target.parent.mkdir()
    target.write_bytes(source.read_bytes())
    problems = [p for p in found(sandbox) if p.rule == "specimen-words"]
    assert len(problems) == len(SPECIMENS)
    lines = target.read_text(encoding="utf-8").splitlines()
    for problem, form in zip(problems, SPECIMENS, strict=True):
        assert problem.path == target
        assert lines[problem.line - 1] == f"{{{{ specimen.{form} }}}}"
        assert f"{sandbox.root / 'docs/es/print.yml'}" in problem.expected


def test_bold_capitals_are_wider() -> None:
    assert estimate_width("WARRANT", 10, True) > estimate_width("WARRANT", 10, False)
    assert estimate_width("WARRANT", 10, False) > estimate_width("warrant", 10, False)
    assert estimate_width("", 10, False) == 0
