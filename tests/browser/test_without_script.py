"""With JavaScript off everything but the search works."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS


def test_menu_and_languages(site: Path, tags: list[str], address: str, visit: Visit) -> None:
    with visit(java_script_enabled=False, viewport={"width": 360, "height": 740}) as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/rights/home.html")
            assert not page.locator(".kyr-menu a").first.is_visible()
            page.locator(".kyr-menu > summary").click()
            page.locator('.kyr-menu a[href="../now.html"]').click()
            page.wait_for_url(f"{address}{tag}/now.html")
            for other in tags:
                page.goto(f"{address}{tag}/rights/home.html")
                page.locator(".kyr-switch > summary").click()
                page.locator(f'.kyr-switch a[hreflang="{other}"]').click()
                page.wait_for_url(f"{address}{other}/rights/home.html")
                assert page.locator("html").get_attribute("lang") == other
        assert not reader.errors


def test_the_switch_leads_to_the_same_page(
    site: Path, tags: list[str], address: str, visit: Visit
) -> None:
    with visit(java_script_enabled=False) as reader:
        for kind in KINDS:
            page = reader.go(f"{address}en/{kind}")
            for other in tags:
                link = page.locator(f'.kyr-switch a[hreflang="{other}"]')
                wanted = kind if (site / other / kind).exists() else "index.html"
                assert link.evaluate("a => a.href") == f"{address}{other}/{wanted}"
                assert link.get_attribute("lang") == other


def test_the_exit_is_a_plain_link_and_the_search_is_not_shown(
    tags: list[str], address: str, visit: Visit
) -> None:
    for tag in tags:
        with visit(java_script_enabled=False) as reader:
            page = reader.go(f"{address}{tag}/index.html")
            assert not page.locator(".kyr-search").is_visible()
            assert not page.locator(".kyr-exit-help").is_visible()
            page.locator("#kyr-exit").click()
            page.wait_for_selector("#elsewhere")
            assert "referer" not in reader.exits[0].headers


def test_the_chooser_leads_to_every_language(
    tags: list[str], root_address: str, visit: Visit
) -> None:
    with visit(java_script_enabled=False) as reader:
        for start in ("", "en/rights/no/such/page.html"):
            for tag in tags:
                page = reader.go(root_address + start)
                assert page.evaluate("document.styleSheets.length") == 2
                page.locator(f'main a[hreflang="{tag}"]').click()
                page.wait_for_url(f"{root_address}{tag}/index.html")
