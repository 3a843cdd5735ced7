"""Every placeholder names something that exists and may be shown; none is mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyr.checks.text import Line, lines
from kyr.placeholders import LOOSE_BRACES, PLACEHOLDER, WORD_SOURCES, Reference, parse_reference
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.states import NAME, TEMPLATE
from kyr.words import Words

RULE = "placeholder"


BRACES = tuple(map(re.compile, (r"\{\{", r"\}\}", r"\{%", r"%\}")))


def check(project: Project) -> Iterator[Problem]:
    """Problems with the placeholders of all pages and words."""
    for line in lines(project, *BRACES):
        if line.front and (match := PLACEHOLDER.search(_front(line))):
            yield Problem(
                line.path,
                line.number,
                RULE,
                f"words without placeholders in title and description ({NAME} only in {TEMPLATE})",
                shorten(match[0]),
                "Write the words themselves: menus, search and the browser's tab show them as they stand.",
            )
            continue
        for match in PLACEHOLDER.finditer(line.text):
            try:
                reference = parse_reference(match[1])
                _resolve(project, line, reference)
            except ValueError as error:
                yield _problem(line, str(error), shorten(match[0]))
                continue
            if (
                reference.is_block
                and reference.source != "specimen"  # It has a rule of its own.
                and line.text.strip() != match[0]
            ):
                yield Problem(
                    line.path,
                    line.number,
                    "placeholder-alone",
                    f"{match[0]} on a line of its own",
                    shorten(line.text),
                    "It stands for a whole list: put it on a line of its own, with empty lines before and after it.",
                )
        if LOOSE_BRACES.search(PLACEHOLDER.sub("", line.text)):
            yield _problem(
                line, "two braces on each side of a name, on one line", shorten(line.text)
            )


def _front(line: Line) -> str:
    """A title or description without what is filled in there."""
    return line.text.replace(NAME, "") if line.front == TEMPLATE else line.text


def _resolve(project: Project, line: Line, reference: Reference) -> None:
    if reference.source == "contact":
        contact = project.contacts.get(reference.name)
        if contact is None:
            raise ValueError("an id of docs/contacts.yml")
        if not contact.shown:
            raise ValueError(f"a contact that may be shown (this one is “{contact.status}”)")
        has = {
            "phone": contact.phone(reference.key) is not None,
            "url": contact.url is not None,
            "link": contact.url is not None,
            "email": contact.email is not None,
        }
        if not has.get(reference.field, True):
            what = f"{reference.field}.{reference.key}".rstrip(".")
            raise ValueError(f"a contact that has a {what}")
    elif reference.source in WORD_SOURCES:
        words: Words = {
            "print": line.texts.print,
            "site": line.texts.site,
            "english": project.source.print,
        }[reference.source]
        value = words.get(reference.name)
        if value is None or isinstance(value, str) == (reference.field == "*"):
            kind = "list" if reference.field == "*" else "text"
            raise ValueError(f"a {kind} of {words.file.path.name} by its key")


def _problem(line: Line, expected: str, found: str) -> Problem:
    return Problem(
        line.path,
        line.number,
        RULE,
        expected,
        found,
        "Copy the placeholder from the English text, or take an id from docs/contacts.yml.",
    )
