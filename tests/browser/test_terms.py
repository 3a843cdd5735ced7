"""The meaning of a term is within reach of a finger, a keyboard and a mouse, with scripts off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

PAGE = "en/protocol/warrants.html"


@pytest.mark.parametrize("way", ["touch", "keyboard", "mouse"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_meaning_opens_and_leads_on(address: str, visit: Visit, way: str, width: int) -> None:
    options = {"viewport": {"width": width, "height": 740}, "has_touch": way == "touch"}
    with visit(java_script_enabled=False, **options) as reader:
        page = reader.go(address + PAGE)
        for number in (0, 3, page.locator(".kyr-term").count() - 1):
            term = page.locator(".kyr-term").nth(number)
            tip = page.locator(".kyr-tip").nth(number)
            expect(tip).to_be_hidden()
            term.scroll_into_view_if_needed()
            {"touch": term.tap, "keyboard": term.focus, "mouse": term.hover}[way]()
            expect(tip).to_be_visible()
            box = tip.bounding_box()
            assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width
            below = term.bounding_box()
            assert below is not None and 0 <= box["y"] - below["y"] < 3 * below["height"] + 8
        # From the term on to the link in its meaning, which stays open while it is used.
        link = tip.locator("a")
        if way == "keyboard":
            page.keyboard.press("Tab")
            expect(link).to_be_focused()
            expect(tip).to_be_visible()
            page.keyboard.press("Enter")
        elif way == "touch":
            link.tap()
        else:
            link.click()
        page.wait_for_url(f"{address}en/glossary.html#*")
        assert not reader.errors


def test_escape_closes_the_meaning(address: str, visit: Visit) -> None:
    with visit() as reader:
        page = reader.go(address + PAGE)
        page.locator(".kyr-term").first.focus()
        expect(page.locator(".kyr-tip").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".kyr-tip").first).to_be_hidden()


def test_a_screen_reader_hears_the_meaning(address: str, visit: Visit) -> None:
    with visit() as reader:
        page = reader.go(address + PAGE)
        term = page.locator(".kyr-term", has_text="immigration judge").first
        expect(term).to_have_accessible_description(
            "A person who works for the Justice Department and decides immigration cases. "
            "A paper that an immigration judge signs is not a court warrant."
        )
