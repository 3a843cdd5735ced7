"""Each permitted legal term has its entry in the English glossary, with a text that explains it."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.pages import Section
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.terms import RULE

GLOSSARY = "glossary.md"


def check(project: Project) -> Iterator[Problem]:
    """Terms that are permitted and not explained."""
    known = entries(project)
    for entry in project.terms.ids:
        section = known.get(entry)
        text = section.text.partition("\n")[2].strip() if section else ""
        if not text:
            yield Problem(
                project.terms.file.path,
                project.terms.line(entry),
                RULE,
                f"an entry with the id {{#{entry}}} and a text in docs/en/{GLOSSARY}",
                f"{shorten(entry)}, which is not explained there",
                "Write the entry, correct the id, or take the line out.",
            )


def entries(project: Project) -> dict[str, Section]:
    """The entries of the English glossary by id."""
    page = project.source.pages.get(GLOSSARY)
    return {section.id: section for section in page.sections()} if page else {}
