"""Every check of the proof can fail: finished pieces are spoiled one way each, and the fault is told.

That sound pieces pass is tested with the pieces. Spoiling the finished file is cheap, and is what a change in
WeasyPrint or pikepdf would do.
"""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from kyr.press.fonts import Fonts
from kyr.press.proof import proof
from kyr.problems import Problem
from kyr.project import Project
from tests.press.conftest import Made, Maker, make
from tests.press.reading import opened

Change = Callable[[Pdf], None]
Prove = Callable[[Made, Change], tuple[Problem, ...]]


@pytest.fixture
def prove(fonts: Fonts) -> Prove:
    """Spoils a finished piece, and says what the proof finds."""

    def prove(made: Made, change: Change) -> tuple[Problem, ...]:
        with opened(made.pdf) as document:
            change(document)
            # As new: what is spoiled on the way is not also a later state of something else.
            del document.trailer["/ID"]
            out = io.BytesIO()
            document.save(out, deterministic_id=True)
        return proof(out.getvalue(), made.manuscript, fonts)

    return prove


def rules(problems: tuple[Problem, ...]) -> set[str]:
    """The rules that were broken."""
    return {problem.rule for problem in problems}


def rewrite(page: int, change: Callable[[bytes], bytes]) -> Change:
    """Changes the operators of a page, one a line."""

    def rewrite(document: Pdf) -> None:
        item = document.pages[page]
        content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(item))
        changed = change(content)
        assert changed != content
        item.obj["/Contents"] = document.make_stream(changed)

    return rewrite


def replace(page: int, old: bytes, new: bytes, count: int = 1) -> Change:
    """Puts ``new`` for ``old`` among the operators of a page."""
    return rewrite(page, lambda content: content.replace(old, new, count))


def after(page: int, new: bytes) -> Change:
    """Draws something more on a page, as an artifact."""
    return rewrite(page, lambda c: b"q\n" + c + b"\nQ\n/Artifact BMC\nq\n" + new + b"\nQ\nEMC\n")


def read_last(content: bytes) -> tuple[bytes, bytes]:
    """``content`` of a sheet up to the piece that is read, and the rest."""
    start = content.index(b"/MCID 0")
    return content[:start], content[start:]


# Where it is said.


def test_a_fault_names_piece_language_side_and_place(maker: Maker, prove: Prove) -> None:
    """The title of the red card, painted grey on its red."""
    made = maker("red-card", "es")
    found = prove(made, rewrite(0, lambda c: b"".join(map(_grey, read_last(c)))))
    fault = next(problem for problem in found if problem.rule == "press-contrast")
    place = re.search(r"\((.*)\)", fault.expected)
    assert place is not None
    assert place[1].startswith("red-card-office-letter, es, side 1, 0.")
    assert place[1].endswith(" in from its top edge")
    assert fault.path == made.manuscript.words_path


def _grey(content: bytes) -> bytes:
    """The first white text of what is read, grey."""
    if b"/MCID 0" not in content:
        return content
    return content.replace(b"1 1 1 rg\nBT", b".6 .6 .6 rg\nBT", 1)


def test_turned_pieces_are_measured_upright(maker: Maker, prove: Prove) -> None:
    """The head of a bookmark is at its top, though on the right of the sheet."""
    found = prove(
        maker("bookmark", "en"),
        rewrite(0, lambda c: b"".join(map(_grey, read_last(c)))),
    )
    fault = next(problem for problem in found if problem.rule == "press-contrast")
    down = re.search(r"and (\d\.\d+) in from its top", fault.expected)
    assert down is not None and float(down[1]) < 0.6


# Pages.


def _other_size(document: Pdf) -> None:
    document.pages[0].mediabox = Array([0, 0, 600, 792])


def _one_less(document: Pdf) -> None:
    del document.pages[1]


@pytest.mark.parametrize("change", [_other_size, _one_less])
def test_pages_of_another_size_or_number(maker: Maker, prove: Prove, change: Change) -> None:
    assert rules(prove(maker("red-card", "en"), change)) == {"press-pages"}


@pytest.mark.parametrize("key", ["/TrimBox", "/BleedBox"])
def test_a_print_shop_is_told_where_to_cut(maker: Maker, prove: Prove, key: str) -> None:
    def change(document: Pdf) -> None:
        document.pages[0].obj[key] = Array([30, 30, 100, 100])

    found = prove(maker("red-card", "en", edition="press"), change)
    assert rules(found) == {"press-pages"} and key in found[0].expected


# Words.


def _swap(one: int, two: int) -> Callable[[bytes], bytes]:
    """Exchanges two runs of glyphs of the piece that is read."""

    def swap(content: bytes) -> bytes:
        before, read = read_last(content)
        shows = list(re.finditer(rb"\[[^\n]*\] TJ", read))
        first, second = shows[one], shows[two]
        return (
            before
            + read[: first.start()]
            + second[0]
            + read[first.end() : second.start()]
            + first[0]
            + read[second.end() :]
        )

    return swap


def test_a_sentence_in_pieces_is_no_sentence(maker: Maker, prove: Prove) -> None:
    """All letters are there, but two lines are exchanged."""
    found = prove(maker("flyer", "es"), rewrite(0, _swap(3, 5)))
    torn = [problem for problem in found if "not whole" in problem.found]
    assert torn and all(problem.rule == "press-text" and problem.line > 0 for problem in torn)


def said(change: Callable[[list[Dictionary]], None]) -> Change:
    """Changes the marked content of the first page that says its text."""

    def said(document: Pdf) -> None:
        page = document.pages[0]
        content = list(pikepdf.parse_content_stream(page))
        marks = [item.operands[1] for item in content if str(item.operator) == "BDC"]
        change([mark for mark in marks if "/ActualText" in mark])
        page.obj["/Contents"] = document.make_stream(pikepdf.unparse_content_stream(content))

    return said


def _halves(marks: list[Dictionary]) -> None:
    """The longest run, its second half first."""
    longest = max(marks, key=lambda mark: len(str(mark.ActualText)))
    text = str(longest.ActualText)
    middle = len(text) // 2
    longest["/ActualText"] = String(text[middle:] + text[:middle])


def _exchanged(marks: list[Dictionary]) -> None:
    one, two = (str(mark.ActualText) for mark in marks[2:4])
    marks[2]["/ActualText"], marks[3]["/ActualText"] = String(two), String(one)


@pytest.mark.parametrize("tag", ["ar", "km"])
def test_a_sentence_of_joined_letters_in_pieces(maker: Maker, prove: Prove, tag: str) -> None:
    """No letter is lost, and no glyph is another."""
    found = prove(maker("flyer", tag), said(_halves))
    assert any("not whole in its tags" in problem.found for problem in found)


@pytest.mark.parametrize("tag", ["ar", "km"])
def test_glyphs_that_draw_other_letters(maker: Maker, prove: Prove, tag: str) -> None:
    """The runs carry their text beside the glyphs: it is compared with these."""
    assert "press-letters" in rules(prove(maker("flyer", tag), said(_exchanged)))


def test_words_left_out(project: Project, fonts: Fonts, templates: Path) -> None:
    """They were to be printed, and a style sheet hides them."""
    style = templates / "flyer.css"
    style.write_text(style.read_text() + "\n.limits { display: none }\n")
    made = make(project, fonts, "flyer", "en", folder=templates)
    (fault,) = proof(made.pdf, made.manuscript, fonts)[:1]
    assert fault.rule == "press-text" and fault.line > 0
    assert project.source.print.text("flyer.limits")[:30] in fault.expected


def test_words_that_nobody_wrote(project: Project, fonts: Fonts, templates: Path) -> None:
    page = templates / "flyer-1.html"
    page.write_text(page.read_text().replace("<ul data-fit>", "<ul data-fit><li>Courage!</li>", 1))
    made = make(project, fonts, "flyer", "en", folder=templates)
    found = proof(made.pdf, made.manuscript, fonts)
    assert any("Courage" in problem.found for problem in found if problem.rule == "press-text")


def test_the_date_of_the_facts(project: Project, fonts: Fonts, templates: Path) -> None:
    for page in templates.glob("red-card-*.html"):
        page.write_text(page.read_text().replace(" · {{ checked() }}", ""))
    made = make(project, fonts, "red-card", "es", folder=templates)
    (fault,) = proof(made.pdf, made.manuscript, fonts)
    assert fault.rule == "press-date" and "21 de noviembre de 2026" in fault.expected


# Fonts and glyphs.


def test_a_font_that_is_not_in_the_file(maker: Maker, prove: Prove) -> None:
    def change(document: Pdf) -> None:
        for item in document.objects:
            if isinstance(item, Dictionary) and "/FontFile2" in item:
                del item["/FontFile2"]

    found = prove(maker("red-card", "en"), change)
    assert "press-font" in rules(found)


def test_a_font_that_does_not_say_its_letters(maker: Maker, prove: Prove) -> None:
    def change(document: Pdf) -> None:
        for item in document.objects:
            if isinstance(item, Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]

    found = prove(maker("red-card", "en"), change)
    assert {"press-font", "press-english-side"} <= rules(found)


def test_an_empty_box(maker: Maker, prove: Prove) -> None:
    def empty(document: Pdf) -> None:
        page = document.pages[0]
        content = list(pikepdf.parse_content_stream(page))
        last = [item for item in content if str(item.operator) == "TJ"][-1]
        array = last.operands[0]
        array[0] = String(b"\0\0" + bytes(array[0])[2:])
        page.obj["/Contents"] = document.make_stream(pikepdf.unparse_content_stream(content))

    assert "press-glyph" in rules(prove(maker("red-card", "en"), empty))


def test_a_dotted_circle(many: Project, fonts: Fonts, templates: Path) -> None:
    """A Khmer vowel sign without its consonant."""
    page = templates / "red-card-1.html"
    page.write_text(
        page.read_text().replace("{{ words('red_card.holder.title') }}", "\u17c4\u17c6")
    )
    made = make(many, fonts, "red-card", "km", folder=templates)
    found = proof(made.pdf, made.manuscript, fonts)
    assert any(p.rule == "press-glyph" and "dotted circle" in p.found for p in found)


# Edges.


def test_words_too_near_the_cut(project: Project, fonts: Fonts, templates: Path) -> None:
    style = templates / "red-card.css"
    style.write_text(style.read_text() + "\n.side { padding: .19in }\n")
    made = make(project, fonts, "red-card", "en", folder=templates)
    found = proof(made.pdf, made.manuscript, fonts)
    assert rules(found) == {"press-cut"}
    assert "0.07 in from it" in found[0].found or "0.08 in from it" in found[0].found


def test_letters_cut_off(project: Project, fonts: Fonts, templates: Path) -> None:
    style = templates / "flyer.css"
    style.write_text(style.read_text() + "\nh2 { overflow: hidden; height: .6em }\n")
    made = make(project, fonts, "flyer", "en", folder=templates)
    assert "press-cut-off" in rules(proof(made.pdf, made.manuscript, fonts))


# What is seen.


def test_red_words_on_too_strong_a_stamp(maker: Maker, prove: Prove) -> None:
    """The stamp is the ground of what stands on it."""
    stamp = b"0.964706 0.8 0.8 rg"
    found = prove(maker("flyer", "es"), replace(0, stamp, b".9 .6 .6 rg", 2))
    assert rules(found) == {"press-contrast"}


def test_words_under_something(maker: Maker, prove: Prove) -> None:
    found = prove(maker("flyer", "es"), after(0, b"1 1 1 rg 100 300 120 60 re f"))
    assert "press-covered" in rules(found)


def test_words_that_are_not_drawn(maker: Maker, prove: Prove) -> None:
    """Invisible text is found by searching, and by nobody on paper."""

    def hide(content: bytes) -> bytes:
        place = content.rindex(b"BT\n") + 3
        return content[:place] + b"3 Tr\n" + content[place:]

    assert "press-covered" in rules(prove(maker("flyer", "es"), rewrite(0, hide)))


@pytest.mark.parametrize("tag", ["es", "ur", "my"])
def test_lines_that_run_into_each_other(maker: Maker, prove: Prove, tag: str) -> None:
    """One line of the card is lowered onto the next."""

    def lower(content: bytes) -> bytes:
        before, read = read_last(content)
        lines = list(re.finditer(rb"1 0 0 -1 ([\d.]+) ([\d.]+) Tm", read))
        heights = sorted({float(line[2]) for line in lines})
        down = heights[3]
        for line in reversed(lines):
            if float(line[2]) == heights[2]:
                moved = b"1 0 0 -1 %s %.4f Tm" % (line[1], down)
                read = read[: line.start()] + moved + read[line.end() :]
        return before + read

    assert "press-overlap" in rules(prove(maker("red-card", tag), rewrite(0, lower)))


# Codes.


def test_ink_beside_the_code(maker: Maker, prove: Prove) -> None:
    made = maker("flyer", "es")
    with opened(made.pdf) as document:
        (figure,) = [
            item
            for item in document.objects
            if isinstance(item, Dictionary) and item.get("/S") == "/Figure"
        ]
        left, bottom, _, _ = (float(value) for value in figure.A.BBox)
    found = prove(made, after(0, b"0 g %f %f 3 60 re f" % (left + 5, bottom + 30)))
    assert rules(found) == {"press-qr-quiet"}


def test_another_address_in_a_code(maker: Maker, fonts: Fonts) -> None:
    made = maker("flyer", "es")
    code = dataclasses.replace(made.manuscript.codes[0], address="https://library.example/en/")
    manuscript = dataclasses.replace(made.manuscript, codes=(code,))
    (fault,) = proof(made.pdf, manuscript, fonts)
    assert fault.rule == "press-qr"
    assert "/en/" in fault.expected and "/es/" in fault.found


def test_a_code_that_is_read_only_when_fresh(maker: Maker, prove: Prove) -> None:
    """With modules of a quarter of a millimetre it is read from the picture, but not from a blurred one."""
    found = prove(maker("flyer", "es"), _shrunk)
    assert "press-qr-worn" in rules(found)
    assert any("blurred" in problem.expected for problem in found)


def _shrunk(document: Pdf) -> None:
    page = document.pages[0]
    content = list(pikepdf.parse_content_stream(page))
    place = next(
        index
        for index, item in enumerate(content)
        if str(item.operator) == "BDC" and item.operands[0] == Name.Figure
    )
    # The matrix that brings modules to their size comes before the first dark one.
    where = next(
        index for index in range(place, len(content)) if str(content[index].operator) == "m"
    )
    small = pikepdf.ContentStreamInstruction([0.2, 0, 0, 0.2, 10, 10], pikepdf.Operator("cm"))
    content.insert(where, small)
    page.obj["/Contents"] = document.make_stream(pikepdf.unparse_content_stream(content))


# Copies.


def test_a_copy_in_another_place(maker: Maker, prove: Prove) -> None:
    with opened(maker("red-card", "en").pdf) as document:
        content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(document.pages[0]))
    moved = re.search(rb"\n1 0 0 1 297 (\d+) cm\n", content)
    assert moved is not None
    found = prove(
        maker("red-card", "en"), replace(0, moved[0], moved[0].replace(b" 297 ", b" 290 "))
    )
    assert "press-copies" in rules(found)


def test_a_copy_that_says_something_else(maker: Maker, prove: Prove) -> None:
    def change(document: Pdf) -> None:
        form = document.pages[0].Resources.XObject["/Piece"]
        content = list(pikepdf.parse_content_stream(form))
        last = max(i for i, item in enumerate(content) if str(item.operator) == "TJ")
        del content[last]
        form.write(pikepdf.unparse_content_stream(content))

    assert rules(prove(maker("red-card", "en"), change)) == {"press-copies"}


# Inks and sizes.


@pytest.mark.parametrize(
    ("edition", "ink"),
    [
        ("press", b"0 0 0 rg"),
        ("press", b".5 .5 .5 .5 k"),
        ("press", b"0 .9 0 1 k"),
        ("press", b"0 g"),
        ("black", b"0 0 0 rg"),
        ("black", b"0 0 0 1 k"),
    ],
)
def test_ink_that_the_edition_has_not(maker: Maker, prove: Prove, edition: str, ink: bytes) -> None:
    made = maker("red-card", "en", edition=edition)
    page = 72 * 0.4
    found = prove(made, after(0, ink + b" %g %g 3 3 re f" % (page, page)))
    assert rules(found) == {"press-ink"}


def test_a_group_in_another_space(maker: Maker, prove: Prove) -> None:
    def change(document: Pdf) -> None:
        document.pages[0].obj["/Group"] = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)

    assert rules(prove(maker("red-card", "en", edition="press"), change)) == {"press-ink"}


def test_small_print_in_large_print(project: Project, fonts: Fonts, templates: Path) -> None:
    style = templates / "red-card.css"
    style.write_text(style.read_text() + "\n.tiny { font-size: 12pt }\n")
    made = make(project, fonts, "red-card", "en", folder=templates, edition="large")
    found = proof(made.pdf, made.manuscript, fonts)
    assert found[0].rule == "press-size"
    assert "12.0 points" in found[0].found and "at least 18 points" in found[0].expected


# What a screen reader needs.


def _element(document: Pdf, kind: str) -> Dictionary:
    return next(
        item
        for item in document.objects
        if isinstance(item, Dictionary) and item.get("/S") == Name("/" + kind)
    )


def _no_language(document: Pdf) -> None:
    del document.Root["/Lang"]


def _no_section_language(document: Pdf) -> None:
    del _element(document, "Sect")["/Lang"]


def _foreign_letters(document: Pdf) -> None:
    """The Arabic of the card's own name for its language, read out in English."""
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/S") == "/H1":
            item["/Lang"] = String("en")


def _no_title(document: Pdf) -> None:
    del document.docinfo["/Title"]


def _title_not_shown(document: Pdf) -> None:
    document.Root.ViewerPreferences["/DisplayDocTitle"] = False


def _skipped_level(document: Pdf) -> None:
    _element(document, "H1")["/S"] = Name.H3


def _empty_heading(document: Pdf) -> None:
    heading = _element(document, "H1")
    heading["/K"] = Array([])


def _loose_line(document: Pdf) -> None:
    rewrite(0, lambda content: content + b"\n0 g 100 300 3 3 re f\n")(document)


def _no_alternative(document: Pdf) -> None:
    del _element(document, "Figure")["/Alt"]


def _twice(document: Pdf) -> None:
    document.Root.StructTreeRoot.K.append(_element(document, "H1"))


def _link(document: Pdf) -> None:
    page = document.pages[0]
    link = document.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 120, 120])
    )
    page.obj["/Annots"] = Array([link])


def _no_conformance(document: Pdf) -> None:
    data = document.Root.Metadata.read_bytes()
    document.Root.Metadata.write(re.sub(rb' pdfuaid:part="1"', b"", data))


def _untagged(document: Pdf) -> None:
    del document.Root["/StructTreeRoot"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_no_language, "language"),
        (_no_section_language, "sections in the languages"),
        (_foreign_letters, "in the language of its letters"),
        (_no_title, "its title"),
        (_title_not_shown, "7.1"),
        (_skipped_level, "headings of level"),
        (_empty_heading, "headings that say something"),
        (_loose_line, "tagged or an artifact"),
        (_no_alternative, "7.3"),
        (_twice, "in the tags once"),
        (_link, "words for every link"),
        (_link, "a tag Link"),
        (_no_conformance, "PDF/UA-1, 5"),
        (_untagged, "structure tree"),
    ],
)
def test_tags(maker: Maker, prove: Prove, change: Change, expected: str) -> None:
    found = prove(maker("flyer", "ar"), change)
    told = [problem.expected for problem in found if problem.rule == "press-tags"]
    assert any(expected in text for text in told), told


def test_fields(maker: Maker, prove: Prove) -> None:
    """A field without a name for the ear, without its order, or without its tag."""

    def nameless(document: Pdf) -> None:
        for item in document.Root.AcroForm.Fields:
            del item["/TU"]

    def unordered(document: Pdf) -> None:
        for page in document.pages:
            if "/Annots" in page.obj:
                del page.obj["/Tabs"]

    def untagged(document: Pdf) -> None:
        for item in document.objects:
            if isinstance(item, Dictionary) and item.get("/S") == Name.Form:
                item["/K"] = Array([])

    made = maker("flyer", "ar")
    for change, expected in (
        (nameless, "/TU"),
        (unordered, "/Tabs"),
        (untagged, "a tag Form"),
    ):
        told = [p.expected for p in prove(made, change) if p.rule == "press-tags"]
        assert any(expected in text for text in told), expected


def test_heads_of_tables_say_what_they_are_about(maker: Maker, prove: Prove) -> None:
    def change(document: Pdf) -> None:
        for item in document.objects:
            if isinstance(item, Dictionary) and item.get("/S") == Name.TH and "/A" in item:
                del item["/A"]

    made = maker("phone-tree", "en")
    assert any("7.5" in problem.expected for problem in prove(made, change))


def test_a_rule_that_cannot_be_checked_is_not_passed(
    maker: Maker, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of pdfua's still stops with an error: it is left out by name, for ours; any other would be told."""
    from kyr.press.proof import access

    monkeypatch.setattr(access, "BROKEN", frozenset())
    made = maker("flyer", "ar")
    found = proof(made.pdf, made.manuscript, fonts)
    assert [problem.rule for problem in found] == ["press-tags"]
    assert "pdfua cannot tell" in found[0].found and "7.4" in found[0].expected


# What the file gives away.


def _author(document: Pdf) -> None:
    document.docinfo["/Author"] = String("Ada Counsellor")


def _tool(document: Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["xmp:CreatorTool"] = "A program"


def _attachment(document: Pdf) -> None:
    document.attachments["list.txt"] = b"names"


def _script(document: Pdf) -> None:
    document.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _launch(document: Pdf) -> None:
    page = document.pages[0]
    annotations = page.obj.get("/Annots", Array([]))
    action = Dictionary(Type=Name.Action, S=Name.Launch, F=String("list.txt"))
    annotations.append(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[9, 9, 12, 12], A=action)
    )
    page.obj["/Annots"] = annotations


def _elsewhere(document: Pdf) -> None:
    page = document.pages[0]
    annotations = page.obj.get("/Annots", Array([]))
    action = Dictionary(Type=Name.Action, S=Name.URI, URI=String("https://tracker.example/"))
    annotations.append(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[9, 9, 12, 12], A=action)
    )
    page.obj["/Annots"] = annotations


def _edited(document: Pdf) -> None:
    document.pages[0].obj["/PieceInfo"] = Dictionary(Editor=Dictionary(LastModified=String("D:")))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_author, "/Author"),
        (_tool, "CreatorTool"),
        (_attachment, "/EmbeddedFiles"),
        (_script, "/JS"),
        (_launch, "/Launch"),
        (_elsewhere, "tracker.example"),
        (_edited, "/PieceInfo"),
    ],
)
def test_what_a_file_gives_away(maker: Maker, prove: Prove, change: Change, found: str) -> None:
    told = [p.found for p in prove(maker("red-card", "en"), change) if p.rule == "press-private"]
    assert any(found in text for text in told), told


# The build.


def test_a_faulty_piece_leaves_the_last_good_output_alone(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is handed out, and what is kept for the next build, are those of before."""
    from kyr.press import press_all
    from kyr.press import proof as room
    from kyr.problems import ProblemError
    from tests.press.conftest import only, publish

    some = only(project, "red-card")
    pubs = {"en": publish(some, "en")}
    cache = tmp_path / "cache"
    press_all(some, pubs, tmp_path / "site", cache, 1, lambda line: None)
    kept = _bytes(cache)
    fault = Problem(tmp_path, 0, "press-test", "a sound piece", "a faulty one", "Mend it.")
    monkeypatch.setattr(room, "proof", lambda *given: (fault,))
    # Other words, so that the piece is made again.
    moved = dataclasses.replace(some, site_url="https://rights.springfield-library.org/")
    piece = some.catalogue.pieces["red-card"].model_copy(update={"body_pt": (6, 8)})
    catalogue = dataclasses.replace(some.catalogue, pieces={"red-card": piece})
    moved = dataclasses.replace(moved, catalogue=catalogue)
    with pytest.raises(ProblemError, match="press-test"):
        press_all(moved, pubs, tmp_path / "next", cache, 1, lambda line: None)
    assert not (tmp_path / "next").exists()
    assert _bytes(cache) == kept


def _bytes(folder: Path) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
