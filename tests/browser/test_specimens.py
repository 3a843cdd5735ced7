"""Drawn warrants in the browser, on the English page and on a translation that runs from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from kyr.placeholders import SPECIMENS
from kyr.project import Project, load_project
from kyr.site.build import build_site
from kyr.specimen import WORDS, section_of
from kyr.translation.publication import publications
from kyr.words import Words
from tests.browser.conftest import Visit
from tests.browser.serving import served
from tests.browser.test_accessibility import violations
from tests.sandbox import Sandbox

PAGE = "protocol/warrants"
MARK = "نموذج"
"""Stands before every translated word of the sandbox."""

OUTSIDE = """svg => {
  const sheet = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("g[lang] > text")]
    .map(text => [text.textContent, text.getBoundingClientRect()]);
  const overlap = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const found = texts.filter(([, box]) => box.left < sheet.left + 2 || box.right > sheet.right - 2
    || box.top < sheet.top || box.bottom > sheet.bottom).map(([text]) => text);
  texts.forEach(([one, a], i) => texts.slice(i + 1).forEach(([two, b]) => {
    if (overlap(a, b)) found.push(one + " on " + two);
  }));
  return found;
}"""
"""The words of a drawing that leave its sheet or stand on each other; the large mark behind them is left out."""


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, str]]:
    """A site with an Arabic page of warrants, whose words for the drawings are marked and long."""
    folder = tmp_path_factory.mktemp("specimens")
    (folder / "project").mkdir()
    sandbox = Sandbox(folder / "project")
    docs = sandbox.root / "docs"
    page = docs / f"ar/{PAGE}.md"
    page.parent.mkdir(parents=True)
    shown = "\n\n".join(f"{{{{ specimen.{form} }}}}" for form in SPECIMENS)
    page.write_text(
        f"---\ntitle: {MARK}\ndescription: {MARK}\n---\n\n# {MARK}\n\n{shown}\n", encoding="utf-8"
    )
    english = yaml.safe_load((docs / "en/print.yml").read_text(encoding="utf-8"))
    path = docs / "ar/print.yml"
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    words["more"]["specimen"] = mark(english["more"]["specimen"])
    path.write_text(yaml.safe_dump(words, allow_unicode=True, width=10_000), encoding="utf-8")
    sandbox.declare("ar")
    project = load_project(sandbox.root)
    out = folder / "site"
    out.mkdir()
    build_site(project, publications(project), (), out, folder / "cache", 1, lambda line: None)
    with served(out, "/kyr/") as address:
        yield project, address


def mark(value: Any) -> Any:
    """Every text below ``value``, marked."""
    if isinstance(value, dict):
        return {key: mark(item) for key, item in value.items()}
    return [mark(item) for item in value] if isinstance(value, list) else f"{MARK} {value}"


def drawings(page: Page) -> list[Locator]:
    found = page.locator("figure.kyr-specimen").all()
    assert len(found) == len(SPECIMENS)
    return found


def check_figures(page: Page, words: Words, english: Words) -> None:
    """Name, description, numbers and explanations of every drawing on ``page``, from ``words``."""
    for form, figure in zip(SPECIMENS, drawings(page), strict=True):
        section = f"{WORDS}.{section_of(form)}"
        image = figure.get_by_role("img")
        expect(image).to_have_accessible_name(words.text(f"{section}.title"))
        expect(image).to_have_accessible_description(words.text(f"{section}.description"))
        marks = words.list(f"{section}.marks")
        numbers = image.locator("circle + text").all_text_contents()
        assert numbers == [str(number) for number in range(1, len(marks) + 1)]
        listed = figure.locator("ol > li")
        assert listed.all_inner_texts() == [text.replace("**", "") for text in marks]
        caption = words.text(f"{WORDS}.caption", form=words.text(f"{section}.title"))
        expect(figure.locator("figcaption")).to_have_text(caption)
        # What stands on the drawing is English on every page, and said to be.
        face = english.section(f"more.specimen_face.{section_of(form)}")
        assert set(face.values()) <= set(image.locator("[lang=en] text").all_text_contents())
        assert image.evaluate("svg => getComputedStyle(svg).direction") == "ltr"


def check_looks(page: Page) -> None:
    """Nothing leaves its place, SPECIMEN is seen, and paper is white, narrow and wide, light and dark."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for figure in drawings(page):
                image = figure.get_by_role("img")
                assert image.evaluate(OUTSIDE) == []
                stamps = image.get_by_text("SPECIMEN", exact=True)
                assert stamps.count() == 3
                for index in range(3):
                    expect(stamps.nth(index)).to_be_visible()
                paper = image.locator("rect").first
                assert paper.evaluate("r => getComputedStyle(r).fill") == "rgb(255, 255, 255)"
                box = image.bounding_box()
                assert box is not None
                assert 300 <= box["width"] <= min(width, 600)
                assert box["height"] / box["width"] == pytest.approx(440 / 340, abs=0.01)
                # The numbers are on the left of their places, whichever way the page runs.
                number = image.locator("circle").first.bounding_box()
                assert number is not None
                assert number["x"] - box["x"] < box["width"] / 10
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_english(project: Project, address: str, visit: Visit) -> None:
    english = project.source.print
    with visit() as reader:
        page = reader.go(f"{address}en/{PAGE}.html")
        check_figures(page, english, english)
        check_looks(page)
        assert reader.traces(address) == []


def test_translated(translated: tuple[Project, str], visit: Visit, axe: str) -> None:
    project, address = translated
    words = project.texts["ar"].print
    assert MARK in words.text(f"{WORDS}.i_200.title")
    with visit(reduced_motion="reduce") as reader:
        page = reader.go(f"{address}ar/{PAGE}.html")
        check_figures(page, words, project.source.print)
        check_looks(page)
        # What is quoted from the papers is English within the explanations too.
        quoted = page.locator("figure ol [lang=en]").all_text_contents()
        assert "“Department of Homeland Security”" in quoted
        assert reader.traces(address) == []
        assert violations(page, axe) == []


def test_on_paper(address: str, visit: Visit) -> None:
    """Printed, each drawing is whole on one page and says that it is a specimen."""
    with visit() as reader:
        page = reader.go(f"{address}en/{PAGE}.html")
        with pypdfium2.PdfDocument(page.pdf(format="Letter")) as pdf:
            texts = [sheet.get_textpage().get_text_bounded() for sheet in pdf]
    whole = [text for text in texts if "A drawing, not a real form" in text]
    assert sum(text.count("A drawing, not a real form") for text in texts) == len(SPECIMENS)
    for text in whole:
        count = text.count("A drawing, not a real form")
        assert text.count("SPECIMEN") >= 2 * count


def test_not_searched(site: Path) -> None:
    """The search finds the explanations and not the words on the drawings."""
    index = (site / "en/search.js").read_text(encoding="utf-8")
    assert "A drawing, not a real form" not in index
    assert "our own drawing, not a real form" in index
