"""Glossary terms are explained where a page first uses them, in every language that has a glossary."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path

import pytest

from kyr.explained import mark_terms
from kyr.glossary import Term
from kyr.languages import make_language
from kyr.site.terms import write_term
from tests.sandbox import Sandbox
from tests.site.reading import build, pages, read, target

shown = partial(write_term, glossary="g.html", link_text="Glossary")


def marked(html: str, *forms: str, tag: str = "en", term_id: str = "t") -> list[str]:
    """The words of ``html`` that are marked when one term has ``forms``."""
    spellings = tuple(
        dict.fromkeys(s for form in forms for s in (form, form[:1].upper() + form[1:]))
    )
    term = Term(term_id, "", 1, spellings, "Meaning.")
    found = mark_terms(html, (term,), make_language(tag), shown)
    assert (
        re.sub(
            r'</?dfn[^>]*>|<span class="kyr-(?:explained">|tip">.*?</a>\)</span></span>)', "", found
        )
        == html
    )
    return re.findall(r"<dfn[^>]*>(.*?)</dfn>", found, re.S)


@pytest.mark.parametrize(
    ("html", "forms", "tag", "found"),
    [
        ("<p>A warrant, a warrant.</p>", ("warrant",), "en", ["warrant"]),
        ("<p>Warrants count.</p>", ("warrant", "warrants"), "en", ["Warrants"]),
        ("<p>A warrantless entry</p>", ("warrant",), "en", []),
        ("<p>Send a signal by Signal.</p>", ("Signal",), "en", ["Signal"]),
        ("<p>On ice, ICE.</p>", ("ICE",), "en", ["ICE"]),
        ("<p>A <b>287(g)</b> deal</p>", ("287(g)",), "en", ["287(g)"]),
        ('<p><a href="x">warrant</a> warrant</p>', ("warrant",), "en", ["warrant"]),
        ("<h2>Warrant</h2><p>x</p>", ("warrant",), "en", []),
        ("<blockquote><p>Say: warrant</p></blockquote>", ("warrant",), "en", []),
        ('<p class="admonition-title">warrant</p>', ("warrant",), "en", []),
        ('<p>x<br>warrant <img alt="warrant"></p>', ("warrant",), "en", ["warrant"]),
        ("<svg><path/><text>warrant</text></svg><p>warrant</p>", ("warrant",), "en", ["warrant"]),
        ("<p>R&amp;B &lt;warrant&gt; R&amp;B</p>", ("warrant",), "en", ["warrant"]),
        ("<p>La orden</p>", ("orden",), "es", ["orden"]),
        ("<p>Straße, ßx</p>", ("ßx",), "de", ["ßx"]),
        ("<p>An I&amp;N file</p>", ("I&N",), "en", ["I&amp;N"]),
        ("<p>A court\nwarrant</p>", ("court warrant",), "en", ["court\nwarrant"]),
        ("<p>영장을 보여 주세요</p>", ("영장",), "ko", ["영장"]),
        ("<p>POLICE、ICEの人</p>", ("ICE",), "ja", ["ICE"]),
        ("<p>Órdenes y orden</p>", ("órdenes",), "es", ["Órdenes"]),
        ('<p><span lang="en">a warrant</span></p>', ("warrant",), "es", []),
        ("<p>اطلب أمرًا قضائيًا الآن</p>", ("أمرًا قضائيًا",), "ar", ["أمرًا قضائيًا"]),
        ("<p>وأمر</p>", ("أمر",), "ar", []),
        ("<p>请出示法院令状。</p>", ("法院令状",), "zh-Hans", ["法院令状"]),
        ("<p>ขอดูหมายศาลก่อน</p>", ("หมายศาล",), "th", ["หมายศาล"]),
        # A sign that hangs on the last letter makes it another syllable.
        ("<p>หมายศาลี</p>", ("หมายศาล",), "th", []),
        ("<p>วารันต์</p>", ("วารันต",), "th", []),
        ("<p>वारंटी</p>", ("वारंट",), "hi", []),
    ],
)
def test_what_counts_as_the_term(
    html: str, forms: tuple[str, ...], tag: str, found: list[str]
) -> None:
    assert marked(html, *forms, tag=tag) == found


def test_the_longer_term_comes_first() -> None:
    terms = (
        Term("w", "", 1, ("warrant",), "Paper."),
        Term("c", "", 2, ("court warrant",), "Court paper."),
    )
    html = mark_terms("<p>A court warrant. A warrant.</p>", terms, make_language("en"), shown)
    assert re.findall(r"<dfn[^>]*>(.*?)</dfn>", html) == ["court warrant", "warrant"]


def test_a_meaning_brings_no_html() -> None:
    html = mark_terms(
        "<p>x</p>",
        (Term("t", "", 1, ("x",), "a <b> & {{ y }}"),),
        make_language("en"),
        shown,
    )
    assert "a &lt;b&gt; &amp; {{ y }}" in html


def test_terms_on_every_page_lead_to_their_entries(site: Path) -> None:
    ids = {e.get("id") for e in read(site, "en/glossary.html").all("h2")}
    seen = 0
    for name, page in pages(site):
        terms = page.all("dfn")
        if not name.startswith("en/") or name == "en/glossary.html":
            assert not terms, name
        tips = {e.get("id"): e for e in page.elements if e.get("id").startswith("kyr-tip-")}
        links = page.links("kyr-tip")
        assert len(tips) == len(terms) == len(links), name
        for term, link in zip(terms, links, strict=True):
            assert len(tips[term["aria-describedby"]].text) > 10
            assert term["tabindex"] == "0"
            assert target(name, link["href"]) == "en/glossary.html"
            assert link["href"].partition("#")[2] in ids
            seen += 1
    assert seen > 100


def test_meanings_do_not_crowd_the_search(site: Path) -> None:
    index = (site / "en/search.js").read_text(encoding="utf-8")
    warrants = index[index.index('"protocol/warrants.html"') :]
    assert "Glossary)" not in warrants


@pytest.fixture(scope="module")
def glossaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose Spanish and Chinese have a glossary, each with one term in its own words."""
    sandbox = Sandbox(tmp_path_factory.mktemp("glossaries"))
    for tag, title, meaning in (
        ("es", "Libre", "Sin cadenas de nadie."),
        ("zh-Hans", "律师", "懂法律的人。"),
    ):
        path = sandbox.root / "docs" / tag / "glossary.md"
        shutil.copy(sandbox.root / "docs/en/glossary.md", path)
        text = path.read_text(encoding="utf-8")
        head = "---\ntitle: Glosario\ndescription: Palabras.\n---\n"
        body = text.split("\n---\n", 1)[1]
        entry = body[body.index("## Bond") : body.index("## CBP")]
        body = body.replace(entry, f"## {title} {{#bond}}\n\n{meaning}\n\n")
        path.write_text(head + body, encoding="utf-8")
        sandbox.declare(tag)
    return build(sandbox.load(), sandbox.root / "built")[0]


@pytest.mark.parametrize(
    ("tag", "meaning"), [("es", "Sin cadenas de nadie."), ("zh-Hans", "懂法律的人。")]
)
def test_every_language_explains_its_own_terms(glossaries: Path, tag: str, meaning: str) -> None:
    found = [
        (name, tip)
        for name, page in pages(glossaries)
        if name.startswith(f"{tag}/")
        for tip in page.elements
        if tip.get("id") == "kyr-tip-bond"
    ]
    assert found
    assert all(tip.text == meaning for _, tip in found)
