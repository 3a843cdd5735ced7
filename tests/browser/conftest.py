"""The browser, once a session, and the addresses of the site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from kyr.project import Project
from tests.browser.pages import languages
from tests.browser.serving import served
from tests.browser.visitor import Visitor, visitor

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this machine has a name: a request that leaves it is noted and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def find_chromium() -> str:
    """The path of the machine's own browser; the test fails where there is none."""
    for program in PROGRAMS:
        found = shutil.which(program)
        if found:
            return found
    pytest.fail(
        f"The browser tests need one of {', '.join(PROGRAMS)} on the PATH. "
        "scripts/test installs it on Debian and Ubuntu; elsewhere, install Chromium and try again.",
        pytrace=False,
    )


@pytest.fixture(scope="session")
def chrome(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests; each test takes contexts of its own from it."""
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site below a path, as on a library's own server: where it works, it works at a root as well."""
    with served(site, "/kyr/") as found:
        yield found


@pytest.fixture(scope="session")
def root_address(site: Path) -> Iterator[str]:
    """The site at the root of a host, which is where its 404 page expects it."""
    with served(site, "/") as found:
        yield found


@pytest.fixture(scope="session")
def tags(site: Path) -> list[str]:
    """The languages of the site, English first."""
    return languages(site)


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from the package that brings it along."""
    path = resources.files("axe_playwright_python") / "axe.min.js"
    return path.read_text(encoding="utf-8")


Visit = Callable[..., AbstractContextManager[Visitor]]


@pytest.fixture
def visit(chrome: Browser, project: Project) -> Visit:
    """Makes readers with fresh profiles; the address behind the exit is a stub for all of them."""
    return partial(visitor, chrome, project.library.exit or "")
