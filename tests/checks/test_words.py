"""The words of a language have what the English has, once they are recorded: no more, no less, with all its braces."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr import checks
from kyr.problems import Level, Problem
from tests.sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def problems(sandbox: Sandbox) -> list[Problem]:
    return [item for item in checks.run(sandbox.load()) if item.level is not Level.NOTE]


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "expected"),
    [
        ("site.yml", "\nsite_name:", "\nsitename:", "words-missing", "site_name"),
        ("site.yml", "\nsite_name:", "\nsitename:", "words-unknown", "only keys"),
        ("print.yml", "\nred_card:", "\nred_crad:", "words-missing", "red_card.holder.title"),
        ("site.yml", "{count} por", "{cuenta} por", "words-slots", "{count}"),
        ("site.yml", "{count} por", "muchos por", "words-slots", "{count}"),
        ("site.yml", "\nsite_name: ", "\nsite_name: [x]\nother: ", "words-type", "one text"),
        ("print.yml", "    rules:\n", "    rules:\n      - Más.\n", "words-length", "7 texts"),
    ],
)
def test_faults(sandbox: Sandbox, name: str, old: str, new: str, rule: str, expected: str) -> None:
    sandbox.edit(f"docs/es/{name}", old, new)
    found = [item for item in problems(sandbox) if item.rule == rule]
    assert any(expected in item.expected for item in found), problems(sandbox)
    assert {item.path for item in found} == {sandbox.root / f"docs/es/{name}"}
    assert all(item.level is Level.ERROR and item.next_step for item in found)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("site.yml", "\nsite_name:", "\nnovel_text: New words to translate\nsite_name:"),
        ("site.yml", "{count} found", "Found in all"),
        ("site.yml", "\nsite_name: ", "\nsite_name: [One, Two]\nold_name: "),
        ("print.yml", "    rules:\n", "    rules:\n      - Stay calm.\n"),
        ("print.yml", "  # {date} is a date\n  checked:", "  another: Words\n  checked:"),
    ],
)
def test_english_may_change_at_any_time(sandbox: Sandbox, name: str, old: str, new: str) -> None:
    sandbox.edit(f"docs/en/{name}", old, new)
    assert [item for item in problems(sandbox) if item.rule.startswith("words")] == []


def test_what_follows_the_new_english_is_fine_before_it_is_stamped(sandbox: Sandbox) -> None:
    sandbox.edit("docs/en/site.yml", "{count} found", "Found in all")
    sandbox.edit("docs/es/site.yml", "Resultados: {count}", "Hallados")
    assert [item for item in problems(sandbox) if item.rule == "words-slots"] == []


def test_an_old_text_still_has_to_fit_the_english_it_was_made_from(sandbox: Sandbox) -> None:
    sandbox.edit("docs/en/site.yml", "{count} found", "Found in all")
    sandbox.edit("docs/es/site.yml", "Resultados: {count}", "Resultados: {date}")
    (found,) = [item for item in problems(sandbox) if item.rule == "words-slots"]
    assert "{date}" in found.found
