"""Nothing is requested from elsewhere, nothing is kept, and the policy has nothing to block."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, of_kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_leaves_no_traces(site: Path, address: str, visit: Visit, kind: str) -> None:
    with visit() as reader:
        for name in of_kind(site, kind):
            page = reader.go(address + name)
            for summary in page.locator("summary:visible").all():
                summary.click()
            page.locator("#kyr-q").fill("a")
        assert reader.traces(address) == []


def test_root_pages_leave_no_traces(root_address: str, visit: Visit) -> None:
    with visit() as reader:
        page = reader.go(root_address)
        page.locator("main a").first.click()
        page.wait_for_url(root_address + "en/index.html")
        assert reader.traces(root_address) == []
    with visit() as reader:
        reader.go(root_address + "en/rights/no/such/page.html")
        # The browser's own word for the status of the page itself.
        reader.errors = [error for error in reader.errors if "status of 404" not in error]
        assert reader.traces(root_address) == []


def test_a_whole_visit_leaves_no_traces(tags: list[str], address: str, visit: Visit) -> None:
    for tag, other in zip(tags, [*tags[1:], tags[0]], strict=True):
        with visit(viewport={"width": 360, "height": 740}) as reader:
            page = reader.go(address)
            page.locator(f'main a[href="{tag}/index.html"]').click()
            page.locator(".kyr-menu > summary").click()
            page.locator('.kyr-menu a[href="rights/home.html"]').click()
            page.wait_for_url(f"{address}{tag}/rights/home.html")
            page.locator(".kyr-switch > summary").click()
            page.locator(f'.kyr-switch a[hreflang="{other}"]').click()
            page.wait_for_url(f"{address}{other}/rights/home.html")
            word = page.locator("h1").inner_text()
            page.locator("#kyr-q").fill(word)
            page.locator("#kyr-hits a").first.click()
            page.wait_for_url(f"{address}{other}/**")
            page.locator("#kyr-exit").click()
            page.wait_for_selector("#elsewhere")
            assert len(reader.exits) == 1
            assert reader.traces(address) == [], tag


def test_the_watch_itself_notices(address: str, visit: Visit) -> None:
    """What the tests above rely on: each way to leave a trace is told of."""
    with visit() as reader:
        page = reader.go(f"{address}en/index.html")
        page.evaluate(
            """() => {
                localStorage.setItem("a", "b"); document.cookie = "c=d"; history.pushState({}, "");
                indexedDB.open("e"); fetch("nowhere").catch(() => {});
                const style = document.createElement("style"); style.textContent = "p{}";
                document.head.append(style);
                const image = new Image(); image.src = "https://elsewhere.example/"; document.body.append(image);
            }"""
        )
        page.wait_for_timeout(200)
        traces = "\n".join(reader.traces(address))
        for expected in (
            "localStorage",
            "storage a,b",
            "cookie c=d",
            "history",
            "indexedDB e",
            "fetch nowhere",
            "blocked by policy: style-src-elem",
            "blocked by policy: img-src",
            "kept cookies",
            "kept origins",
        ):
            assert expected in traces
