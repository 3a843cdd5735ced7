"""Sentences are found as people read them, each on its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyr.checks.prose import PLAIN, page_passages, text_sentences, words_passages
from kyr.project import Project
from tests.sandbox import Sandbox


def read(tmp_path: Path, body: str) -> list[tuple[int, str]]:
    """Lines, counted from the first of ``body``, and texts of what a page with ``body`` says."""
    sandbox = Sandbox(tmp_path)
    first = sandbox.append("docs/en/help.md", body)
    loaded = sandbox.load()
    passages = page_passages(loaded, loaded.source.pages["help.md"])
    return [
        (sentence.line - first + 1, sentence.text)
        for passage in passages
        for sentence in passage.sentences
        if sentence.line >= first
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One goes. Two stay!\nThree ask", [(1, "One goes."), (1, "Two stay!"), (2, "Three ask")]),
        ("A line\nthat goes on. Next.", [(1, "A line that goes on."), (2, "Next.")]),
        ("- An item\n- Another\n  on two lines", [(1, "An item"), (2, "Another on two lines")]),
        ("1. **Stay calm.** Do not run.", [(1, "Stay calm."), (1, "Do not run.")]),
        (
            "> **Say:** “Am I free to go? I will\n> wait.” Then go.",
            [(1, "Say:"), (1, "“Am I free to go?"), (1, "I will wait.”"), (2, "Then go.")],
        ),
        ("| Paper | Who |\n|---|---|\n| **A** | It. Is |", [(1, "Paper"), (1, "Who"), (3, "A"), (3, "It."), (3, "Is")]),
        ('!!! warning "Take care"\n    Be still.', [(1, "Take care"), (2, "Be still.")]),
        ("## A title {#a-title}\n\nText.", [(1, "A title"), (3, "Text.")]),
        ("See [the\nsteps](now.md#go). Go on.", [(1, "See the steps."), (2, "Go on.")]),
        ("US law, U.S. law, the U.S. Constitution.", [(1, "US law, U.S. law, the U.S. Constitution.")]),
        ("Read 18 USC 1001. Also 8 U.S.C. § 1304(e).", [(1, "Read 18 USC 1001."), (1, "Also 8 U.S.C. § 1304(e).")]),
        ("May they? No. They ask.", [(1, "May they?"), (1, "No."), (1, "They ask.")]),
        ("Ask Mr. Smith, Dr. No, e.g. at 9 a.m. today.", [(1, "Ask Mr. Smith, Dr. No, e.g. at 9 a.m. today.")]),
        ("We live in the U.S.\n\nNext one.", [(1, "We live in the U.S."), (3, "Next one.")]),
        ("Ask a Mr.\n\nNext one.", [(1, "Ask a Mr."), (3, "Next one.")]),
        ("- In D.C.\n- In L.A.\n\nEnd.", [(1, "In D.C."), (2, "In L.A."), (4, "End.")]),
        ("Call {{ nijc.phone }}. Or write.", [(1, "Call Number."), (1, "Or write.")]),
        ("A note.[^1]\n\n[^1]: The note says this.", [(1, "A note."), (3, "The note says this.")]),
        ("```\nwords here, too\n```\nWords.", [(2, "words here, too"), (4, "Words.")]),
        ("~~~ text\n- Not\n# an item.\n\nOne\n~~~\nTwo.", [(2, "- Not # an item."), (5, "One"), (7, "Two.")]),
        ("``` These are words ```\nToo.", [(1, "These are words Too.")]),
        ("Term\n:   What it means.", [(1, "Term"), (2, "What it means.")]),
        ("[Go](now.md){ .door .door-staff }", [(1, "Go")]),
        ("{{ list.library }}\n\nWords.", [(3, "Words.")]),
        ("A *soft* word, a `code`, snake_case.", [(1, "A soft word, a code, snake_case.")]),
        ("A title (U.S.)\n---\nWords.", [(1, "A title (U.S.)"), (3, "Words.")]),
    ],
)  # fmt: skip
def test_what_a_page_says(tmp_path: Path, body: str, expected: list[tuple[int, str]]) -> None:
    assert read(tmp_path, body) == expected


def test_a_contact_is_its_name_and_counts_as_one_plain_word(project: Project) -> None:
    name = project.contacts["immigration-law-help"].name
    (one,) = text_sentences(project, "Search at {{ immigration-law-help.link }} for help.", 7)
    assert one.text == f"Search at {name} for help."
    assert one.measured == "Search at Word for help."
    assert one.line == 7


def test_a_full_stop_in_a_name_ends_nothing(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    sandbox.edit("docs/contacts.yml", "988 Suicide", "Help! Now. 988")
    loaded = sandbox.load()
    text = "Call us. {{ lifeline-988.link }} is open. Go."
    found = [sentence.text for sentence in text_sentences(loaded, text, 1)]
    assert len(found) == 3
    assert found[1].startswith("Help! Now. 988")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Forms I-200 and I-205, 18 USC 1001.", 7),
        ("It is the officer’s staff-only area — here/there.", 8),
        ("Call 911, or 1-212-555-0143, at 9:30.", 6),
        ("{date}: “Word”", 2),
    ],
)
def test_words_are_counted_as_they_are_read(project: Project, text: str, words: int) -> None:
    assert sum(sentence.words for sentence in text_sentences(project, text, 1)) == words


def test_every_word_of_every_page_is_read_once(project: Project) -> None:
    """Nothing is lost or counted twice: each heading and each line with letters has its sentence."""
    for page in project.source.pages.values():
        passages = page_passages(project, page)
        assert [passage.id for passage in passages] == [section.id for section in page.sections()]
        lines = [sentence.line for passage in passages for sentence in passage.sentences]
        assert lines == sorted(lines), page.name
        for number, line in enumerate(page.body.splitlines(), page.body_line):
            plain = re.sub(r"\{\{ (list|print|english|site|states?|specimen)[^}]*\}\}", "", line)
            if re.search(r"\w{2}", plain):
                assert number in lines, f"{page.path}:{number}"


def test_words_of_the_files_stand_in_groups(project: Project) -> None:
    passages = {passage.id: passage for passage in words_passages(project, project.source.print)}
    assert {"common", "red_card", "bookmark", "flyer"} <= passages.keys()
    lines = project.source.print.file.path.read_text(encoding="utf-8").splitlines()
    for passage in passages.values():
        for sentence in passage.sentences:
            word = sentence.text.split()[0].strip("“”.:")
            # A {slot} is read as one plain word.
            assert word == PLAIN or word in lines[sentence.line - 1]
