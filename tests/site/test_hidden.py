"""The policy that leaves out what no person has reviewed: on the site, in all that leads to it, and on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kyr.audit import audit
from kyr.build import Built
from kyr.cli.building import _summary as summarize
from kyr.press.manuscript import jobs
from kyr.project import Project
from kyr.translation.lock import Origin
from kyr.translation.publication import CORE_FILES, Lack, LeftOut, left_out, publications
from kyr.translation.stamp import review, stamp
from tests.sandbox import Sandbox
from tests.site.reading import build, read

URL = "https://kyr.library.org/rights/"
PAGE = "rights/home.md"
CLOSED, OTHER = "**Keep the door closed.**", "**Keep it closed.**"
DAY = date(2026, 11, 21)


@pytest.fixture
def hidden(tmp_path: Path) -> Sandbox:
    """A library that hides drafts, and a Spanish that a person has reviewed."""
    sandbox = Sandbox(tmp_path / "project")
    sandbox.edit("mkdocs.yml", "drafts: marked ", "drafts: hidden ")
    sandbox.edit("mkdocs.yml", "https://library.example/", URL)
    review(sandbox.load(), "es", CORE_FILES, "Ana Reader", DAY)
    return sandbox


def made(project: Project, tag: str = "es") -> set[str]:
    """The pieces of language ``tag``."""
    return {
        work.job.piece_id
        for work in jobs(project, publications(project))
        if work.job.language.tag == tag
    }


def reasons(project: Project) -> dict[str, LeftOut]:
    """What Spanish readers do not get."""
    found = left_out(project, publications(project))
    return {item.name: item for item in found if item.language.tag == "es"}


def test_a_page_whose_review_lapsed_is_nowhere_on_the_site(hidden: Sandbox) -> None:
    hidden.edit(f"docs/en/{PAGE}", CLOSED, OTHER)
    hidden.edit("docs/en/site.yml", "label: Search", "label: Find")
    project = hidden.load()
    out, _ = build(project, hidden.root / "built")
    assert audit(out, URL) == []
    assert {path.name for path in out.iterdir() if (path / "now.html").exists()} == {"en", "es"}
    assert not (out / "es/rights/home.html").exists() and (out / "es/now.html").exists()
    chooser = (out / "index.html").read_text(encoding="utf-8")
    assert (
        "Español" in chooser
        and "العربية" not in chooser
        and "العربية" not in (out / "404.html").read_text()
    )
    sitemap = (out / "sitemap.xml").read_text(encoding="utf-8")
    assert "es/now.html" in sitemap and "es/rights/home.html" not in sitemap
    english = read(out, "en/rights/home.html")
    assert not [e for e in english.all("link") if e.get("hreflang")]
    assert {a["href"] for a in english.links("kyr-switch")} == {"home.html", "../../es/index.html"}
    assert "rights/home.html" not in (out / "es/search.js").read_text(encoding="utf-8")
    page = read(out, "es/now.html")
    (menu,) = [a for a in page.links("kyr-menu") if a["href"].endswith("rights/home.html")]
    assert menu["href"] == "../en/rights/home.html" and "(en inglés)" in menu.text
    inside = [a for a in page.all("a") if "rights/home.html#" in a["href"]]
    assert inside and all(a["href"].startswith("../en/") for a in inside)
    # A button whose words lapsed says the English ones, and that it does.
    (label,) = page.all("label")
    assert label.text == "Find" and [e for e in page.all("span") if label in e.inside]
    assert not [e for e in page.elements if e.has_class("kyr-notice")]
    assert (
        "21 de noviembre de 2026"
        in [p.text for p in page.all("p") if p.is_in(lambda e: e.has_class("kyr-facts"))][-1]
    )
    found = reasons(project)
    (why,) = found[PAGE].obstacles
    assert (why.lack, [unit.unit.key for unit in why.units]) == (Lack.UNREVIEWED, ["open-door"])


def test_the_build_says_what_it_left_out_and_why(
    hidden: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden.edit(f"docs/en/{PAGE}", CLOSED, OTHER)
    hidden.edit("docs/en/print.yml", "    - You can say no to a search.", "    - Say no.")
    project = hidden.load()
    gone = tuple(left_out(project, publications(project)))
    summarize(Built(Path("site"), ("en", "es"), (), 1, 1, (), gone), 1.0, project)
    told = capsys.readouterr().out.replace("\n", " ")
    assert f"Left out: {PAGE} in Spanish (es): {PAGE} not all reviewed (open-door)." in told
    assert (
        "Left out: bookmark in Spanish (es): print.yml not all reviewed (bookmark.rights)." in told
    )
    assert "Left out: Arabic (ar): index.md not all reviewed" in told and "10 more." in told


def test_each_comes_back_with_its_review_and_goes_with_it(hidden: Sandbox) -> None:
    assert PAGE in publications(hidden.load())["es"].pages
    assert "" in {item.name for item in left_out(hidden.load(), {}) if item.language.tag == "ar"}
    hidden.edit(f"docs/en/{PAGE}", CLOSED, OTHER)
    assert PAGE not in publications(hidden.load())["es"].pages
    hidden.edit(f"docs/es/{PAGE}", "**Mantenga la puerta cerrada.**", "**Manténgala cerrada.**")
    stamp(hidden.load(), "es", [PAGE], Origin.PERSON, "open-door")
    assert PAGE not in publications(hidden.load())["es"].pages, "nobody has compared it again"
    review(hidden.load(), "es", [PAGE], None, DAY, "open-door")
    assert PAGE in publications(hidden.load())["es"].pages
    assert PAGE not in reasons(hidden.load())


def test_without_its_first_page_or_most_of_the_others_a_language_goes(hidden: Sandbox) -> None:
    names = [name for name in CORE_FILES if name.startswith("rights/")]
    for name in names[:6]:
        hidden.edit(f"docs/en/{name}", "title: ", "title: New ")
    assert set(names[:6]).isdisjoint(publications(hidden.load())["es"].pages)
    hidden.edit(f"docs/en/{names[6]}", "title: ", "title: New ")
    assert "es" not in publications(hidden.load())
    (why,) = [
        item
        for item in left_out(hidden.load(), publications(hidden.load()))
        if item.language.tag == "es"
    ]
    assert why.name == "" and {item.file for item in why.obstacles} >= set(names[:7])
    for name in names[:7]:
        hidden.edit(f"docs/en/{name}", "title: New ", "title: ")
    hidden.edit("docs/en/index.md", "title: ", "title: New ")
    assert "es" not in publications(hidden.load())


def test_on_paper_a_piece_goes_by_its_own_words(hidden: Sandbox) -> None:
    whole = made(hidden.load())
    assert {"red-card", "bookmark", "flyer", "zine", "language-pack"} <= whole
    hidden.edit(
        "docs/en/print.yml", "    - You can say no to a search.", "    - Say no to a search."
    )
    assert whole - made(hidden.load()) == {"bookmark"}
    hidden.edit("docs/en/print.yml", "  home_say: I do not consent", "  home_say: I never consent")
    assert whole - made(hidden.load()) == {"bookmark", "flyer", "flyer-half", "zine"}
    lapsed = reasons(hidden.load())
    assert {name for name, item in lapsed.items() if item.obstacles[0].lack is Lack.UNREVIEWED} == {
        *("bookmark", "flyer", "flyer-half", "zine")
    }
    assert [unit.unit.key for unit in lapsed["bookmark"].obstacles[0].units] == ["bookmark.rights"]
    # Without the page on which readers find them there are no pieces.
    hidden.edit("docs/en/print.md", "title: ", "title: New ")
    assert made(hidden.load()) == set()


def test_who_is_not_reviewed_does_not_speak_beside_others(hidden: Sandbox) -> None:
    def crowd(piece: str) -> list[str]:
        project = hidden.load()
        work = next(
            one for one in jobs(project, publications(project)) if one.job.piece_id == piece
        )
        return [one.language.tag for one in (work.publication, *work.guests)]

    assert crowd("many-language-flyer") == ["en", "es"] == crowd("sign-public")
    hidden.edit("docs/en/print.yml", "    title: You have rights", "    title: Your rights")
    assert crowd("many-language-flyer") == ["en"] and crowd("sign-public") == ["en", "es"]


def test_what_all_pieces_share_stands_in_english_until_it_is_reviewed(hidden: Sandbox) -> None:
    before = made(hidden.load())
    hidden.edit("docs/en/print.yml", "  scan: Scan to read more", "  scan: Scan this to read more")
    project = hidden.load()
    spanish = publications(project)["es"]
    assert made(project) == before
    assert spanish.texts.print.text("common.scan").startswith("Scan this")
    piece = project.catalogue.pieces["bookmark"]
    assert spanish.piece_state(piece).standing.reviewed == DAY, "it says nothing that is a draft"
