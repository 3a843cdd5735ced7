"""What comes out on the site: also where no check has looked, hostile text is text, and leads and loads nothing."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from kyr.audit import audit
from tests.hostile import texts
from tests.hostile.texts import Row
from tests.hostile.trial import name_of, write_pages
from tests.sandbox import Sandbox
from tests.site.reading import Reader, build, read

_NO_WORDS = re.compile(r"\]\((?!\.\./help\.md\))|[{}]")
"""Links that lead nowhere, and loose braces: faults to the builder too."""
_BUILT = re.compile(r"[>1+-] |[ \t]|>>|#|# |[\s\S]*(?:-{3}|_{3})|\* ")
"""What Markdown makes something of: lists, quotations, headings, lines."""
_SIGNS = re.compile(r"^[ \t]*(?:!!!|\?\?\?|```|~~~|---).*$|\]\([^)]*\)", re.MULTILINE)
"""What Markdown takes for its own signs, the words among them too; it shows none of them."""

GROUPS: dict[str, tuple[Row, ...]] = {
    "html": texts.HTML,
    "form": tuple(row for row in texts.FORMS if not _BUILT.match(row.text)),
    "number": tuple(row for row in texts.NUMBERS if row.rule is None),
    "address": tuple(row for row in texts.ADDRESSES if row.rule is None),
    "letter": tuple(row for row in texts.LETTERS if row.rule is None),
}
ROWS = [
    (group, row) for group, rows in GROUPS.items() for row in rows if not _NO_WORDS.search(row.text)
]

TAGS = frozenset(
    "a abbr bdi blockquote br button code dd dfn div dl dt em h1 h2 li ol p pre section span strong table tbody td th "
    "thead tr ul hr article details summary aside footer nav svg path".split()
)
ATTRIBUTES = frozenset(
    "aria-current aria-expanded aria-hidden aria-label aria-labelledby aria-controls class dir href hreflang id lang "
    "rel tabindex type hidden role viewbox d open translate".split()
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with all of them, made without a check."""
    folder = tmp_path_factory.mktemp("built")
    sandbox = Sandbox(folder / "project")
    for group in GROUPS:
        write_pages(sandbox, {group: [row for name, row in ROWS if name == group]}, whole="")
    names = "".join(f"  - {name_of(group, row)}\n" for group, row in ROWS)
    sandbox.edit("mkdocs.yml", "  - help.md\n", f"  - help.md\n{names}")
    out, _ = build(sandbox.load(), folder)
    return out


def _page(site: Path, group: str, row: Row) -> Reader:
    return read(site, f"{row.language}/{name_of(group, row)}".replace(".md", ".html"))


@pytest.mark.parametrize(("group", "row"), ROWS, ids=[f"{group}-{row.id}" for group, row in ROWS])
def test_text_comes_out_as_text(site: Path, group: str, row: Row) -> None:
    page = _page(site, group, row)
    inside = [item for item in page.elements if item.is_in(lambda above: above.tag == "main")]
    assert {item.tag for item in inside} <= TAGS
    for item in inside:
        assert item.attributes.keys() <= ATTRIBUTES, item
        assert not re.match(r"(?!https://(?:988lifeline|www\.211))[a-z]+:|/", item.get("href")) or (
            item["href"].startswith(("tel:988", "sms:988", "tel:211"))
        ), item
    assert not [item for item in inside if item.get("id") in ("search", "title")]
    shown = " ".join(page.one("main").text.split())
    for word in re.findall(r"\w{3,}", unescape(_SIGNS.sub("", row.text))):
        assert word in shown or word == "TOC", f"{word} is not shown"


def test_nothing_of_it_breaks_a_promise(site: Path) -> None:
    found = audit(site, "https://library.example/")
    guards = {
        "inline",
        "foreign-load",
        "outgoing-link",
        "link-scheme",
        "meta-refresh",
        "embedded",
        "markup",
        "csp",
    }
    assert not [finding for finding in found if finding.rule in guards]
