"""The glossary's entries have a meaning, and a spelling belongs to one term."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.checks import glossary
from tests.sandbox import Sandbox


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("glossary", "  warrant: [", "  warrants: [", "“warrants”"),
        ("glossary", "  warrant: [", "  bond: [", "“warrant” for “bond” and for “warrant”"),
        (
            "glossary",
            "Very large sets of data that computers search for patterns.\n",
            "",
            "“big-data”",
        ),
        ("help", "title: ", "forms: {bond: [bail]}\ntitle: ", "no glossary"),
    ],
)
def test_a_bad_entry_is_found(tmp_path: Path, name: str, old: str, new: str, found: str) -> None:
    sandbox = Sandbox(tmp_path)
    path = f"docs/en/{name}.md"
    line = sandbox.edit(path, old, new)
    problems = list(glossary.check(sandbox.load()))
    assert len(problems) == 1
    assert problems[0].path.name == f"{name}.md"
    assert found in problems[0].found
    assert name != "help" or problems[0].line == line
