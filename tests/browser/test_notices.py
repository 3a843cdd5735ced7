"""What a phone shows of a translation that has fallen behind, and of what is wanted, without any script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.behind import REPOSITORY, Behind
from tests.browser.conftest import Visit
from tests.browser.serving import served
from tests.browser.test_accessibility import violations
from tests.browser.test_layout import TOO_WIDE

SMALL = {"width": 360, "height": 640}


@pytest.fixture(scope="module")
def address(behind: Behind) -> Iterator[str]:
    """The site of a Spanish that has fallen behind."""
    with served(behind.site, "/kyr/") as found:
        yield found


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_the_first_step_stands_on_the_first_screen(address: str, visit: Visit, tag: str) -> None:
    with visit(java_script_enabled=False, viewport=SMALL) as reader:
        page = reader.go(f"{address}{tag}/now.html")
        line, step = page.locator(".kyr-notice-short"), page.locator("article li").first
        height = line.evaluate("e => parseFloat(getComputedStyle(e).lineHeight)")
        box, first = line.bounding_box(), step.bounding_box()
        assert box and first and box["height"] < 2 * height, "one line"
        assert first["y"] + first["height"] < 640
        line.locator("a").click()
        assert page.locator("#kyr-notice").is_visible()


def test_who_arrives_at_a_part_sees_that_it_is_out_of_date(address: str, visit: Visit) -> None:
    with visit(java_script_enabled=False, viewport=SMALL) as reader:
        page = reader.go(f"{address}es/rights/home.html#open-door")
        mark = page.locator("#open-door + .kyr-stale")
        box = mark.bounding_box()
        assert box and box["y"] > 0 and box["y"] + box["height"] < 640
        mark.locator("a").click()
        page.wait_for_url(f"{address}en/rights/home.html#open-door")
        assert reader.errors == []


def test_what_is_wanted_opens_without_a_script(address: str, visit: Visit) -> None:
    with visit(java_script_enabled=False, viewport=SMALL) as reader:
        page = reader.go(f"{address}en/translate.html")
        entry = page.locator(".kyr-status details").first
        link = entry.locator(f'a[href^="{REPOSITORY}/edit/"]').first
        assert not link.is_visible()
        entry.locator("summary").click()
        assert link.is_visible() and page.evaluate(TOO_WIDE) == []
        assert reader.traces(address) == []


@pytest.mark.parametrize("name", ["es/rights/home.html", "es/print.html", "en/translate.html"])
def test_nothing_is_hard_to_reach(address: str, visit: Visit, axe: str, name: str) -> None:
    with visit(reduced_motion="reduce") as reader:
        page = reader.go(address + name)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert violations(page, axe) == []
