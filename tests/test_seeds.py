"""Nothing of the two source texts is lost: each heading, list item and fact has its place, or a reason in changes.md.

To compare the table with the texts themselves, name the folder that holds them:
``KYR_SEEDS=/path/to/seeds uv run pytest tests/test_seeds.py``. Without it those tests are skipped: the table then
proves that it is what was counted, not that the count was right.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kyr.problems import ProblemError
from kyr.project import Project
from kyr.yamlfile import YamlFile
from tests.seeds.structure import digest, units
from tests.seeds.table import Entry, Table, check_table, places, plain, read_table

FOLDER = Path(__file__).parent / "seeds"
NAMES = ("guide.yml", "article.yml")
ORIGINALS = os.environ.get("KYR_SEEDS", "")

SAMPLE = """\
Title of a text
A part of it\tPage 2

A paragraph that says something, see [a page](#):

- An item
 - A smaller item, 212-555-0143
S\t<p>A row</p>
 1. A reference, https://library.example/
"""


@pytest.fixture(scope="module", params=NAMES)
def table(request: pytest.FixtureRequest) -> tuple[Table, YamlFile]:
    return read_table(FOLDER / request.param)


@pytest.fixture(scope="module")
def texts(project: Project) -> dict[str, str]:
    """The sections of the real English pages."""
    return places(project.source.pages)


def test_every_piece_has_its_place(table: tuple[Table, YamlFile], texts: dict[str, str]) -> None:
    problems = list(check_table(*table, texts))
    assert not problems, "\n".join(map(str, problems))


@pytest.mark.skipif(not ORIGINALS, reason="KYR_SEEDS does not name the folder of the source texts")
def test_the_table_was_counted_from_the_texts(table: tuple[Table, YamlFile]) -> None:
    source, entries = table[0].source, table[0].entries
    data = (Path(ORIGINALS) / source.file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == source.sha256, f"{source.file} is another text"
    text = data.decode("utf-8")
    pieces = list(units(text))
    assert Counter(piece.kind for piece in pieces) == dict(source.units)
    assert digest(pieces) == source.structure
    assert list(table[0].units) == pieces
    lines = [re.sub(r"\\(.)", r"\1", line) for line in text.splitlines()]
    wrong = [
        f"line {entry.line}: {entry.seed}"
        for entry in entries
        if plain(entry.seed) not in plain(lines[entry.line - 1])
    ]
    assert not wrong, wrong


def test_pieces_of_a_text() -> None:
    assert [tuple(unit) for unit in units(SAMPLE)] == [
        (1, "heading"),
        (2, "contents"),
        (4, "paragraph"),
        (4, "link"),
        (6, "item"),
        (7, "subitem"),
        (7, "number"),
        (8, "row"),
        (9, "reference"),
    ]


def spoil(table: tuple[Table, YamlFile], **values: object) -> tuple[Table, YamlFile]:
    """The table with its second heading changed."""
    entries = list(table[0].entries)
    index = second_heading(table)
    entries[index] = entries[index].model_copy(update=values)
    return table[0].model_copy(update={"entries": tuple(entries)}), table[1]


def second_heading(table: tuple[Table, YamlFile]) -> int:
    return [i for i, entry in enumerate(table[0].entries) if entry.kind == "heading"][1]


@pytest.mark.parametrize(
    ("values", "rule", "found"),
    [
        ({"at": "protocol/nowhere.md#top"}, "seed-place", "protocol/nowhere.md#top"),
        ({"at": "changes.md#nowhere"}, "seed-place", "changes.md#nowhere"),
        ({"says": "words that nobody wrote"}, "seed-orphan", "no such words"),
        ({"says": "officers", "at": "protocol/now.md#where"}, "seed-phrase", "officers"),
        ({"line": 9999}, "seed-order", "line"),
        ({"line": 2}, "seed-count", "other lines"),
        ({"kind": "row"}, "seed-count", "row"),
        ({"kind": "fact"}, "seed-count", "fact"),
        ({"seed": "one two three four five six seven eight nine ten"}, "seed-words", "one two"),
    ],
)
def test_a_spoiled_entry_is_told(
    table: tuple[Table, YamlFile],
    texts: dict[str, str],
    values: dict[str, object],
    rule: str,
    found: str,
) -> None:
    problems = [item for item in check_table(*spoil(table, **values), texts) if item.rule == rule]
    assert any(found in f"{item.expected} {item.found}" for item in problems), problems
    assert all(item.path.parent == FOLDER and item.line and item.next_step for item in problems)


def test_words_that_moved_are_pointed_to(
    table: tuple[Table, YamlFile], texts: dict[str, str]
) -> None:
    moved = {"says": "Do not slow things down on purpose", "at": "protocol/now.md#steps"}
    problems = check_table(*spoil(table, **moved), texts)
    assert any("protocol/now.md#do-not" in item.next_step for item in problems)


def test_an_entry_cannot_be_lost_or_doubled(
    table: tuple[Table, YamlFile], texts: dict[str, str]
) -> None:
    entries, index = table[0].entries, second_heading(table)
    fact = next(i for i, entry in enumerate(entries) if entry.kind == "fact")

    def told(changed: tuple[Entry, ...]) -> Counter[str]:
        spoiled = table[0].model_copy(update={"entries": changed})
        return Counter(item.rule for item in check_table(spoiled, table[1], texts))

    before = told(entries)
    assert told(entries[:index] + entries[index + 1 :]) - before == Counter(["seed-count"])
    assert told(entries[:fact] + entries[fact + 1 :]) - before == Counter(["seed-count"])
    double = told((*entries[:index], entries[index], *entries[index:]))
    assert double - before == Counter(["seed-count", "seed-double"])


def test_content_that_goes_away_is_missed(project: Project, table: tuple[Table, YamlFile]) -> None:
    """When a page keeps only its headings, every piece that stood beneath them is an orphan."""
    name = table[0].entries[-1].at.partition("#")[0]
    page = project.source.pages[name]
    headings = "\n".join(line for line in page.body.splitlines() if line.startswith("#"))
    texts = places({**project.source.pages, name: replace(page, body=headings)})
    gone = [entry for entry in table[0].entries if plain(entry.says) not in texts.get(entry.at, "")]
    told = [item for item in check_table(*table, texts) if item.rule == "seed-orphan"]
    assert sum(entry.at.startswith(f"{name}#") for entry in gone) > 1
    assert len(told) == len(gone)


def test_an_entry_needs_a_place(tmp_path: Path, table: tuple[Table, YamlFile]) -> None:
    text = table[1].path.read_text(encoding="utf-8")
    path = tmp_path / "table.yml"
    path.write_text(re.sub(r"at: \S+,", "at: null,", text, count=1), encoding="utf-8")
    with pytest.raises(ProblemError, match="seed-entry"):
        read_table(path)
