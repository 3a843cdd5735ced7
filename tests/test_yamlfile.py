"""YAML is read as plain words with lines, and everything that expands or runs is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.problems import ProblemError
from kyr.yamlfile import MAX_BYTES, parse_yaml, read_yaml

PATH = Path("words.yml")


def test_scalars_stay_text() -> None:
    value = parse_yaml("no: yes\ndate: 2026-11-21\nzero: 0123\nempty:\nquoted: ''", PATH).value
    assert value == {
        "no": "yes",
        "date": "2026-11-21",
        "zero": "0123",
        "empty": None,
        "quoted": "",
    }


def test_lines_are_those_of_the_file() -> None:
    file = parse_yaml("# comment\na:\n  - one\n  - b: two\n", PATH, offset=10)
    assert file.line(("a",)) == 12
    assert file.line(("a", 0)) == 13
    assert file.line(("a", 1, "b")) == 14
    assert file.line(("a", 1, "c", "d")) == 14, "the nearest ancestor stands in"
    assert file.sub("a", 1).line(("b",)) == 14


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: &x 1\nb: *x", 1, "anchors"),
        ("a: !!python/object/apply:os.system ['true']", 1, "tags"),
        ("a: !secret b", 1, "tags"),
        ("a: 1\nb: 2\na: 3", 3, "each key once"),
        ("a: 'open", 1, "found unexpected end"),
        ("a: b: c", 1, "mapping values"),
        ("? [1, 2]\n: x", 1, "a word before the colon"),
        ("- " * 40 + "x", 1, "at most 20 levels"),
        ("a: \x00", 0, "control characters"),
    ],
)
def test_faults_name_line_and_reason(text: str, line: int, word: str) -> None:
    with pytest.raises(ProblemError) as error:
        parse_yaml(text, PATH)
    problem = error.value.problems[0]
    assert word in str(problem)
    assert problem.line in (line, line + 1)


def test_a_bomb_is_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ProblemError, match="anchors"):
        parse_yaml(bomb, PATH)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.yml"
    path.write_text("[" * 100_000)
    with pytest.raises(ProblemError):
        read_yaml(path)


def test_files_that_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    with pytest.raises(ProblemError, match="file-missing"):
        read_yaml(path)
    path.write_bytes(b"a: \xff\xfe")
    with pytest.raises(ProblemError, match="UTF-8"):
        read_yaml(path)
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ProblemError, match="bytes"):
        read_yaml(path)


def test_tags_of_other_programs_are_passed_over_where_allowed() -> None:
    file = parse_yaml("a: !ENV [X, y]\nb: 1", PATH, foreign_tags=True)
    assert file.value == {"a": None, "b": "1"}
