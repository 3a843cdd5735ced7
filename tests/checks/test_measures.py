"""How plain the English is: sentence length, reading level and the permitted terms, on the real pages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kyr import checks
from kyr.checks import reading, sentences, terms
from kyr.checks.prose import page_passages, text_sentences
from kyr.pages import Audience, audience, words_audience
from kyr.problems import Level, Problem
from kyr.project import Project, load_project
from tests.sandbox import ROOT, Sandbox

EASY = "You can say no. Ask for a lawyer. Stay calm and do not run. "
HARD = (
    "Administrative authorization documentation necessitates institutional deliberation. "
    "Organizational representatives communicate jurisdictional considerations. "
    "Immigration authorities occasionally misrepresent administrative documentation. "
)
LONG = "If an officer asks you for a paper at the desk, " + "then you can wait, " * 4 + "and go."


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def found(sandbox: Sandbox) -> list[Problem]:
    loaded = sandbox.load()
    rules = (terms.check, sentences.check, reading.check)
    return [problem for rule in rules for problem in rule(loaded)]


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("now.md", Audience.PATRON),
        ("rights/home.md", Audience.PATRON),
        ("help.md", Audience.PATRON),
        ("glossary.md", Audience.PATRON),
        ("wellbeing.md", Audience.PATRON),
        ("privacy.md", Audience.PATRON),
        ("states/names.md", Audience.PATRON),
        ("a-page-nobody-thought-of.md", Audience.PATRON),
        ("states/ohio.md", Audience.STAFF),
        ("protocol/now.md", Audience.STAFF),
        ("organize/index.md", Audience.STAFF),
        ("talking-points.md", Audience.STAFF),
        ("about.md", Audience.STAFF),
        ("changes.md", Audience.STAFF),
        ("translate.md", Audience.STAFF),
    ],
)
def test_whom_a_page_is_for(name: str, reader: Audience) -> None:
    assert audience(name) is reader


def test_whom_words_are_for() -> None:
    assert words_audience("red_card.holder.title") is Audience.PATRON
    assert words_audience("more.desk_card.title") is Audience.STAFF
    assert words_audience("pieces.more.desk_card.name") is Audience.STAFF


def test_words_of_what_is_handed_out_are_for_patrons(project: Project) -> None:
    handed_out = project.catalogue.handed_out
    for group in ("more.zine", "more.family_plan", "more.many"):
        assert words_audience(group, handed_out) is Audience.PATRON
        assert words_audience(f"pieces.{group}", handed_out) is Audience.PATRON
    assert words_audience("more.desk_card", handed_out) is Audience.STAFF


def test_the_measures_are_among_the_rules() -> None:
    assert {terms.check, sentences.check, reading.check} <= set(checks.RULES)


def test_the_pages_are_plain_enough(project: Project) -> None:
    """Every English page is measured and lies well within its grade; the numbers are no nonsense."""
    plainer = reading.permitted(project)
    for name, page in project.source.pages.items():
        passages = page_passages(project, page)
        measured = reading.measure(
            [sentence for passage in passages for sentence in passage.sentences], plainer
        )
        assert measured is not None, name
        assert 0 <= measured.grade <= reading.HIGHEST[audience(name)], (name, measured)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # 0.39 × words a sentence + 11.8 × syllables a word − 15.59, by hand.
        ("You can say no. " * 10, 0.0),
        ("The officers may ask the library for papers. " * 8, 0.39 * 8 + 11.8 * 13 / 8 - 15.59),
        ("I choose to stay silent now. " * 10, 0.39 * 6 + 11.8 * 7 / 6 - 15.59),
        # An immigration judge is one plain word.
        ("The immigration judge may wait here now. " * 10, 0.39 * 6 + 11.8 * 1 - 15.59),
    ],
)
def test_the_grade_is_the_formula(project: Project, text: str, grade: float) -> None:
    measured = reading.measure(text_sentences(project, text, 1), reading.permitted(project))
    assert measured is not None
    assert measured.grade == pytest.approx(max(0.0, grade), abs=0.01)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("lawyer", 2), ("library", 3), ("officer", 3), ("warrant", 2), ("silent", 2), ("any", 2),
        ("immigration", 4), ("constitution", 4), ("magistrate", 3), ("closed", 1), ("asked", 1),
        ("officer’s", 3), ("don’t", 1), ("staff-only", 3), ("I-200", 1), ("911", 1), ("ICE", 1),
        ("DHS", 3), ("the", 1), ("people", 2),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert reading.syllables(word) == count


@pytest.mark.parametrize(
    "text", ["", "Immigration.", HARD.split(".")[0] + ".", "{{ list.pieces }}"]
)
def test_too_few_words_have_no_grade(project: Project, text: str) -> None:
    found = text_sentences(project, text, 1) if text else ()
    assert reading.measure(found, reading.permitted(project)) is None


ITEM = "- Constitutional considerations regarding identification documentation\n"


@pytest.mark.parametrize(
    "text",
    [
        ITEM * 12,
        ITEM * 3,
        "| A | B |\n|---|---|\n" + ITEM.replace("- ", "| x | ") * 4,
        f"```\n{ITEM * 4}```",
        f"``` text\n{HARD}\n```",
        HARD,
        "Constitutional documentation. Identification considerations. "
        * 5
        + "Administrative authorities. Jurisdictional representatives. Institutional deliberation. "
        "Organizational communication. Immigration documentation. Administrative authorization.",
        HARD * 3 + "Go. So. No. " * 40,
        HARD * 3 + "Go. So. No.\n" * 400,
        HARD * 3 + "Go on. So what? No, no.\n" * 100,
        HARD * 3 + "- go\n" * 400,
    ],
)
def test_hard_words_do_not_hide(sandbox: Sandbox, text: str) -> None:
    sandbox.append("docs/en/glossary.md", f"## Hard {{#hard}}\n\n{text}")
    problems = found(sandbox)
    assert [(problem.rule, problem.level) for problem in problems] == [(reading.RULE, Level.ERROR)]
    assert "“hard”" in problems[0].expected


def test_a_short_page_of_very_hard_words_is_told(sandbox: Sandbox) -> None:
    path = sandbox.root / "docs/en/rights/car.md"
    front = path.read_text(encoding="utf-8").split("\n---\n")[0]
    for text, grade in ((HARD, 10), ("Ask a lawyer about this. " * 5, None), (HARD * 3, 6)):
        path.write_text(f"{front}\n---\n\n{text}\n", encoding="utf-8")
        loaded = sandbox.load()
        problems = [problem for problem in reading.check(loaded) if problem.path == path]
        assert [problem.expected.split(" or ")[0] for problem in problems] == (
            [f"US grade {grade}"] if grade else []
        )


def test_cries_do_not_make_a_text_so_small_that_it_is_spared(project: Project) -> None:
    text = "Officers may ask about it. " * 4 + "Go. " * 40
    measured = reading.measure(text_sentences(project, text, 1), reading.permitted(project))
    assert measured is not None and measured.words == 60


# Sentence length.


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("- ", ""), ("1. ", ""), ("> **Say:** “", "”"), ("| ", " |"), ("*", "*")],
)
def test_a_long_sentence_for_patrons_is_an_error_at_its_line(
    sandbox: Sandbox, before: str, after: str
) -> None:
    names = ["docs/en/glossary.md", "docs/en/help.md", "docs/en/now.md", "docs/en/rights/home.md"]
    lines = [sandbox.append(name, f"{before}{LONG}{after}") for name in names]
    problems = found(sandbox)
    assert sorted((problem.rule, problem.path, problem.line) for problem in problems) == [
        (sentences.RULE, sandbox.root / name, line) for name, line in zip(names, lines, strict=True)
    ]
    for problem in problems:
        assert problem.level is Level.ERROR
        assert "29 words" in problem.found
        assert "25 words" in problem.expected
        assert problem.next_step


def test_staff_may_have_longer_sentences_and_are_warned_above_thirty(sandbox: Sandbox) -> None:
    sandbox.append("docs/en/protocol/now.md", LONG)
    assert found(sandbox) == []
    line = sandbox.append("docs/en/protocol/now.md", f"Now {LONG}")
    assert found(sandbox) == []
    line = sandbox.append("docs/en/protocol/now.md", f"Or now {LONG}")
    assert [(p.rule, p.line, p.level) for p in found(sandbox)] == [
        (sentences.RULE, line, Level.WARNING)
    ]


def test_twenty_five_words_are_fine_and_twenty_six_are_not(sandbox: Sandbox) -> None:
    sandbox.append("docs/en/now.md", "Go " * 24 + "on.")
    assert found(sandbox) == []
    sandbox.append("docs/en/now.md", "Go " * 25 + "on.")
    assert [problem.rule for problem in found(sandbox)] == [sentences.RULE]


def test_a_sentence_that_is_wrapped_counts_whole(sandbox: Sandbox) -> None:
    words = LONG.split()
    wrapped = "Stop. " + "\n".join(" ".join(words[at : at + 5]) for at in range(0, len(words), 5))
    line = sandbox.append("docs/en/now.md", wrapped)
    assert [problem.line for problem in found(sandbox)] == [line]
    quoted = "> " + "\n> ".join(wrapped.splitlines())
    line = sandbox.append("docs/en/now.md", quoted)
    assert [problem.line for problem in found(sandbox)][-1] == line


def test_semicolons_do_not_make_a_sentence_short(sandbox: Sandbox) -> None:
    sandbox.append("docs/en/now.md", LONG.replace(",", ";"))
    assert [problem.rule for problem in found(sandbox)] == [sentences.RULE]


def test_the_description_is_read_too(sandbox: Sandbox) -> None:
    line = sandbox.edit(
        "docs/en/now.md", "description: What", 'description: "' + "Go " * 26 + '."  # What'
    )
    assert [(p.rule, p.line) for p in found(sandbox)] == [(sentences.RULE, line)]


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("docs/en/site.yml", "A small card to carry."),
        ("docs/en/site.yml", "No lawyer has reviewed this page yet."),
        ("docs/en/print.yml", "You can stay silent."),
        ("docs/en/print.yml", "Do not lie, run or fight."),
    ],
)
def test_words_of_the_site_and_the_pieces_are_short_too(
    sandbox: Sandbox, name: str, old: str
) -> None:
    line = sandbox.edit(name, old, LONG)
    assert [(p.rule, p.path.name, p.line) for p in found(sandbox)] == [
        (sentences.RULE, Path(name).name, line)
    ]


def test_the_law_of_the_states_is_written_plainly_too(sandbox: Sandbox) -> None:
    state = next(s for s in sandbox.load().states.values() if s.names.text)
    line = sandbox.edit("docs/states.yml", str(state.names.text), f"{LONG}")
    problems = found(sandbox)
    assert [(p.rule, p.path.name, p.line) for p in problems] == [
        (sentences.RULE, "states.yml", line)
    ]
    assert "patrons" in problems[0].expected


def test_other_languages_are_not_measured(sandbox: Sandbox) -> None:
    sandbox.append("docs/es/help.md", "y " * 80 + "fin.")
    sandbox.append("docs/es/help.md", "Administrativamente institucionalizados. " * 40)
    assert found(sandbox) == []


# Reading level.


def test_a_hard_page_for_patrons(sandbox: Sandbox) -> None:
    line = sandbox.append("docs/en/rights/car.md", HARD)
    sandbox.append("docs/en/rights/car.md", HARD * 8)
    problems = found(sandbox)
    assert {problem.rule for problem in problems} == {reading.RULE}
    whole, part = problems
    assert "grade 6 or below for the whole text" in whole.expected
    assert "patrons" in whole.expected
    assert re.search(
        r"grade \d+\.\d in \d+ words; the hardest sentence, on line \d+: “", whole.found
    )
    assert whole.line == line
    assert f"line {line}" in whole.found
    assert "grade 7.5 or below for the part" in part.expected


def test_easy_sections_do_not_hide_a_hard_one(sandbox: Sandbox) -> None:
    sandbox.append("docs/en/glossary.md", f"## Hard {{#hard}}\n\n{HARD * 3}")
    (problem,) = found(sandbox)
    assert problem.rule == reading.RULE
    assert "“hard”" in problem.expected
    assert problem.level is Level.ERROR


@pytest.mark.parametrize(
    "padding",
    [
        "- yes\n" * 60,
        "| a | b | c |\n|---|---|---|\n" + "| no | yes | no |\n" * 30,
        "**To do:** " * 40,
    ],
)
def test_short_items_do_not_shorten_the_sentences(sandbox: Sandbox, padding: str) -> None:
    text = (
        "Officers in the building may ask the people at the desk for any of their records, "
        "so think about an answer. "
    )
    sandbox.append("docs/en/rights/car.md", f"## New {{#new}}\n\n{text * 5}\n")
    without = measured(sandbox, "new")
    sandbox.append("docs/en/rights/car.md", padding)
    # The words count, and these are the easiest there are; the length of sentences stays.
    assert without - measured(sandbox, "new") < 6
    loaded = sandbox.load()
    passage = page_passages(loaded, loaded.source.pages["rights/car.md"])[-1]
    assert all(sentence.words > 15 for sentence in passage.sentences if sentence.ended)


def measured(sandbox: Sandbox, section: str) -> float:
    loaded = sandbox.load()
    for passage in page_passages(loaded, loaded.source.pages["rights/car.md"]):
        if passage.id == section:
            grade = reading.measure(passage.sentences, reading.permitted(loaded))
            assert grade is not None
            return grade.grade
    raise AssertionError(section)


def test_staff_pages_may_be_a_little_harder(sandbox: Sandbox) -> None:
    text = (
        "The director decides which officers may enter the staff area, and calls a lawyer. "
        "The people at the desk do not give information about visitors to any officer. "
    )
    sandbox.append("docs/en/protocol/now.md", f"## More {{#more-text}}\n\n{text * 3}")
    assert found(sandbox) == []
    sandbox.append("docs/en/rights/car.md", f"## More {{#more-text}}\n\n{text * 3}")
    assert [problem.rule for problem in found(sandbox)] == [reading.RULE]


def test_hard_words_on_paper(sandbox: Sandbox) -> None:
    sandbox.edit("docs/en/print.yml", "You can stay silent.", HARD * 3)
    assert {(p.rule, p.path.name) for p in found(sandbox)} == {(reading.RULE, "print.yml")}


# Permitted terms.


def test_the_permitted_terms_are_few_and_explained(project: Project) -> None:
    assert 0 < len(project.terms.ids) <= 12
    titles = {section.id for section in project.source.pages["glossary.md"].sections()}
    assert set(project.terms.ids) <= titles


def test_a_term_without_an_entry(sandbox: Sandbox) -> None:
    line = sandbox.edit("docs/terms.yml", "- magistrate", "- habeas-corpus")
    (problem,) = found(sandbox)
    assert (problem.path, problem.line) == (sandbox.root / "docs/terms.yml", line)
    assert "habeas-corpus" in problem.found


def test_a_term_with_an_empty_entry(sandbox: Sandbox) -> None:
    sandbox.append("docs/en/glossary.md", "## Habeas corpus {#habeas-corpus}")
    sandbox.edit("docs/terms.yml", "- magistrate", "- habeas-corpus")
    assert [problem.rule for problem in found(sandbox)] == ["term"]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("- magistrate\n- magistrate", "each term once"),
        ("- magistrate\n" + "".join(f"- term-{n}\n" for n in range(20)), "at most 20"),
        ("- [magistrate]", "a list of ids"),
    ],
)
def test_a_list_of_terms_that_cannot_be_used(sandbox: Sandbox, new: str, expected: str) -> None:
    sandbox.edit("docs/terms.yml", "- magistrate", new)
    with pytest.raises(Exception, match=expected):
        sandbox.load()


def test_a_permitted_term_makes_its_pages_easier_and_no_other(project: Project) -> None:
    plainer = reading.permitted(project)
    assert plainer.findall("An Immigration judge, two magistrates, an A-number") == [
        "Immigration judge",
        "magistrates",
        "A-number",
    ]
    assert not plainer.search("The judge, the administration, magistrateship")


def test_an_empty_list_permits_nothing(sandbox: Sandbox) -> None:
    (sandbox.root / "docs/terms.yml").write_text("# none\n", encoding="utf-8")
    assert found(sandbox) == []
    assert reading.permitted(sandbox.load()).search("immigration judge, A-number") is None


# What it costs.


def test_the_measures_read_nothing_from_the_network_and_little_from_the_disk() -> None:
    """The list of syllables comes with its package, and is only read when something is measured."""
    code = (
        "import sys, time; import kyr.checks; assert 'syllapy' not in sys.modules;"
        "from kyr.checks import reading; start = time.process_time();"
        "assert reading.syllables('warrant') == 2; print(time.process_time() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert float(done.stdout) < 1.0


def test_everything_is_measured_in_a_moment() -> None:
    import time

    loaded = load_project(ROOT)
    start = time.process_time()
    list(sentences.check(loaded))
    list(reading.check(loaded))
    assert time.process_time() - start < 1.5
