"""No placeholder, no unrendered Markdown, no name of an empty value is left for readers to meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyr.audit.finding import Finding
from kyr.audit.site import Site
from kyr.problems import shorten

RULE = "leftover"

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{:|\{\.\w")
"""Jinja, our own placeholders, and attribute lists that Markdown did not take."""

MARKDOWN = re.compile(r"\*\*|\]\(|^\s*!!! |^\s*#{1,6} |\[\^|^\s*\|.*\|\s*$", re.MULTILINE)
"""Markdown that was not rendered: bold, links, admonitions, headings, footnotes, tables."""

EMPTY_VALUE = re.compile(
    r"(?:^|[:(=/\[«“\"])\s*(?:None|undefined|null|NaN)\s*(?:$|[).,/?&#\]»”\"])"
)
"""The name of an empty value where a word of its own would stand; not “None of this” in prose."""

PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Letters that mean something to this program alone while it works, and nothing to readers."""

SLOT = re.compile(r"\{[a-z_]+\}")
"""A slot of the words files that nothing filled."""


def check(site: Site) -> Iterator[Finding]:
    """Leftovers in text and in attributes."""
    for name, document in site.pages.items():
        for run in document.runs():
            inside = run.parent is not None and run.parent.tag in ("code", "pre")
            patterns = [PLACEHOLDER, EMPTY_VALUE, SLOT, PRIVATE]
            if not inside:
                patterns.append(MARKDOWN)
            for pattern in patterns:
                if pattern.search(run.text):
                    yield _finding(name, shorten(run.text, 120))
        for element in document.elements:
            for key, value in element.attributes.items():
                # The script fills the slots of words in data- attributes.
                slot = not key.startswith("data-") and SLOT.search(value)
                found = any(p.search(value) for p in (PLACEHOLDER, EMPTY_VALUE, PRIVATE))
                if found or slot:
                    yield _finding(name, shorten(element, 160))
    for name in site.named(".js"):
        if PRIVATE.search(site.read(name)):
            yield _finding(name, "a private-use letter")


def _finding(name: str, found: str) -> Finding:
    return Finding(
        name,
        RULE,
        "words that are finished",
        found,
        "Correct the placeholder or the mark in the source of this page.",
    )
