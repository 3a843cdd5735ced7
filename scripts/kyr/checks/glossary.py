"""Each term of the glossary says what it means, and no two terms are looked for by the same spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyr.glossary import PAGE, read_glossary
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "glossary"

PARTS = re.compile(r"[-+|>#]|\d+[.)]\s|!!!|\?\?\?|~~~")
"""What a list, a table, a quotation, a note or a fence begins with."""


def check(project: Project) -> Iterator[Problem]:
    """Entries without words, spellings for what is no entry, and spellings given twice."""
    for texts in project.texts.values():
        for name, page in texts.pages.items():
            place = page.front_file.line(("forms",))
            if name != PAGE:
                if page.front.forms:
                    yield Problem(
                        page.path,
                        place,
                        RULE,
                        f"“forms:” only in {PAGE}",
                        "a page that is no glossary",
                        "Move the line to the glossary.",
                    )
                continue
            terms = read_glossary(page, texts.language)
            for term_id in sorted(page.front.forms.keys() - {term.id for term in terms}):
                yield Problem(
                    page.path,
                    page.front_file.line(("forms", term_id)),
                    RULE,
                    "the id of an entry, as in “## Court warrant {#court-warrant}”",
                    shorten(term_id),
                    "Correct the id, or remove the line.",
                )
            seen: dict[str, str] = {}
            for term in terms:
                if PARTS.match(term.definition) or "{{" in term.definition:
                    yield Problem(
                        page.path,
                        term.line,
                        RULE,
                        "a paragraph of plain sentences first: readers see it where the term stands",
                        shorten(term.definition),
                        "Begin the entry with a sentence; lists, notes and placeholders can follow it.",
                    )
                if not term.definition:
                    yield Problem(
                        page.path,
                        term.line,
                        RULE,
                        "a paragraph that says what the term means",
                        f"nothing below {shorten(term.id)}",
                        "Write it: readers see it where the term stands.",
                    )
                for form in dict.fromkeys(form.casefold() for form in term.forms):
                    other = seen.setdefault(form, term.id)
                    if other != term.id:
                        yield Problem(
                            page.path,
                            term.line,
                            RULE,
                            "each spelling for one term only",
                            f"{shorten(form)} for “{other}” and for “{term.id}”",
                            "Remove it from one of the two, under “forms:” in the front matter.",
                        )
