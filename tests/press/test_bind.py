"""Several PDFs in one file, read as a viewer, a printer and a screen reader meet it."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, NumberTree, String

from kyr.press.bind import BindError, Part, bind, first_pages
from kyr.press.fonts import only_fonts_of
from kyr.press.mend import structure
from tests.press.conftest import ROOT
from tests.press.reading import opened, pictures, text, ua_failures

Change = Callable[[pikepdf.Pdf], None]

STYLE = "@page{size:4in 5in;margin:.4in}*{font-family:'Noto Sans';font-size:12pt}"
WIDE = "@page{size:5in 6in}"
FIRST = """<h1>Cards</h1><p>The first part</p>
<p><label>Hotline <input name="hotline" title="Local hotline"></label></p>
<p><label>Room <input name="room" title="Room"></label></p>
<table><tr><th scope="col">Day</th></tr><tr><td>Monday</td></tr></table>
<p style="break-before:page"><a href="#goal">To the goal</a></p><p id="goal">Goal of the first</p>"""
SECOND = """<h1>Flyer</h1><p>The second part</p>
<p><label>Hotline <input name="hotline" title="Local hotline"></label></p>
<table><tr><th scope="col">Night</th></tr><tr><td>Sunday</td></tr></table>
<p style="break-before:page;height:1.5in"><a href="#goal">To the other goal</a></p>
<p id="goal">Goal of the second</p>"""


def paper(body: str, tag: str = "en", style: str = "", change: Change | None = None) -> bytes:
    """A small tagged PDF with a form."""
    with only_fonts_of(ROOT / "printables" / "fonts"):
        from weasyprint import HTML  # type: ignore[import-untyped]
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

        html = f'<html lang="{tag}"><title>x</title><style>{STYLE}{style}</style><body>{body}'
        made: bytes = HTML(string=html).write_pdf(
            pdf_variant="pdf/ua-1", pdf_forms=True, font_config=FontConfiguration()
        )
    if change is None:
        return made
    with opened(made) as document:
        change(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def parts() -> tuple[Part, ...]:
    """Two parts with the same field, the same name of a place, and pages of different sizes."""
    return (
        Part("Cards & more", "es", paper(FIRST)),
        Part("Flyer", "en", paper(SECOND, style=WIDE)),
    )


@pytest.fixture(scope="module")
def whole(parts: tuple[Part, ...]) -> bytes:
    """Both in one."""
    return bind(parts, "All <of> it & more", "es")


def fields(document: pikepdf.Pdf) -> dict[str, Any]:
    """The fields of the form by name."""
    return {str(field.T): field for field in document.Root.AcroForm.Fields}


def places(field: Any) -> list[Any]:
    """Where ``field`` stands."""
    return list(field.Kids) if "/Kids" in field else [field]


def test_every_page_is_there_at_its_own_size(whole: bytes) -> None:
    with opened(whole) as document:
        sizes = [[float(v) for v in page.mediabox][2:] for page in document.pages]
    assert sizes == [[288, 360], [288, 360], [360, 432], [360, 432]]
    for page, words in enumerate(("The first part", "Goal of the first", "The second part")):
        assert words in text(whole, page)


def test_pages_look_as_before(parts: tuple[Part, ...], whole: bytes) -> None:
    before = [picture for part in parts for picture in pictures(part.pdf, 60)]
    assert [p.tobytes() for p in pictures(whole, 60)] == [p.tobytes() for p in before]


def test_pdf_ua(tmp_path: Path) -> None:
    # Without the table: the rule wants a scope beside the heads of its cells, and WeasyPrint writes none.
    bodies = [body.partition("<table>")[0] for body in (FIRST, SECOND)]
    whole = bind([Part(body[4:9], "en", paper(body)) for body in bodies], "Both", "en")
    assert not ua_failures(whole, tmp_path)


def test_one_tree_with_a_document_for_each_part(whole: bytes) -> None:
    with opened(whole) as document:
        root = document.Root.StructTreeRoot
        (top,) = root.K
        assert (str(top.S), str(top.Lang)) == ("/Document", "es")
        assert [(str(d.S), str(d.Lang), str(d.T)) for d in top.K] == [
            ("/Document", "es", "Cards & more"),
            ("/Document", "en", "Flyer"),
        ]
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "es"


def test_every_mark_leads_to_its_tag_and_back(whole: bytes) -> None:
    """What a screen reader relies on: page and number of a mark give the tag that holds it."""
    with opened(whole) as document:
        tree = NumberTree(document.Root.StructTreeRoot.ParentTree)
        keys = set()
        for page in document.pages:
            keys.add(int(page.obj.StructParents))
            marks = [
                int(item.operands[1].MCID)
                for item in pikepdf.parse_content_stream(page)
                if str(item.operator) == "BDC" and "/MCID" in item.operands[1]
            ]
            tags = tree[int(page.obj.StructParents)]
            assert len(tags) == len(marks)
            for mark in marks:
                assert mark in list(tags[mark].K)
                assert tags[mark].Pg.objgen == page.obj.objgen
            for note in page.obj.get("/Annots", ()):
                keys.add(int(note.StructParent))
                held = [kid for kid in tree[int(note.StructParent)].K if not isinstance(kid, int)]
                assert [kid.Obj.objgen for kid in held] == [note.objgen]
        assert keys == set(tree)
        assert int(document.Root.StructTreeRoot.ParentTreeNextKey) == len(keys)
        for item in structure(document):
            if str(item.S) != "/Document":
                assert any(kid == item for kid in item.P.K)


def test_heads_of_tables_keep_their_cells(whole: bytes) -> None:
    with opened(whole) as document:
        names = document.Root.StructTreeRoot.IDTree.Names
        known = {bytes(names[i]): names[i + 1] for i in range(0, len(names), 2)}
        assert list(known) == sorted(known) and len(known) == 2
        pages = []
        for item in structure(document):
            if item.S == Name.TD:
                (head,) = item.A.Headers
                assert known[bytes(head)].S == Name.TH
                assert known[bytes(head)].Pg == item.Pg
                pages.append(item.Pg.objgen)
        assert len(set(pages)) == 2


def test_links_lead_to_the_page_of_their_own_part(whole: bytes) -> None:
    document = pypdfium2.PdfDocument(whole)
    try:
        found = []
        for page in document:
            link, start = raw.FPDF_LINK(), ctypes.c_int(0)
            while raw.FPDFLink_Enumerate(page, start, link):
                target = raw.FPDFLink_GetDest(document, link)
                found.append(raw.FPDFDest_GetDestPageIndex(document, target))
        assert found == [1, 3]
    finally:
        document.close()


def test_the_outline_names_each_part(whole: bytes) -> None:
    document = pypdfium2.PdfDocument(whole)
    try:
        found = [(item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
        assert found == [("Cards & more", 0), ("Flyer", 2)]
        assert [document.get_page_label(page) for page in range(4)] == ["1", "2", "3", "4"]
    finally:
        document.close()


def test_it_has_a_title_and_no_maker(whole: bytes) -> None:
    with opened(whole) as document:
        assert dict(document.docinfo) == {"/Title": String("All <of> it & more")}
        assert document.Root.ViewerPreferences.DisplayDocTitle
        raw = document.Root.Metadata.read_bytes()
        metadata = document.open_metadata()
        assert metadata["dc:title"] == "All <of> it & more"
        assert metadata["pdfuaid:part"] == "1"
    for word in (b"WeasyPrint", b"pikepdf", b"Producer", b"Date"):
        assert word not in raw and word not in whole


def test_same_parts_same_bytes(parts: tuple[Part, ...], whole: bytes) -> None:
    assert bind(parts, "All <of> it & more", "es") == whole


def test_what_is_typed_once_stands_in_every_part(whole: bytes) -> None:
    with opened(whole) as document:
        found = fields(document)
        assert set(found) == {"hotline", "room"}
        where = places(found["hotline"])
        pages = [page.obj.objgen for page in document.pages]
        assert [pages.index(place.P.objgen) for place in where] == [0, 2]
        for place in where:
            assert place.Parent == found["hotline"]
            assert "/T" not in place and "/FT" not in place
            assert "/DA" in place
        assert str(found["hotline"].FT) == "/Tx"


def test_a_viewer_writes_it_everywhere(whole: bytes) -> None:
    """PDFium, the viewer of Chrome: typing into the field of one page changes the other page."""
    document = pypdfium2.PdfDocument(whole)
    document.init_forms()
    with opened(whole) as read:
        left, bottom, right, top = (
            float(value) for value in places(fields(read)["hotline"])[0].Rect
        )
    try:
        first, second = document[0], document[2]
        before = [page.render().to_pil().tobytes() for page in (first, second)]
        typed = ctypes.create_string_buffer("555-0143\0".encode("utf-16-le"))
        env = document.formenv.raw
        raw.FORM_OnFocus(env, first, 0, (left + right) / 2, (bottom + top) / 2)
        raw.FORM_OnLButtonDown(env, first, 0, (left + right) / 2, (bottom + top) / 2)
        raw.FORM_OnLButtonUp(env, first, 0, (left + right) / 2, (bottom + top) / 2)
        raw.FORM_ReplaceSelection(env, first, ctypes.cast(typed, raw.FPDF_WIDESTRING))
        raw.FORM_ForceToKillFocus(env)
        after = [page.render().to_pil().tobytes() for page in (first, second)]
    finally:
        document.close()
    assert before[0] != after[0] and before[1] != after[1]


def test_fonts_that_are_alike_are_stored_once() -> None:
    one = Part("One", "en", paper(FIRST))
    alone, twice = bind([one], "x", "en"), bind([one, one], "x", "en")
    assert len(_fonts(alone)) == len(_fonts(twice))


def test_subsets_of_one_font_have_names_of_their_own(whole: bytes) -> None:
    """Printers keep fonts by name."""
    with opened(whole) as document:
        found = [
            (str(item.BaseFont), item.DescendantFonts[0].FontDescriptor)
            for item in document.objects
            if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Type0
        ]
        names = {name: descriptor.FontFile2.objgen for name, descriptor in found}
        assert len(names) == len(found) == len(set(names.values()))
        assert {str(descriptor.FontName) for _, descriptor in found} == set(names)


def _fonts(pdf: bytes) -> list[int]:
    with opened(pdf) as document:
        return [
            len(item.FontFile2.read_raw_bytes())
            for item in document.objects
            if isinstance(item, Dictionary) and "/FontFile2" in item
        ]


def test_every_part_begins_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    """Printed in one go on both sides, no part stands on the back of another."""
    one, two = Part("One", "en", paper("<p>one")), Part("Two", "en", paper("<p>two", style=WIDE))
    whole = bind([one, two, one], "x", "en")
    assert first_pages([1, 1, 1]) == (1, 3, 5)
    assert first_pages([2, 3, 4, 1]) == (1, 3, 7, 11)
    with opened(whole) as document:
        assert [float(page.mediabox[2]) for page in document.pages] == [288, 288, 360, 360, 288]
    assert [text(whole, page).strip() for page in range(5)] == ["one", "", "two", "", "one"]
    assert not ua_failures(whole, tmp_path)


# What cannot be bound says so.


def test_a_part_without_tags() -> None:
    def strip(document: pikepdf.Pdf) -> None:
        del document.Root["/StructTreeRoot"]

    with pytest.raises(BindError, match=r"Flyer: it has no tags"):
        bind([Part("Flyer", "en", paper("<p>x", change=strip))], "x", "en")


def test_a_link_to_nowhere() -> None:
    def lose(document: pikepdf.Pdf) -> None:
        del document.Root.Names["/Dests"]

    with pytest.raises(BindError, match=r"Cards: a link leads to “goal”, which is nowhere"):
        bind([Part("Cards", "en", paper(FIRST, change=lose))], "x", "en")


def test_fields_of_two_kinds_with_one_name() -> None:
    second = paper('<p><label>x <input type="checkbox" name="hotline" title="x"></label>')
    with pytest.raises(BindError, match=r"Two: its field “hotline” is of another kind"):
        bind([Part("One", "en", paper(FIRST)), Part("Two", "en", second)], "x", "en")


# Forms made otherwise: several places of one field, groups, and names of fonts that mean two things.


def form_of(font: str, looks: str, flags: int) -> Change:
    """One field in two places of the first page, and a group of one; ``font`` is what /F means."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0].obj

        def place(left: int) -> Any:
            rect = Array([left, 10, left + 50, 30])
            return document.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=rect, P=page, F=4)
            )

        shared, alone = [place(10), place(70)], place(130)
        field = document.make_indirect(
            Dictionary(
                FT=Name.Tx, T=String("hotline"), DA=String(looks), Ff=flags, Kids=Array(shared)
            )
        )
        for item in shared:
            item["/Parent"] = field
        group = document.make_indirect(Dictionary(T=String("plan"), Kids=Array([alone])))
        alone["/T"], alone["/FT"], alone["/Parent"] = String(f"of {font}"), Name.Tx, group
        page["/Annots"] = Array([*shared, alone])
        fonts = Dictionary(
            F=document.make_indirect(
                Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{font}"))
            )
        )
        document.Root["/AcroForm"] = Dictionary(
            Fields=Array([field, group]), DR=Dictionary(Font=fonts), DA=String("/F 0 Tf 0 g")
        )

    return change


def test_groups_and_fonts_of_forms_are_joined() -> None:
    made = [
        Part("One", "en", paper("<p>one", change=form_of("Courier", "/F 9 Tf 0 g", 0))),
        Part("Two", "en", paper("<p>two", change=form_of("Times-Roman", "/F 12 Tf 0 g", 1 << 12))),
        Part("Three", "en", paper("<p>three", change=form_of("Courier", "/F 7 Tf 0 g", 0))),
    ]
    with opened(bind(made, "x", "en")) as document:
        found = fields(document)
        assert set(found) == {"hotline", "plan"}
        # A group holds what either part had in it; what both had is one field.
        assert [str(kid.T) for kid in found["plan"].Kids] == ["of Courier", "of Times-Roman"]
        assert [len(places(kid)) for kid in found["plan"].Kids] == [2, 1]
        assert all(kid.Parent == found["plan"] for kid in found["plan"].Kids)
        assert len(places(found["hotline"])) == 6
        # Several lines in one part, so several lines wherever it stands.
        assert int(found["hotline"].Ff) == 1 << 12
        fonts = document.Root.AcroForm.DR.Font
        looks = [
            str(place.get("/DA", found["hotline"].DA)).split() for place in places(found["hotline"])
        ]
        sizes = [(str(fonts[name].BaseFont), size) for name, size, *_ in looks]
        assert (
            sizes
            == [("/Courier", "9")] * 2 + [("/Times-Roman", "12")] * 2 + [("/Courier", "7")] * 2
        )
