"""Opened from a folder, without any server, languages and search work as well."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_from_a_folder(site: Path, tags: list[str], visit: Visit, tmp_path: Path) -> None:
    folder = tmp_path / "حقوق من" / "USB stick #1"
    # PDFs are many times the rest, and play no part here.
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.pdf", "*.png", "*.zip"))
    address = folder.as_uri() + "/"
    for tag, other in zip(tags, [*tags[1:], tags[0]], strict=True):
        with visit() as reader:
            page = reader.go(f"{address}index.html")
            page.locator(f'main a[hreflang="{tag}"]').click()
            page.wait_for_url(f"{address}{tag}/index.html")
            page.goto(f"{address}{tag}/rights/home.html")
            page.locator(".kyr-switch > summary").click()
            page.locator(f'.kyr-switch a[hreflang="{other}"]').click()
            page.wait_for_url(f"{address}{other}/rights/home.html")
            heading = page.locator("h1").inner_text()
            page.locator("#kyr-q").fill(heading)
            page.locator("#kyr-hits a").first.click()
            expect(page.locator("main")).to_contain_text(heading)
            assert page.url.startswith(f"{address}{other}/")
            assert reader.errors == [] and reader.reports == []
            assert all(url.startswith(("file:", "data:")) for url in reader.requests)
