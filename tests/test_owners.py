"""Who is asked to look at changes is who the registry names, and nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kyr.checks import RULES, owners
from kyr.cli import app
from kyr.owners import FILE, code_owners
from kyr.problems import Level, Problem, ProblemError
from tests.sandbox import ROOT, Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    sandbox = Sandbox(tmp_path)
    (sandbox.root / FILE).parent.mkdir()
    return sandbox


def name(sandbox: Sandbox, maintainers: str = "", **reviewers: str) -> None:
    """Put handles into the registry."""
    if maintainers:
        sandbox.edit("mkdocs.yml", "maintainers: []", f"maintainers: [{maintainers}]")
    for tag, handles in reviewers.items():
        entry = re.search(
            rf"- {{locale: {tag}, .*}}", (sandbox.root / "mkdocs.yml").read_text(encoding="utf-8")
        )
        assert entry
        sandbox.edit(
            "mkdocs.yml", entry[0], f"{entry[0][:-1]}, extra: {{reviewers: [{handles}]}}}}"
        )


def owners_of(text: str, path: str) -> list[str]:
    """Whom GitHub would ask about ``path``: the owners of the last pattern that fits."""
    found: list[str] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        pattern, *handles = line.split()
        body = re.escape(pattern).replace(r"\*", "[^/]*")
        if pattern == "*":
            fits = True
        elif pattern.endswith("/"):
            fits = bool(re.match(body, f"/{path}"))
        else:
            fits = bool(re.fullmatch(body, f"/{path}"))
        if fits:
            found = handles
    return found


def problems(sandbox: Sandbox) -> list[Problem]:
    return list(owners.check(sandbox.load()))


def test_nobody_is_invented(sandbox: Sandbox) -> None:
    text = code_owners(sandbox.load())
    assert "Nobody" in text
    assert all(line.startswith("#") or not line for line in text.splitlines())


def test_everyone_is_asked_about_what_is_theirs(sandbox: Sandbox) -> None:
    name(sandbox, '"@ada", "@library/keepers"', es='"@eva", "@library/es-readers"')
    sandbox.edit(
        "mkdocs.yml", "locale: zh-Hans, ", "locale: zh-Hans, extra: {reviewers: ['@mei']}, "
    )
    text = code_owners(sandbox.load())
    keepers = ["@ada", "@library/keepers"]
    for path in (
        "docs/es/now.md",
        "docs/es/rights/home.md",
        "docs/es/site.yml",
        "docs/es/language.yml",
    ):
        assert owners_of(text, path) == ["@eva", "@library/es-readers"]
    assert owners_of(text, "docs/zh-Hans/now.md") == ["@mei"]
    # A review that is claimed, the English and all that stands behind every language.
    for path in (
        *("docs/es/translation.lock", "docs/zh-Hans/translation.lock", "docs/past/now.md.lock"),
        *("docs/contacts.yml", "docs/states.yml", "docs/en/now.md", "docs/ar/now.md", "mkdocs.yml"),
        *("scripts/kyr/cli.py", "printables/catalogue.yml", "overrides/main.html", "uv.lock"),
        *(".github/CODEOWNERS", ".github/workflows/check.yml", ".ci/run", "README.md"),
    ):
        assert owners_of(text, path) == keepers, path


def test_readers_of_english_are_asked_beside_the_maintainers(sandbox: Sandbox) -> None:
    name(sandbox, '"@ada"', en='"@ben", "@ada"')
    assert owners_of(code_owners(sandbox.load()), "docs/en/now.md") == ["@ben", "@ada"]


def test_reviewers_alone_are_asked_about_their_language_alone(sandbox: Sandbox) -> None:
    name(sandbox, es='"@eva"')
    text = code_owners(sandbox.load())
    assert owners_of(text, "docs/es/translation.lock") == ["@eva"]
    assert owners_of(text, "docs/en/now.md") == owners_of(text, "mkdocs.yml") == []


@pytest.mark.parametrize(
    "handle",
    ["eva", "@", "@eva maria", "@-eva", "@eva-", "@a/b/c", "eva@library.org", "@eva\\n* @x"],
)
def test_what_is_no_handle_is_told(sandbox: Sandbox, handle: str) -> None:
    name(sandbox, f'"{handle}"', es=f'"{handle}"')
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    found = {problem.rule: problem for problem in error.value.problems}
    text = (sandbox.root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    assert set(found) == {"library", "language"}
    assert "maintainers" in text[found["library"].line - 1]
    assert "reviewers" in text[found["language"].line - 1]
    assert all("@name" in problem.expected for problem in found.values())


def test_a_detail_of_a_language_that_nobody_knows_is_told(sandbox: Sandbox) -> None:
    line = sandbox.edit("mkdocs.yml", "locale: es, ", "locale: es, extra: {reviewer: '@eva'}, ")
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    (problem,) = error.value.problems
    assert (problem.rule, problem.line) == ("language", line)
    assert "reviewer" in problem.found


def test_the_file_is_compared_with_the_registry(sandbox: Sandbox) -> None:
    root = str(sandbox.root)
    assert owners.check in RULES
    (problem,) = problems(sandbox)
    assert (problem.path, problem.line, problem.level) == (sandbox.root / FILE, 0, Level.WARNING)
    assert "uv run kyr owners" in problem.next_step
    assert CliRunner().invoke(app, ["owners", "--root", root]).exit_code == 0
    assert problems(sandbox) == []
    # Somebody is named, and the file does not know it yet; then somebody types into the file.
    name(sandbox, '"@ada"')
    (problem,) = problems(sandbox)
    written = (sandbox.root / FILE).read_text(encoding="utf-8").splitlines()
    assert problem.line and problem.found == f"“{written[problem.line - 1]}”"
    CliRunner().invoke(app, ["owners", "--root", root])
    assert problems(sandbox) == []
    with (sandbox.root / FILE).open("a", encoding="utf-8") as file:
        file.write("/docs/es/ @mallory\n")
    (problem,) = problems(sandbox)
    assert (problem.expected, problem.found) == ("no more lines", "“/docs/es/ @mallory”")


def test_where_no_such_file_is_used_none_is_wanted(tmp_path: Path) -> None:
    assert problems(Sandbox(tmp_path)) == []


def test_the_project_s_own_file_is_up_to_date() -> None:
    from kyr.project import load_project

    assert (ROOT / FILE).read_text(encoding="utf-8") == code_owners(load_project(ROOT))
