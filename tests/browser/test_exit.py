"""The way out hides the page at once and leaves it out of the way back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visit
from tests.browser.visitor import EXIT_STUB, Visitor

GONE = """new MutationObserver(() => {
  if (!document.documentElement.classList.contains("kyr-gone")) return;
  window.kyrGone({
    title: document.title,
    seen: [...document.body.children].filter(e => e.getClientRects().length).map(e => e.outerHTML),
    text: document.body.innerText.trim(),
  });
}).observe(document, {attributes: true, subtree: true, attributeFilter: ["class"]});"""
"""Looks at the page in the very moment in which it goes blank, before anything else can happen."""


class SlowExit:
    """Another site that answers only when the test says so, and what the page looks like meanwhile."""

    def __init__(self, reader: Visitor) -> None:
        self.page = reader.page
        self.waiting: list[Route] = []
        self.looks: list[dict[str, Any]] = []
        reader.on_exit = self.waiting.append
        reader.context.expose_binding("kyrGone", lambda _, look: self.looks.append(look))
        reader.context.add_init_script(GONE)

    def check_blank(self) -> dict[str, Any]:
        """The first look at the blank page, while the other site has not answered."""
        for _ in range(50):
            if self.looks and self.waiting:
                break
            self.page.wait_for_timeout(20)
        assert len(self.waiting) == 1
        assert self.looks[0]["seen"] == [] and self.looks[0]["text"] == ""
        return self.looks[0]

    def answer(self) -> None:
        """Let the other site answer."""
        self.waiting.pop().fulfill(body=EXIT_STUB, content_type="text/html")
        self.page.wait_for_selector("#elsewhere")


def press_shift(page: Page, times: int = 3) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def test_click_hides_the_page_at_once_and_replaces_it(
    tags: list[str], address: str, visit: Visit
) -> None:
    for tag in tags:
        with visit() as reader:
            other_site = SlowExit(reader)
            page = reader.go(f"{address}{tag}/index.html")
            title = page.title()
            page.goto(f"{address}{tag}/rights/home.html")
            wait = page.locator("#kyr-exit").get_attribute("data-wait")
            page.locator("#kyr-exit").click(no_wait_after=True)
            assert other_site.check_blank()["title"] == wait
            other_site.answer()
            assert "referer" not in reader.exits[0].headers
            page.go_back()
            page.wait_for_url(f"{address}{tag}/index.html")
            assert page.title() == title
            assert page.locator("h1").is_visible()


@pytest.mark.parametrize("start", ["", "en/index.html"])
def test_shift_three_times(address: str, visit: Visit, start: str) -> None:
    with visit() as reader:
        other_site = SlowExit(reader)
        page = reader.go(address + start)
        press_shift(page)
        other_site.check_blank()
        other_site.answer()


def test_shift_inside_the_search_field_does_not_leave(
    tags: list[str], address: str, visit: Visit
) -> None:
    with visit() as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/index.html")
            page.locator("#kyr-q").focus()
            press_shift(page, 5)
            page.wait_for_timeout(100)
            assert page.locator("h1").is_visible()
            assert page.url == f"{address}{tag}/index.html"
        assert reader.exits == []


def test_shift_with_another_key_does_not_leave(address: str, visit: Visit) -> None:
    with visit() as reader:
        page = reader.go(f"{address}en/index.html")
        for _ in range(4):
            page.keyboard.press("Shift+Tab")
        press_shift(page, 2)
        page.keyboard.press("ArrowDown")
        press_shift(page, 1)
        page.wait_for_timeout(100)
        assert page.locator("h1").is_visible()
        assert reader.exits == []


def test_the_page_is_shown_again_when_the_reader_returns(address: str, visit: Visit) -> None:
    with visit() as reader:
        page = reader.go(f"{address}en/index.html")
        page.locator("#kyr-exit").click(modifiers=["Control"])
        page.wait_for_timeout(100)
        assert page.locator("h1").is_visible()
        page.evaluate("document.documentElement.classList.add('kyr-gone')")
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        assert page.locator("h1").is_visible()


def test_the_exit_is_on_every_page_and_stays_in_view(
    tags: list[str], address: str, visit: Visit
) -> None:
    with visit(viewport={"width": 360, "height": 640}) as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/help.html")
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            box = page.locator("#kyr-exit").bounding_box()
            assert box and box["y"] >= 0 and box["y"] + box["height"] <= 640
