"""The places to type, filled in as people and programs do: on every copy, in reading order, in our fonts."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image

from kyr.contacts import LibraryContact
from kyr.languages import make_language
from kyr.press.fieldfont import RESOURCE, field_font
from kyr.press.fonts import Fonts
from kyr.press.manuscript import Desk, Job
from kyr.press.mend import StructureError, structure
from kyr.press.plan import plan
from kyr.press.proof import proof
from kyr.press.typed import fields_of, takes_own_script
from kyr.project import Project
from tests.press.conftest import Maker, make, publish
from tests.press.reading import INCH, opened, pictures, text, ua_failures, upright

NUMBER = "(303) 555-0142"
DIGITS = "3035550142"
DPI = 100


def typed(pdf: bytes, page: int, words: str) -> bytes:
    """``pdf`` after somebody clicked into the first field of ``page``, typed ``words`` and printed to a file."""
    with opened(pdf) as document:
        left, bottom, right, top = map(float, _widgets(document, page)[0].Rect)
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        shown, form = document[page], document.formenv
        point = (0, (left + right) / 2, (bottom + top) / 2)
        pdfium.FORM_OnLButtonDown(form, shown, *point)
        pdfium.FORM_OnLButtonUp(form, shown, *point)
        for letter in words:
            pdfium.FORM_OnChar(form, shown, ord(letter), 0)
        pdfium.FORM_ForceToKillFocus(form)
        for each in document:
            pdfium.FPDFPage_Flatten(each, pdfium.FLAT_PRINT)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
    finally:
        document.close()


def _widgets(document: Pdf, page: int) -> list[Any]:
    return [
        item for item in document.pages[page].obj.get("/Annots", Array([])) if "/Parent" in item
    ]


def fonts_used(pdf: bytes) -> set[str]:
    """The names of the fonts in which the fields of ``pdf``, now part of its pages, show their letters."""
    used = set()
    with opened(pdf) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and "/Font" in item.get("/Resources", {}):
                font = ""
                for step in pikepdf.parse_content_stream(item):
                    if str(step.operator) == "Tf":
                        font = str(item.Resources.Font[str(step.operands[0])].BaseFont)
                    if str(step.operator) in ("Tj", "TJ"):
                        used.add(font)
    return used


def _inked(picture: Image.Image, rectangle: Object) -> bool:
    """Whether there is ink in ``rectangle`` (points), a hair inside it."""
    left, bottom, right, top = (float(value) * DPI / INCH for value in rectangle)
    box = (left + 2, picture.height - top + 2, right - 2, picture.height - bottom - 2)
    return min(_greys(picture.crop(tuple(map(round, box))))) < 128  # type: ignore[arg-type]


def _greys(picture: Image.Image) -> bytes:
    return picture.convert("L").tobytes()


@pytest.mark.parametrize(
    ("piece", "tag", "paper", "page"),
    [
        ("red-card", "en", "letter", 0),
        ("red-card", "ar", "a4", 0),
        ("red-card", "zh-Hans", "letter", 0),
        ("bookmark", "en", "a4", 1),
        ("bookmark", "ar", "letter", 1),
    ],
)
def test_typed_once_it_stands_on_every_copy(
    maker: Maker, fonts: Fonts, piece: str, tag: str, paper: str, page: int
) -> None:
    made = maker(piece, tag, paper)
    filled = typed(made.pdf, page, NUMBER)
    spots = plan(made.job, 2)[page]
    assert len(spots) == (10 if piece == "red-card" else 5)
    with opened(made.pdf) as document:
        width, height = (float(value) for value in document.pages[page].mediabox[2:])
        rectangles = [item.Rect for item in _widgets(document, page)]
        assert len(rectangles) == len(spots)
        assert _widgets(document, 1 - page) == []
    empty, full = pictures(made.pdf, DPI)[page], pictures(filled, DPI)[page]
    assert not any(_inked(empty, rectangle) for rectangle in rectangles)
    assert all(_inked(full, rectangle) for rectangle in rectangles)
    assert pictures(made.pdf, DPI)[1 - page] == pictures(filled, DPI)[1 - page]
    for spot in spots:
        place, turn = spot.place, spot.place.turn
        left, bottom = place.left * INCH, height - (place.top + place.height) * INCH
        right, top = left + place.width * INCH, bottom + place.height * INCH
        read = filled
        if turn:
            # The page turned back, and the place with it.
            assert turn == 270
            read, (left, bottom, right, top) = (
                upright(filled, turn),
                (bottom, width - right, top, width - left),
            )
        found = "".join(filter(str.isdigit, text(read, page, (left, bottom, right, top))))
        assert DIGITS in found
    ours = {name for family in fonts.families for name in family.pdf_names}
    assert {name.partition("+")[2] for name in fonts_used(filled)} <= ours


def test_a_program_fills_every_copy_too(maker: Maker) -> None:
    made = maker("red-card", "en")
    with opened(made.pdf) as document:
        document.Root.AcroForm.Fields[0]["/V"] = String(NUMBER)
        rectangles = [item.Rect for item in _widgets(document, 0)]
        out = io.BytesIO()
        document.save(out)
    shown = pypdfium2.PdfDocument(out.getvalue())
    shown.init_forms()
    picture = shown[0].render(scale=DPI / INCH, may_draw_forms=True).to_pil().convert("RGB")
    shown.close()
    assert all(_inked(picture, rectangle) for rectangle in rectangles)


@pytest.mark.parametrize(("piece", "tag"), [("red-card", "ar"), ("flyer", "en")])
def test_each_field_stands_on_its_line(maker: Maker, piece: str, tag: str) -> None:
    made = maker(piece, tag)
    picture = pictures(made.pdf, 300)[0].convert("L")
    with opened(made.pdf) as document:
        for item in _widgets(document, 0):
            left, bottom, right, _ = (float(value) * 300 / INCH for value in item.Rect)
            assert right - left >= 1.19 * 300
            line = round(picture.height - bottom)
            row = picture.crop((round(left) + 3, line - 2, round(right) - 3, line + 5))
            rows = [max(_greys(row.crop((0, y, row.width, y + 1)))) for y in range(row.height)]
            assert min(rows) < 128, "no line from end to end beneath the field"


def test_screen_readers_meet_the_field_in_its_place(maker: Maker, tmp_path: Path) -> None:
    made = maker("red-card", "es")
    assert ua_failures(made.pdf, tmp_path) == []
    label = "Su línea de ayuda local:"
    with opened(made.pdf) as document:
        assert document.pages[0].obj.Tabs == Name.S
        (field,) = document.Root.AcroForm.Fields
        assert (str(field["/T"]), str(field.TU)) == ("own_hotline", label)
        widgets = _widgets(document, 0)
        assert [item.objgen for item in field.Kids] == [item.objgen for item in widgets]
        tags = [item for item in structure(document) if str(item.S) == "/Form"]
        assert [str(item.Alt) for item in tags] == [
            label,
            *(f"{label} {n}/10" for n in range(2, 11)),
        ]
        parents = dict(_pairs(document.Root.StructTreeRoot.ParentTree.Nums))
        for tag, widget in zip(tags, widgets, strict=True):
            assert tag.K[0].Type == Name.OBJR and len(tag.K) == 1
            assert tag.K[0].Obj.objgen == widget.objgen
            assert tag.Pg.objgen == widget["/P"].objgen == document.pages[0].obj.objgen
            assert parents[int(widget.StructParent)].objgen == tag.objgen
        # The first stands in the section of its side, right after its label; the copies after all that is read.
        order = [str(item.S) for item in structure(document)]
        assert order[-10:] == ["/Div", *["/Form"] * 9]
        assert order.index("/Form") < order.index("/Sect", order.index("/Sect") + 1)
        assert str(tags[1].P["/Lang"]) == "es"


def _pairs(numbers: Object) -> Iterator[tuple[int, Object]]:
    items: list[Any] = list(numbers)
    for key, value in zip(items[::2], items[1::2], strict=True):
        yield int(key), value


def test_fields_of_a_staff_card(maker: Maker) -> None:
    """Each has its own name and label, and they follow each other as they are read."""
    made = maker("desk-card", "en")
    with opened(made.pdf) as document:
        fields = document.Root.AcroForm.Fields
        assert [str(item["/T"]) for item in fields] == ["our_state", "in_charge", "counsel"]
        assert [str(item.TU) for item in fields] == [
            "Our state:",
            "Person in charge:",
            "Counsel’s phone:",
        ]
        assert [int(item.MK.R) for item in _widgets(document, 1)] == [90] * 6


def test_nothing_is_computed_or_sent(maker: Maker) -> None:
    with opened(maker("red-card", "en").pdf) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary):
                assert not {"/A", "/AA", "/JS", "/JavaScript", "/OpenAction"} & set(item.keys())
        assert set(document.Root.AcroForm.keys()) == {"/Fields", "/DR"}


@pytest.mark.parametrize(("edition", "expected"), [("black", 10), ("large", 1), ("press", 0)])
def test_what_staff_print_can_be_filled_in(
    maker: Maker, fonts: Fonts, edition: str, expected: int
) -> None:
    made = maker("red-card", "en", "letter", edition)
    with opened(made.pdf) as document:
        assert len(_widgets(document, 0)) == expected
        assert ("/AcroForm" in document.Root) == bool(expected)
        if expected:
            # As large as the words around at the least: that is what large print is for.
            (field,) = document.Root.AcroForm.Fields
            assert float(str(field.DA).split()[1]) >= (made.job.least_pt or made.job.body_pt[0])
        assert "/Art" not in {str(item.S) for item in structure(document)}
    assert fields_of(made.manuscript) == ("own" if expected else "")
    assert proof(made.pdf, made.manuscript, fonts) == ()


def test_the_site_is_told_what_can_be_typed(many: Project, fonts: Fonts) -> None:
    desk, catalogue = Desk(many, fonts), many.catalogue

    def found(tag: str) -> str:
        piece, office = catalogue.pieces["red-card"], catalogue.editions["office"]
        job = Job("red-card", piece, "office", office, "letter", many.texts[tag].language)
        return fields_of(desk.write(publish(many, tag), job))

    assert {tag: found(tag) for tag in ("es", "vi", "am", "ar", "km")} == {
        "es": "own",
        "vi": "own",
        "am": "own",
        "ar": "latin",
        "km": "latin",
    }


def test_a_number_of_the_library_leaves_no_line(project: Project, fonts: Fonts) -> None:
    contact = LibraryContact.model_validate(
        {
            "name": "Springfield rapid response",
            "phone": "212-555-0143",
            "print": True,
            "verified": "2026-11-21",
        }
    )
    library = project.library.model_copy(update={"contacts": (contact,)})
    made = make(dataclasses.replace(project, library=library), fonts, "red-card", "en")
    assert fields_of(made.manuscript) == ""
    with opened(made.pdf) as document:
        assert "/AcroForm" not in document.Root


def test_several_lines(project: Project, fonts: Fonts, templates: Path) -> None:
    path = templates / "flyer-1.html"
    path.write_text(path.read_text().replace("'own_hotline', label)", "'own_hotline', label, 3)"))
    made = make(project, fonts, "flyer", "en", folder=templates)
    with opened(made.pdf) as document:
        (field,) = document.Root.AcroForm.Fields
        assert int(field.Ff) & 1 << 12
        rectangle = _widgets(document, 0)[0].Rect
    filled = typed(made.pdf, 0, "Night line 303 555 0142\rDay line 303 555 0199")
    left, bottom, right, top = map(float, rectangle)
    found = text(filled, 0, (left, bottom, right, top)).splitlines()
    assert found[-2:] == ["Night line 303 555 0142", "Day line 303 555 0199"]


@pytest.mark.parametrize("spoiled", ["'own.hotline', label", "'own_hotline', ''"])
def test_a_field_without_a_proper_name_or_label_is_refused(
    project: Project, fonts: Fonts, templates: Path, spoiled: str
) -> None:
    path = templates / "flyer-1.html"
    path.write_text(path.read_text().replace("'own_hotline', label", spoiled))
    with pytest.raises(StructureError, match="a field"):
        make(project, fonts, "flyer", "en", folder=templates)


# What can be typed.

_OWN = {
    "es": "Línea 555",
    "vi": "Đường dây",
    "ru": "Линия",
    "el": "Γραμμή",
    "ka": "ცხელი",
    "hy": "Թեժ գիծ",
    "am": "የስልክ",
    "chr": "ᏣᎳᎩ",
}


@pytest.mark.parametrize("tag", _OWN)
def test_own_letters_come_from_our_font(fonts: Fonts, tag: str) -> None:
    """Typed into PDFium, which would take a font of the computer otherwise, or show nothing."""
    language, words = make_language(tag), _OWN[tag]
    assert takes_own_script(language, words)
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 60))
        page = pdf.pages[0].obj
        field = pdf.make_indirect(
            Dictionary(FT=Name.Tx, T=String("f"), DA=String(f"/{RESOURCE} 18 Tf 0 g"))
        )
        widget = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=Array([10, 10, 290, 50]), F=4, Parent=field
        )
        field["/Kids"] = page["/Annots"] = Array([pdf.make_indirect(widget)])
        font = field_font(pdf, language, words, fonts)
        pdf.Root["/AcroForm"] = Dictionary(
            Fields=Array([field]), DR=Dictionary(Font=Dictionary({f"/{RESOURCE}": font}))
        )
        assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_raw_bytes()) < 100_000
        name = str(font.BaseFont)
        out = io.BytesIO()
        pdf.save(out)
    filled = typed(out.getvalue(), 0, words)
    assert text(filled, 0).strip() == words
    assert fonts_used(filled) == {name}


@pytest.mark.parametrize("tag", ["ar", "he", "hi", "km", "my", "th", "ko", "ja", "zh-Hans"])
def test_scripts_that_viewers_set_wrongly_are_left_to_the_computer(tag: str) -> None:
    assert not takes_own_script(make_language(tag), "")


def test_marks_without_a_letter_of_their_own_cannot_be_typed() -> None:
    assert not takes_own_script(make_language("yo"), "Ẹ̀kọ́")
    assert takes_own_script(make_language("vi"), "Đươ\u0300ng")
