"""The way out hides the page at once and leaves it out of the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visit
from tests.browser.visitor import EXIT_STUB, Visitor


def leave_slowly(reader: Visitor) -> list[Route]:
    """Let the other site answer only when the test says so."""
    waiting: list[Route] = []
    reader.on_exit = waiting.append
    return waiting


def arrive(page: Page, waiting: list[Route]) -> None:
    """Let the other site answer."""
    assert len(waiting) == 1
    waiting[0].fulfill(body=EXIT_STUB, content_type="text/html")
    page.wait_for_selector("#elsewhere")


def is_blank(page: Page) -> bool:
    """Whether nothing of the page can be seen."""
    return bool(
        page.evaluate(
            "[...document.body.children].every(e => e.getClientRects().length === 0)"
            " && document.body.innerText.trim() === ''"
        )
    )


def press_shift(page: Page, times: int = 3) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def test_click_hides_the_page_at_once_and_replaces_it(
    tags: list[str], address: str, visit: Visit
) -> None:
    for tag in tags:
        with visit() as reader:
            page = reader.go(f"{address}{tag}/index.html")
            title = page.title()
            page.goto(f"{address}{tag}/rights/home.html")
            waiting = leave_slowly(reader)
            page.locator("#kyr-exit").click(no_wait_after=True)
            page.wait_for_function("document.documentElement.classList.contains('kyr-gone')")
            assert is_blank(page)
            assert page.title() == page.locator("#kyr-exit").get_attribute("data-wait")
            arrive(page, waiting)
            assert "referer" not in reader.exits[0].headers
            page.go_back()
            page.wait_for_url(f"{address}{tag}/index.html")
            assert page.title() == title
            assert page.locator("h1").is_visible()


@pytest.mark.parametrize("start", ["", "en/index.html"])
def test_shift_three_times(address: str, visit: Visit, start: str) -> None:
    with visit() as reader:
        page = reader.go(address + start)
        waiting = leave_slowly(reader)
        press_shift(page)
        page.wait_for_function("document.documentElement.classList.contains('kyr-gone')")
        assert is_blank(page)
        arrive(page, waiting)


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
