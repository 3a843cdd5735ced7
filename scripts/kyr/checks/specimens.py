"""Specimens can be drawn, their words fit, each stands where it can be shown, in languages that explain it."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.checks.text import state_lines, word_lines
from kyr.pages import Page
from kyr.placeholders import PLACEHOLDER, SPECIMENS, find_placeholders
from kyr.problems import Problem
from kyr.project import Project, Texts
from kyr.specimen import WORDS, face_problems

PLACE = "specimen-place"
START = "specimen."
"""How the placeholder of a specimen begins; whether there is one of that name is for the rule for placeholders."""


def check(project: Project) -> Iterator[Problem]:
    """Faults of the drawings, and words and pages that show one where they cannot or without the words for it."""
    yield from face_problems(project.root, project.source.print)
    yield from _in_words(project)
    for texts in project.texts.values():
        for page in texts.pages.values():
            yield from _misplaced(page)
        if not texts.print.has(WORDS):
            yield from _unexplained(texts)


def _in_words(project: Project) -> Iterator[Problem]:
    def shows(text: str) -> bool:
        return START in text

    for line in (*state_lines(project, shows), *word_lines(project, shows)):
        for match in PLACEHOLDER.finditer(line.text):
            if match[1].startswith(START):
                yield Problem(
                    line.path,
                    line.number,
                    PLACE,
                    "specimens on pages only",
                    match[0],
                    "Remove it here, and let a page show the specimen.",
                )


def _misplaced(page: Page) -> Iterator[Problem]:
    """Specimens within a line, an item, a cell or a notice, where a drawing has no room; and second ones."""
    if START not in page.body:
        return
    rows = ["", *page.body.split("\n"), ""]
    shown: set[str] = set()
    for number, row in enumerate(rows[1:-1], 1):
        for match in PLACEHOLDER.finditer(row):
            if not match[1].startswith(START):
                continue
            alone = row.rstrip() == match[0] and not (rows[number - 1] + rows[number + 1]).strip()
            if not alone:
                yield Problem(
                    page.path,
                    page.body_line + number - 1,
                    PLACE,
                    "a specimen alone in its paragraph, at the beginning of the line",
                    f"{match[0]} among other text",
                    "Put it on a line of its own, without spaces before it, and empty lines above and below.",
                )
            if match[1] in shown:
                yield Problem(
                    page.path,
                    page.body_line + number - 1,
                    PLACE,
                    "each specimen once on a page",
                    f"{match[0]} again",
                    "Remove one, and let the text lead to the other: both would have the same name for links.",
                )
            shown.add(match[1])


def _unexplained(texts: Texts) -> Iterator[Problem]:
    for page in texts.pages.values():
        for number, inner in find_placeholders(page.body):
            if inner.startswith(START) and inner.removeprefix(START) in SPECIMENS:
                yield Problem(
                    page.path,
                    page.body_line + number - 1,
                    "specimen-words",
                    f"the words “{WORDS}” in {texts.print.file.path}, for {{{{ {inner} }}}}",
                    "none",
                    "Copy the group “specimen” below “more” from the English print.yml and translate it. "
                    "Leave “specimen_face” out: the drawing is English, like the real paper.",
                )
