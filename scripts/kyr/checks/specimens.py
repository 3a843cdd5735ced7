"""Specimens can be drawn, their words fit, and every language that shows one has the words that explain it."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.placeholders import find_placeholders, parse_reference
from kyr.problems import Problem
from kyr.project import Project, Texts
from kyr.specimen import WORDS, face_problems


def check(project: Project) -> Iterator[Problem]:
    """Faults of the drawings, and pages that show one without the words for it."""
    yield from face_problems(project.root, project.source.print)
    for texts in project.texts.values():
        if not texts.print.has(WORDS):
            yield from _unexplained(texts)


def _unexplained(texts: Texts) -> Iterator[Problem]:
    for page in texts.pages.values():
        for number, inner in find_placeholders(page.body):
            try:
                reference = parse_reference(inner)
            except ValueError:
                continue  # The rule for placeholders says so.
            if reference.source == "specimen":
                yield Problem(
                    page.path,
                    page.body_line + number - 1,
                    "specimen-words",
                    f"the words “{WORDS}” in {texts.print.file.path}, for {{{{ {inner} }}}}",
                    "none",
                    "Copy the group “specimen” below “more” from the English print.yml and translate it. "
                    "Leave “specimen_face” out: the drawing is English, like the real paper.",
                )
