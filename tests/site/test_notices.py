"""What readers are told of a translation: which parts have fallen behind, what was checked, what is English."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

from kyr.audit import audit
from kyr.site.views import Site
from kyr.translation.publication import publications
from kyr.translation.stamp import review
from tests.behind import LENT, REPOSITORY, URL, Behind
from tests.sandbox import Sandbox
from tests.site.reading import Element, Reader, read, target


def notice(page: Reader) -> Element:
    (found,) = [e for e in page.all("div") if e.has_class("kyr-notice")]
    return found


def links(page: Reader) -> list[tuple[str, str]]:
    return [(a["href"], " ".join(a.text.split())) for a in page.links("kyr-notice")]


def test_the_site_keeps_its_promises(behind: Behind) -> None:
    assert audit(behind.site, URL) == []


def test_each_part_that_fell_behind_is_named_and_linked(behind: Behind) -> None:
    page, words = read(behind.site, "es/rights/home.html"), behind.project.texts["es"].site
    titles = {
        section.id: section.title
        for section in behind.project.page("es", "rights/home.md").sections()
    }
    english = "../../en/rights/home.html"
    assert links(page) == [
        ("#open-door", titles["open-door"]),
        (f"{english}#open-door", "(en inglés)"),
        # English no longer has it, so there is nothing to compare it with.
        ("#antes", "Antes"),
        (f"{english}#windows", "Windows & cellars (en inglés)"),
        (english, words.text("notice.english")),
    ]
    text = notice(page).text
    for key in ("draft_title", "draft", "stale_title", "stale", "new"):
        assert words.text(f"notice.{key}") in text, key
    (title,) = [e for e in page.all("bdi") if e.text == "Windows & cellars"]
    assert (title["lang"], title["dir"]) == ("en", "ltr")
    for href, _ in links(page):
        file, _, anchor = href.partition("#")
        ids = {e.get("id") for e in read(behind.site, target("es/rights/home.html", file)).elements}
        assert not anchor or anchor in ids


def test_the_part_itself_says_so_to_who_arrives_there(behind: Behind) -> None:
    page, words = read(behind.site, "es/rights/home.html"), behind.project.texts["es"].site
    marks = [e for e in page.elements if e.has_class("kyr-stale")]
    seen = [e for e in page.elements if e.has_class("kyr-stale") or re.fullmatch("h2", e.tag)]
    above = [one["id"] for one, two in pairwise(seen) if two.has_class("kyr-stale")]
    assert above == ["open-door", "antes"]
    hrefs = [a["href"] for a in page.links("kyr-stale")]
    assert hrefs == ["../../en/rights/home.html#open-door", "../../en/rights/home.html"]
    assert all(words.text("notice.stale_here") in mark.text for mark in marks)
    # Links keep leading to the same places, and searches find the page's own words alone.
    sections = {section.id for section in behind.project.page("es", "rights/home.md").sections()}
    assert sections - {"top"} <= {e["id"] for e in page.elements if e.get("id")}
    assert words.text("notice.stale_here") not in index(behind.site, "es")


def test_a_review_that_lapsed_is_not_called_a_draft(behind: Behind) -> None:
    page, words = read(behind.site, "es/help.html"), behind.project.texts["es"].site
    text = notice(page).text
    assert words.text("notice.lapsed") in text and words.text("notice.stale_title") in text
    for key in ("draft_title", "draft", "unreviewed", "part_unreviewed", "stale", "new"):
        assert words.text(f"notice.{key}") not in text, key
    assert links(page)[0][0] == "#library"


def test_what_is_checked_in_part_says_which_part_is_not(behind: Behind) -> None:
    page, words = read(behind.site, "es/rights/car.html"), behind.project.texts["es"].site
    text = notice(page).text
    assert words.text("notice.part_unreviewed") in text and words.text("notice.draft") not in text
    hrefs = [href for href, _ in links(page)]
    assert "#passenger" in hrefs and "#driver" not in hrefs and "#main" in hrefs


def test_words_of_the_card_count_where_they_stand(behind: Behind) -> None:
    """The page is reviewed; of the words of print.yml on it nobody has checked any, and some are out of date."""
    page = read(behind.site, "es/rights/card.html")
    marks = [e for e in page.elements if e.has_class("kyr-stale")]
    assert len(marks) == 1 and marks[0].is_in(lambda e: e.has_class("kyr-card-holder"))
    assert ("#holder", "Para usted") in links(page)
    # The title of the officer's side changed too, but here it stands in English anyway.
    assert "agent" not in {href.partition("#")[2] for href, text in links(page) if "ingl" in text}


def test_on_the_emergency_page_one_line_stands_above_the_steps(behind: Behind) -> None:
    page, words = read(behind.site, "es/now.html"), behind.project.texts["es"].site
    first, *rest = [e for e in page.elements if e.has_class("kyr-notice")]
    steps = next(e for e in page.all("ol"))
    assert first.text == words.text("notice.stale_title")
    # A machine's draft that is out of date as well is called both.
    stale = read(behind.site, "ar/now.html")
    line = next(e for e in stale.elements if e.has_class("kyr-notice-short"))
    arabic = behind.project.texts["ar"].site
    titles = (arabic.text("notice.draft_title"), arabic.text("notice.stale_title"))
    assert line.text == " · ".join(titles)
    assert ("#main", behind.project.page("es", "now.md").front.title) in links(page)
    assert page.elements.index(first) < page.elements.index(steps)
    assert [page.elements.index(e) > page.elements.index(steps) for e in rest] == [True]
    assert not [e for e in page.elements if e.has_class("kyr-stale")]


def test_english_words_are_marked_where_they_are_text(behind: Behind) -> None:
    english = behind.project.source.site
    for path in [*behind.site.glob("es/**/*.html"), behind.site / "index.html"]:
        page = Reader(path.read_text(encoding="utf-8"))
        texts = [e for e in page.all("span") if e.get("lang") == "en" and e.get("dir") == "ltr"]
        assert english.text("site_name") in [e.text for e in texts], path
        assert not any("<" in value for e in page.elements for value in e.attributes.values())
        assert page.one("title").text.endswith(english.text("site_name"))
    page = read(behind.site, "es/help.html")
    (exit_,) = [e for e in page.elements if e.get("id") == "kyr-exit"]
    assert exit_["data-wait"] == english.text("exit.loading")
    (menu,) = [e for e in page.all("summary") if english.text("language.button") in e.text]
    assert menu.text == english.text("language.button"), "once, not once more for who reads English"
    shop = read(behind.site, "es/print.html")
    (head,) = [e for e in shop.all("h2") if e.get("id") == "piece-red-card"]
    assert head.text == english.text("pieces.red_card.name")
    assert [e.text for e in shop.all("span") if head in e.inside and e["lang"] == "en"]


def test_nothing_is_left_of_the_marks(behind: Behind) -> None:
    for path in behind.site.rglob("*.*"):
        assert not re.search("[\ue000-\uf8ff]", path.read_text(encoding="utf-8")), path
    assert len(LENT) == len(publications(behind.project)["es"].texts.site.lent)


def test_each_page_leads_to_its_own_file(behind: Behind) -> None:
    edit = f"{REPOSITORY}/edit/main/docs"
    for name, path in (
        ("es/rights/home.html", "es/rights/home.md"),
        ("en/index.html", "en/index.md"),
        ("en/states/ohio.html", "states.yml"),
    ):
        (link,) = [a for a in read(behind.site, name).links("kyr-facts") if REPOSITORY in a["href"]]
        assert link["href"] == f"{edit}/{path}"
        assert link["rel"] == "external nofollow noreferrer noopener"


def test_a_reviewed_page_says_when_and_has_no_notice(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    review(sandbox.load(), "es", ["rights/work.md"], "Ana Reader", date(2026, 11, 20))
    project = sandbox.load()
    site = Site(project, publications(project))
    view = site.view("es", "rights/work.md")
    assert view.notices == () and "20 de noviembre de 2026" in view.facts.reviewed
    assert "Ana" not in repr(view), "a name stands in the record, and on no page"
    assert site.view("en", "rights/work.md").notices == ()


def test_who_looks_at_a_page_that_is_not_ready_sees_what_is_missing(tmp_path: Path) -> None:
    """A page that still is the English copy, as kyr preview shows it."""
    sandbox = Sandbox(tmp_path)
    english = (sandbox.root / "docs/en/help.md").read_text(encoding="utf-8")
    text = re.sub("facts_checked:.*?\n---", "---", english, count=1, flags=re.S)
    (sandbox.root / "docs/es/help.md").write_text(text, encoding="utf-8")
    lock = sandbox.root / "docs/es/translation.lock"
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    lock.write_text("".join(line for line in lines if "help.md" not in line), encoding="utf-8")
    project = sandbox.load()
    assert "es" not in publications(project)
    (found,) = Site(project, publications(project, also={"es"})).view("es", "help.md").notices
    (part,) = found.parts
    sections = {section.id for section in project.page("en", "help.md").sections()}
    anchors = {place.english.partition("#")[2] for place in part.places}
    assert anchors - {""} <= sections - {"top"} and all(place.is_english for place in part.places)


def index(site: Path, tag: str) -> str:
    text = (site / tag / "search.js").read_text(encoding="utf-8")
    return json.dumps(json.loads(text[len("kyrIndex(") : -3]), ensure_ascii=False)
