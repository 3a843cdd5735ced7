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

from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.yamlfile import YamlFile
from tests.seeds.structure import digest, units
from tests.seeds.table import Table, check_table, plain, read_table

FOLDER = Path(__file__).parent / "seeds"
NAMES = ("guide.yml", "article.yml")
ORIGINALS = os.environ.get("KYR_SEEDS", "")

SAMPLE = """\
Title of a text

A paragraph that says something, see [a page](#):

- An item
 - A smaller item, 212-555-0143
"""


@pytest.fixture(params=NAMES)
def table(request: pytest.FixtureRequest) -> tuple[Table, YamlFile]:
    return read_table(FOLDER / request.param)


def test_every_piece_has_its_place(project: Project, table: tuple[Table, YamlFile]) -> None:
    problems = list(check_table(*table, project.source.pages))
    assert not problems, "\n".join(map(str, problems))


def test_what_is_left_out_has_a_reason(project: Project, table: tuple[Table, YamlFile]) -> None:
    """changes.md is either the place of a piece with its reason there, or not named at all."""
    sections = {section.id: section for section in project.source.pages["changes.md"].sections()}
    for entry in table[0].entries:
        name, _, section = entry.at.partition("#")
        if name == "changes.md" and entry.kind not in ("heading", "contents"):
            assert section in sections, entry
            assert section != "not-here", f"{entry.seed}: a part that is missing has no place"


@pytest.mark.skipif(not ORIGINALS, reason="KYR_SEEDS does not name the folder of the source texts")
def test_the_table_was_counted_from_the_texts(table: tuple[Table, YamlFile]) -> None:
    source, entries = table[0].source, table[0].entries
    data = (Path(ORIGINALS) / source.file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == source.sha256, f"{source.file} is another text"
    text = data.decode("utf-8")
    pieces = list(units(text))
    assert Counter(piece.kind for piece in pieces) == dict(source.units)
    assert digest(pieces) == source.structure
    assert [unit for unit in table[0].units if unit not in set(pieces)] == []
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
        (3, "paragraph"),
        (3, "link"),
        (5, "item"),
        (6, "subitem"),
        (6, "number"),
    ]


def spoil(table: tuple[Table, YamlFile], index: int, **values: object) -> tuple[Table, YamlFile]:
    """The table with one entry changed."""
    entries = list(table[0].entries)
    entries[index] = entries[index].model_copy(update=values)
    return table[0].model_copy(update={"entries": tuple(entries)}), table[1]


def rules(project: Project, table: tuple[Table, YamlFile]) -> list[Problem]:
    return list(check_table(*table, project.source.pages))


@pytest.mark.parametrize(
    ("values", "rule", "found"),
    [
        ({"at": "protocol/nowhere.md#top"}, "seed-place", "protocol/nowhere.md#top"),
        ({"at": "changes.md#nowhere"}, "seed-place", "changes.md#nowhere"),
        ({"says": "words that nobody wrote"}, "seed-orphan", "no such words"),
        ({"line": 9999}, "seed-order", "line"),
        ({"kind": "row"}, "seed-count", "row"),
        ({"kind": "fact"}, "seed-count", "fact"),
        ({"seed": "one two three four five six seven eight nine ten"}, "seed-words", "one two"),
    ],
)
def test_a_spoiled_entry_is_told(
    project: Project,
    table: tuple[Table, YamlFile],
    values: dict[str, object],
    rule: str,
    found: str,
) -> None:
    problems = [item for item in rules(project, spoil(table, 3, **values)) if item.rule == rule]
    assert problems
    assert all(item.path.parent == FOLDER and item.line for item in problems)
    assert any(found in f"{item.expected} {item.found}" for item in problems), problems


def test_an_entry_cannot_be_lost_or_doubled(
    project: Project, table: tuple[Table, YamlFile]
) -> None:
    entries = table[0].entries
    lost = table[0].model_copy(update={"entries": entries[:3] + entries[4:]})
    assert [item.rule for item in rules(project, (lost, table[1]))] == ["seed-count"]
    double = table[0].model_copy(update={"entries": (*entries[:4], entries[3], *entries[4:])})
    assert {"seed-double", "seed-count"} <= {item.rule for item in rules(project, (double, table[1]))}


def test_an_entry_swapped_for_another_is_seen(
    project: Project, table: tuple[Table, YamlFile]
) -> None:
    lines = [entry.line for entry in table[0].entries if entry.kind == "heading"]
    index = next(i for i, entry in enumerate(table[0].entries) if entry.line == lines[2])
    spoiled = spoil(table, index, line=lines[2] - 1, seed="another piece")
    assert "seed-count" in {item.rule for item in rules(project, spoiled)}


def test_content_that_goes_away_is_missed(
    project: Project, table: tuple[Table, YamlFile]
) -> None:
    """Without a section’s text, each entry that points there is an orphan."""
    place = table[0].entries[-1].at
    name, _, _ = place.partition("#")
    page = project.source.pages[name]
    emptied = "\n".join(line for line in page.body.splitlines() if line.startswith("#"))
    pages = {**project.source.pages, name: replace(page, body=emptied)}
    before = {entry.line for entry in table[0].entries if entry.at == place}
    problems = list(check_table(*table, pages))
    assert problems
    assert {item.rule for item in problems} == {"seed-orphan"}
    assert len(problems) >= len(before) - 1


def test_an_entry_needs_a_place(tmp_path: Path, table: tuple[Table, YamlFile]) -> None:
    text = table[1].path.read_text(encoding="utf-8")
    spoiled = re.sub(r"at: [^\s,]+,", "at: null,", text, count=1)
    assert spoiled != text
    path = tmp_path / "table.yml"
    path.write_text(spoiled, encoding="utf-8")
    with pytest.raises(ProblemError, match="seed-entry"):
        read_table(path)
