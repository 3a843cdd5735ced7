"""What a piece says of its own translation: draft, out of date, checked when; and which of its words are English."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kyr.catalogue import Catalogue
from kyr.press.fonts import Fonts
from kyr.press.impose import impose
from kyr.press.manuscript import Desk, Job, Manuscript, jobs
from kyr.press.proof import proof
from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.translation.lock import Origin
from kyr.translation.publication import Publication, publications
from kyr.translation.stamp import review
from kyr.translation.state import Condition, State, UnitState
from kyr.words import Words, is_below
from tests.press.conftest import TRIAL_UNIT, _setter, make, publish
from tests.press.reading import text
from tests.sandbox import Sandbox

DAY = date(2026, 11, 20)


def state(condition: Condition, origin: Origin = Origin.MACHINE, **told: object) -> State:
    return State((dataclasses.replace(UnitState(TRIAL_UNIT, condition, origin), **told),))  # type: ignore[arg-type]


def card(project: Project, fonts: Fonts, standing: State, tag: str = "es") -> Manuscript:
    """The red card before any type is set."""
    catalogue = project.catalogue
    piece, edition = catalogue.pieces["red-card"], catalogue.editions["office"]
    job = Job("red-card", piece, "office", edition, "letter", project.texts[tag].language)
    return Desk(project, fonts).write(publish(project, tag, standing), job)


@pytest.mark.parametrize(
    ("standing", "keys"),
    [
        (state(Condition.CURRENT), ("draft",)),
        (state(Condition.CURRENT, Origin.PERSON), ("unreviewed",)),
        (state(Condition.STALE), ("draft", "stale")),
        (state(Condition.STALE, Origin.PERSON), ("unreviewed", "stale")),
        # It was checked, and then the English changed: no draft, and not what was checked any more.
        (state(Condition.STALE, moved=True), ("stale",)),
        (state(Condition.CURRENT, reviewed=DAY), ("reviewed",)),
        (
            State((*state(Condition.STALE, moved=True).units, *state(Condition.CURRENT).units)),
            ("draft", "stale"),
        ),
    ],
)
def test_one_line_says_how_the_translation_stands(
    project: Project, fonts: Fonts, standing: State, keys: tuple[str, ...]
) -> None:
    words = project.texts["es"].print
    told = card(project, fonts, standing)
    html = str(told.sides[0].html)
    day = "20 de noviembre de 2026"
    lines = [words.text(f"common.{key}", date=day) for key in keys]
    assert f"<strong>{' · '.join(lines)}</strong>" in html
    others = {"draft", "unreviewed", "stale", "reviewed"} - set(keys)
    assert not [key for key in others if words.text(f"common.{key}", date=day) in html]
    assert (bool(told.standing.draft), told.standing.is_stale) == (
        "draft" in keys or "unreviewed" in keys,
        "stale" in keys,
    )
    assert (told.standing.reviewed == DAY) is ("reviewed" in keys)


def test_only_what_stands_on_it_makes_a_piece_out_of_date(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    pieces = sandbox.load().catalogue.pieces

    def stale() -> set[str]:
        spanish = publications(sandbox.load())["es"]
        return {
            name
            for name, piece in pieces.items()
            if spanish.can_make(piece) and spanish.piece_state(piece).standing.is_stale
        }

    assert stale() == set()
    sandbox.edit("docs/en/print.yml", '    case: "Immigration', '    case: "The immigration')
    assert stale() == {"bookmark", "flyer", "flyer-half", "zine"}
    sandbox.edit("docs/en/print.yml", '    case: "The immigration', '    case: "Immigration')
    # The officer's side is English whatever the translation says.
    sandbox.edit("docs/en/print.yml", "    title: To the officer", "    title: For the officer")
    sandbox.edit("docs/en/print.yml", '  source: "Based on', '  source: "From')
    assert "red-card" not in stale() and "bookmark" in stale()
    sandbox.edit("docs/en/print.yml", '  source: "From', '  source: "Based on')
    sandbox.edit("docs/en/print.yml", "    title: You have rights", "    title: Your rights")
    assert stale() == {"red-card", "many-language-flyer"}


def test_the_catalogue_names_all_that_a_piece_says_and_nothing_else(
    project: Project, pubs: Mapping[str, Publication], fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, set[str]] = {}

    def note(desk: Desk, job: Job, keys: set[str]) -> list[Problem]:
        asked.setdefault(job.piece_id, set()).update(keys)
        return []

    monkeypatch.setattr(Desk, "_undeclared", note)
    desk, own = Desk(project, fonts), {tag: pubs[tag] for tag in ("en", "es")}
    for work in jobs(project, own):
        if work.job.edition_id in ("office", "reading"):
            desk.write(*work)
    for name, piece in project.catalogue.pieces.items():
        allowed = (*piece.own_keys, *piece.shared_keys, *piece.english_words)
        assert not [key for key in asked[name] if not is_below(key, allowed)], name
        needless = [
            key for key in piece.says if not any(is_below(one, (key,)) for one in asked[name])
        ]
        assert not needless, name


def test_a_word_that_the_catalogue_does_not_name_is_told(
    project: Project, fonts: Fonts, templates: Path
) -> None:
    path = templates / "red-card-1.html"
    path.write_text(path.read_text() + "{{ words('flyer.lead') }}")
    with pytest.raises(ProblemError) as error:
        make(project, fonts, "red-card", "es", folder=templates)
    (problem,) = error.value.problems
    assert problem.rule == "press-says" and "flyer.lead" in problem.found
    assert problem.path.name == "catalogue.yml" and problem.line


def test_shared_words_that_a_language_lacks_are_english_and_marked(
    project: Project, fonts: Fonts
) -> None:
    """In lines that run to the left they keep their own direction, and the date is written as theirs."""
    arabic, english = project.texts["ar"], project.source.print
    keys = ("common.scan", "common.checked", "common.own_hotline", "common.sample")
    lent = Words(
        arabic.print.file, {**arabic.print.texts, **{k: english[k] for k in keys}}, frozenset(keys)
    )
    texts = {**project.texts, "ar": dataclasses.replace(arabic, print=lent)}
    made = make(dataclasses.replace(project, texts=texts), fonts, "flyer", "ar")
    html = str(made.manuscript.sides[0].html)
    for line in (english.text("common.scan"), "Facts checked November 21, 2026"):
        assert f'<span class="english" lang="en" dir="ltr">{line}</span>' in html
    assert html.count("SAMPLE") == 1, "the stamp says it once"
    assert proof(made.pdf, made.manuscript, fonts) == ()


def test_the_same_words_marked_and_hidden(tmp_path: Path, fonts: Fonts) -> None:
    sandbox = Sandbox(tmp_path)
    spanish = sandbox.load().texts["es"].print

    def cards() -> list[str]:
        project = sandbox.load()
        catalogue = project.catalogue
        few = {name: catalogue.pieces[name] for name in ("red-card",)}
        editions = {"office": catalogue.editions["office"]}
        project = dataclasses.replace(project, catalogue=Catalogue(few, editions, catalogue.file))
        found = []
        for work in jobs(project, publications(project)):
            if work.job.language.tag == "es":
                manuscript = Desk(project, fonts).write(*work)
                pdf = impose(_setter(fonts.folder).set(manuscript), work.job, fonts)
                assert proof(pdf, manuscript, fonts) == ()
                found.append(" ".join(text(pdf, 0).split()))
        return found

    (marked,) = cards()
    assert spanish.text("common.draft") in marked
    sandbox.edit("mkdocs.yml", "drafts: marked", "drafts: hidden")
    assert cards() == []
    project = sandbox.load()
    review(project, "es", ["print.yml", *project.texts["es"].pages], None, DAY)
    (checked,) = cards()
    assert spanish.text("common.reviewed", date="20 de noviembre de 2026") in checked
    assert spanish.text("common.draft") not in checked
