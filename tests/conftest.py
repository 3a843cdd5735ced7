"""Fixtures of the whole suite: the project as it is written down, and what is built from it, once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.project import Project, load_project

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def project() -> Project:
    """The project in the repository."""
    return load_project(ROOT)
