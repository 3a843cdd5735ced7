"""The finished pieces, read as a printer, a phone, a screen reader and a pair of scissors would."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageEnhance, ImageFilter

from kyr.press.fonts import Fonts
from kyr.press.linebreak import bare
from kyr.press.plan import plan
from kyr.press.proof import proof
from kyr.press.raster import cut, read_codes
from kyr.press.wording import letters as shown
from kyr.project import Project
from kyr.translation.lock import Origin
from kyr.translation.state import Condition, State, UnitState
from tests.press.conftest import TRIAL_UNIT, Maker, make
from tests.press.reading import (
    INCH,
    embedded,
    languages,
    lines,
    opened,
    pictures,
    placements,
    places,
    red,
    text,
    upright,
)

OWN = ("en", "es", "ar", "zh-Hans")
TRIALS = ("ur", "km", "my", "am", "vi")
PIECES = ("red-card", "bookmark", "flyer")


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("tag", OWN)
def test_passes_its_proof(maker: Maker, fonts: Fonts, piece: str, tag: str) -> None:
    made = maker(piece, tag)
    assert proof(made.pdf, made.manuscript, fonts) == ()
    with opened(made.pdf) as document:
        assert len(document.pages) == made.job.piece.sides
        for page in document.pages:
            assert [float(v) for v in page.mediabox] == pytest.approx([0, 0, 612, 792], abs=0.01)


@pytest.mark.parametrize(
    ("piece", "tag"),
    [("red-card", tag) for tag in TRIALS]
    + [("bookmark", "km"), ("bookmark", "ur"), ("flyer", "ur")],
)
def test_sets_other_scripts(maker: Maker, fonts: Fonts, piece: str, tag: str) -> None:
    made = maker(piece, tag)
    assert proof(made.pdf, made.manuscript, fonts) == ()


@pytest.mark.parametrize("piece", PIECES)
def test_a4(maker: Maker, fonts: Fonts, piece: str) -> None:
    made = maker(piece, "en", "a4")
    assert proof(made.pdf, made.manuscript, fonts) == ()
    with opened(made.pdf) as document:
        box = [float(v) for v in document.pages[0].mediabox]
    assert box == pytest.approx([0, 0, 210 / 25.4 * 72, 297 / 25.4 * 72], abs=0.01)


@pytest.mark.parametrize("piece", ["red-card", "flyer"])
def test_burmese_lines_keep_not_with_its_verb(maker: Maker, piece: str) -> None:
    """“… cannot stop the arrest” lost its “not” to the end of the line before."""
    made = maker(piece, "my")
    place = places(made.job, back=False)[0]
    box = (
        place.left * INCH,
        792 - (place.top + place.height) * INCH,
        (place.left + place.width) * INCH,
        792 - place.top * INCH,
    )
    # As one reads it aloud, letters in their order: the box takes the card that is tagged.
    found = [line.strip() for line in text(made.pdf, 0, box).splitlines()]
    assert len(found) > 7
    for line in found:
        assert not line.endswith("မ"), line
        assert not re.match("(?:ပါ|နှင့်|ဘူး)(?:[၊။]|$)", line), line


def test_urdu_is_set_in_nastaliq(maker: Maker) -> None:
    for piece in ("bookmark", "flyer"):
        names = embedded(maker(piece, "ur").pdf)
        assert any(name.startswith("Noto-Nastaliq-Urdu") for name in names)


# Where the pieces stand.


def test_ten_cards_stand_as_on_avery_5371(maker: Maker) -> None:
    front = sorted(
        ((e + 9) / INCH, (792 - f - 9 - 144) / INCH)
        for _, _, _, _, e, f in placements(maker("red-card", "ar").pdf, 0)
    )
    expected = sorted((0.75 + 3.5 * column, 0.5 + 2 * row) for column in (0, 1) for row in range(5))
    assert len(front) == 10
    for found, wanted in zip(front, expected, strict=True):
        assert found == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize("side", [0, 1])
def test_cards_on_the_picture(maker: Maker, side: int) -> None:
    """Each white panel begins 0.085 in inside its card and ends 0.085 in before its end."""
    dpi = 300
    made = maker("red-card", "es")
    picture = pictures(made.pdf, dpi)[side].convert("L").point(lambda v: 255 if v > 235 else 0)
    for place in places(made.job, side == 1):
        # Along a line across the panel, and down one at its side: from the red in to the white.
        y = round((place.top + 1.2) * dpi)
        left, top = round(place.left * dpi), round(place.top * dpi)
        row = list(picture.crop((left, y, left + round(3.5 * dpi), y + 1)).tobytes())
        assert row.index(255) / dpi == pytest.approx(0.085, abs=0.01)
        assert row[::-1].index(255) / dpi == pytest.approx(0.085, abs=0.01)
        x = round((place.left + 0.6) * dpi)
        column = list(picture.crop((x, top, x + 1, top + 2 * dpi)).tobytes())
        assert column[::-1].index(255) / dpi == pytest.approx(0.085, abs=0.01)


def test_back_lies_behind_front(project: Project, fonts: Fonts) -> None:
    """On a grid that is not in the middle of the paper, the red of both sides coincides after the flip."""
    pieces = dict(project.catalogue.pieces)
    card = pieces["red-card"]
    sheet = card.sheets["letter"].model_copy(update={"left": 0.5})
    pieces["red-card"] = card.model_copy(update={"sheets": {"letter": sheet}})
    moved = dataclasses.replace(
        project, catalogue=dataclasses.replace(project.catalogue, pieces=pieces)
    )
    made = make(moved, fonts, "red-card", "en")
    front, back = pictures(made.pdf, 100)
    flipped = back.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert red(front).getbbox() == pytest.approx(red(flipped).getbbox(), abs=1)
    assert red(front).getbbox() != pytest.approx(red(back).getbbox(), abs=20)
    lefts = [place.left for place in places(made.job, back=True)]
    assert lefts[:2] == pytest.approx([4.5, 1.0])


def test_tops_of_bookmarks_coincide(maker: Maker) -> None:
    """The red head is the top of both sides: it lies in the same place when the sheet is flipped."""
    made = maker("bookmark", "zh-Hans")
    front, back = pictures(made.pdf, 100)
    flipped = back.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    one, two = red(front).getbbox(), red(flipped).getbbox()
    assert one is not None and two is not None
    # Its outer edge is the bleed of the right-hand cut, 7.25 in; how deep it is depends on the words.
    for found, wanted in zip(
        (one[2], two[2], one[1], one[3]), (737.5, 737.5, two[1], two[3]), strict=True
    ):
        assert abs(found - wanted) <= 1.5
    assert [place.turn for place in places(made.job, False)] == [90] * 5
    assert [place.turn for place in places(made.job, True)] == [270] * 5


def test_cut_marks_stand_in_the_waste_of_the_front_only(maker: Maker) -> None:
    front, back = pictures(maker("red-card", "en").pdf, 200)
    waste = (round(0.25 * 200), 0, round(8.25 * 200), round(0.37 * 200))
    assert min(front.convert("L").crop(waste).tobytes()) < 200
    assert min(back.convert("L").crop(waste).tobytes()) == 255


def test_text_keeps_clear_of_the_cut(maker: Maker) -> None:
    """The rim of a card, up to its panel, is plain red: no word, rule or panel strays into it."""
    dpi = 200
    for tag in ("en", "ar", "km"):
        made = maker("red-card", tag)
        for back, sheet in enumerate(pictures(made.pdf, dpi)):
            card = cut(sheet, plan(made.job, 2)[back][0], dpi).convert("RGB")
            edge = round(0.07 * dpi)
            rim = card.copy()
            inner = (edge, edge, card.width - edge, card.height - edge)
            rim.paste((177, 17, 17), inner)
            plain = Image.new("RGB", rim.size, (177, 17, 17))
            assert (
                ImageChops.difference(rim, plain)
                .convert("L")
                .point(lambda v: 255 if v > 8 else 0)
                .getbbox()
                is None
            )


# What they say.


@pytest.mark.parametrize("tag", [*OWN, *TRIALS])
def test_agent_side_is_english(maker: Maker, project: Project, tag: str) -> None:
    place = places(maker("red-card", tag).job, back=True)[0]
    top = 11 - place.top
    edges = (place.left, top - 2, place.left + 3.5, top)
    box = (edges[0] * INCH, edges[1] * INCH, edges[2] * INCH, edges[3] * INCH)
    found = " ".join(text(maker("red-card", tag).pdf, 1, box).split())
    for key in ("title", "intro"):
        assert project.source.print.text(f"red_card.agent.{key}") in found
    squeezed = bare(found).replace(" ", "")
    for statement in project.source.print.list("red_card.agent.statements"):
        assert bare(statement.replace("*", "")).replace(" ", "") in squeezed


def test_screen_reader_reads_a_card_once(maker: Maker) -> None:
    """Nine of the ten are artifacts: the marked content holds the title once."""
    with opened(maker("red-card", "en").pdf) as document:
        depth = 0
        shown_outside = 0
        forms = 0
        for item in pikepdf.parse_content_stream(document.pages[0]):
            operator = str(item.operator)
            if operator in ("BMC", "BDC"):
                depth += 1
            elif operator == "EMC":
                depth -= 1
            elif operator == "Do":
                forms += 1
                assert depth == 1
            elif operator == "TJ" and depth == 0:
                shown_outside += 1
        form = document.pages[0].Resources.XObject["/Piece"]
        marks = [str(i.operator) for i in pikepdf.parse_content_stream(form)]
    assert forms == 9 and shown_outside == 0
    assert not {"BMC", "BDC", "EMC"} & set(marks)


def test_languages_of_sections(maker: Maker) -> None:
    found = languages(maker("red-card", "ar").pdf)
    assert [lang for kind, lang in found if kind == "Sect"] == ["ar", "en"]
    found = languages(maker("flyer", "zh-Hans").pdf)
    assert [lang for kind, lang in found if kind == "Sect"] == ["zh-Hans"]
    assert [lang for kind, lang in found if kind == "BlockQuote"] == ["en"] * 3
    # What is to be said in English within a sentence has its own language too.
    quoted = [lang for kind, lang in languages(maker("red-card", "ur").pdf) if kind != "Sect"]
    assert "en" in quoted


def test_figures_are_described(maker: Maker) -> None:
    made = maker("flyer", "es")
    with opened(made.pdf) as document:
        found = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert len(found) == 1
        assert shown(made.manuscript.codes[0].address) in str(found[0].Alt)
        x1, y1, x2, y2 = (float(v) for v in found[0].A.BBox)
    assert x2 - x1 == pytest.approx(1.8 * INCH, abs=0.5)
    assert y2 - y1 == pytest.approx(1.8 * INCH, abs=0.5)


def test_draft_is_said_on_the_paper(maker: Maker, many: Project, fonts: Fonts) -> None:
    words = many.texts["es"].print
    for piece in PIECES:
        assert bare(words.text("common.draft"))[:20] in " ".join(
            text(maker(piece, "es").pdf, 0).split()
        )
    person = State((UnitState(TRIAL_UNIT, Condition.CURRENT, Origin.PERSON),))
    made = make(many, fonts, "red-card", "es", state=person)
    assert words.text("common.unreviewed") in " ".join(text(made.pdf, 0).split())
    import datetime

    day = datetime.date(2026, 11, 21)
    reviewed = State((UnitState(TRIAL_UNIT, Condition.CURRENT, Origin.PERSON, day),))
    made = make(many, fonts, "red-card", "es", state=reviewed)
    found = text(made.pdf, 0)
    assert words.text("common.draft")[:12] not in found
    assert words.text("common.unreviewed")[:12] not in found


def test_date_of_the_facts_in_the_language(maker: Maker) -> None:
    assert "21 de noviembre de 2026" in " ".join(text(maker("flyer", "es").pdf, 0).split())
    assert "2026年11月21日" in "".join(text(maker("flyer", "zh-Hans").pdf, 0).split())


def test_sample_only_while_the_address_is_a_placeholder(
    maker: Maker, project: Project, fonts: Fonts
) -> None:
    word = project.texts["es"].print.text("common.sample")
    for piece in ("bookmark", "flyer"):
        made = maker(piece, "es")
        assert made.manuscript.is_sample
        found = text(made.pdf, 0)
        assert word in found and "SAMPLE" in found
    assert not maker("red-card", "es").manuscript.is_sample
    assert "SAMPLE" not in text(maker("red-card", "es").pdf, 0)
    real = dataclasses.replace(project, site_url="https://rights.springfield-library.org/")
    made = make(real, fonts, "flyer", "es")
    assert not made.manuscript.is_sample
    assert word not in text(made.pdf, 0) and "SAMPLE" not in text(made.pdf, 0)
    assert proof(made.pdf, made.manuscript, fonts) == ()


def test_a_language_whose_word_for_sample_is_the_english_one(
    project: Project, fonts: Fonts
) -> None:
    """The stamp says it once, and nothing is missed."""
    spanish = project.texts["es"]
    texts = {**spanish.print.texts, "common.sample": "SAMPLE"}
    words = dataclasses.replace(spanish.print, texts=texts)
    same = {**project.texts, "es": dataclasses.replace(spanish, print=words)}
    made = make(dataclasses.replace(project, texts=same), fonts, "flyer", "es")
    assert proof(made.pdf, made.manuscript, fonts) == ()
    assert text(made.pdf, 0).count("SAMPLE") == 1


def test_library_hotline_is_printed(project: Project, fonts: Fonts, tmp_path: Path) -> None:
    from kyr.contacts import LibraryContact

    contact = LibraryContact.model_validate(
        {
            "name": "Springfield rapid response",
            "phone": "212-555-0143",
            "print": True,
            "verified": "2026-11-21",
        }
    )
    library = project.library.model_copy(update={"contacts": (contact,)})
    own = dataclasses.replace(project, library=library)
    for piece, side, tag in (("red-card", 0, "es"), ("bookmark", 1, "ar")):
        made = make(own, fonts, piece, tag)
        found = " ".join(text(made.pdf, side).split())
        assert "1-212-555-0143" in found and "Springfield rapid response" in found
        assert proof(made.pdf, made.manuscript, fonts) == ()


# The code.


@pytest.mark.parametrize("piece", ["bookmark", "flyer"])
def test_code_is_read_under_bad_conditions(maker: Maker, piece: str) -> None:
    made = maker(piece, "zh-Hans")
    side = made.job.piece.sides - 1
    address = "https://library.example/zh-Hans/" + ("now.html" if piece == "bookmark" else "")
    spot = plan(made.job, side + 1)[side][0]
    clean = cut(pictures(made.pdf, 150)[side], spot, 150)
    assert read_codes(clean) == [address]
    worse = cut(pictures(made.pdf, 300)[side], spot, 300).convert("L")
    for spoil in (
        lambda p: p.rotate(17, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC),
        lambda p: p.filter(ImageFilter.GaussianBlur(2)),
        lambda p: ImageEnhance.Contrast(p).enhance(0.3),
        lambda p: p.resize((p.width // 2, p.height // 2)),
    ):
        assert read_codes(spoil(worse).convert("RGB")) == [address]


def test_address_stands_beneath_the_code(maker: Maker) -> None:
    assert "library.example/ar/" in text(maker("flyer", "ar").pdf, 0)
    found = "".join(text(maker("bookmark", "es").pdf, 1).split())
    assert "library.example/es/now.html" in found


@pytest.mark.parametrize("piece", ["bookmark", "flyer-half"])
@pytest.mark.parametrize("host", ["kyr.springfield-oh.gov", "know-your-rights.springfield.gov"])
def test_no_line_of_an_address_ends_with_a_hyphen(
    project: Project, fonts: Fonts, piece: str, host: str
) -> None:
    """Who types it would take it for one of ours, and leave it out."""
    made = make(dataclasses.replace(project, site_url=f"https://{host}/"), fonts, piece, "zh-Hans")
    assert proof(made.pdf, made.manuscript, fonts) == ()
    back = made.job.piece.sides - 1
    found = lines(upright(made.pdf, places(made.job, back == 1)[0].turn), back)
    assert f"{host}/zh-Hans/" in "".join(found)
    assert not any(line.endswith("-") for line in found)


# The file.


def test_nothing_tells_where_it_was_made(maker: Maker) -> None:
    pdf = maker("flyer", "en").pdf
    with opened(pdf) as document:
        assert set(document.docinfo.keys()) == {"/Title"}
        metadata = document.Root.Metadata.read_bytes()
    for word in (b"WeasyPrint", b"pikepdf", b"Producer", b"CreateDate", b"ModDate"):
        assert word not in metadata
    assert b"pdfuaid" in metadata


def test_previews_are_small_palette_pictures(maker: Maker) -> None:
    from kyr.press.raster import previews

    for piece, height in (("red-card", 206), ("bookmark", 1080), ("flyer", 466)):
        made = maker(piece, "es")
        found = previews(made.pdf, made.job)
        assert len(found) == made.job.piece.sides
        for data in found:
            picture = Image.open(io.BytesIO(data))
            assert picture.mode == "P"
            assert picture.size == (360, height)
            assert len(data) < 60_000
