"""Fixtures of the whole suite: the project as it is written down, and what is built from it, once a session."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kyr.project import Project, load_project
from kyr.site.build import build_site
from kyr.translation.publication import Publication, publications
from tests import behind as fallen
from tests.behind import Behind

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright's event loop runs on until the end, and no other can start beside it."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session")
def project() -> Project:
    """The project in the repository."""
    return load_project(ROOT)


@pytest.fixture(scope="session")
def pubs(project: Project) -> Mapping[str, Publication]:
    """What is published of it."""
    return publications(project)


@pytest.fixture(scope="session")
def site(
    project: Project, pubs: Mapping[str, Publication], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The finished website without PDFs."""
    folder = tmp_path_factory.mktemp("site")
    out = folder / "site"
    out.mkdir()
    build_site(project, pubs, (), out, folder / "cache", 1, lambda line: None)
    return out


@pytest.fixture(scope="session")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Behind:
    """The finished website of a Spanish that has fallen behind."""
    return fallen.make(tmp_path_factory.mktemp("behind"))
