"""Each section of a translation has what the English section has: links, contacts, list items, words to say.

A hotline that is left out, or swapped for another, is found here, and so is a “not” that is dropped from a sentence
that is said aloud in English. A section may also fit the English that it was made from, as long as that is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kyr.placeholders import PLACEHOLDER
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import QUOTED
from kyr.translation.lock import Record, read_lock
from kyr.translation.past import past_text
from kyr.translation.units import Unit, units_of

LINK = re.compile(r"\]\(([^)\s]+)\)")
ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+\S", re.M)
OWN_WORDS = ("print.", "site.")
SAID = re.compile(r"^[ \t]*>.*$", re.M)


def check(project: Project) -> Iterator[Problem]:
    """Sections of translations that lack something of the English, or have too much."""
    source = units_of(project.source)
    for tag, texts in project.texts.items():
        if texts.language.is_source:
            continue
        lock, own = read_lock(project.docs / tag), units_of(texts)
        for name in texts.pages:
            for key, unit in own[name].items():
                english = source.get(name, {}).get(key)
                problems = list(_compare(english.text, unit)) if english else []
                if problems or english is None:
                    past = _past(project, lock.record(name, key), english, unit)
                    # A section that English never had is for the rule for headings.
                    yield from problems if past is None else _compare(past, unit)


def _past(project: Project, record: Record | None, english: Unit | None, unit: Unit) -> str | None:
    """The older English that ``unit`` was made from, if it is kept: one that nobody has could be anything."""
    if record is None or (english and record.source == english.fingerprint):
        return None
    return past_text(project.docs, unit.file, unit.key, record.source)


def _compare(english: str, unit: Unit) -> Iterator[Problem]:
    for what, wanted, given in _features(english, unit.text):
        missing, extra = wanted - given, given - wanted
        if missing or extra:
            yield Problem(
                unit.path,
                unit.line,
                "structure",
                f"the same {what} as in English under {{#{unit.key}}}",
                "; ".join(
                    f"{word} {shorten(', '.join(found.elements()), 80)}"
                    for word, found in (("without", missing), ("with", extra))
                    if found
                ),
                "Compare the section with the English page and copy what is in brackets or braces.",
            )


def _features(source: str, other: str) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    yield "links", Counter(LINK.findall(source)), Counter(LINK.findall(other))
    yield "placeholders", _placeholders(source), _placeholders(other)
    yield (
        "list items",
        Counter({"an item": len(ITEM.findall(source))}),
        Counter({"an item": len(ITEM.findall(other))}),
    )
    said = Counter(match[1] for line in SAID.findall(source) for match in QUOTED.finditer(line))
    kept = Counter(match[1] for line in SAID.findall(other) for match in QUOTED.finditer(line))
    yield "English words to say", said, Counter({key: kept[key] for key in said if kept[key]})


def _placeholders(text: str) -> Counter[str]:
    """All but the language's own words, which a translation may show once more to explain the English ones."""
    return Counter(name for name in PLACEHOLDER.findall(text) if not name.startswith(OWN_WORDS))
