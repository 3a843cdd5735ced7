"""Pages are plain Markdown: no HTML, no attributes but ids and classes, no links that do more than lead to a page.

So a page can run nothing, load nothing and dress nothing up, whoever wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyr.checks.text import Line, lines
from kyr.problems import Problem, shorten
from kyr.project import Project

HTML = re.compile(r"<[a-zA-Z/!?]")
CODE = re.compile(r"(`+).+?\1")
ATTRIBUTES = re.compile(r"\{[:\s]*[^{}]*\}")
PLAIN_ATTRIBUTES = re.compile(r"\{[:\s]*(?:[#.][A-Za-z][\w-]*\s*)+\}|\{[a-z_]+\}")
"""Ids and classes in pages; ``{slots}`` in words."""
TARGET = re.compile(r"\]\(\s*<?\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\|/)")
QUERY = re.compile(r"\]\([^)\s]*\?")
REFERENCE = re.compile(r"^\s*\[[^\]]+\]:\s")
IMAGE = re.compile(r"!\[")
DEEP = re.compile(r"^[ \t]{40,}\S|^(?:[ \t]*>){8,}|^(?:[ \t]*[-*+][ \t]+){8,}")

RULES = (
    ("nesting", DEEP, "lists and quotations a few levels deep", "Move the text to the left."),
    ("html", HTML, "plain Markdown without HTML", "Write it with Markdown, or as words."),
    (
        "link-target",
        TARGET,
        "links to pages of this site by their path, such as rights/home.md",
        "For an address outside write {{ id.link }} with an id of docs/contacts.yml.",
    ),
    (
        "link-target",
        REFERENCE,
        "the target of a link beside its words, in round brackets",
        "Write [words](page.md).",
    ),
    (
        "link-target",
        QUERY,
        "links to pages without “?” and what follows, which can tell who comes from where",
        "Delete everything from “?” on.",
    ),
    (
        "image",
        IMAGE,
        "words only",
        "Propose a picture to the maintainers: it needs a place and a text.",
    ),
)


def check(project: Project) -> Iterator[Problem]:
    """Lines with markup that pages and words do not need."""
    for line in lines(project):
        text = CODE.sub("", line.text)
        for rule, pattern, expected, next_step in RULES:
            if match := pattern.search(text):
                yield _problem(line, rule, expected, text[match.start() :], next_step)
        for match in ATTRIBUTES.finditer(text.replace("{{", "").replace("}}", "")):
            if not PLAIN_ATTRIBUTES.fullmatch(match[0]):
                yield _problem(
                    line,
                    "attributes",
                    "only ids and classes in braces, such as {#open-door}",
                    match[0],
                    "Copy the braces from the English page.",
                )


def _problem(line: Line, rule: str, expected: str, found: str, next_step: str) -> Problem:
    return Problem(line.path, line.number, rule, expected, shorten(found, 40), next_step)
