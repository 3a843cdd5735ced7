"""The card for the desk, read from the finished PDF."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from kyr.catalogue import PAPERS, Paper
from kyr.pages import LegalReview
from kyr.press.fonts import Fonts
from kyr.press.manuscript import jobs
from kyr.press.proof import proof
from kyr.project import Project
from kyr.states import summarize
from kyr.translation.publication import Publication
from tests.press.conftest import Made, Maker, make
from tests.press.reading import (
    INCH,
    pictures,
    placements,
    places,
    red,
    text,
    ua_failures,
    upright,
)

CARD = "desk-card"
GROUP = "more.desk_card"
BANDS = ("may", "advice", "not")
QUESTIONS = ("records", "names", "recording", "enforcement")


def living_in(project: Project, state: str | None) -> Project:
    """The project of a library in ``state``."""
    library = project.library.model_copy(update={"state": state})
    return dataclasses.replace(project, library=library)


def side(made: Made, number: int) -> str:
    """The words of one side of the first card, in one line."""
    place = places(made.job, number == 2)[0]
    width, height = PAPERS[made.job.paper]
    left = place.top if place.turn == 90 else height - place.top - place.height
    box = (left * INCH, 0.0, (left + place.height) * INCH, width * INCH)
    return " ".join(text(upright(made.pdf, place.turn), number - 1, box).split())


def bare(words: str) -> str:
    """``words`` as they stand on paper."""
    return words.replace("**", "")


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_passes_its_proof(maker: Maker, fonts: Fonts, tmp_path: Path, paper: Paper) -> None:
    made = maker(CARD, "en", paper)
    assert proof(made.pdf, made.manuscript, fonts) == ()
    assert not ua_failures(made.pdf, tmp_path)


def test_the_steps_and_the_words_to_say(maker: Maker, project: Project) -> None:
    found, words = side(maker(CARD, "en"), 1), project.source.print
    place = 0
    for step in words.list(f"{GROUP}.steps"):
        assert step in found
        assert found.index(step) >= place
        place = found.index(step)
    for key in ("refer_say", "ask_say", "quiet_say", "refuse_say"):
        assert f"“{words.text(f'{GROUP}.{key}')}”" in found
    for key in ("alone_say", "aside_say", "pass_say", "lead_say"):
        assert f"“{words.text(f'{GROUP}.{key}')}”" in found
    for step in words.list(f"{GROUP}.alone"):
        assert step in found
    for key in ("title", "danger", "alone_title", "never", "limits"):
        assert bare(words.text(f"{GROUP}.{key}")) in found


def test_says_what_the_page_says(project: Project) -> None:
    """Steps and words to say are those of the page, letter for letter, and follow each other as there."""
    page, words = (
        project.source.pages["protocol/now.md"].body.replace("**", ""),
        project.source.print,
    )
    said = {2: "refer_say", 4: "ask_say", 5: "quiet_say", 6: "refuse_say"}
    for number, step in enumerate(words.list(f"{GROUP}.steps"), 1):
        line = f"{number}. {step}"
        assert line in page
        if number in said:
            # The page may add a link behind the step.
            after = page[page.index(line) :].partition("\n")[2].lstrip()
            assert after.startswith(f"> Say: “{words.text(f'{GROUP}.{said[number]}')}”")
    for key in ("alone_say", "aside_say", "pass_say", "lead_say"):
        assert f"> Say: “{words.text(f'{GROUP}.{key}')}”" in page
    assert bare(words.text(f"{GROUP}.danger")) in page
    assert words.text(f"{GROUP}.never") in page
    assert words.text(f"{GROUP}.limits") in page


def test_every_band_and_paper_is_there(maker: Maker, project: Project) -> None:
    found, words = side(maker(CARD, "en"), 2), project.source.print
    for part in (*BANDS, "papers"):
        assert words.text(f"{GROUP}.{part}_title") in found
        for line in words.list(f"{GROUP}.{part}"):
            assert bare(line) in found
    for key in ("in_charge", "counsel"):
        assert words.text(f"{GROUP}.{key}") in found


def test_says_what_it_is(maker: Maker, project: Project, fonts: Fonts) -> None:
    found, words = side(maker(CARD, "en"), 2), project.source.print
    assert words.text("common.not_advice") in found
    assert words.text("common.checked", date="November 21, 2026") in found
    assert words.text(f"{GROUP}.no_legal_review") in found
    page = project.source.pages["protocol/now.md"]
    review = LegalReview(by="Ada Counsellor", date=datetime.date(2026, 11, 22))
    front = page.front.model_copy(update={"legal_review": review})
    source = dataclasses.replace(
        project.source,
        pages={
            **project.source.pages,
            "protocol/now.md": dataclasses.replace(page, front=front),
        },
    )
    reviewed = dataclasses.replace(project, texts={**project.texts, "en": source})
    assert words.text(f"{GROUP}.no_legal_review") not in side(make(reviewed, fonts, CARD, "en"), 2)


def test_without_a_state_there_is_a_line_to_fill_in(
    maker: Maker, project: Project, fonts: Fonts
) -> None:
    assert project.library.state is None
    found, words = side(maker(CARD, "en"), 2), project.source.print
    assert words.text(f"{GROUP}.our_state") in found
    for question in QUESTIONS:
        assert words.text(f"{GROUP}.questions.{question}") not in found
    assert words.text(f"{GROUP}.not_confirmed") not in found
    assert project.source.site.text("more.states.sure") not in found


def test_ohio(project: Project, fonts: Fonts) -> None:
    made = make(living_in(project, "OH"), fonts, CARD, "en")
    assert proof(made.pdf, made.manuscript, fonts) == ()
    found, words = side(made, 2), project.source.print
    sure = project.source.site.text("more.states.sure")
    assert f"{words.text(f'{GROUP}.our_state')} Ohio" in found
    state = project.states["OH"]
    for item in summarize(state, project.source.site):
        label = words.text(f"{GROUP}.questions.{item.key}")
        if item.is_confirmed:
            row = f"{label} {item.answer}. {item.citation}. {sure}: {item.confidence}."
        else:
            row = f"{label} {words.text(f'{GROUP}.not_confirmed')}"
        assert row in found
    # Both kinds of row are on this card.
    assert "Ohio Rev. Code § 149.432" in found
    assert not state.row("enforcement").is_confirmed
    assert words.text(f"{GROUP}.state_limits") in found


def test_a_weak_row_shows_nothing_but_that(project: Project, fonts: Fonts) -> None:
    """No answer, no citation and no confidence of a row that nothing confirms."""
    weak = next(
        code
        for code, state in project.states.items()
        if sum(not state.row(question).is_confirmed for question in QUESTIONS) >= 2
    )
    found = side(make(living_in(project, weak), fonts, CARD, "en"), 2)
    words, site = project.source.print, project.source.site
    rows = summarize(project.states[weak], site)
    count = sum(not item.is_confirmed for item in rows)
    assert found.count(words.text(f"{GROUP}.not_confirmed")) == count
    assert found.count(f"{site.text('more.states.sure')}:") == len(rows) - count
    assert site.text("more.states.confidence.weak") not in found


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_longest_state_fits(project: Project, fonts: Fonts, paper: Paper) -> None:
    def length(code: str) -> int:
        rows = summarize(project.states[code], project.source.site)
        return sum(len(item.answer) + len(item.citation) for item in rows if item.is_confirmed)

    longest = max(project.states, key=length)
    made = make(living_in(project, longest), fonts, CARD, "en", paper)
    assert proof(made.pdf, made.manuscript, fonts) == ()


# Where it stands.


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_two_to_a_sheet_with_one_cut(maker: Maker, paper: Paper) -> None:
    made = maker(CARD, "en", paper)
    width, height = PAPERS[paper]
    for back in (False, True):
        found = places(made.job, back)
        assert [place.turn for place in found] == [270 if back else 90] * 2
        for number, place in enumerate(found):
            assert place.top == pytest.approx(number * height / 2, abs=0.002)
            assert place.width == pytest.approx(width, abs=0.002)
        assert len(list(placements(made.pdf, int(back)))) == 2


def test_the_cut_is_marked_on_itself(maker: Maker) -> None:
    """There is no waste to mark: a hairline at either end of the cut, inside what printers can print."""
    dpi = 200
    front, back = (picture.convert("L") for picture in pictures(maker(CARD, "en").pdf, dpi))
    for left, right in ((0.25, 0.36), (8.14, 8.25)):
        strip = (round(left * dpi), round(5.45 * dpi), round(right * dpi), round(5.55 * dpi))
        assert min(front.crop(strip).tobytes()) < 200
        assert min(back.crop(strip).tobytes()) == 255
    middle = (round(0.4 * dpi), round(5.4 * dpi), round(8.1 * dpi), round(5.6 * dpi))
    assert min(front.crop(middle).tobytes()) == 255


def test_its_head_is_at_the_top(maker: Maker) -> None:
    """Turned clockwise, the red head of each card stands on the right of the sheet."""
    box = red(pictures(maker(CARD, "en").pdf, 100)[0]).getbbox()
    assert box is not None
    assert 790 <= box[2] <= 825


def test_only_where_its_words_are(project: Project, pubs: Mapping[str, Publication]) -> None:
    made = {
        work.publication.language.tag for work in jobs(project, pubs) if work.job.piece_id == CARD
    }
    assert made == {"en"}
