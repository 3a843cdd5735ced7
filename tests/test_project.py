"""Whatever is written down wrongly is told by file, line, expected, found and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyr.problems import Problem, ProblemError
from kyr.project import is_placeholder_address
from tests.sandbox import Sandbox

CONTACTS = """contacts:
      - name: Springfield line
        phone: 212-555-0143
        verified: 2026-11-21
"""


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def problems(sandbox: Sandbox) -> list[Problem]:
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    return list(error.value.problems)


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "expected"),
    [
        ("mkdocs.yml", "locale: es,", "locale: xx,", "language-tag", "BCP 47"),
        ("mkdocs.yml", "locale: zh-Hans", "locale: zh-hans", "language-tag", "zh-Hans"),
        ("mkdocs.yml", "locale: ar,", "locale: es,", "language-tag", "once"),
        ("mkdocs.yml", "locale: es,", "locale: fr,", "language-folder", "docs/fr"),
        ("mkdocs.yml", "paper: letter", "paper: folio", "library", "letter"),
        ("mkdocs.yml", "drafts: marked", "drafts: maybe", "library", "hidden"),
        ("mkdocs.yml", 'state: ""', "state: Ohio", "library", "two letters"),
        ("mkdocs.yml", 'site: ""', "site: https://library.example/", "library", "placeholder"),
        ("mkdocs.yml", 'name: ""', "nmae: x", "library", "keys that are known"),
        ("mkdocs.yml", 'name: ""', "name: [A, B]", "library", "words"),
        ("mkdocs.yml", "contacts: []", "contacts: 555", "library", "a list"),
        ("mkdocs.yml", "contacts: []", "contacts: [A]", "library", "lines of “key: value”"),
        (
            "docs/contacts.yml",
            "  verified: 2026-11-21",
            "  verified: 1763683200",
            "contact",
            "2026-11-21",
        ),
        ("docs/en/now.md", "sources:", "sources: here\nforms:", "front-matter", "a list"),
        ("printables/catalogue.yml", "sides: 2", "sides: two", "catalogue", "whole number"),
        ("mkdocs.yml", "  library:", "  Library:", "library", "library"),
        ("mkdocs.yml", "    contacts: []", "  contacts: []", "library", "library"),
        ("mkdocs.yml", "locale: es, name: Español", "locale: es", "language-name", "name"),
        ("mkdocs.yml", "name: Español", "name: English", "language-name", "no other language"),
        ("mkdocs.yml", "name: 简体中文", "name: español", "language-name", "no other language"),
        ("mkdocs.yml", "name: Español", "name: Français", "language-name", "name of Spanish"),
        ("mkdocs.yml", "https://library.example/", "ftp://x.org/", "site-url", "https://"),
        ("docs/contacts.yml", "  status: ok", "  status: fine", "contact", "ok"),
        ("docs/es/now.md", "title:", "titel:", "front-matter", "a value for this key"),
        ("docs/es/now.md", "---\n", "", "front-matter", "---"),
        ("printables/catalogue.yml", "sides: 2", "sides: 9", "catalogue", "8"),
        ("printables/catalogue.yml", "pieces: all", "pieces: [red-crad]", "catalogue", "piece"),
        ("printables/catalogue.yml", "form: screen", "form: page", "catalogue", "trim"),
        ("mkdocs.yml", "signs: []", "signs: [en, xx]", "library", "ar, en, es"),
        ("printables/catalogue.yml", "audience: patron", "audience: agent", "catalogue", "patron"),
        ("printables/catalogue.yml", "rows: 5", "rows: 7", "catalogue", "fits"),
        ("printables/catalogue.yml", "  red-card:", "  Red Card:", "catalogue", "small letters"),
    ],
)
def test_configuration_errors(
    sandbox: Sandbox, name: str, old: str, new: str, rule: str, expected: str
) -> None:
    line = sandbox.edit(name, old, new)
    found = [problem for problem in problems(sandbox) if problem.rule == rule]
    assert found, problems(sandbox)
    assert any(problem.path == sandbox.root / name for problem in found)
    assert any(expected in problem.expected for problem in found), [p.expected for p in found]
    assert all(problem.found and problem.next_step for problem in found)
    # No word of Python or of pydantic: people without either read this.
    assert not re.search(
        r"dict|instance|tuple|literal|\bvalid (string|list|int)|“”|“str”", str(found)
    )
    if rule in ("language-tag", "contact", "site-url"):
        assert any(abs(problem.line - line) <= 1 for problem in found)


def test_all_faults_are_told_at_once(sandbox: Sandbox) -> None:
    sandbox.edit("mkdocs.yml", "paper: letter", "paper: folio")
    sandbox.edit("docs/contacts.yml", "  status: ok", "  status: fine")
    sandbox.edit("docs/es/now.md", "title:", "titel:")
    assert {problem.rule for problem in problems(sandbox)} >= {
        "library",
        "contact",
        "front-matter",
    }


def test_english_cannot_be_left_out(sandbox: Sandbox) -> None:
    sandbox.edit("mkdocs.yml", "- {locale: en, name: English, default: true}", "")
    assert any("English (en)" in problem.expected for problem in problems(sandbox))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: English, default: true}", "name: English}"),
        ("name: Español}", "name: Español, default: true}"),
    ],
)
def test_english_is_the_default_and_nothing_else_is(sandbox: Sandbox, old: str, new: str) -> None:
    line = sandbox.edit("mkdocs.yml", old, new)
    with pytest.raises(ProblemError) as caught:
        sandbox.load()
    (problem,) = caught.value.problems
    assert (problem.rule, problem.line) == ("language", line) and "default" in problem.expected


def test_the_library_s_own_details(sandbox: Sandbox) -> None:
    sandbox.edit("mkdocs.yml", "contacts: []", CONTACTS)
    sandbox.edit("mkdocs.yml", "https://library.example/", "https://rights.springfield.gov/kyr")
    project = sandbox.load()
    assert project.site_url == "https://rights.springfield.gov/kyr/"
    assert not project.is_placeholder
    assert project.library.contacts[0].name == "Springfield line"


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("212-555-0143", "212-555", "telephone"),
        ("        phone: 212-555-0143\n", "", "phone, url or email"),
        ("        verified: 2026-11-21\n", "", "verified"),
        ("phone: 212-555-0143", "phone: (your number)", "telephone"),
        ("name: Springfield line", "name: ''", "at least 1"),
    ],
)
def test_faults_in_the_library_s_contacts(sandbox: Sandbox, old: str, new: str, word: str) -> None:
    sandbox.edit("mkdocs.yml", "contacts: []", CONTACTS.replace(old, new))
    found = problems(sandbox)
    assert any(word in f"{problem.expected} {problem.found}" for problem in found), found
    assert all(problem.path.name == "mkdocs.yml" and problem.line > 10 for problem in found)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://library.example/", True),
        ("https://www.example.org/x/", True),
        ("http://127.0.0.1:8000/", True),
        ("http://localhost/", True),
        ("", True),
        ("https://kyr.invalid/", True),
        ("https://springfield.gov/", False),
        ("https://example.springfield.gov/", False),
    ],
)
def test_placeholder_addresses(address: str, expected: bool) -> None:
    assert is_placeholder_address(address) is expected
