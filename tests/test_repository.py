"""Where a library keeps its files, and the addresses at which its host opens them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.problems import ProblemError
from kyr.repository import Repository, read_repository
from kyr.yamlfile import YamlFile, parse_yaml

PAGE = "vi/protocol/now.md"
GITHUB = "https://github.com/county-library/kyr"


def config(text: str) -> YamlFile:
    return parse_yaml(text, Path("mkdocs.yml"))


@pytest.mark.parametrize(
    ("text", "edit", "new"),
    [
        (
            f"repo_url: {GITHUB}/\nedit_uri: edit/main/docs",
            f"{GITHUB}/edit/main/docs/{PAGE}",
            f"{GITHUB}/new/main?filename=docs/{PAGE}",
        ),
        # Where nothing is said.
        (
            f"repo_url: {GITHUB}",
            f"{GITHUB}/edit/main/docs/{PAGE}",
            f"{GITHUB}/new/main?filename=docs/{PAGE}",
        ),
        (
            f"repo_url: {GITHUB}.git",
            f"{GITHUB}/edit/main/docs/{PAGE}",
            f"{GITHUB}/new/main?filename=docs/{PAGE}",
        ),
        (
            "repo_url: https://www.github.com/lib/kyr",
            f"https://www.github.com/lib/kyr/edit/main/docs/{PAGE}",
            f"https://www.github.com/lib/kyr/new/main?filename=docs/{PAGE}",
        ),
        (
            "repo_url: https://gitlab.com/lib/kyr",
            f"https://gitlab.com/lib/kyr/-/edit/main/docs/{PAGE}",
            f"https://gitlab.com/lib/kyr/-/new/main?file_name=docs/{PAGE}",
        ),
        # Where the branch ends cannot be told.
        (
            f"repo_url: {GITHUB}\nedit_uri: edit/feature/x/docs/",
            f"{GITHUB}/edit/feature/x/docs/{PAGE}",
            "",
        ),
        (
            "repo_url: https://codeberg.org/lib/kyr\nedit_uri: _edit/branch/main/docs/",
            f"https://codeberg.org/lib/kyr/_edit/branch/main/docs/{PAGE}",
            "",
        ),
        (
            f"repo_url: {GITHUB}\nedit_uri: edit/trial/docs/",
            f"{GITHUB}/edit/trial/docs/{PAGE}",
            f"{GITHUB}/new/trial?filename=docs/{PAGE}",
        ),
        (
            "repo_url: https://gitlab.com/lib/kyr\nedit_uri: -/edit/main/site/docs/",
            f"https://gitlab.com/lib/kyr/-/edit/main/site/docs/{PAGE}",
            f"https://gitlab.com/lib/kyr/-/new/main?file_name=site/docs/{PAGE}",
        ),
        (
            "repo_url: https://git.county.gov/lib/kyr\nedit_uri: -/edit/main/docs/",
            f"https://git.county.gov/lib/kyr/-/edit/main/docs/{PAGE}",
            f"https://git.county.gov/lib/kyr/-/new/main?file_name=docs/{PAGE}",
        ),
        (
            "repo_url: https://codeberg.org/lib/kyr\nedit_uri: _edit/main/docs/",
            f"https://codeberg.org/lib/kyr/_edit/main/docs/{PAGE}",
            f"https://codeberg.org/lib/kyr/_new/main/?filename=docs/{PAGE}",
        ),
        # Hosts whose addresses nobody has told us of.
        (
            "repo_url: https://bitbucket.org/lib/kyr",
            f"https://bitbucket.org/lib/kyr/src/default/docs/{PAGE}",
            "",
        ),
        (
            "repo_url: https://git.county.gov/lib/kyr\nedit_uri: edit/main/docs/",
            f"https://git.county.gov/lib/kyr/edit/main/docs/{PAGE}",
            "",
        ),
        (
            "repo_url: https://git.county.gov/lib\nedit_uri_template: 'form?file={path!q}'",
            "https://git.county.gov/lib/form?file=vi%2Fprotocol%2Fnow.md",
            "",
        ),
        ("repo_url: https://git.county.gov/lib/kyr", "", ""),
        ("repo_url: https://git.county.gov/lib/kyr\nedit_uri: ''", "", ""),
    ],
)
def test_the_host_opens_the_file(text: str, edit: str, new: str) -> None:
    found = read_repository(config(text))
    assert found is not None
    assert (found.edit(PAGE), found.new(PAGE)) == (edit, new)


def test_addresses_are_those_of_mkdocs(tmp_path: Path) -> None:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

    for given in ({"edit_uri": "edit/main/docs/"}, {"edit_uri_template": "x?p={path!q}"}):
        settings = MkDocsConfig()
        settings.load_dict(
            {"site_name": "x", "docs_dir": str(tmp_path), "repo_url": GITHUB, **given}
        )
        assert settings.validate() == ([], [])
        page = Page(None, File(PAGE, str(tmp_path), str(tmp_path), False), settings)
        lines = [f"repo_url: {GITHUB}", *(f"{key}: '{value}'" for key, value in given.items())]
        found = read_repository(config("\n".join(lines)))
        assert found is not None and found.edit(PAGE) == page.edit_url


def test_a_library_need_not_name_one() -> None:
    assert read_repository(config("site_name: x")) is None
    assert read_repository(config("repo_url:")) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("repo_url: http://localhost/kyr", "repo_url"),
        ("repo_url: javascript:alert(1)", "repo_url"),
        (f"repo_url: {GITHUB}?utm_source=site", "repo_url"),
        (f"repo_url: {GITHUB}\nedit_uri: '?ref=site&file='", "edit_uri"),
        (f"repo_url: {GITHUB}\nedit_uri: https://user@elsewhere.org/", "edit_uri"),
        (f"repo_url: {GITHUB}\nedit_uri: javascript:x/", "edit_uri"),
        (f"repo_url: {GITHUB}\nedit_uri_template: '{{file}}'", "edit_uri_template"),
        (f"repo_url: {GITHUB}\nedit_uri_template: '{{0}}'", "edit_uri_template"),
        (f"repo_url: {GITHUB}\nedit_uri_template: '{{'", "edit_uri_template"),
    ],
)
def test_an_address_that_no_page_may_lead_to_is_told(text: str, key: str) -> None:
    with pytest.raises(ProblemError) as error:
        read_repository(config(text))
    (problem,) = error.value.problems
    assert problem.rule == "repository" and text.splitlines()[problem.line - 1].startswith(key)


def test_what_stands_in_an_address_stays_in_it() -> None:
    found = Repository(GITHUB, "edit/main/docs/")
    assert found.edit('a"b#c.md') == f"{GITHUB}/edit/main/docs/a%22b%23c.md"
    assert found.new("a&b=c.md") == f"{GITHUB}/new/main?filename=docs/a%26b%3Dc.md"
