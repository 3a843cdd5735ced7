"""The words of a language have what the English has: no more, no less, with every slot and placeholder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.problems import ProblemError
from kyr.words import compare_words, read_words

ENGLISH = """
a: One
b:
  c: "On {date}"
  d:
    - First {{ line.phone }}
    - Second
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_reading(tmp_path: Path) -> None:
    words = read_words(write(tmp_path, "en.yml", ENGLISH))
    assert words.text("b.c", date="Monday") == "On Monday"
    assert words.list("b.d")[1] == "Second"
    assert set(words.section("b")) == {"c", "d"}
    assert words.line("b.d", 1) == 7
    with pytest.raises(KeyError):
        words.text("b.d")
    with pytest.raises(KeyError):
        words.list("a")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("a: One\n", "", "words-missing"),
        ("a: One", "a: [Uno]", "words-type"),
        ("    - Second\n", "", "words-length"),
        ("On {date}", "El lunes", "words-slots"),
        ("On {date}", "El {fecha}", "words-slots"),
        ("line.phone", "other.phone", "words-slots"),
        ("a: One", "a: Uno\nz: Otro", "words-unknown"),
    ],
)
def test_differences(tmp_path: Path, old: str, new: str, rule: str) -> None:
    source = read_words(write(tmp_path, "en.yml", ENGLISH))
    words = read_words(write(tmp_path, "es.yml", ENGLISH.replace(old, new)))
    problems = compare_words(source, words)
    assert [problem.rule for problem in problems] == [rule]
    assert problems[0].path.name == "es.yml"
    assert "English" in problems[0].next_step or rule == "words-unknown"


@pytest.mark.parametrize("text", ["a:\n", "a: ''\n", "a: []\n", "a: ['']\n", "- a\n", "word\n"])
def test_values_that_are_no_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProblemError, match="words-type"):
        read_words(write(tmp_path, "es.yml", text))


def test_same_words_have_no_problems(tmp_path: Path) -> None:
    source = read_words(write(tmp_path, "en.yml", ENGLISH))
    assert compare_words(source, source) == []


LATER = """
a: One
more:
  card:
    title: Steps
    lines: [Wait, Call]
  slip:
    title: Notes
"""


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("a: Uno", []),
        ("a: Uno\nmore:\n  slip:\n    title: Notas", []),
        ("a: Uno\nmore:\n  card:\n    title: Pasos", ["more.card.lines"]),
    ],
)
def test_groups_that_may_come_later_come_whole(
    tmp_path: Path, text: str, missing: list[str]
) -> None:
    english = read_words(write(tmp_path, "en.yml", LATER))
    found = compare_words(english, read_words(write(tmp_path, "es.yml", text)))
    assert [problem.rule for problem in found] == ["words-missing"] * len(missing)
    assert all(key in problem.expected for key, problem in zip(missing, found, strict=True))
