"""Placeholders of the states stand where they can be filled, and in languages that have the words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyr.checks.text import state_lines
from kyr.pages import Page
from kyr.placeholders import find_placeholders
from kyr.problems import Problem, shorten
from kyr.project import Project, Texts
from kyr.states import GROUP, NAME, TEMPLATE

RULE = "states"

MARKS = re.compile(r"[{}*`<>|\\]|\]\(|!\[")
"""Of Markdown, HTML and placeholders."""

EVERYWHERE = "state.own"
"""What may stand on any page, alone or with a question; other ``state.…`` placeholders need the page of one state."""


def check(project: Project) -> Iterator[Problem]:
    """Pages on the states whose placeholders cannot be filled, and pages that stand in the place of made ones."""
    if TEMPLATE not in project.source.pages:
        yield Problem(
            project.source.site.file.path.with_name("states") / TEMPLATE.rpartition("/")[2],
            0,
            RULE,
            "the page from which the page of each state is made",
            "no such file",
            "Restore it: without it the tables of the states lead nowhere.",
        )
    for line in state_lines(project, lambda text: MARKS.search(text) is not None):
        for mark in MARKS.findall(line.text)[:1]:
            yield Problem(
                line.path,
                line.number,
                RULE,
                "plain words: they are shown as they stand",
                shorten(mark),
                "Take the mark out, or write it in words.",
            )
    for texts in project.texts.values():
        for name, page in texts.pages.items():
            yield from _page(texts, page)
            if name in project.states.by_page:
                yield Problem(
                    page.path,
                    0,
                    RULE,
                    f"the pages of the states made from {TEMPLATE}",
                    "a page of its own for one state",
                    "Remove it; what is to be said of one state belongs in docs/states.yml.",
                )


def _page(texts: Texts, page: Page) -> Iterator[Problem]:
    used = [
        (number + page.body_line - 1, inner)
        for number, inner in find_placeholders(page.body)
        if inner.partition(".")[0] in ("state", "states")
    ]
    for line, inner in used:
        if (
            inner.startswith("state.")
            and not inner.startswith(EVERYWHERE)
            and page.name != TEMPLATE
        ):
            yield Problem(
                page.path,
                line,
                RULE,
                f"{{{{ state.own }}}}, or a placeholder for all states, outside {TEMPLATE}",
                f"{{{{ {inner} }}}}",
                "Only the page of one state knows which state it is.",
            )
    if used and not texts.site.has(GROUP):
        yield Problem(
            page.path,
            used[0][0],
            RULE,
            f"the words below “{GROUP}” in {texts.site.file.path.name} of this language",
            "a page that shows what state law says, and no words for its answers",
            f"Copy the group “{GROUP}” from the English site.yml and translate it, or remove the page.",
        )
    if page.name == TEMPLATE and NAME not in page.front.title:
        yield Problem(
            page.path,
            page.front_file.line(("title",)),
            RULE,
            f"{NAME} in the title",
            page.front.title,
            "Put it where the state's name belongs: 51 pages are made from this one.",
        )
