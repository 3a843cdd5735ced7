"""English that is said aloud is found in every language."""

from __future__ import annotations

import pytest

from kyr.languages import make_language
from kyr.project import Project
from kyr.spoken import is_english, runs, spoken_lines


@pytest.mark.parametrize("tag", ["es", "ar", "zh-Hans", "vi", "hmn"])
def test_a_line_of_the_english_pages(project: Project, tag: str) -> None:
    spoken = spoken_lines(project.source)
    assert is_english("Am I free to go?", make_language(tag), spoken)


def test_a_quotation_in_the_language_is_not(project: Project) -> None:
    spoken = spoken_lines(project.source)
    assert not is_english("¿Puedo irme?", make_language("es"), spoken)
    assert not is_english("هل يمكنني أن أذهب؟", make_language("ar"), spoken)
    assert is_english("Print on both sides", make_language("ar"), frozenset())
    assert not is_english("Am I free to go?", make_language("en"), spoken)


def test_runs_keep_every_letter(project: Project) -> None:
    text = "اسأل: “Am I free to go?” ثم اذهب «الآن»."
    found = list(runs(text, make_language("ar"), spoken_lines(project.source)))
    assert "".join(run for run, _ in found) == text
    assert [run for run, english in found if english] == ["“Am I free to go?”"]
