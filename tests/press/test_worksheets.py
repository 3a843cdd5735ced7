"""The sheets for staff, read from the finished PDFs: the guide to papers, the slip, and three worksheets."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from kyr.catalogue import PAPERS, SAFE_EDGE, Paper
from kyr.pages import LegalReview
from kyr.press.fonts import Fonts
from kyr.press.manuscript import jobs
from kyr.press.mend import structure
from kyr.press.plan import Spot, plan
from kyr.press.proof import proof
from kyr.project import Project
from kyr.specimen import WIDTH
from kyr.translation.publication import Publication
from kyr.words import Words
from tests.press.conftest import Made, Maker, make
from tests.press.reading import INCH, opened, pictures, text, ua_failures

PAGES = {
    "warrant-guide": "protocol/warrants.md",
    "salute-slip": "protocol/salute.md",
    "phone-tree": "organize/network.md",
    "risk-assessment": "organize/risk.md",
    "data-audit": "protocol/data.md",
}
"""The pages that the sheets follow."""
FILLABLE = [piece for piece in PAGES if piece != "warrant-guide"]
FORMS = ("court_warrant", "court_arrest_warrant", "i_200", "i_205")
PAPERS_OF_PAGE = {
    "search": "Court search warrant",
    "arrest": "Court arrest warrant",
    "i_200": "ICE form I-200",
    "i_205": "ICE form I-205",
    "court_subpoena": "Court subpoena",
    "agency_subpoena": "Agency subpoena",
    "court_order": "Court order",
}
LEAST_LINE = 0.3
"""Inches of height that a line to write on by hand has at least."""
OWN_WORDS = {
    "warrant-guide": r"columns|court|administrative|papers|more",
    "salute-slip": r"hints|how_title|after_title|more",
    "phone-tree": r"purpose|more",
    "risk-assessment": r"lists|more",
    "data-audit": r"title|about|\w+_title|meaning_title|kinds|check_columns|more",
}
"""Keys of labels and titles that stand on no page, and of what another test compares."""
OWN_SENTENCES = {"Print this side as often as you need it"}


def group(project: Project, piece: str) -> str:
    return project.catalogue.pieces[piece].words


def bare(words: str) -> str:
    """``words`` as they stand on paper."""
    return words.replace("**", "")


def plain(markdown: str) -> str:
    """The words of a page in one line, without markup."""
    linked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown).replace("\n> ", "\n")
    return " ".join(bare(linked).split()).casefold()


def sentences(words: str) -> list[str]:
    return [part.strip(" .:?!") for part in re.split(r"(?<=[.?!:])\s", bare(words)) if part]


def texts(words: Words, name: str) -> Iterator[tuple[str, str]]:
    """Every text of the group ``name``, with its key."""
    for key, value in words.section(name).items():
        for one in (value,) if isinstance(value, str) else value:
            yield key, one


def side(made: Made, number: int) -> str:
    """The words of one side, in one line."""
    spot = next(spot for spot in itertools.chain(*plan(made.job, 2)) if is_side(spot, number))
    left, top = spot.place.left * INCH, spot.place.top * INCH
    height = PAPERS[made.job.paper][1] * INCH
    width, down = spot.place.width * INCH, spot.place.height * INCH
    box = (left, height - top - down, left + width, height - top)
    return " ".join(text(made.pdf, number - 1, box).split())


def is_side(spot: Spot, number: int) -> bool:
    return spot.is_read and spot.page == number - 1


def fields(made: Made) -> list[tuple[str, str, list[list[float]]]]:
    """Name, label and rectangles in points of each field, in their order."""
    with opened(made.pdf) as pdf:
        return [
            (str(f.T), str(f.TU), [[float(v) for v in kid.Rect] for kid in f.Kids])
            for f in pdf.Root.AcroForm.Fields
        ]


def figures(made: Made) -> list[tuple[str, list[float]]]:
    """What a screen reader says of each picture, and its box in points."""
    with opened(made.pdf) as pdf:
        return [
            (str(item.Alt), [float(v) for v in item.A.BBox])
            for item in structure(pdf)
            if str(item.S) == "/Figure"
        ]


def table(project: Project, anchor: str) -> dict[str, dict[str, str]]:
    """A table of the page on warrants: of each paper, the answer to each question."""
    body = project.source.pages["protocol/warrants.md"].body
    part = body[body.index(anchor) :]
    rows = [
        [cell.strip() for cell in bare(line).strip("|").split("|")]
        for line in part[part.index("|") :].split("\n\n")[0].splitlines()
    ]
    head, _, *others = rows
    return {
        name: {row[0]: row[column] for row in others} for column, name in enumerate(head) if column
    }


# What holds for each of them.


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("piece", PAGES)
def test_passes_its_proof(maker: Maker, fonts: Fonts, piece: str, paper: Paper) -> None:
    made = maker(piece, "en", paper)
    assert proof(made.pdf, made.manuscript, fonts) == ()
    assert made.manuscript.codes == ()


@pytest.mark.parametrize("piece", PAGES)
def test_can_be_read_aloud(maker: Maker, tmp_path: Any, piece: str) -> None:
    assert not ua_failures(maker(piece, "en").pdf, tmp_path)


@pytest.mark.parametrize("piece", PAGES)
def test_says_what_its_page_says(project: Project, piece: str) -> None:
    """Sentence for sentence; what is left out are labels and titles."""
    source = project.source
    assert project.catalogue.pieces[piece].facts == PAGES[piece]
    page = plain(source.pages[PAGES[piece]].body)
    # The sentence in bold on the desk card is this page's.
    page += plain(source.pages["protocol/now.md"].body) if piece == "warrant-guide" else ""
    own = re.compile(rf"({OWN_WORDS[piece]}|no_legal_review)(\.|$)")
    for key, one in texts(source.print, group(project, piece)):
        if own.match(key):
            continue
        for sentence in sentences(one):
            assert sentence in OWN_SENTENCES or sentence.casefold() in page, (key, sentence)


@pytest.mark.parametrize("piece", PAGES)
def test_leaves_out_none_of_its_words(maker: Maker, project: Project, piece: str) -> None:
    made = maker(piece, "en")
    said = {one.text for part in made.manuscript.sides for one in part.said}
    for key, one in texts(project.source.print, group(project, piece)):
        # Once a lawyer has reviewed the page, the sheet no longer says that nobody has.
        assert bare(one) in said, key


@pytest.mark.parametrize("piece", PAGES)
def test_each_side_says_what_it_is(
    maker: Maker, project: Project, fonts: Fonts, piece: str
) -> None:
    words, page = project.source.print, project.source.pages[PAGES[piece]]
    name = group(project, piece)
    made = maker(piece, "en")
    assert f"“{page.front.title}”" in words.text(f"{name}.more")
    for number in (1, 2):
        found = side(made, number)
        assert words.text("common.not_advice") in found
        assert words.text("common.checked", date="November 21, 2026") in found
        assert words.text(f"{name}.more") in found
        assert words.text(f"{name}.no_legal_review") in found


def test_a_review_by_a_lawyer_is_told(project: Project, fonts: Fonts) -> None:
    page = project.source.pages["protocol/warrants.md"]
    review = LegalReview(by="Ada Counsellor", date=datetime.date(2026, 11, 22))
    front = page.front.model_copy(update={"legal_review": review})
    pages = {**project.source.pages, page.name: dataclasses.replace(page, front=front)}
    source = dataclasses.replace(project.source, pages=pages)
    reviewed = dataclasses.replace(project, texts={**project.texts, "en": source})
    unsaid = project.source.print.text("more.warrant_guide.no_legal_review")
    assert unsaid not in side(make(reviewed, fonts, "warrant-guide", "en"), 1)


@pytest.mark.parametrize("piece", PAGES)
def test_each_side_is_full(maker: Maker, piece: str) -> None:
    """To within half an inch of the edge that printers leave blank, on the last sheet's row at least."""
    made = maker(piece, "en")
    for picture in pictures(made.pdf, 50):
        box = picture.convert("L").point(lambda v: 255 if v < 200 else 0).getbbox()
        assert box is not None
        assert box[3] / 50 > PAPERS["letter"][1] - SAFE_EDGE - 0.5


def test_only_where_their_words_are(project: Project, pubs: Mapping[str, Publication]) -> None:
    made = {(work.job.language.tag, work.job.piece_id) for work in jobs(project, pubs)}
    assert {tag for tag, piece in made if piece in PAGES} == {"en"}


# The guide to papers.


def test_the_table_is_that_of_the_page(project: Project) -> None:
    section = project.source.print.section("more.warrant_guide.papers")
    words = {key: str(text) for key, text in section.items()}
    page = table(project, "{#table-warrants}") | table(project, "{#table-records}")
    for paper, name in PAPERS_OF_PAGE.items():
        row = page[name]
        assert words[f"{paper}.name"] == name
        assert words[f"{paper}.top"] in row["Name at the top"]
        assert words[f"{paper}.signed"] in (row.get("Who signs it") or row["Who issues it"])
        assert words[f"{paper}.allows"] == (row.get("What it is for") or row["What it asks for"])
        label, _, answer = bare(words[f"{paper}.rooms"]).replace("?", "?:", 1).partition(":")
        assert answer.strip(": ").casefold() in row[label].casefold()
        assert words[f"{paper}.do"] in row["What staff do"]


def test_a_paper_of_an_immigration_judge_is_no_court_paper(maker: Maker, project: Project) -> None:
    words = project.source.print
    own = words.section("more.warrant_guide.papers")
    found = side(maker("warrant-guide", "en"), 1)
    place = [
        found.index(words.text(f"more.warrant_guide.{kind}"))
        for kind in ("administrative", "records")
    ]
    assert place[0] < found.index(f"{own['immigration_judge.name']} “") < place[1]
    assert own["immigration_judge.do"] == own["i_200.do"]


def test_the_drawings_are_marked_described_and_large_enough(maker: Maker, project: Project) -> None:
    made, words = maker("warrant-guide", "en"), project.source.print
    shown = figures(made)
    assert [alt for alt, _ in shown] == [
        f"{words.text(f'more.specimen.{form}.title')}. {words.text(f'more.specimen.{form}.description')}"
        for form in FORMS
    ]
    for _, (left, bottom, right, top) in shown:
        # The number in a place is 13 units high, and the words on the paper 11.5.
        assert 11.5 * (right - left) / WIDTH >= 5
        assert (top - bottom) / (right - left) == pytest.approx(440 / 340, abs=0.01)
    found = side(made, 2)
    stamp = words.text("more.specimen_face.stamp")
    # On the band above, on the band below, and across.
    assert found.count(stamp) >= 2 * len(FORMS)
    assert found.count(words.text("more.specimen_face.not_real")) == len(FORMS)


def test_every_number_is_explained(maker: Maker, project: Project) -> None:
    found, words = side(maker("warrant-guide", "en"), 2), project.source.print
    for form in FORMS:
        for mark in words.list(f"more.specimen.{form}.marks"):
            assert bare(mark) in found
    # The two forms of ICE are explained together: once where they are alike, by name where they differ.
    ice = [words.list(f"more.specimen.{form}.marks") for form in ("i_200", "i_205")]
    for one, two in zip(*ice, strict=True):
        if one == two:
            assert found.count(bare(one)) == 1
        else:
            assert f"{words.text('more.specimen.i_200.title')}: {bare(one)}" in found
            assert f"{words.text('more.specimen.i_205.title')}: {bare(two)}" in found


def test_in_one_ink_it_has_no_hue(maker: Maker, fonts: Fonts) -> None:
    made = maker("warrant-guide", "en", "letter", "black")
    assert proof(made.pdf, made.manuscript, fonts) == ()
    for picture in pictures(made.pdf, 60):
        red, green, blue = picture.split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert len(figures(made)) == len(FORMS)


# Places to write and to type.


def test_the_fields_follow_each_other_as_they_are_read(maker: Maker) -> None:
    names = {piece: [name for name, *_ in fields(maker(piece, "en"))] for piece in FILLABLE}
    letters = ["size", "activity", "location", "unit", "time", "equipment", "others", "wrote"]
    assert names["salute-slip"][:8] == letters
    assert names["phone-tree"][:5] == [
        "purpose",
        *(f"step_0_1_{column}" for column in ("caller", "first", "second", "instead")),
    ]
    assert names["phone-tree"][-6:] == ["in_charge", "counsel", "hotline", "lawyer", "end", "date"]
    assert names["risk-assessment"][:2] == ["date", "more_risk"]
    assert names["risk-assessment"][10:14] == [
        f"could_warning_{column}" for column in ("likely", "bad", "better", "help")
    ]
    assert names["data-audit"][:4] == ["library", "lead", "date", "sheet_signup_why"]
    assert names["data-audit"][-1] == "check_next_done"
    for piece in FILLABLE:
        assert len(set(names[piece])) == len(names[piece])


@pytest.mark.parametrize("piece", FILLABLE)
def test_every_field_has_its_label_on_the_paper_too(maker: Maker, piece: str) -> None:
    made = maker(piece, "en")
    printed = f"{side(made, 1)} {side(made, 2)}"
    for _, label, _ in fields(made):
        # Of a cell a screen reader says the row and the column, and which it is of several.
        for part in re.split(r": | (?=\d)", re.sub(r" \d/\d", "", label)):
            assert part.isdecimal() or part in printed


@pytest.mark.parametrize("piece", FILLABLE)
def test_there_is_room_for_a_hand(maker: Maker, piece: str) -> None:
    for name, _, boxes in fields(maker(piece, "en")):
        for left, bottom, right, top in boxes:
            assert (top - bottom) / INCH >= LEAST_LINE - 0.005, name
            assert (right - left) / INCH >= 0.65, name


def test_each_slip_is_filled_in_for_itself(maker: Maker) -> None:
    """What is typed on one slip is not on the other three: each would be a record."""
    made = maker("salute-slip", "en")
    found = fields(made)
    assert len(found) == 4 * 8
    assert all(len(boxes) == 1 for _, _, boxes in found)
    second = {name: label for name, label, _ in found if name.endswith("_2")}
    assert second["size_2"] == "Size 2/4"
    # Four quarters of the sheet, eight fields in each.
    width, height = (length * INCH / 2 for length in PAPERS["letter"])
    quarters = [(box[0] > width, box[1] > height) for _, _, (box,) in found]
    assert sorted(quarters.count(quarter) for quarter in set(quarters)) == [8, 8, 8, 8]


# Other languages.


def longer(words: str) -> str:
    """``words`` with every third one said twice: a third longer."""
    counter = itertools.count(1)

    def again(match: re.Match[str]) -> str:
        return match[0] if next(counter) % 3 else f"{match[0]} {match[0]}"

    return re.sub(r"(?<![{\w])[^\W\d_]{2,}(?![}\w])", again, words)


def arabic(pool: Iterator[str]) -> Callable[[str], str]:
    """Puts words of ``pool`` in the place of English ones, but not of those that are said in English."""

    def replace(words: str) -> str:
        parts = re.split(r"(“[^”]*”|\{[^}]*\})", words)
        return "".join(
            part if place % 2 else re.sub(r"[A-Za-z’]{2,}", lambda _: next(pool), part)
            for place, part in enumerate(parts)
        )

    return replace


def translated(project: Project, tag: str, change: Callable[[str], str]) -> Project:
    """The project with the words of the sheets, changed by ``change``, in the language ``tag``."""
    own, source = project.texts[tag], project.source
    words = dict(own.print.texts)
    site = dict(own.site.texts)
    for name in (*(group(project, piece) for piece in PAGES), "more.specimen"):
        for key, value in source.print.texts.items():
            if key.startswith(f"{name}."):
                words[key] = change(value) if isinstance(value, str) else tuple(map(change, value))
        site.update(
            (key, value)
            for key, value in source.site.texts.items()
            if key.startswith(f"pieces.{name}.")
        )
    made = dataclasses.replace(
        own, print=Words(own.print.file, words), site=Words(own.site.file, site)
    )
    return dataclasses.replace(project, texts={**project.texts, tag: made})


@pytest.fixture(scope="module")
def spanish(project: Project) -> Project:
    """English, a third longer, in the place of Spanish."""
    return translated(project, "es", longer)


@pytest.fixture(scope="module")
def right_to_left(project: Project) -> Project:
    """As many words as in English, in Arabic letters."""
    said = [
        word
        for _, one in texts(project.texts["ar"].print, "flyer")
        for word in re.findall(r"[\u0621-\u064a]+", one)
    ]
    # Never twice in one order: a sentence could be found where another stands.
    shuffled = random.Random(1)
    return translated(project, "ar", arabic(iter(lambda: shuffled.choice(said), None)))


# Each sheet in one of the two: what is tried takes seconds.


@pytest.mark.parametrize("piece", ["salute-slip", "risk-assessment", "data-audit"])
def test_longer_words_fit(spanish: Project, fonts: Fonts, piece: str) -> None:
    made = make(spanish, fonts, piece, "es")
    assert proof(made.pdf, made.manuscript, fonts) == ()
    # A draft says so.
    assert spanish.texts["es"].print.text("common.draft") in side(made, 1)


@pytest.mark.parametrize("piece", ["warrant-guide", "phone-tree"])
def test_arabic_is_mirrored(right_to_left: Project, fonts: Fonts, piece: str) -> None:
    made = make(right_to_left, fonts, piece, "ar")
    assert proof(made.pdf, made.manuscript, fonts) == ()
    if piece == "warrant-guide":
        boxes = [box for _, box in figures(made)]
        assert boxes[0][0] > boxes[1][0]
        assert boxes[2][0] > boxes[3][0]
    else:
        # Of two fields in one row, what is read first stands on the right.
        rows = [boxes[0] for _, _, boxes in fields(made)]
        side_by_side = [(a, b) for a, b in itertools.pairwise(rows) if abs(a[1] - b[1]) < 1]
        assert all(a[0] > b[0] for a, b in side_by_side)
