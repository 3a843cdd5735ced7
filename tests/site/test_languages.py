"""Languages beside each other: the switch, alternates, pages that one of them lacks, drafts, unusual tags."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kyr.translation.publication import CORE_FILES, Publication
from kyr.translation.stamp import review
from tests.sandbox import Sandbox
from tests.site.reading import build, pages, read, target

REAL = "https://kyr.library.org/rights/"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site at a real address with Hmong, Sorani and a Spanish that has grown beyond the core set."""
    sandbox = Sandbox(tmp_path_factory.mktemp("odd"))
    for tag in ("hmn", "ckb"):
        folder = sandbox.root / "docs" / tag
        shutil.copytree(sandbox.root / "docs/en", folder)
        for name in ("protocol", "states"):
            shutil.rmtree(folder / name)
        (folder / "glossary.md").unlink()
    shutil.copy(sandbox.root / "docs/en/about.md", sandbox.root / "docs/es/about.md")
    sandbox.edit(
        "mkdocs.yml",
        "{locale: zh-Hans,",
        "{locale: hmn, name: Hmoob}\n        - {locale: ckb, name: کوردی}\n        - {locale: zh-Hans,",
    )
    sandbox.edit("mkdocs.yml", "https://library.example/", REAL)
    for tag in ("hmn", "ckb", "es"):
        sandbox.declare(tag)
    return build(sandbox.load(), sandbox.root / "built")[0]


def test_the_switch_leads_to_the_same_page_or_the_first(
    site: Path, pubs: Mapping[str, Publication]
) -> None:
    for name, page in pages(site):
        tag, _, rest = name.partition("/")
        for place in ("kyr-switch", "kyr-footer"):
            links = [a for a in page.links(place) if a.get("hreflang")]
            assert [link["lang"] for link in links] == list(pubs), name
            for link in links:
                same = f"{link['lang']}/{rest}"
                wanted = same if (site / same).exists() else f"{link['lang']}/index.html"
                assert target(name, link["href"]) == wanted
                assert link["dir"] == pubs[link["lang"]].language.direction
                assert link.text == pubs[link["lang"]].language.name
                assert (link.get("aria-current") == "true") == (link["lang"] == tag)


def test_alternates_are_true_and_mutual(odd: Path) -> None:
    for name, page in pages(odd):
        rest = name.partition("/")[2]
        found = {e["hreflang"]: e["href"] for e in page.all("link") if e.get("hreflang")}
        have = {path.name for path in odd.iterdir() if (path / rest).is_file()}
        assert set(found) - {"x-default"} == (have if len(have) > 1 else set()), name
        for tag in have & set(found):
            assert found[tag] == f"{REAL}{tag}/{rest}"
        assert found.get("x-default", "") == (REAL if rest == "index.html" else "")
        assert page.one("link", rel="canonical")["href"] == REAL + name


def test_without_an_address_nothing_untrue_is_said(site: Path) -> None:
    for name, page in pages(site):
        assert not [e for e in page.all("link") if e.get("rel") == "canonical"], name
        for link in page.all("link"):
            if link.get("hreflang"):
                assert (site / target(name, link["href"])).is_file()
    assert not (site / "sitemap.xml").exists()
    assert "library.example" not in "".join(
        path.read_text(encoding="utf-8") for path in site.rglob("*.*") if path.suffix != ".md"
    )


def test_pages_that_only_english_has_are_linked_and_marked(site: Path) -> None:
    assert not (site / "ar/protocol").exists()
    page = read(site, "ar/index.html")
    staff = [a for a in page.links("kyr-menu") if a["href"] == "../en/protocol/now.html"]
    (door,) = [a for a in page.all("a") if a.has_class("door-staff")]
    for link in (*staff, door):
        assert link["hreflang"] == "en" and "بالإنجليزية" in link.text
    assert door["href"] == "../en/protocol/index.html"
    assert not [a for a in read(site, "en/index.html").all("a") if "in English" in a.text]


def test_tags_of_three_letters(odd: Path) -> None:
    for tag, direction in (("hmn", "ltr"), ("ckb", "rtl")):
        page = read(odd, f"{tag}/rights/home.html")
        html = page.one("html")
        assert (html["lang"], html["dir"]) == (tag, direction)
        assert page.one("main").text.count("2026")
        assert not (odd / tag / "glossary.html").exists()
        switch = read(odd, "en/rights/home.html").links("kyr-switch")
        (link,) = [a for a in switch if a["lang"] == tag]
        assert link["href"] == f"../../{tag}/rights/home.html"
    assert (odd / "es/about.html").exists() and not (odd / "es/glossary.html").exists()


def test_the_sitemap_lists_what_is_there(odd: Path) -> None:
    text = (odd / "sitemap.xml").read_text(encoding="utf-8")
    names = [path.relative_to(odd).as_posix() for path in odd.glob("*/**/*.html")]
    assert len(names) > 100
    for name in names:
        assert f"<loc>{REAL}{name}</loc>" in text
    assert text.count("<url>") == len(names) + 1
    assert "lastmod" not in text
    assert f'hreflang="ckb" href="{REAL}ckb/now.html"' in text
    assert "ckb/glossary.html" not in text
    assert f"Sitemap: {REAL}sitemap.xml" in (odd / "robots.txt").read_text()


def test_hidden_drafts_stay_away_until_they_are_reviewed(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    sandbox.edit("mkdocs.yml", "drafts: marked ", "drafts: hidden ")
    shutil.copy(sandbox.root / "docs/en/about.md", sandbox.root / "docs/es/about.md")
    sandbox.declare("es")
    project = sandbox.load()
    first, _ = build(project, tmp_path / "first")
    assert [path.name for path in first.iterdir() if (path / "index.html").exists()] == ["en"]
    assert "Español" not in (first / "index.html").read_text(encoding="utf-8")
    assert 'hreflang="es"' not in (first / "en/index.html").read_text(encoding="utf-8")
    review(project, "es", CORE_FILES, "A. Reader", date.today())
    second, _ = build(project, tmp_path / "second")
    assert (second / "es/index.html").exists() and not (second / "es/about.html").exists()
    assert "kyr-notice" not in (second / "es/index.html").read_text(encoding="utf-8")
    assert not (second / "ar").exists()


def test_what_was_made_by_a_machine_or_has_fallen_behind_says_so(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    before = sandbox.load()
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Be calm.**")
    out, _ = build(sandbox.load(), tmp_path)
    words = before.texts["es"].site
    now = (out / "es/now.html").read_text(encoding="utf-8")
    assert words.text("notice.draft") in now and words.text("notice.stale") in now
    home = (out / "es/index.html").read_text(encoding="utf-8")
    assert words.text("notice.draft") in home and words.text("notice.stale") not in home
