"""Every page keeps its promises: language, direction, policy, links, numbers."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

from kyr.project import Project
from kyr.translation.publication import Publication
from tests.site.reading import Element, pages, read, target

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)


def test_every_published_page_is_there(site: Path, pubs: Mapping[str, Publication]) -> None:
    wanted = {
        f"{tag}/{name.removesuffix('.md')}.html" for tag, pub in pubs.items() for name in pub.pages
    }
    assert {name for name, _ in pages(site)} == wanted
    assert {"en", "es", "ar", "zh-Hans"} <= set(pubs)


def test_language_and_direction(site: Path, pubs: Mapping[str, Publication]) -> None:
    for name, page in pages(site):
        language = pubs[name.split("/")[0]].language
        html = page.one("html")
        assert (html["lang"], html["dir"]) == (language.tag, language.direction), name
    assert read(site, "ar/index.html").one("html")["dir"] == "rtl"


def test_the_policy_stands_first(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = read(path.parent, path.name)
        head = page.elements[page.elements.index(page.one("head")) + 1]
        assert head.attributes == {"http-equiv": "Content-Security-Policy", "content": CSP}, path
        assert page.one("meta", name="referrer")["content"] == "no-referrer"


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = read(path.parent, path.name)
        for element in page.elements:
            assert element.tag not in ("style", "iframe", "object", "embed", "base"), path
            assert not any(key.startswith("on") or key == "style" for key in element.attributes)
            if element.tag == "script":
                assert element["src"].endswith("assets/kyr.js") and not element.text
            if element.tag in ("script", "img") or element.get("rel") in ("stylesheet", "icon"):
                loaded = element.get("src") or element.get("href")
                assert loaded == "data:," or "//" not in loaded, path
            assert element.get("target") == ""


def test_links_that_leave_tell_nothing(site: Path) -> None:
    seen = 0
    for name, page in pages(site):
        for link in page.all("a"):
            if link["href"].startswith("http"):
                seen += 1
                assert link["rel"] == "external nofollow noreferrer noopener", (name, link)
    assert seen > 100


def test_links_lead_to_files_and_places_that_exist(site: Path) -> None:
    ids = {name: {e["id"] for e in page.elements if e.get("id")} for name, page in pages(site)}
    for name, page in pages(site):
        for element in page.elements:
            href = element.get("href") or element.get("src")
            if not href or re.match(r"[a-z]+:", href):
                continue
            assert not href.startswith("/"), (name, href)
            file = target(name, href)
            assert (site / file).is_file(), (name, href)
            anchor = href.partition("#")[2]
            assert not anchor or anchor in ids[file], (name, href)


def test_numbers_can_be_tapped_and_are_not_turned_around(site: Path) -> None:
    seen = 0
    for name, page in pages(site):
        for link in page.all("a"):
            if link["href"].startswith(("tel:", "sms:")):
                seen += 1
                assert link["dir"] == "ltr" and link.has_class("tel"), name
                inner = page.elements[page.elements.index(link) + 1]
                assert inner.tag == "bdi" and inner["dir"] == "ltr" and inner.text == link.text
                assert re.fullmatch(r"(tel|sms):\+?[0-9]+", link["href"])
        loose = re.compile(r"1-\d{3}-\d{3}-\d{4}")
        for element in page.all("p") + page.all("li"):
            for number in loose.findall(element.text):
                marked = [e for e in page.elements if e.get("dir") == "ltr" and e.text == number]
                assert marked, (name, number)
    assert seen > 40
    tones = [e for e in read(site, "ar/help.html").all("bdi") if e.has_class("tel")]
    assert [tone.text for tone in tones] and all(tone["dir"] == "ltr" for tone in tones)


def test_nothing_is_left_of_placeholders(site: Path) -> None:
    for path in [*site.rglob("*.html"), *site.rglob("search.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\ue000\ue001]|\\{\\{|\\}\\}|kyr-page:", text), path


def test_headings_and_landmarks(site: Path) -> None:
    for name, page in pages(site):
        assert len(page.all("h1")) == len(page.all("main")) == 1, name
        assert page.one("main")["id"] == "main"
        skip = next(link for link in page.all("a"))
        assert skip["href"] == "#main" and skip.has_class("kyr-skip"), name
        ids = [element["id"] for element in page.elements if element.get("id")]
        assert len(ids) == len(set(ids)), name


def test_what_is_said_in_english_is_marked(site: Path) -> None:
    for tag in ("es", "ar", "zh-Hans"):
        page = read(site, f"{tag}/now.html")
        said = [e.text for e in page.all("span") if e.get("lang") == "en" and e["dir"] == "ltr"]
        assert any("Am I free to go?" in text for text in said), (tag, said)
    card = read(site, "ar/rights/card.html")
    side = [e for e in card.all("ul") if e.get("lang") == "en"]
    assert len(side) == 1 and side[0].is_in(lambda element: element.has_class("kyr-card-agent"))


def test_facts_and_sources(site: Path, project: Project) -> None:
    for name, page in pages(site):
        facts = page.one("section", **{"class": "kyr-facts md-typeset"})
        front = project.page("en", f"{name.partition('/')[2].removesuffix('.html')}.md").front
        inside = [a["href"] for a in page.links("kyr-facts")]
        assert inside == [source.url for source in front.sources if source.url], name
        if name.startswith("en/") and front.facts_checked:
            assert f"{front.facts_checked:%B} {front.facts_checked.day}, 20" in facts.text
    assert "21 de noviembre de 2026" in read(site, "es/now.html").one("main").text
    assert "2026年11月21日" in read(site, "zh-Hans/now.html").one("main").text


def test_drafts_say_so_in_the_readers_language(site: Path, pubs: Mapping[str, Publication]) -> None:
    def notices(name: str) -> list[Element]:
        return [e for e in read(site, name).all("div") if e.has_class("kyr-notice")]

    assert not notices("en/index.html")
    for tag, publication in pubs.items():
        if tag == "en" or not publication.states["now.md"].is_draft:
            continue
        (notice,) = notices(f"{tag}/now.html")
        assert publication.texts.site.text("notice.draft_title") in notice.text
        # On the emergency page a line above the steps leads to the whole notice below them.
        short, link = read(site, f"{tag}/now.html").links("kyr-notice")
        assert short["href"] == f"#{notice['id']}"
        assert link["href"] == "../en/now.html" and link["hreflang"] == "en"
        (link,) = read(site, f"{tag}/help.html").links("kyr-notice")
        assert link["href"] == "../en/help.html"


def test_the_first_page_is_light(site: Path) -> None:
    home = site / "en/index.html"
    loaded = [home]
    page = read(site, "en/index.html")
    for element in page.elements:
        address = element.get("src") or (
            element.get("href") if element.get("rel") == "stylesheet" else ""
        )
        if address:
            loaded.append(site / target("en/index.html", address))
    assert len(loaded) <= 6
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in loaded) <= 20_000
    assert (site / "assets/kyr.js").stat().st_size <= 4300
