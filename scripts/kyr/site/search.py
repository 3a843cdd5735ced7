"""The search index of one language: a script that the search field loads when it is first used.

A script, because a page opened from a USB stick may not fetch anything, and because it needs no connection rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import TypeAlias

from kyr.site.lent import plain

Record: TypeAlias = tuple[str, str, str]
"""Address below the language's folder, title, text."""

SKIPPED = frozenset({"kyr-in", "kyr-pieces", "kyr-languages", "kyr-status", "kyr-drawing"})


def records(path: str, title: str, html: str) -> list[Record]:
    """One record for each section of the article ``html`` that stands at ``path`` (below the language's folder)."""
    reader = _Reader(title)
    reader.feed(html)
    reader.close()
    return [
        (
            f"{path}#{anchor}" if anchor else path,
            title if not heading else f"{title}: {_plain(heading)}",
            _plain(text),
        )
        for anchor, heading, text in reader.found
    ]


def index_script(found: Iterable[Record]) -> str:
    """The index as one call. U+2028 and U+2029 end a line in old scripts, so they are escaped."""
    data = json.dumps(list(found), ensure_ascii=False, separators=(",", ":"))
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"kyrIndex({data});\n"


def _plain(text: str) -> str:
    return " ".join(plain(text).split())


class _Reader(HTMLParser):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.found: list[list[str]] = [["", "", ""]]
        self.heading = ""
        self.skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.skipping or SKIPPED & set((values.get("class") or "").split()):
            if tag not in ("img", "br", "hr"):
                self.skipping.append(tag)
        elif tag in ("h1", "h2", "h3", "h4"):
            self.heading = tag
            if tag != "h1" and values.get("id"):
                self.found.append([values["id"] or "", "", ""])
        elif tag in ("p", "li", "td", "th", "dt", "dd", "br"):
            self.found[-1][2] += " "

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag == self.skipping[-1]:
                self.skipping.pop()
        elif tag == self.heading:
            self.heading = ""

    def handle_data(self, data: str) -> None:
        if self.skipping or self.heading == "h1":
            return
        self.found[-1][1 if self.heading and self.found[-1][0] else 2] += data
