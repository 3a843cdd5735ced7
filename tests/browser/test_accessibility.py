"""axe-core finds nothing on any kind of page, in any language, narrow and wide, light and dark."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, ROOT_PAGES, of_kind

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

RUN = """async (rules) => (await axe.run(document, {
  runOnly: {type: "tag", values: rules}, resultTypes: ["violations"],
})).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} – ${n.any.concat(n.all, n.none).map(c => c.message).join("; ").slice(0, 200)}`))"""

VIEWS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from the package that brings it along."""
    path = resources.files("axe_playwright_python") / "axe.min.js"
    return path.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds on ``page`` in every view."""
    page.evaluate(axe)
    found = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        results: list[Any] = page.evaluate(RUN, list(RULES))
        found += [f"{width} {scheme}: {result}" for result in results]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_pages(site: Path, address: str, visit: Visit, axe: str, kind: str) -> None:
    found = {}
    with visit(reduced_motion="reduce") as reader:
        for name in of_kind(site, kind):
            page = reader.go(address + name)
            # What stands in a fold is looked at as well; a menu would cover the page.
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            faults = violations(page, axe)
            if faults:
                found[name] = faults
    assert found == {}


@pytest.mark.parametrize("name", ROOT_PAGES)
def test_root_pages(root_address: str, visit: Visit, axe: str, name: str) -> None:
    with visit(reduced_motion="reduce") as reader:
        assert violations(reader.go(root_address + name), axe) == []


def test_open_menus_and_results(tags: list[str], address: str, visit: Visit, axe: str) -> None:
    found = {}
    with visit(reduced_motion="reduce") as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/index.html")
            for menu in (".kyr-menu", ".kyr-switch"):
                page.evaluate(
                    "menu => document.querySelectorAll('.kyr-tools details')"
                    ".forEach(d => d.open = d.matches(menu))",
                    menu,
                )
                faults = violations(page, axe)
                if faults:
                    found[f"{tag} {menu}"] = faults
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
            page.locator("#kyr-q").fill(page.locator("h1").inner_text())
            page.wait_for_function("document.getElementById('kyr-found').textContent")
            faults = violations(page, axe)
            if faults:
                found[f"{tag} results"] = faults
    assert found == {}
