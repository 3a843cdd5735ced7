"""Placeholders, words and small arrangements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from kyr.catalogue import Paper
from kyr.contacts import LibraryContact
from kyr.dates import write_date
from kyr.languages import make_language
from kyr.prints import Print
from kyr.project import Project
from kyr.site.content import arrange
from kyr.site.markdown import PageWriter
from kyr.site.measures import write_inches, write_size
from kyr.site.search import index_script, records
from kyr.site.views import Site
from kyr.translation.publication import Publication
from kyr.writing import outside_link, phone_link

SPANISH = make_language("es")


@pytest.fixture
def whole(project: Project, pubs: Mapping[str, Publication]) -> Site:
    return Site(project, pubs)


def write(site: Site, tag: str, text: str) -> str:
    writer = PageWriter(site, tag, site.page(tag, "help.md"))
    html = writer.finish(f"<p>{writer.prepare(text)}</p>")
    assert not writer.problems, writer.problems
    return html


def fault(site: Site, text: str) -> str:
    writer = PageWriter(site, "en", site.page("en", "help.md"))
    writer.finish(f"<p>{writer.prepare(text)}</p>")
    (problem,) = writer.problems
    return problem.expected


def test_numbers() -> None:
    assert phone_link("1-212-555-0143", "tel:+12125550143") == (
        '<a class="tel" href="tel:+12125550143" dir="ltr"><bdi dir="ltr">1-212-555-0143</bdi></a>'
    )
    assert phone_link("9233#", "") == '<bdi class="tel" dir="ltr">9233#</bdi>'


def test_contacts(whole: Site) -> None:
    assert 'href="sms:741741"' in write(whole, "en", "{{ crisis-text-line.phone }}")
    link = write(whole, "ar", "{{ lifeline-988.link }}")
    assert '<bdi lang="en" dir="ltr">988' in link and 'rel="external nofollow' in link
    assert ">acis.eoir.justice.gov/en</bdi>" in write(whole, "ar", "{{ eoir-case-line.url }}")
    assert outside_link("https://x.org/?a=1&b=2").startswith('<a href="https://x.org/?a=1&amp;b=2"')


def test_an_address_may_be_the_end_of_a_link(whole: Site) -> None:
    writer = PageWriter(whole, "en", whole.page("en", "help.md"))
    url = whole.project.contacts["lifeline-988"].url
    assert writer.prepare("[x]({{ lifeline-988.url }})") == f"[x]({url})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ no-such.phone }}", "docs/contacts.yml"),
        ("{{ iceblock.link }}", "may be shown"),
        ("{{ lifeline-988.phone.fax }}", "a phone that"),
        ("{{ print.nothing }}", "a name that exists"),
        ("{{ print.red_card.holder.rules }}", "a name that exists"),
        ("{{ list.everything }}", "one of the lists"),
        ("{{ lifeline-988.phone", "two braces"),
        ("{% if %}", "two braces"),
        ("x {{ list.library }}", "alone in its paragraph"),
    ],
)
def test_faults(whole: Site, text: str, expected: str) -> None:
    assert expected in fault(whole, text)


def test_words_are_letters_and_nothing_else(whole: Site) -> None:
    writer = PageWriter(whole, "es", whole.page("es", "help.md"))
    text = "<b>[x](http://evil)</b> & **sí** `a` {{ lifeline-988.phone }}"
    assert writer.inline(text) == (
        "&lt;b&gt;[x](http://evil)&lt;/b&gt; &amp; <strong>sí</strong> `a` "
        '<a class="tel" href="tel:988" dir="ltr"><bdi dir="ltr">988</bdi></a>'
    )
    with pytest.raises(ValueError, match="contacts only"):
        writer.inline("{{ site.site_name }}")


def test_the_librarys_own_contacts(project: Project, pubs: Mapping[str, Publication]) -> None:
    contact = LibraryContact(
        name="Elm <County>",
        phone="212-736-5000",
        email="help@elm.org",
        url="https://elm.org/help",
        hours="9 to 5",
        verified=date(2026, 11, 21),
    )
    library = project.library.model_copy(update={"contacts": (contact,)})
    html = write(Site(replace(project, library=library), pubs), "es", "{{ list.library }}")
    assert "Elm &lt;County&gt;" in html and 'href="tel:+12127365000"' in html
    assert 'href="mailto:help@elm.org"' in html and "elm.org/help</bdi>" in html
    assert "9 to 5" in html
    assert project.texts["es"].site.text("contact.own_none") not in html


def printed(stem: str, paper: Paper | Literal[""] = "letter", previews: int = 2) -> Print:
    """A red card of the Spanish, as the press tells of it."""
    return Print(
        piece="red-card",
        language="es",
        edition=stem.split("-")[2],
        paper=paper,
        files=(f"es/print/{stem}.pdf",),
        previews=tuple(f"es/print/{stem}-{side}.png" for side in range(1, previews + 1)),
        trim=(3.5, 2),
        per_sheet=10,
        pages=2,
        is_wide=False,
        sizes=(52_345,),
        speaks="own",
        is_sample=True,
        draft="draft",
        is_stale=True,
    )


def test_the_print_shop(project: Project, pubs: Mapping[str, Publication]) -> None:
    prints = (
        printed("red-card-office-a4", "a4", 1),
        printed("red-card-office-letter"),
        printed("red-card-press", "", 0),
    )
    site, words = Site(project, pubs, prints), project.texts["es"].site
    html = write(site, "es", "{{ list.pieces }}")
    assert html.index("red-card-office-letter.pdf") < html.index("red-card-office-a4.pdf")
    assert 'src="print/red-card-office-letter-2.png" width="336" height="192"' in html
    assert words.text("pieces.preview", piece=words.text("pieces.red_card.name"), side=1) in html
    labels = ("editions.office", "editions.press", "paper_letter", "paper_a4")
    for key in ("draft", "sample", "two_sided", *labels):
        assert words.text(f"pieces.{key}") in html, key
    assert words.text("notice.stale_title") in html
    assert "52 kB" in html
    assert words.text("pieces.not_made") not in html
    assert words.text("pieces.not_made") in write(Site(project, pubs), "es", "{{ list.pieces }}")
    checked = [replace(item, draft="", is_stale=False, reviewed="2026-11-20") for item in prints]
    html = write(Site(project, pubs, tuple(checked)), "es", "{{ list.pieces }}")
    assert words.text("notice.reviewed", date="20 de noviembre de 2026") in html
    assert words.text("pieces.draft") not in html
    assert words.text("notice.stale_title") not in html


def test_pieces_for_staff_come_last(project: Project, pubs: Mapping[str, Publication]) -> None:
    """Wherever they stand in the catalogue, and only in languages that have their words."""
    pieces = project.catalogue.pieces
    turned = replace(project.catalogue, pieces=dict(reversed(list(pieces.items()))))
    site = Site(replace(project, catalogue=turned), pubs)
    html = write(site, "en", "{{ list.pieces }}")
    places = {piece_id: html.index(f'id="piece-{piece_id}"') for piece_id in pieces}
    patron = [places[piece_id] for piece_id, piece in pieces.items() if piece.audience == "patron"]
    staff = [places[piece_id] for piece_id, piece in pieces.items() if piece.audience == "staff"]
    assert patron and staff and max(patron) < min(staff)
    assert "piece-desk-card" not in write(site, "es", "{{ list.pieces }}")


def test_dates_and_measures() -> None:
    day = date(2026, 11, 21)
    assert write_date(day, make_language("en")) == "November 21, 2026"
    assert write_date(day, make_language("hmn", "Hmoob")) == "2026-11-21"
    assert write_date(day, make_language("prs", "دری")).count("2026") <= 1
    assert write_inches(3.5, make_language("en")) == "3.5 in"
    assert write_inches(210 / 25.4, SPANISH).startswith("8,27")
    assert write_size(400, make_language("en")) == "1 kB"


def test_doors_stand_beside_each_other() -> None:
    html = (
        '<p><a class="door" href="a">A</a></p>\n<p>One.</p>\n'
        '<p><a class="door" href="b">B</a></p>\n<p>See <a href="c">C</a>.</p>'
    )
    assert arrange("index.md", html) == (
        '<div class="kyr-doors"><div class="kyr-door"><a class="door" href="a">A</a><p>One.</p></div>\n'
        '<div class="kyr-door"><a class="door" href="b">B</a></div></div>\n'
        '<p>See <a href="c">C</a>.</p>'
    )


def test_search_records(site: Path) -> None:
    html = '<h1>T</h1><p>a</p><h2 id="x">X <em>y</em></h2><ul><li>b</li><li>c<span class="kyr-in">no</span></li></ul>'
    assert records("p.html", "T", html) == [("p.html", "T", "a"), ("p.html#x", "T: X y", "b c")]
    assert index_script([("p", "\u2028", "")]) == 'kyrIndex([["p","\\u2028",""]]);\n'
    index = (site / "ar/search.js").read_text(encoding="utf-8")
    assert index.startswith('kyrIndex([["') and "rights/home.html#open-door" in index
    assert "Know your rights" not in index
