"""A worker in Ohio finds Ohio: by question, by state, from the protocol and by searching; nothing weak looks firm."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from kyr.placeholders import QUESTIONS, parse_reference
from kyr.project import Project
from kyr.site import build as building
from kyr.site.states import write_states
from kyr.site.views import Site
from kyr.states import GROUP, TEMPLATE
from kyr.translation.lock import Origin
from kyr.translation.publication import publications
from tests.sandbox import Sandbox
from tests.site.reading import Element, Reader, build, pages, target

FOLDER = "en/states"

ON_A_PAGE = ("names", "records", "recording", "enforcement")
"""The order of the questions on a state's page: everyone needs the first, library staff the others."""

SURE = {"strong": "Sure", "medium": "Partly sure", "weak": "We do not know"}
UNKNOWN = "Not confirmed: we do not know. Ask a lawyer"
FIND = "find a lawyer"
NO_LIMITS = "We found no law that sets limits. Ask counsel"

TIP = re.compile(
    r'<span class="kyr-tip"> \(<span id="[^"]*">.*?</span> <a [^>]*>[^<]*</a>\)</span>'
)
"""What explains a term of the glossary, in the middle of a sentence."""


def read(site: Path, name: str) -> Reader:
    """The page ``name`` without the explanations of terms."""
    return Reader(TIP.sub("", (site / name).read_text(encoding="utf-8")))


def rows(page: Reader) -> list[tuple[Element, list[Element]]]:
    """The rows of the table of the states: the head of each, and its cells."""
    found = []
    for head in page.all("th"):
        if head.get("scope") == "row":
            row = head.inside[-1]
            found.append((head, [cell for cell in page.all("td") if cell.inside[-1] is row]))
    return found


def translate(sandbox: Sandbox, tag: str, *names: str, words: bool = True) -> None:
    """Give language ``tag`` the pages ``names``, and the words for the states (English ones will do here)."""
    for name in names:
        text = (sandbox.root / "docs/en" / name).read_text(encoding="utf-8")
        text = re.sub(r"^facts_checked:.*?(?=^---$)", "", text, count=1, flags=re.S | re.M)
        path = sandbox.root / "docs" / tag / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if words:
        english = (sandbox.root / "docs/en/site.yml").read_text(encoding="utf-8")
        group = re.search(
            r"^  states:\n(?:    .*\n|\n)+", english[english.index("\nmore:") :], re.M
        )
        assert group
        path = sandbox.root / "docs" / tag / "site.yml"
        text = path.read_text(encoding="utf-8").rstrip("\n")
        lead = "" if "\nmore:" in text else "\nmore:"
        path.write_text(f"{text}\n{lead}\n{group[0]}", encoding="utf-8")
    sandbox.declare(tag, Origin.MACHINE)


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_states_stand_on_each_page_with_their_confidence(
    site: Path, project: Project, question: str
) -> None:
    name = f"{FOLDER}/{question}.html"
    page = read(site, name)
    found = rows(page)
    assert len(found) == len(project.states) == 51
    for (head, (answer, sure)), state in zip(found, project.states.values(), strict=True):
        row = state.row(question)
        assert head.text == state.name
        (link,) = [a for a in page.all("a") if head in a.inside]
        # To the section of the question, not to the head of the page.
        assert target(name, link["href"]) == f"en/{state.page_name[:-3]}.html"
        assert link["href"].endswith(f"#{question}")
        assert sure.text == SURE[row.confidence] and sure["data-head"] == "How sure we are"
        if row.is_confirmed:
            assert row.citation is None or row.citation in answer.text
        else:
            assert answer.text in (UNKNOWN, NO_LIMITS), state.code


def test_each_state_has_a_page(site: Path, project: Project) -> None:
    for state in project.states.values():
        page = read(site, f"en/{state.page_name[:-3]}.html")
        assert page.one("h1").text == state.name
        assert page.one("title").text.startswith(f"{state.name} – ")
        assert state.name in page.one("meta", name="description")["content"]
        blocks = [e for e in page.all("div") if e.has_class("kyr-state-row")]
        assert len(blocks) == len(QUESTIONS)
        assert set(ON_A_PAGE) == set(QUESTIONS)
        heads = [e["id"] for e in page.all("h2") if e.get("id") in QUESTIONS]
        assert tuple(heads) == ON_A_PAGE
        for block, question in zip(blocks, ON_A_PAGE, strict=True):
            row = state.row(question)
            assert f"How sure we are: {SURE[row.confidence]}." in block.text
            for part in (row.citation, row.text, row.looked):
                assert not part or part in block.text, (state.code, question)
            if not row.is_confirmed:
                assert block.text.startswith((UNKNOWN, NO_LIMITS))
                assert "Library staff: ask the library’s lawyer." in block.text
                assert [
                    a["href"] for a in page.all("a") if block in a.inside and a.text == FIND
                ] == ["../help.html#lawyer"]
        facts = next(e for e in page.all("section") if e.has_class("kyr-facts"))
        for source in project.states.sources(state):
            assert source.title in facts.text
    assert not (site / FOLDER / "_state.html").exists()


def test_what_is_not_confirmed_is_nowhere_a_fact(site: Path) -> None:
    page = read(site, f"{FOLDER}/hawaii.html")
    block = [e for e in page.all("div") if e.has_class("kyr-state-row")][-1]
    assert block.text.startswith(UNKNOWN)
    assert "cannot say that it is law" in block.text
    for word in ("must", "adopt", "2027"):
        assert word not in block.text
    for name, page in pages(site):
        if name.startswith("en/states/"):
            text = page.one("main").text
            assert not re.search(r"index id|print until|never have to give|does not exist", text), (
                name
            )


def test_what_the_law_traps_are_about_is_said_where_they_are(site: Path) -> None:
    for name, words in {
        "records": "A subpoena is not a court order.",
        "names": "Hiibel",
        "recording": "not citizens take a greater risk",
        "enforcement": "does not stop federal officers in public areas",
        "ohio": "State law does not stop federal officers in public areas.",
        "texas": "Never give a false name.",
        "virginia": "This does not mean that you can refuse.",
        "california": "That does not mean that you can refuse",
    }.items():
        assert words in read(site, f"{FOLDER}/{name}.html").one("main").text
    names = read(site, f"{FOLDER}/names.html").one("main").text
    for words in ("Drivers have other rules", "no federal statute", "Never lie", "287(g)", "visa"):
        assert words in names


def test_no_board_reads_none_as_leave_to_set_limits(site: Path, project: Project) -> None:
    """Some states punish limits, and those laws were not collected: said before the answer, on every page."""
    warning = "Some states forbid a public body to limit work with federal officers"
    for state in project.states.values():
        text = read(site, f"en/{state.page_name[:-3]}.html").one("main").text
        assert "does not tell you that your state has none" in text
        answer = text.index("How sure we are", text.index(warning))
        assert text.index(warning) < answer
        if state.enforcement.answer in ("none-found", "unclear"):
            assert "We looked only for laws that set limits" in text[text.index(warning) :]
    for name in ("index", "enforcement"):
        assert warning in read(site, f"{FOLDER}/{name}.html").one("main").text


def test_a_worker_in_ohio_finds_ohio(site: Path) -> None:
    """From the protocol, by the list of the states, to the page; and with the search."""
    here = "en/protocol/index.html"
    (link,) = read(site, here).links("kyr-own-state")
    assert link.text == "Find your state"
    assert link["href"] == "../states/index.html#find"
    found = read(site, "en/states/index.html").links("kyr-state-list")
    assert len(found) == 51
    (ohio,) = [a for a in found if a.text == "Ohio"]
    assert target("en/states/index.html", ohio["href"]) == "en/states/ohio.html"
    text = read(site, "en/states/ohio.html").one("main").text
    for words in ("§ 149.432", "§ 2921.29", "§ 2933.52(B)(4)", NO_LIMITS):
        assert words in text
    script = (site / "en/search.js").read_text(encoding="utf-8")
    records = json.loads(script.removeprefix("kyrIndex(").removesuffix(");\n"))
    titles = {path: title for path, title, _ in records if "ohio" in title.lower()}
    assert titles["states/ohio.html"] == "Ohio"
    assert titles["states/ohio.html#records"] == "Ohio: Library records"


def test_the_menu_is_not_buried_and_the_sitemap_knows_all(site: Path, project: Project) -> None:
    for menu in ("kyr-side", "kyr-drop"):
        for name in ("en/index.html", "en/states/ohio.html"):
            links = {target(name, a["href"]) for a in read(site, name).links(menu)}
            made = {f"en/{page[:-3]}.html" for page in project.states.by_page}
            # Only the switch of languages, with the page itself.
            assert links & made <= {name}
    if (site / "sitemap.xml").exists():
        sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
        assert all(f"/en/{p[:-3]}.html" in sitemap for p in project.states.by_page)


def test_the_librarys_state_stands_on_the_protocol(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    sandbox.edit("mkdocs.yml", 'state: ""', "state: OH")
    sandbox.only_english()
    project = sandbox.load()
    site, _ = build(project, tmp_path)
    here = "en/protocol/index.html"
    own = next(e for e in read(site, here).all("div") if e.has_class("kyr-own-state"))
    assert own.text == own_state(project, "OH").one("div").text
    (link,) = read(site, here).links("kyr-own-state")
    assert target(here, link["href"]) == "en/states/ohio.html"
    records = read(site, "en/protocol/warrants.html")
    short = next(e for e in records.all("div") if e.has_class("kyr-own-state"))
    assert "Library records" in short.text and "Recording sound" not in short.text


def own_state(project: Project, code: str) -> Reader:
    """What is written on the English protocol page of a library in the state ``code``."""
    library = project.library.model_copy(update={"state": code})
    there = dataclasses.replace(project, library=library)
    site = Site(there, publications(there))
    return Reader(write_states(site, "en", "protocol/index.md", parse_reference("state.own")))


@pytest.mark.parametrize("code", ["OH", "CO", "HI", "DC", "ME"])
def test_every_citation_of_the_librarys_state_is_there(project: Project, code: str) -> None:
    state = project.states[code]
    page = own_state(project, code)
    (own,) = page.all("div")
    assert f"Your library’s state: {state.name}" in own.text
    for question in QUESTIONS:
        row = state.row(question)
        if row.citation:
            assert row.citation in own.text
    assert (UNKNOWN in own.text) == (code in ("HI", "DC"))
    (link,) = page.all("a")
    assert target("en/protocol/index.html", link["href"]) == f"en/{state.page_name[:-3]}.html"


def test_a_translation_with_the_template_has_all_states(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    translate(sandbox, "ar", TEMPLATE, "states/names.md", "protocol/index.md")
    project = sandbox.load()
    site, _ = build(project, tmp_path)
    assert len(list((site / "ar/states").glob("*.html"))) == 52
    page = read(site, "ar/states/ohio.html")
    assert page.one("html")["dir"] == "rtl"
    assert [(e["lang"], e["dir"]) for e in page.all("bdi") if e.text == "Ohio"] == [("en", "ltr")]
    text = project.states["OH"].records.text
    (english,) = [e for e in page.all("p") if e.text == text]
    assert (english["lang"], english["dir"]) == ("en", "ltr")
    # A draft like every other page of this language, with the English page beside it, and its facts.
    assert any(e.has_class("kyr-notice") for e in page.all("div"))
    assert {a["hreflang"] for a in page.all("link") if a.get("hreflang")} == {"en", "ar"}
    assert "codes.findlaw.com" in page.one("main").text
    # Its own page where it has one, else the English one, which says so.
    table = read(site, "ar/states/names.html")
    assert len(rows(table)) == 51
    links = {target("ar/states/names.html", a["href"]) for a in table.links("kyr-states")}
    assert "ar/states/ohio.html" in links and not any(link.startswith("en/") for link in links)
    finder = read(site, "ar/protocol/index.html").links("kyr-own-state")
    assert [target("ar/protocol/index.html", a["href"]) for a in finder] == ["en/states/index.html"]
    assert finder[0]["hreflang"] == "en"


def test_a_translation_without_its_words_is_told(tmp_path: Path) -> None:
    from kyr import checks

    sandbox = Sandbox(tmp_path)
    translate(sandbox, "es", TEMPLATE, words=False)
    found = [item for item in checks.run(sandbox.load()) if item.rule == "states"]
    assert [item.path for item in found] == [sandbox.root / "docs/es" / TEMPLATE]
    assert GROUP in found[0].expected and found[0].line


def test_hidden_drafts_hide_the_states_too(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    translate(sandbox, "es", TEMPLATE)
    marked = publications(sandbox.load())["es"].pages
    assert "states/ohio.md" in marked and TEMPLATE not in marked
    sandbox.edit("mkdocs.yml", "drafts: marked", "drafts: hidden")
    published = publications(sandbox.load())
    assert "es" not in published or "states/ohio.md" not in published["es"].pages
    assert "states/ohio.md" in published["en"].pages


def test_a_change_of_the_law_reaches_every_language(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")

    def run() -> list[str]:
        project, out, said = sandbox.load(), tmp_path / "out", list[str]()
        out.mkdir(exist_ok=True)
        found = publications(project)
        building.build_site(project, found, (), out, tmp_path / "cache", 1, said.append)
        return [line for line in said if not line.endswith("unchanged")]

    assert len(run()) == 4 and run() == []
    sandbox.edit("docs/states.yml", "Ohio Rev. Code § 149.432", "Ohio Rev. Code § 149.999")
    assert len(run()) == 4
    assert "§ 149.999" in (tmp_path / "out/en/states/ohio.html").read_text(encoding="utf-8")
