"""Every stop of the Tab key can be seen, and the stops come in the order in which the page reads."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit

STOP = """() => {
  const e = document.activeElement, page = [document.body, document.documentElement];
  if (!e || page.includes(e)) return null;
  const style = getComputedStyle(e), rects = [...e.getClientRects()];
  // A link that runs over two lines has its middle between them: each line is looked at.
  const seen = rects.some(r => {
    const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
    return top && !page.includes(top) && (e.contains(top) || top.contains(e));
  });
  const part = [["skip", ".kyr-skip"], ["menu", ".kyr-menu"], ["languages", ".kyr-switch"],
    ["main", "main"], ["footer", "footer"]].find(([_, query]) => e.closest(query));
  return {
    key: [...document.querySelectorAll("*")].indexOf(e), id: e.id,
    name: e.outerHTML.slice(0, 120), part: part ? part[0] : "", seen,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""
"""The element with the focus: whether it is seen, whether its focus is marked, and where it stands."""

PAGES = ("index.html", "rights/home.html")


def stops(page: Page, most: int = 300) -> list[dict[str, Any]]:
    """What the Tab key reaches, in order, until it leaves the page."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (found and stop["key"] == found[0]["key"]):
            return found
        found.append(stop)
    raise AssertionError(f"more than {most} stops")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_stops(tags: list[str], address: str, visit: Visit, name: str, width: int) -> None:
    with visit(viewport={"width": width, "height": 720}, reduced_motion="reduce") as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/{name}")
            found = stops(page)
            assert [stop["name"] for stop in found if not stop["seen"]] == [], "hidden stops"
            assert [stop["name"] for stop in found if not stop["marked"]] == [], "no mark of focus"
            menus = ["menu", "languages"] if width < 900 else ["languages"]
            parts = [stop["part"] for stop in found]
            order = [parts.index(part) for part in ("skip", *menus, "main", "footer")]
            assert order == sorted(order) and order[0] == 0
            ids = [stop["id"] for stop in found]
            assert 0 < ids.index("kyr-exit") < order[1]
            assert order[-3] < ids.index("kyr-q") < order[-2]


def test_the_skip_link_leads_to_the_text(tags: list[str], address: str, visit: Visit) -> None:
    with visit() as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/rights/home.html")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            assert page.evaluate("!!document.activeElement.closest('main')")


def test_menus_by_keyboard(tags: list[str], address: str, visit: Visit) -> None:
    with visit(viewport={"width": 360, "height": 740}) as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/index.html")
            for menu in (".kyr-menu", ".kyr-switch"):
                page.locator(f"{menu} > summary").focus()
                page.keyboard.press("Enter")
                page.keyboard.press("Tab")
                assert page.evaluate(STOP)["seen"]
                assert page.evaluate(f"!!document.activeElement.closest('{menu} a')")
                page.keyboard.press("Escape")
                assert not page.locator(f"{menu} a").first.is_visible()
                assert page.evaluate(f"document.activeElement.matches('{menu} > summary')")
