"""The words of a language have what the English has: no more, no less, with every slot and placeholder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.problems import ProblemError
from kyr.words import Text, fits, read_words, required_keys

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


@pytest.mark.parametrize("text", ["a:\n", "a: ''\n", "a: []\n", "a: ['']\n", "- a\n", "word\n"])
def test_values_that_are_no_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProblemError, match="words-type"):
        read_words(write(tmp_path, "es.yml", text))


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
    ("text", "wanted"),
    [
        ("a: Uno", ["a"]),
        ("a: Uno\nmore:\n  slip:\n    title: Notas", ["a", "more.slip.title"]),
        (
            "a: Uno\nmore:\n  card:\n    title: Pasos",
            ["a", "more.card.title", "more.card.lines"],
        ),
    ],
)
def test_groups_that_may_come_later_come_whole(
    tmp_path: Path, text: str, wanted: list[str]
) -> None:
    english = read_words(write(tmp_path, "en.yml", LATER))
    assert list(required_keys(english, read_words(write(tmp_path, "es.yml", text)))) == wanted


@pytest.mark.parametrize(
    ("source", "text", "can_stand"),
    [
        ("On {date}", "El {date}", True),
        ("On {date}", "Ese día", True),
        ("On Monday", "El {date}", False),
        ("One", ("Uno",), False),
        (("One", "Two"), ("Uno", "Dos"), True),
        (("One", "Two"), ("Uno",), False),
    ],
)
def test_only_what_fits_stands_in_the_place_of_the_english(
    source: Text, text: Text, can_stand: bool
) -> None:
    assert fits(source, text) is can_stand
