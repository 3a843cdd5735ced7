"""What belongs to all languages together."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from kyr.audit import audit, links
from kyr.project import Project
from kyr.site.build import build_site
from kyr.translation.publication import Publication
from tests.sandbox import Sandbox
from tests.site.reading import build, read


def test_the_chooser_names_every_language_in_its_own_script(
    site: Path, pubs: Mapping[str, Publication]
) -> None:
    page = read(site, "index.html")
    links = page.links("kyr-choices")
    assert [link["href"] for link in links] == [f"{tag}/index.html" for tag in pubs]
    for link, publication in zip(links, pubs.values(), strict=True):
        item = link.inside[-1]
        assert (item["lang"], item["dir"]) == (
            publication.language.tag,
            publication.language.direction,
        )
        assert publication.language.name in link.text
        assert publication.texts.site.text("language.chooser") in link.text
    assert not [e for e in page.all("meta") if e.get("http-equiv").lower() == "refresh"]


def test_the_404_page_works_at_any_depth(site: Path, pubs: Mapping[str, Publication]) -> None:
    page = read(site, "404.html")
    for element in page.elements:
        address = element.get("href") or element.get("src")
        assert not address or address.startswith(("/", "https://", "data:")), address
    for link, publication in zip(page.links("kyr-choices"), pubs.values(), strict=True):
        assert link["href"] == f"/{publication.language.tag}/index.html"
        assert publication.texts.site.text("not_found.text") in link.text


@pytest.mark.parametrize("url", ["https://library.example/rights/", "https://kyr.org/a%20b/rights"])
def test_a_site_below_a_path_keeps_its_promises(
    project: Project, pubs: Mapping[str, Publication], tmp_path: Path, url: str
) -> None:
    moved = dataclasses.replace(project, site_url=f"{url.rstrip('/')}/")
    out = tmp_path / "site"
    out.mkdir()
    build_site(moved, {"en": pubs["en"]}, (), out, tmp_path / "cache", 1, print)
    assert audit(out, url, [links.check]) == []


def test_below_a_path_the_404_page_links_below_it(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    sandbox.edit("mkdocs.yml", "https://library.example/", "https://kyr.library.org/rights/")
    sandbox.edit("mkdocs.yml", 'name: ""  ', 'name: "Elm & Oak <Library>"  ')
    out, _ = build(sandbox.load(), tmp_path)
    page = read(out, "404.html")
    assert {a["href"] for a in page.links("kyr-choices")} >= {"/rights/en/index.html"}
    assert read(out, "en/now.html").one("title").text.endswith("Elm & Oak <Library>")
    headers = (out / "_headers").read_text()
    assert headers.startswith("/rights/*\n") and "\n/rights/ar/*\n" in headers


def test_hosts_are_told_to_be_careful(site: Path) -> None:
    headers = (site / "_headers").read_text(encoding="utf-8")
    for line in (
        "frame-ancestors 'none'",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        "camera=()",
        "Cross-Origin-Opener-Policy: same-origin",
        "/en/*\n  Cache-Control: no-store",
    ):
        assert line in headers
    assert (site / ".nojekyll").exists()
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow:\n"


def test_without_an_exit_there_is_no_button(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "project")
    sandbox.edit("mkdocs.yml", "exit: https://www.weather.gov/", 'exit: ""')
    out, _ = build(sandbox.load(), tmp_path)
    assert "kyr-exit" not in (out / "en/index.html").read_text(encoding="utf-8")
    assert "kyr-exit" not in (out / "index.html").read_text(encoding="utf-8")


def test_nothing_is_there_that_nobody_asks_for(site: Path) -> None:
    names = {path.name for path in site.rglob("*") if path.is_file() and path.suffix != ".html"}
    assert names == {
        "_headers",
        "robots.txt",
        ".nojekyll",
        "kyr.css",
        "kyr.js",
        "material.css",
        "search.js",
    }
