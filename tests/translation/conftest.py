"""A small project of its own for each test: English, Spanish and a language that has just begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.translation.lock import Lock, read_lock
from kyr.translation.state import Condition, State, states_of
from tests.sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    """A copy of the project's words, whose Spanish is stamped as it stands."""
    return Sandbox(tmp_path)


def lock_of(sandbox: Sandbox, tag: str = "es") -> Lock:
    """What is recorded of ``tag``."""
    return read_lock(sandbox.root / "docs" / tag)


def state(sandbox: Sandbox, name: str, tag: str = "es") -> State:
    """The state of file ``name`` of ``tag`` now."""
    project = sandbox.load()
    return states_of(project, read_lock(project.docs / tag), project.texts[tag])[name]


def conditions(sandbox: Sandbox, name: str, tag: str = "es") -> dict[str, Condition]:
    """The condition of each unit that is not current."""
    return {
        unit.unit.key: unit.condition
        for unit in state(sandbox, name, tag).units
        if unit.condition is not Condition.CURRENT
    }
