"""A translated page has the headings of the English one: same ids, same levels, same order, one title.

Ids make links survive translation and give each section the name by which it is known to be stale. English may gain or
lose a section at any time: one that no record names is not expected yet, and one that a record names may stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kyr.pages import Page, headings
from kyr.problems import Level, Problem, shorten
from kyr.project import Project
from kyr.translation.lock import Record, read_lock
from kyr.translation.past import past_text
from kyr.translation.units import RESERVED

RULE = "headings"


def check(project: Project) -> Iterator[Problem]:
    """Pages whose headings lack ids, or differ from the English."""
    for tag, texts in project.texts.items():
        lock = read_lock(project.docs / tag)
        for name, page in texts.pages.items():
            yield from _own(page)
            source = project.source.pages.get(name)
            if source is None:
                yield Problem(
                    page.path,
                    0,
                    "orphan",
                    f"a page “{name}” in docs/en",
                    "none",
                    "Correct the file's name or remove the page; it is left out of the site.",
                    Level.WARNING,
                )
            elif source is not page:
                yield from _parity(project, source, page, lock.files.get(name, {}))


def _own(page: Page) -> Iterator[Problem]:
    titles = 0
    seen: set[str] = set()
    for match in headings(page.body):
        if len(match[1]) == 1:
            titles += 1
        elif not match[3] or match[3] in seen or match[3] in RESERVED:
            yield Problem(
                page.path,
                page.body_line + page.body.count("\n", 0, match.start()),
                RULE,
                "an id of its own behind each heading, such as {#open-door}",
                shorten(match[0]),
                "Copy the id in braces from the English heading.",
            )
        seen.add(match[3] or "")
    if titles != 1:
        yield Problem(
            page.path,
            page.body_line,
            RULE,
            "one title, a line that begins with “# ”",
            f"{titles}",
            "Begin the page with its title, and other headings with “## ”.",
        )


def _parity(
    project: Project, source: Page, page: Page, recorded: Mapping[str, Record]
) -> Iterator[Problem]:
    """The first heading that is not where English has it; ``recorded`` is what was stamped, by id, if anything."""
    wanted = [(item.id, item.level) for item in source.sections()]
    given = [(item.id, item.level) for item in page.sections()]
    if wanted == given:
        return
    ours, theirs = ({key for key, _ in items} for items in (wanted, given))
    newer = {key for key in ours - theirs if recorded and key not in recorded}
    older = {
        key
        for key in theirs - ours
        # What English never said has no place, whoever recorded it.
        if key in recorded and past_text(project.docs, page.name, key, recorded[key].source)
    }
    wanted = [item for item in wanted if item[0] not in newer]
    given = [item for item in given if item[0] not in older]
    if wanted == given:
        return
    lines = {section.id: section.line for section in page.sections()}
    for place, (section_id, level) in enumerate(wanted):
        if place >= len(given) or given[place] != (section_id, level):
            found = given[place] if place < len(given) else None
            yield Problem(
                page.path,
                lines.get(found[0], page.body_line) if found else 0,
                RULE,
                f"the heading {'#' * level} … {{#{section_id}}} here, as in English",
                f"{'#' * found[1]} … {{#{found[0]}}}" if found else "the end of the page",
                "Keep the headings of the English page, in the same order, each with its id.",
            )
            return
    extra = given[len(wanted)]
    yield Problem(
        page.path,
        lines[extra[0]],
        RULE,
        "the end of the page, as in English",
        f"one more heading {{#{extra[0]}}}",
        "Remove the section, or propose it for the English page first.",
    )
