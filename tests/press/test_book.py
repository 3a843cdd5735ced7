"""The protocol booklet: every word of the pages, true numbers and links, and sheets that fold into the right order."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pikepdf
import pytest

from kyr.catalogue import Piece
from kyr.placeholders import PLACEHOLDER
from kyr.press.fold import booklet
from kyr.press.fonts import Fonts
from kyr.press.linebreak import bare
from kyr.press.manuscript import Desk, Job
from kyr.press.mend import leaves, structure
from kyr.problems import ProblemError
from kyr.project import Project
from kyr.translation import publication
from kyr.translation.lock import read_lock
from kyr.words import Words
from tests.press.conftest import Made, Maker, make, publish
from tests.press.reading import INCH, letters, opened, text, ua_failures

WHOLE = "protocol-booklet"
PARTS = ("protocol-booklet-now", "protocol-booklet-prepare", "protocol-booklet-practice")
STAPLER = 60
"""Pages on the fifteen sheets that a common stapler goes through."""
NOTE = re.compile(r'<span class="where">(.*?)</span>(?=\W|$)', re.S)


@pytest.fixture(scope="module")
def reading(maker: Maker) -> Made:
    """The whole, to read on a screen."""
    return maker(WHOLE, "en", edition="reading")


@pytest.fixture(scope="module")
def texts(reading: Made) -> list[str]:
    """The text of each of its pages."""
    with opened(reading.pdf) as document:
        count = len(document.pages)
    return [text(reading.pdf, index) for index in range(count)]


@pytest.fixture(scope="module")
def folded(maker: Maker) -> Made:
    """The thickest of the booklets, on its sheets."""
    return maker(PARTS[0], "en")


def squeezed(words: str) -> str:
    """``words`` without spaces, and without hyphens: PDFium takes those at the end of a line away."""
    return "".join(re.sub("[-•\x02\ufffe]", "", bare(words)).split())


def book_of(made: Made) -> str:
    return str(made.manuscript.sides[0].html)


# Folding


def fold(sides: tuple[tuple[int, int], ...], rtl: bool) -> list[int]:
    """The pages in the order in which a reader turns them: the sheets lie in each other, folded in the middle."""
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    first, second = [], []
    for front, back in sheets:
        # A leaf is the outer half of the front and, behind it after a flip over the short edge, that of the back.
        (front_left, front_right), (back_left, back_right) = front, back
        leading, trailing = (
            ((front_left, back_right), (back_left, front_right))
            if rtl
            else ((front_right, back_left), (back_right, front_left))
        )
        first.append(leading)
        second.append(trailing)
    return [page for leaf in (*first, *reversed(second)) for page in leaf]


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("pages", [4, 8, 12, 52])
def test_folded_sheets_read_in_order(pages: int, rtl: bool) -> None:
    assert fold(booklet(pages, rtl), rtl) == list(range(pages))


def test_the_cover_is_on_the_side_where_the_script_begins() -> None:
    assert booklet(8, False) == ((7, 0), (1, 6), (5, 2), (3, 4))
    assert booklet(8, True) == ((0, 7), (6, 1), (2, 5), (4, 3))


@pytest.mark.parametrize("pages", [1, 6, 30])
def test_half_a_sheet_cannot_be_folded(pages: int) -> None:
    with pytest.raises(ValueError, match="do not fill"):
        booklet(pages, False)


# What is bound


def test_the_whole_is_the_protocol_in_the_order_of_the_menu(project: Project) -> None:
    pages = tuple(name for name in project.nav if name.startswith("protocol/"))
    assert project.catalogue.pieces[WHOLE].chapters == pages


def test_each_page_is_in_one_booklet(project: Project) -> None:
    parts = [name for part in PARTS for name in project.catalogue.pieces[part].chapters]
    assert sorted(parts) == sorted(project.catalogue.pieces[WHOLE].chapters)


def sentences(project: Project, name: str) -> Iterator[str]:
    """What the Markdown of a page says, without its marks; placeholders end a sentence."""
    for line in project.source.pages[name].body.splitlines():
        line = re.sub(r"\s*\{#[\w-]+\}\s*$", "", line)
        line = re.sub(r'^\s*!!! \w+ "(.*)"$', r"\1", line)
        line = re.sub(r"^(?:\s|#|>|[-*] |\d+\. )+", "", line)
        line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).replace("**", "")
        for cell in re.split(r"(?<!\\)\|", line):
            for said in re.split(r"(?<=[.?!:])\s", PLACEHOLDER.sub("\n", cell)):
                yield from (part.strip() for part in said.split("\n"))


def test_every_sentence_of_every_page_is_in_the_text(project: Project, reading: Made) -> None:
    # What the paper adds to a link stands in brackets behind it.
    said = squeezed("".join(bodies(reading)))
    notes = {squeezed(unmarked(found)) for found in NOTE.findall(book_of(reading))}
    for note in notes:
        said = said.replace(note, "")
    for name in project.catalogue.pieces[WHOLE].chapters:
        for sentence in sentences(project, name):
            assert squeezed(sentence) in said, (name, sentence)


def unmarked(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def bodies(made: Made) -> Iterator[str]:
    """The text between the margins of each page; the marks of its lists, which are drawn last, left out."""
    with opened(made.pdf) as document:
        _, _, width, height = (float(value) for value in document.pages[0].mediabox)
        count = len(document.pages)
    inner = (0, 0.59 * INCH, width, height - 0.67 * INCH)
    for index in range(count):
        yield re.sub(r"(?m)^(?:\d+\.|•)\s*$", "", text(made.pdf, index, inner))


def test_specimens_are_pictures_with_a_text(reading: Made) -> None:
    with opened(reading.pdf) as document:
        told = [str(item.Alt) for item in structure(document) if item.S == "/Figure"]
    assert len(told) == 4
    assert all("court" in one.casefold() or "homeland" in one.casefold() for one in told), told


def test_terms_are_explained_at_the_end(reading: Made, texts: list[str]) -> None:
    html = book_of(reading)
    terms = set(re.findall(r'class="term" href="#([\w-]+)"', html))
    assert {"glossary--magistrate", "glossary--subpoena"} <= terms
    assert terms <= set(re.findall(r'<p id="(glossary--[\w-]+)">', html))
    assert any("Magistrate" in page for page in texts[-20:])


# Numbers, links and tags


def places(document: pikepdf.Pdf) -> dict[str, int]:
    """The page, counted from 1, of each place that a link can name."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    flat = list(document.Root.Names.Dests.Names)
    return {
        str(key): numbers[value[0].objgen] for key, value in zip(flat[::2], flat[1::2], strict=True)
    }


def links(document: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(document.pages, 1):
        for item in page.obj.get("/Annots", []):
            yield number, item


def test_contents_name_the_page_on_which_each_part_begins(reading: Made, texts: list[str]) -> None:
    html = book_of(reading)
    contents = html[html.index('id="contents"') : html.index('<div class="text">')]
    lines = re.findall(
        r'<a class="row" href="#([^"]*)">\s*<span class="name">(.*?)</span>', contents
    )
    printed = "".join(squeezed(page) for page in texts[2:6])
    with opened(reading.pdf) as document:
        where = places(document)
    assert len(lines) > 90
    for target, title in lines:
        title = squeezed(unmarked(title))
        page = where[target]
        assert title in squeezed(texts[page - 1]), (title, page)
        assert f"{title}{page}" in printed, (title, page)


def test_each_page_of_text_shows_its_own_number(texts: list[str]) -> None:
    first = next(
        index for index, page in enumerate(texts) if "This page is the whole protocol" in page
    )
    for number, page in enumerate(texts[first:-1], first + 1):
        assert str(number) in page.split(), number


def test_links_of_the_pages_lead_to_their_place_in_the_book(
    project: Project, reading: Made, texts: list[str]
) -> None:
    """The heading of the section that a link of the Markdown names stands on the page to which the PDF leads."""
    pages = project.source.pages
    titles = {
        (name, section.id): section.title
        for name in project.catalogue.pieces[WHOLE].chapters
        for section in pages[name].sections()
    }
    with opened(reading.pdf) as document:
        where = places(document)
        used = {str(item.A.D) for _, item in links(document) if "/D" in item.get("/A", {})}
        used |= {str(item.Dest) for _, item in links(document) if "/Dest" in item}
    seen = 0
    for name in project.catalogue.pieces[WHOLE].chapters:
        for path, inner in re.findall(r"\]\(([\w-]+\.md)?(?:#([\w-]+))?\)", pages[name].body):
            target = f"protocol/{path}" if path else name
            key = target.removesuffix(".md").replace("/", "-") + (f"--{inner}" if inner else "")
            assert key in used, (name, key)
            title = titles[target, inner] if inner else pages[target].front.title
            assert squeezed(title) in squeezed(texts[where[key] - 1]), (name, key)
            seen += 1
    assert seen > 120


def test_links_say_where_they_lead_and_leave_only_for_known_addresses(
    project: Project, reading: Made, texts: list[str]
) -> None:
    sources = {s.url for page in project.source.pages.values() for s in page.front.sources}
    known = {contact.url for contact in project.contacts.values() if contact.shown} | sources
    phones = {
        phone.link
        for contact in project.contacts.values()
        for phone in contact.phones
        if contact.shown
    }
    said = squeezed("".join(texts))
    outside = set()
    with opened(reading.pdf) as document:
        for number, item in links(document):
            assert str(item.get("/Contents", "")).strip(), number
            if "/URI" in item.get("/A", {}):
                outside.add(str(item.A.URI))
    assert len(outside) > 60
    for url in outside:
        assert url in known | phones, url
        if url in known:
            shown = url.partition("://")[2].removesuffix("/")
            assert squeezed(shown) in said, url
    # This site has no address of its own yet: nothing may lead there.
    assert not any("library.example" in one for one in (*outside, said))


def test_the_outline_is_that_of_the_headings(reading: Made) -> None:
    html = book_of(reading)
    listed = [
        (int(level), squeezed(unmarked(title)))
        for level, attributes, title in re.findall(r"<h([1-3])([^>]*)>(.*?)</h\1>", html, re.S)
        if "unlisted" not in attributes
    ]
    found: list[tuple[int, str]] = []
    with opened(reading.pdf) as document, document.open_outline() as outline:

        def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                found.append((level, squeezed(item.title)))
                walk(item.children, level + 1)

        walk(outline.root, 1)
    assert found == listed


def test_what_is_read_is_tagged_and_all_else_is_an_artifact(reading: Made) -> None:
    with opened(reading.pdf) as document:
        tagged: dict[tuple[int, int], set[int]] = {}
        for item, number in leaves(document):
            tagged.setdefault(item.Pg.objgen, set()).add(number)
        for page in document.pages:
            marks = [
                (str(item.operands[0]), item.operands[1].get("/MCID"))
                for item in pikepdf.parse_content_stream(page)
                if str(item.operator) == "BDC"
            ]
            numbers = [int(number) for _, number in marks if number is not None]
            assert numbers == sorted(tagged.get(page.obj.objgen, set()))
        for item in structure(document):
            if item.S == "/LI":
                assert {str(kid.S) for kid in item.K} <= {"/Lbl", "/LBody"}


def test_pdf_ua(reading: Made, folded: Made, tmp_path: Path) -> None:
    assert ua_failures(reading.pdf, tmp_path) == []
    assert ua_failures(folded.pdf, tmp_path) == []


# On folded sheets


def halves(made: Made) -> list[tuple[str, str]]:
    """The text on the left and on the right of each side of the sheets."""
    found = []
    with opened(made.pdf) as document:
        sizes = [tuple(float(value) for value in page.mediabox)[2:] for page in document.pages]
    for index, (width, height) in enumerate(sizes):
        left = text(made.pdf, index, (0, 0, width / 2, height))
        right = text(made.pdf, index, (width / 2, 0, width, height))
        found.append((left, right))
    return found


def test_sheets_lie_on_their_side_and_carry_the_pages_that_the_fold_needs(folded: Made) -> None:
    with opened(folded.pdf) as document:
        assert {tuple(map(float, page.mediabox)) for page in document.pages} == {
            (0, 0, 11 * INCH, 8.5 * INCH)
        }
        assert not any("/Annots" in page.obj for page in document.pages)
    sides = halves(folded)
    pages = 2 * len(sides)
    assert pages <= STAPLER
    assert pages % 4 == 0
    order = booklet(pages, rtl=False)
    first = next(
        page
        for planned, shown in zip(order, sides, strict=True)
        for page, words in zip(planned, shown, strict=True)
        if "This page is the whole protocol" in words
    )
    notes = 0
    for planned, shown in zip(order, sides, strict=True):
        for page, words in zip(planned, shown, strict=True):
            if page < first or page == pages - 1:
                continue
            if words.strip() == "Notes":
                notes += 1
            else:
                assert str(page + 1) in words.split(), page
    assert notes < 4
    back, cover = sides[0]
    assert "The protocol for" in cover
    assert "Now and after" in cover
    assert "Facts checked" in cover
    assert "No lawyer has reviewed" in cover
    assert "Our library" in back


def test_references_on_paper_name_their_page(folded: Made) -> None:
    """Where a link cannot be touched, its page number stands behind it, or the booklet that has the page."""
    by_page: dict[int, str] = {}
    for planned, shown in zip(booklet(2 * len(halves(folded)), False), halves(folded), strict=True):
        by_page.update(zip(planned, shown, strict=True))
    said = squeezed("".join(by_page[page] for page in sorted(by_page)))
    number = next(
        page + 1 for page, words in by_page.items() if "Do this now, in order" in words and page > 5
    )
    assert f"GostraighttoAnagentisinthelibrary(page{number})" in said
    assert "PracticeatthedeskinthebookletTrainandpractice" in re.sub(r"[“”()]", "", said)


# Other libraries, other scripts


def bound(project: Project, fonts: Fonts, piece: str, edition: str = "office") -> str:
    found = project.catalogue.pieces[piece]
    ready = project.catalogue.editions[edition]
    job = Job(piece, found, edition, ready, "letter", project.source.language)
    return str(Desk(project, fonts).write(publish(project, "en"), job).sides[0].html)


def test_a_library_with_a_site_is_named_and_linked(project: Project, fonts: Fonts) -> None:
    library = project.library.model_copy(update={"name": "Example Public Library", "state": "OH"})
    own = dataclasses.replace(project, site_url="https://rights.example.org/kyr/", library=library)
    # Addresses for examples count as none: take one that could be real.
    own = dataclasses.replace(own, site_url="https://rights.springfieldlibrary.org/")
    html = bound(own, fonts, WHOLE, "reading")
    assert "Example Public Library" in html
    assert (
        '<a href="https://rights.springfieldlibrary.org/en/help.html#lawyer">Get help</a>' in html
    )
    assert '<a href="https://rights.springfieldlibrary.org/en/states/ohio.html">' in html
    on_paper = bound(own, fonts, PARTS[0])
    assert "<a " not in on_paper
    assert '<span class="link">Get help</span> <span class="where">(website)</span>' in on_paper
    assert "rights.springfieldlibrary.org/" in unmarked(on_paper).replace("\u200b", "")


def test_words_become_no_html(project: Project, fonts: Fonts) -> None:
    library = project.library.model_copy(update={"name": "<b>Library</b> & {{ x }}"})
    html = bound(dataclasses.replace(project, library=library), fonts, PARTS[2])
    assert "&lt;b&gt;Library&lt;/b&gt; &amp; {{ x }}" in html


def test_a_language_without_the_pages_has_no_booklet(project: Project) -> None:
    piece = project.catalogue.pieces[WHOLE]
    assert publish(project, "en").can_make(piece)
    words = dict(project.texts["ar"].print.texts)
    # Other words than the English: a copy of it is no translation.
    words |= {
        key: f"{value} …" if isinstance(value, str) else tuple(f"{one} …" for one in value)
        for key, value in project.source.print.items()
        if "booklet" in key
    }
    names = {key: value for key, value in project.source.site.items() if "booklet" in key}
    site = project.texts["ar"].site
    arabic = dataclasses.replace(
        project.texts["ar"],
        print=Words(site.file, words),
        site=Words(site.file, {**site.texts, **names}),
    )
    found = publication.publish(project, arabic, read_lock(project.docs / "ar"), anyway=True)
    assert found is not None
    assert found.obstacle(piece) == publication.Obstacle(piece.chapters[0], publication.Lack.GONE)


def binding(project: Project, *chapters: str) -> Project:
    """The project with other pages in its booklets."""
    pieces = dict(project.catalogue.pieces)
    for name in (WHOLE, PARTS[0]):
        pieces[name] = Piece.model_validate({**pieces[name].model_dump(), "chapters": chapters})
    catalogue = dataclasses.replace(project.catalogue, pieces=pieces)
    return dataclasses.replace(project, catalogue=catalogue)


@pytest.fixture(scope="module")
def arabic(project: Project) -> Project:
    """The project with an Arabic booklet of pages that Arabic has, between English words of the booklet's own."""
    texts = project.texts["ar"]
    words = {key: value for key, value in project.source.print.items() if "booklet" in key}
    names = {key: value for key, value in project.source.site.items() if "booklet" in key}
    texts = dataclasses.replace(
        texts,
        print=Words(texts.print.file, {**texts.print.texts, **words}),
        site=Words(texts.site.file, {**texts.site.texts, **names}),
    )
    own = binding(project, "rights/home.md", "help.md")
    return dataclasses.replace(own, texts={**project.texts, "ar": texts})


def test_a_right_to_left_booklet_is_mirrored(arabic: Project, fonts: Fonts, tmp_path: Path) -> None:
    made = make(arabic, fonts, PARTS[0], "ar", "a4")
    cover, back = halves(made)[0]
    assert "The protocol for" in cover
    assert "Our library" in back
    for planned, shown in zip(booklet(2 * len(halves(made)), rtl=True), halves(made), strict=True):
        for page, words in zip(planned, shown, strict=True):
            numbers = [word for word in words.split() if word.isdigit()]
            if page > 4 and "Notes" not in words and "Our library" not in words:
                assert str(page + 1) in numbers, page
    assert ua_failures(made.pdf, tmp_path) == []


def test_a_right_to_left_book_can_be_read_aloud(arabic: Project, fonts: Fonts) -> None:
    made = make(arabic, fonts, WHOLE, "ar", edition="reading")
    with opened(made.pdf) as document:
        assert str(document.Root.Lang) == "ar"
        english = [
            str(item.S) for item in structure(document) if str(item.get("/Lang", "")) == "en"
        ]
        where = places(document)
    assert english, "what is said to an officer is English"
    assert where["rights-home"] < where["help"]
    # In which order a program gives back the letters of a line varies.
    assert not letters("في البيت") - letters(
        text(made.pdf, where["rights-home"] - 1).split("\n")[0]
    )


# What must not happen


def spoiled(templates: Path, css: str) -> Path:
    path = templates / "protocol-booklet.css"
    path.write_text(path.read_text(encoding="utf-8") + css, encoding="utf-8")
    return templates


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("li { width: 6in }", "stick out of the page"),
        ("h2 { break-after: page }", "heading at the foot"),
        ("p { colour: red }", "colour"),
    ],
)
def test_what_sticks_out_stands_alone_or_is_unknown_stops_the_press(
    project: Project, fonts: Fonts, templates: Path, css: str, found: str
) -> None:
    thin = binding(project, "now.md")
    with pytest.raises(ProblemError, match=found):
        make(thin, fonts, WHOLE, "en", edition="reading", folder=spoiled(templates, css))
