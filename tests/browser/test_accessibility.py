"""axe-core finds nothing on any kind of page, in any language, narrow and wide, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, ROOT_PAGES, of_kind

ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours: a dark page differs from a light one in nothing else."""

RUN = """async (rules) => {
  const told = n => n.any.concat(n.all, n.none).map(c => c.message).join("; ").slice(0, 200);
  const results = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return results.violations.flatMap(
    v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} – ${told(n)}`));
}"""


def violations(page: Page, axe: str, widths: tuple[int, ...] = (360, 1280)) -> list[str]:
    """What axe-core finds on ``page``, at each of ``widths``, light and dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme="light")
        found += [f"{width} light: {fault}" for fault in page.evaluate(RUN, ALL_RULES)]
        page.emulate_media(color_scheme="dark")
        found += [f"{width} dark: {fault}" for fault in page.evaluate(RUN, COLOUR_RULES)]
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
                faults = violations(page, axe, (360,))
                if faults:
                    found[f"{tag} {menu}"] = faults
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
            page.locator("#kyr-q").fill(page.locator("h1").inner_text())
            expect(page.locator("#kyr-found")).not_to_be_empty()
            faults = violations(page, axe, (360,))
            if faults:
                found[f"{tag} results"] = faults
    assert found == {}
