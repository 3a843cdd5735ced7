"""How far each language has come, on the page for those who help."""

from __future__ import annotations

import gzip
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kyr import checks
from kyr.audit.weight import MAX_BYTES
from kyr.languages import make_language
from kyr.project import Project
from kyr.repository import Repository
from kyr.site.status import LEAST, StatusWriter
from kyr.site.views import Site
from kyr.translation.publication import publications
from tests.behind import REPOSITORY, Behind
from tests.sandbox import Sandbox
from tests.site.reading import Reader, read

EDIT = f"{REPOSITORY}/edit/main/docs"


def written(project: Project, tag: str = "en") -> Reader:
    return Reader(StatusWriter(Site(project, publications(project)), tag).status())


def test_each_language_tells_what_is_there_and_what_is_wanted(behind: Behind) -> None:
    page = read(behind.site, "en/translate.html")
    entries = [e for e in page.all("details") if e.is_in(lambda e: e.has_class("kyr-status"))]
    names = [e.text for e in page.all("bdi") if e.get("lang") and e.is_in(lambda x: x in entries)]
    assert names == ["Español", "العربية", "简体中文"]
    spanish = " ".join(entries[0].text.split())
    count = len(behind.project.source.pages)
    assert f"13 of {count} pages" in spanish and "parts out of date" in spanish
    assert "At home: not translated yet: Windows & cellars" in spanish
    assert "the English has changed: When officers knock" in spanish
    assert "no longer in English: Antes" in spanish
    assert "not translated yet: search.label" in spanish or "search.label" in spanish
    assert "Drafts by a person: 0." in spanish and "checked: 0" not in spanish
    assert spanish.index("I need help now") < spanish.index("At home") < spanish.index("Glossary")
    hrefs = {a["href"]: a for a in page.links("kyr-status")}
    assert f"{EDIT}/es/rights/home.md" in hrefs and f"{EDIT}/es/site.yml" in hrefs
    assert f"{REPOSITORY}/new/main?filename=docs/es/glossary.md" in hrefs
    assert {a["rel"] for a in hrefs.values()} == {"external nofollow noreferrer noopener"}
    assert not any("utm" in href for href in hrefs)
    assert "_state.md" not in page.one("main").text
    # Thousands of names of files are nothing that a reader searches for.
    assert "Windows & cellars: " not in (behind.site / "en/search.js").read_text(encoding="utf-8")


def test_the_page_says_where_the_files_are_or_how_to_do_without(behind: Behind, site: Path) -> None:
    words = behind.project.source.site
    named, unnamed = read(behind.site, "en/translate.html"), read(site, "en/translate.html")
    (link,) = [a for a in named.all("a") if a["href"] == REPOSITORY]
    assert words.text("more.translate.where") in link.inside[-1].text
    assert words.text("more.translate.nowhere") in unnamed.one("main").text
    assert words.text("more.translate.nowhere") not in named.one("main").text
    assert not unnamed.links("kyr-status") and not unnamed.links("kyr-facts")[1:]
    assert words.text("more.translate.none_reviewed") in unnamed.one("main").text
    assert words.text("more.translate.none_reviewed") not in named.one("main").text


def test_a_language_that_has_begun_is_there_and_says_that_it_is_not_published(
    tmp_path: Path,
) -> None:
    sandbox = Sandbox(tmp_path)
    folder = sandbox.root / "docs/vi"
    folder.mkdir()
    shutil.copy(sandbox.root / "docs/es/now.md", folder)
    sandbox.edit(
        "mkdocs.yml", "{locale: es,", "{locale: vi, name: Tiếng Việt}\n        - {locale: es,"
    )
    project = replace(sandbox.load(), repository=Repository(REPOSITORY, "edit/main/docs/"))
    page = written(project)
    (begun,) = [e for e in page.all("details") if "Tiếng Việt" in e.text]
    text = " ".join(begun.text.split())
    assert "not on the site yet" in text
    assert "I need help now: not recorded who made it" in text
    assert "Words of the site: all of it, to translate" in text
    assert text.index("I need help now") < text.index("Words on paper") < text.index("At home")
    hrefs = [a["href"] for a in page.all("a") if a.is_in(lambda e: e is begun)]
    assert f"{EDIT}/vi/now.md" in hrefs
    assert f"{REPOSITORY}/new/main?filename=docs/vi/site.yml" in hrefs
    # A host that has no address for new files shows the English, to copy.
    other = replace(project, repository=Repository("https://git.county.gov/x", "edit/main/docs/"))
    hrefs = [a["href"] for a in written(other).all("a")]
    assert "https://git.county.gov/x/edit/main/docs/en/site.yml" in hrefs


def test_a_check_that_somebody_switched_off_is_there_with_the_reason(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    entry = "\nignore:\n  - {check: punctuation, where: now.md#top, reason: "
    path = sandbox.root / "docs/es/language.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{entry}a <quotation> of 1932}}\n", encoding="utf-8")
    page = written(sandbox.load())
    (spanish,) = [e for e in page.all("details") if "Español" in e.text]
    text = " ".join(spanish.text.split())
    assert text.endswith("and why: punctuation now.md#top a <quotation> of 1932")
    # Readers see the reason: it may hold no more than any other text.
    sandbox.edit("docs/es/language.yml", "a <quotation> of 1932", "call 212-555-0143")
    found = [problem for problem in checks.run(sandbox.load()) if problem.path == path]
    assert {problem.rule for problem in found} >= {"typed-contact"}
    assert {problem.line for problem in found} == {len(path.read_text("utf-8").splitlines())}


def test_in_a_language_without_the_words_it_is_english_and_says_so(project: Project) -> None:
    html = StatusWriter(Site(project, publications(project)), "ar").status()
    assert html.startswith('<div lang="en" dir="ltr">')


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Sixty languages, of which each is as far as Spanish."""
    sandbox = Sandbox(tmp_path_factory.mktemp("sixty"))
    tags = (
        "bg bs ca cs da de el et fi fr ga ha hi hr ht hu hy id ig is it ja ka ko ln lt lv mk ms mt nb ne nl om pa pl "
        "ps pt qu ro ru sk sl so sq sr sv sw ta te th vi km my am ti ur"
    ).split()
    for tag in tags:
        shutil.copytree(sandbox.root / "docs/es", sandbox.root / "docs" / tag)
    lines = (f"{{locale: {tag}, name: {make_language(tag).name}}}" for tag in tags)
    sandbox.edit("mkdocs.yml", "{locale: ar,", "\n        - ".join([*lines, "{locale: ar,"]))
    sandbox.edit("docs/en/rights/home.md", "**Keep the door closed.**", "**Keep it closed.**")
    return replace(sandbox.load(), repository=Repository(REPOSITORY, "edit/main/docs/"))


def test_with_sixty_languages_an_old_phone_can_load_it(sixty: Project, site: Path) -> None:
    html = StatusWriter(Site(sixty, publications(sixty)), "en").status()
    page = Reader(html)
    assert len(page.all("details")) == 60 and "When officers knock" in html
    assert len(page.all("a")) <= 60 * (3 * LEAST)
    assert "more</p>" in html, "what has no room is counted"
    first_load = [
        site / name
        for name in ("en/translate.html", "assets/material.css", "assets/kyr.css", "assets/kyr.js")
    ]
    others = sum(len(gzip.compress(path.read_bytes(), 6)) for path in first_load)
    assert others + len(gzip.compress(html.encode(), 6)) < MAX_BYTES
