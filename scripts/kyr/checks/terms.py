"""Each permitted legal term has its entry in the English glossary, with a text that explains it."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.glossary import PAGE, Term, read_glossary
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.terms import RULE


def check(project: Project) -> Iterator[Problem]:
    """Terms that are permitted and not explained."""
    known = entries(project)
    for entry in project.terms.ids:
        if entry not in known or not known[entry].definition:
            yield Problem(
                project.terms.file.path,
                project.terms.line(entry),
                RULE,
                f"an entry with the id {{#{entry}}} and a text in docs/en/{PAGE}",
                f"{shorten(entry)}, which is not explained there",
                "Write the entry, correct the id, or take the line out.",
            )


def entries(project: Project) -> dict[str, Term]:
    """The entries of the English glossary by id."""
    page = project.source.pages.get(PAGE)
    return {term.id: term for term in read_glossary(page, project.source.language)} if page else {}
