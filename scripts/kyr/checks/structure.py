"""Each section of a translation has what the English section has: links, contacts, list items, words to say.

A hotline that is left out, or swapped for another, is found here, and so is a “not” that is dropped from a sentence
that is said aloud in English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kyr.pages import Page, Section
from kyr.placeholders import PLACEHOLDER
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import QUOTED

LINK = re.compile(r"\]\(([^)\s]+)\)")
ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+\S", re.M)
OWN_WORDS = ("print.", "site.")
SAID = re.compile(r"^[ \t]*>.*$", re.M)


def check(project: Project) -> Iterator[Problem]:
    """Sections of translations that lack something of the English, or have too much."""
    for texts in project.texts.values():
        for name, page in texts.pages.items():
            source = project.source.pages.get(name)
            if source is not None and source is not page:
                yield from _compare(source, page)


def _compare(source: Page, page: Page) -> Iterator[Problem]:
    theirs = {section.id: section for section in page.sections()}
    for section in source.sections():
        other = theirs.get(section.id)
        if other is None:
            continue  # The rule for headings says so.
        for what, wanted, given in _features(section, other):
            missing, extra = wanted - given, given - wanted
            if missing or extra:
                yield Problem(
                    page.path,
                    other.line,
                    "structure",
                    f"the same {what} as in English under {{#{section.id}}}",
                    "; ".join(
                        f"{word} {shorten(', '.join(found.elements()), 80)}"
                        for word, found in (("without", missing), ("with", extra))
                        if found
                    ),
                    "Compare the section with the English page and copy what is in brackets or braces.",
                )


def _features(source: Section, other: Section) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    yield "links", Counter(LINK.findall(source.text)), Counter(LINK.findall(other.text))
    yield "placeholders", _placeholders(source.text), _placeholders(other.text)
    yield (
        "list items",
        Counter({"an item": len(ITEM.findall(source.text))}),
        Counter({"an item": len(ITEM.findall(other.text))}),
    )
    said = Counter(
        match[1] for line in SAID.findall(source.text) for match in QUOTED.finditer(line)
    )
    kept = Counter(match[1] for line in SAID.findall(other.text) for match in QUOTED.finditer(line))
    yield "English words to say", said, Counter({key: kept[key] for key in said if kept[key]})


def _placeholders(text: str) -> Counter[str]:
    """All but the language's own words, which a translation may show once more to explain the English ones."""
    return Counter(name for name in PLACEHOLDER.findall(text) if not name.startswith(OWN_WORDS))
