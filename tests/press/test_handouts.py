"""The small book, the family plan, the signs, the half flyer and the page of all languages, read when finished."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest

from kyr.catalogue import PAPERS, SAFE_EDGE, Paper
from kyr.languages import make_language
from kyr.press.fonts import Fonts
from kyr.press.linebreak import bare
from kyr.press.manuscript import jobs
from kyr.press.many import LARGEST_CODE, LEAST_CODE, GridError, grid
from kyr.press.plan import paper_of, plan
from kyr.press.proof import proof
from kyr.press.raster import cut, read_codes
from kyr.press.zine import zine
from kyr.project import Project, Texts
from kyr.translation.publication import Publication
from tests.press.conftest import Made, Maker, make, publish
from tests.press.reading import INCH, opened, pictures, text, ua_failures

OWN = ("en", "es", "ar", "zh-Hans")
SIGNS = ("sign-public", "sign-staff", "sign-desk")
CROWD = ("es", "ar", "zh-Hans", "ur", "km", "my", "am", "vi")

# Languages whose letters the fonts have: with these, a page of sixty.
FURTHER = (
    "bg bs ca cs da de el et fi fr ga ha hi hr ht hu hy id ig is it ja ka ko ln lt lv mk ms mt nb ne nl om pa pl ps"
    " pt qu ro ru sk sl so sq sr sv sw ta te th"
).split()


def page(made: Made, number: int) -> str:
    """The words of one laid-out page, upright, in one line."""
    spots = {
        spot.page: (index, spot) for index, all_ in enumerate(plan(made.job, 8)) for spot in all_
    }
    index, spot = spots[number - 1]
    height = paper_of(made.job)[1]
    box = (
        spot.place.left * INCH,
        (height - spot.place.top - spot.place.height) * INCH,
        (spot.place.left + spot.place.width) * INCH,
        (height - spot.place.top) * INCH,
    )
    return "".join(bare(text(made.pdf, index, box)).split())


def plain(words: str) -> str:
    """``words`` as ``page`` gives them."""
    return "".join(bare(words.replace("**", "")).split())


# The book.


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_each_page_of_the_book_stands_on_its_panel(maker: Maker, many: Project, tag: str) -> None:
    made, words = maker("zine", tag), many.texts[tag].print
    with opened(made.pdf) as document:
        assert len(document.pages) == 1
        assert [float(v) for v in document.pages[0].mediabox] == pytest.approx([0, 0, 792, 612])
    titles = (
        "bookmark.title",
        "flyer.home_title",
        "more.zine.paper_title",
        "more.zine.public_title",
        "more.zine.car_title",
        "more.zine.truth_title",
        "more.zine.held_title",
        "bookmark.hotlines_title",
    )
    sheet = pictures(made.pdf, 150)[0]
    for panel, (number, key) in zip(zine(tag == "ar"), enumerate(titles, 1), strict=True):
        place = plan(made.job, 8)[0][number - 1].place
        assert (place.left, place.top, place.turn) == pytest.approx(
            (2.75 * panel.column, 4.25 * panel.row, panel.turn)
        )
        letters = Counter(plain(words.text(key)))
        assert not letters - Counter(page(made, number))
    # Only the back carries the code, and upright.
    codes = [read_codes(cut(sheet, spot, 150)) for spot in plan(made.job, 8)[0]]
    assert codes == [[]] * 7 + [[f"https://library.example/{tag}/now.html"]]


# What is finished passes its proof.


@pytest.mark.parametrize(
    ("piece", "tag", "paper", "guests"),
    [
        *(("zine", tag, "letter", ()) for tag in ("en", "ar", "km")),
        ("zine", "en", "a4", ()),
        *(("family-plan", tag, "letter", ()) for tag in ("en", "ar")),
        ("family-plan", "es", "a4", ()),
        ("flyer-half", "ar", "letter", ()),
        ("flyer-half", "es", "a4", ()),
        *((sign, "en", "letter", ()) for sign in SIGNS),
        ("sign-staff", "es", "letter", ("ar",)),
        ("sign-desk", "km", "tabloid", ("ur",)),
        ("sign-desk", "zh-Hans", "a3", ("en",)),
        ("many-language-flyer", "en", "letter", CROWD),
    ],
)
def test_passes_its_proof(
    maker: Maker, fonts: Fonts, piece: str, tag: str, paper: Paper, guests: tuple[str, ...]
) -> None:
    made = maker(piece, tag, paper, guests=guests)
    assert proof(made.pdf, made.manuscript, fonts) == ()


@pytest.mark.parametrize("piece", ["zine", "family-plan", "sign-staff", "many-language-flyer"])
def test_pdf_ua(maker: Maker, piece: str, tmp_path: Path) -> None:
    guests = {"sign-staff": ("ar",), "many-language-flyer": CROWD}.get(piece, ())
    tag = "es" if piece == "sign-staff" else "en"
    assert not ua_failures(maker(piece, tag, guests=guests).pdf, tmp_path)


@pytest.mark.parametrize("piece", ["zine", "family-plan"])
def test_black_ink_alone(project: Project, fonts: Fonts, piece: str) -> None:
    """A copier has no red: in the black edition nothing is lost, and heads have no ground."""
    made = make(project, fonts, piece, "en", edition="black")
    assert proof(made.pdf, made.manuscript, fonts) == ()
    for picture in pictures(made.pdf, 60):
        assert len({band.tobytes() for band in picture.split()}) == 1


# What they say.


def test_the_book_says_what_the_pages_say(project: Project) -> None:
    words, pages = project.source.print, project.source.pages
    for key, name in (
        ("more.zine.warrant_say", "home"),
        ("more.zine.inside_say", "home"),
        ("flyer.home_say", "home"),
        ("flyer.public_say", "public"),
        ("flyer.silent_say", "public"),
        ("more.zine.search_say", "public"),
        ("more.zine.sign_say", "detained"),
        ("more.zine.afraid_say", "detained"),
        ("more.zine.judge_say", "detained"),
    ):
        assert f"“{words.text(key)}”" in pages[f"rights/{name}.md"].body


@pytest.mark.parametrize("tag", ["es", "zh-Hans"])
def test_what_is_said_stands_in_english_with_its_meaning(
    maker: Maker, many: Project, tag: str
) -> None:
    made, english, own = maker("zine", tag), many.source.print, many.texts[tag].print
    held = page(made, 7)
    for key in ("flyer.silent_say", "more.zine.sign_say", "more.zine.judge_say"):
        assert held.index(plain(english.text(key))) < held.index(plain(own.text(key)))
    assert plain(own.text("more.zine.aloud")) in page(made, 2)
    assert plain(english.text("more.zine.aloud")) not in page(maker("zine", "en"), 2)


@pytest.mark.parametrize("piece", ["zine", "family-plan", "flyer-half"])
def test_says_what_it_is(maker: Maker, many: Project, piece: str) -> None:
    made, words = maker(piece, "es"), many.texts["es"].print
    found = "".join(
        "".join(text(made.pdf, i).split()) for i in range(len(plan(made.job, made.job.piece.sides)))
    )
    small = page(made, 8) if piece == "zine" else bare(found)
    if piece == "flyer-half":
        # It stands on its side: only its letters can be compared.
        assert not Counter(plain(words.text("common.not_advice"))) - Counter(small)
        return
    for key in ("common.not_advice", "common.draft"):
        assert plain(words.text(key)) in small
    assert "21denoviembrede2026" in small


def test_the_plan_says_what_the_page_says(project: Project) -> None:
    words, body = project.source.print, project.source.pages["rights/family.md"].body
    plainly = body.replace("[A-number](../glossary.md#a-number)", "A-number")
    group = "more.family_plan"
    for key in ("limits", "update", "papers_title", "talk_title", "held_title", "heart"):
        assert words.text(f"{group}.{key}") in plainly
    for sentence in (
        *words.text(f"{group}.lead").split(". "),
        *words.list(f"{group}.talk")[:3],
        *words.list(f"{group}.held")[:2],
        "Choose a dry place at home.",
        "Show it only to people you trust",
    ):
        assert sentence.rstrip(".") in plainly
    for item in words.list(f"{group}.papers"):
        assert item.split(" and ")[0] in plainly


def test_the_plan_asks_for_nothing_that_could_hurt(maker: Maker) -> None:
    """No place for status, A-number, country of birth or an address; and none of it leads to the site."""
    made = maker("family-plan", "en")
    with opened(made.pdf) as document:
        names = [str(field.T) for field in document.Root.AcroForm.Fields]
    assert names[:4] == ["carer_1", "carer_1_phone", "carer_2", "carer_2_phone"]
    assert len(names) == len(set(names)) == 25
    for word in ("status", "number", "country", "address"):
        assert not any(word in name for name in names)
    assert made.manuscript.codes == () and not made.manuscript.is_sample


def test_signs_say_what_the_page_says(project: Project) -> None:
    words, body = project.source.print, project.source.pages["protocol/spaces.md"].body
    texts = {sign: words.section(f"more.signs.{sign}") for sign in ("public", "staff", "desk")}
    assert f"“{texts['public']['title']}. {texts['public']['text']}”" in body
    no_entry = str(texts["staff"]["note"]).partition(". ")[0]
    assert f"“{texts['staff']['title']}. {no_entry}.”" in body
    assert str(texts["desk"]["note"]) in body
    everything = " ".join(str(text) for one in texts.values() for text in one.values())
    for word in ("ICE", "warrant", "safe", "sanctuary", "may not"):
        assert word not in everything


@pytest.mark.parametrize(("tag", "guests"), [("en", ()), ("es", ("ar",))])
@pytest.mark.parametrize("sign", SIGNS)
def test_titles_of_signs_are_read_from_afar(
    maker: Maker, sign: str, tag: str, guests: tuple[str, ...]
) -> None:
    """At least 60 points on Letter: letters of about half an inch."""
    made = maker(sign, tag, guests=guests)
    document = pypdfium2.PdfDocument(made.pdf)
    try:
        found = document[0].get_textpage()
        sizes = [pdfium.FPDFText_GetFontSize(found, i) for i in range(found.count_chars())]
    finally:
        document.close()
    assert max(sizes) >= 60


def test_signs_are_made_once_in_the_languages_of_the_library(many: Project) -> None:
    library = many.library.model_copy(update={"signs": ("es", "ar")})
    chosen = dataclasses.replace(many, library=library)
    published = {tag: publish(many, tag) for tag in OWN}
    works = [work for work in jobs(chosen, published) if work.job.piece_id == "sign-staff"]
    assert {(work.job.language.tag, work.job.paper) for work in works} == {
        ("es", "letter"),
        ("es", "tabloid"),
    }
    assert [one.language.tag for one in works[0].guests] == ["ar"]


# All languages on one page.


def crowded(project: Project, count: int) -> tuple[Project, tuple[str, ...]]:
    """The project with ``count`` languages, and all but the first: those it has, then English words in more of them.

    Their page is set in the smallest letters at once: whether these fit is what counts, and how larger ones are sought
    is seen where a few languages do it in a moment.
    """
    texts = dict(project.texts)
    for tag in FURTHER:
        texts[tag] = Texts(make_language(tag), project.source.site, project.source.print, {})
    tags = tuple(texts)[:count]
    assert len(tags) == count
    pieces = dict(project.catalogue.pieces)
    page = pieces["many-language-flyer"]
    least = page.body_pt[0]
    pieces["many-language-flyer"] = page.model_copy(update={"body_pt": (least, least)})
    catalogue = dataclasses.replace(project.catalogue, pieces=pieces)
    chosen = {tag: texts[tag] for tag in tags}
    return dataclasses.replace(project, texts=chosen, catalogue=catalogue), tags[1:]


@pytest.mark.parametrize(
    ("count", "paper", "sides"),
    [(30, "letter", 2), (60, "tabloid", 1)],
)
def test_every_language_has_its_own_code(
    many: Project, fonts: Fonts, count: int, paper: Paper, sides: int
) -> None:
    project, guests = crowded(many, count)
    made = make(project, fonts, "many-language-flyer", "en", paper, guests=guests)
    assert proof(made.pdf, made.manuscript, fonts) == ()
    sheets = pictures(made.pdf, 150)
    assert len(sheets) == sides
    found = [address for sheet in sheets for address in read_codes(sheet)]
    assert sorted(found) == sorted(f"https://library.example/{tag}/" for tag in project.texts)
    words = "".join(bare(text(made.pdf, i)) for i in range(sides))
    for tag in project.texts:
        name = project.texts[tag].language.name
        assert not Counter(bare(name).replace(" ", "")) - Counter(words)


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_grids_leave_codes_large_enough(paper: str) -> None:
    trim = PAPERS[paper]
    for count in range(1, 61):
        found = grid(count, trim)
        assert found.per_side * found.sides >= count > found.per_side * (found.sides - 1)
        assert LEAST_CODE <= found.code_in <= LARGEST_CODE
        assert found.columns * found.code_in < trim[0] - 2 * SAFE_EDGE
        assert found.rows * found.code_in < trim[1] - 2 * SAFE_EDGE
        everyone = list(range(count))
        shared = [one for side in range(1, found.sides + 1) for one in found.share(everyone, side)]
        assert shared == everyone
    with pytest.raises(GridError, match="500 languages"):
        grid(500, trim)


def test_the_page_of_all_languages_is_made_once(many: Project) -> None:
    published: dict[str, Publication] = {tag: publish(many, tag) for tag in OWN}
    works = [work for work in jobs(many, published) if work.job.piece_id == "many-language-flyer"]
    assert [(work.job.language.tag, work.job.paper) for work in works] == [
        ("en", "letter"),
        ("en", "tabloid"),
    ]
    assert [one.language.tag for one in works[0].guests] == list(OWN[1:])
