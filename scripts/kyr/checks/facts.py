"""Each English page says when its facts were checked and where they come from; translations inherit it."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.problems import Problem
from kyr.project import Project

RULE = "facts"


def check(project: Project) -> Iterator[Problem]:
    """English pages without date or sources, and translations that bring their own."""
    for texts in project.texts.values():
        for page in texts.pages.values():
            front = page.front
            own = front.facts_checked or front.sources or front.legal_review != "none"
            if texts.language.is_source and not (front.facts_checked and front.sources):
                yield Problem(
                    page.path,
                    1,
                    RULE,
                    "facts_checked: and at least one of sources: in the front matter",
                    "a page without them",
                    "Write the day on which somebody compared the page with its sources, and list these.",
                )
            if not texts.language.is_source and own:
                yield Problem(
                    page.path,
                    1,
                    RULE,
                    "only title and description in a translation",
                    "facts, sources or a legal review of its own",
                    "Remove those lines: they come from the English page.",
                )
