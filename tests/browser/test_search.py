"""The search finds words of its own language, as people type them, and no other language's pages."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kyr.audit.scripts import read_index
from tests.browser.conftest import Visit

ACCENT = re.compile(r"\w*[áéíóúñ]\w*")


def hits(page: Page, words: str) -> list[str]:
    """The addresses that the search field shows for ``words``, which are typed into it."""
    field = page.locator("#kyr-q")
    field.fill(words)
    expect(page.locator("#kyr-found")).not_to_be_empty()
    return [str(url) for url in page.locator("#kyr-hits a").evaluate_all("l => l.map(a => a.href)")]


def without_accents(text: str) -> str:
    """``text`` without its combining marks."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def longest_word(text: str) -> str:
    """The longest word of ``text``; of Chinese, whose words have no spaces between them, two signs."""
    word: str = max(re.findall(r"\w+", text), key=len)
    return word[:2] if "\u4e00" <= word[0] <= "\u9fff" else word


def test_finds_a_word_of_each_language(tags: list[str], address: str, visit: Visit) -> None:
    with visit() as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/rights/home.html")
            for text in page.locator("main h1, main h2").all_inner_texts()[:3]:
                word = longest_word(text)
                found = hits(page, word)
                assert found, word
                assert all(url.startswith(f"{address}{tag}/") for url in found)
                assert any("/rights/home.html" in url for url in hits(page, text)), text


def test_a_hit_leads_to_its_section(tags: list[str], address: str, visit: Visit) -> None:
    with visit() as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/help.html")
            heading = page.locator("main h2").last.inner_text()
            anchor = page.locator("main h2").last.get_attribute("id")
            page.goto(f"{address}{tag}/rights/car.html")
            hits(page, heading)
            page.locator(f'#kyr-hits a[href$="help.html#{anchor}"]').click()
            page.wait_for_url(f"{address}{tag}/help.html#{anchor}")
            assert page.locator(f"#{anchor}").is_visible()


def test_accents_and_capitals_do_not_matter(
    site: Path, address: str, tags: list[str], visit: Visit
) -> None:
    if "es" not in tags:
        pytest.fail("Spanish is not on the site")
    index = read_index((site / "es/search.js").read_text(encoding="utf-8"))
    assert isinstance(index, list)
    words = sorted(
        {word for _, title, _ in index for word in ACCENT.findall(title) if len(word) > 4}
    )
    assert words
    with visit() as reader:
        page = reader.go(f"{address}es/index.html")
        for word in words[:5]:
            expected = hits(page, word)
            assert expected
            assert hits(page, without_accents(word)) == expected
            assert hits(page, without_accents(word).upper()) == expected


@pytest.mark.parametrize(
    ("written", "typed"),
    [("أ", "ا"), ("إ", "ا"), ("ى", "ي"), ("ة", "ه")],
)
def test_arabic_letters_that_people_interchange(
    address: str, visit: Visit, site: Path, written: str, typed: str
) -> None:
    text = (site / "ar/search.js").read_text(encoding="utf-8")
    word = next(word for word in re.findall(r"\w{4,}", text) if written in word)
    with visit() as reader:
        page = reader.go(f"{address}ar/index.html")
        assert hits(page, word)
        assert hits(page, word.replace(written, typed)) == hits(page, word)


def test_nothing_found_is_said(tags: list[str], address: str, visit: Visit) -> None:
    with visit() as reader:
        for tag in tags:
            page = reader.go(f"{address}{tag}/index.html")
            assert hits(page, "zqxzqx") == []
            none = page.locator(".kyr-search").get_attribute("data-none")
            assert page.locator("#kyr-found").inner_text() == none
            # The words never enter the address, and so never the browser's history.
            page.keyboard.press("Enter")
            assert page.url == f"{address}{tag}/index.html"


def test_the_index_is_loaded_only_when_it_is_wanted(address: str, visit: Visit) -> None:
    with visit() as reader:
        page = reader.go(f"{address}en/index.html")
        assert not any(url.endswith("search.js") for url in reader.requests)
        page.locator("#kyr-q").focus()
        page.wait_for_function("document.querySelector('script[src$=\"search.js\"]')")
        page.locator("#kyr-q").blur()
        page.locator("#kyr-q").focus()
        hits(page, "door")
        assert sum(url.endswith("search.js") for url in reader.requests) == 1
