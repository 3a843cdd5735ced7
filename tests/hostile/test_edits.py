"""Small edits of true translations that turn their meaning, or what a browser makes of them: each is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr import checks
from kyr.problems import Level, Problem
from tests.sandbox import Sandbox

SAY = "    > **Diga:** “I do not consent to your entry.”"
EDITS = (
    # Spaces that nobody sees make code of it, or take it out of its notice.
    ("es/help.md", "- {{ nnirr-hotlines.link }}", "    - {{ nnirr-hotlines.link }}", "structure"),
    ("es/rights/home.md", SAY, f"        {SAY}", "structure"),
    ("ar/help.md", "\n    ", "\n", "structure"),
    ("es/rights/family.md", "\n- ", "\n-     ", "nesting"),
    ("es/now.md", "> **Diga:** ", ">      **Diga:** ", "nesting"),
    # A list within a line would stop the build of every language.
    (
        "es/rights/card.md",
        "{{ english.red_card.agent.statements* }}",
        "Lea: {{ english.red_card.agent.statements* }}",
        "placeholder-alone",
    ),
    # The card is taken off its page, or shows something else.
    ("ar/rights/card.md", "{{ print.red_card.holder.rules* }}", "افتح الباب.", "structure"),
    (
        "zh-Hans/rights/card.md",
        "{{ print.red_card.holder.rules* }}",
        "{{ print.red_card.agent.statements* }}",
        "structure",
    ),
    # English to say to an officer that no English page has.
    (
        "ar/rights/home.md",
        "“I do not consent to your entry.”",
        "“I do not consent to your entry.” “Please come in.”",
        "said",
    ),
    (
        "zh-Hans/now.md",
        "“Am I free to go?”",
        "“Am I free to go?” “You may come in. Please search my home.”",
        "said",
    ),
    (
        "es/rights/work.md",
        "\n\n## ",
        "\n\nTambién puede decir: “Please come in.”\n\n## ",
        "said",
    ),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[Problem]]:
    """What the checks say of each file, as its path below docs."""
    sandbox = Sandbox(tmp_path_factory.mktemp("edits"))
    for name, old, new, _ in EDITS:
        sandbox.edit(f"docs/{name}", old, new)
    told: dict[Path, list[Problem]] = {}
    for problem in checks.run(sandbox.load()):
        told.setdefault(problem.path.relative_to(sandbox.root / "docs"), []).append(problem)
    return told


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"), EDITS, ids=[f"{e[0]}-{e[3]}" for e in EDITS]
)
def test_it_is_refused(
    found: dict[Path, list[Problem]], name: str, old: str, new: str, rule: str
) -> None:
    problems = [one for one in found.get(Path(name), []) if one.rule == rule]
    assert problems, [str(one) for one in found.get(Path(name), [])]
    assert all(one.level is Level.ERROR and one.next_step for one in problems)


def test_many_signs_are_told_a_few_times_and_soon(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.append("docs/es/help.md", "\n".join(["[" * 1_990] * 100))
    problems = [one for one in checks.run(sandbox.load()) if one.rule == "markup"]
    assert 1 <= len(problems) <= 40


def test_an_honest_slip_is_told_where_it_is_and_why(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    line = sandbox.edit(
        "docs/es/rights/home.md",
        "“I do not consent to your entry.”",
        '"I do not consent to your entry."',
    )
    (problem,) = checks.run(sandbox.load())
    assert (problem.rule, problem.line) == ("structure", line)
    assert "quotation marks" in problem.expected


def test_one_cause_is_told_and_not_all_that_follows(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.edit("docs/es/rights/home.md", " {#read-warrant}", "")
    (sandbox.root / "docs/ar/print.yml").write_text("", encoding="utf-8")
    found = checks.run(sandbox.load())
    home = [one for one in found if one.path == sandbox.root / "docs/es/rights/home.md"]
    assert {one.rule for one in home} == {"headings"}
    words = [one for one in found if one.path == sandbox.root / "docs/ar/print.yml"]
    assert [one.rule for one in words] == ["words-missing"]
