"""Each section of a translation is built as the English one: links, contacts, items, tables, notices, words to say.

A hotline that is left out, or swapped for another, is found here, and so is a “not” that is dropped from a sentence
that is said aloud in English. A translation may have a paragraph more, to explain; it has none less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kyr.checks.blocks import Kind
from kyr.checks.pairs import Pair, blocks, compared
from kyr.pages import Page
from kyr.placeholders import PLACEHOLDER
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import QUOTED
from kyr.translation.units import FRONT, Unit

RULE = "structure"

LINK = re.compile(r"\]\(([^()\s]+)\)")
OWN_WORDS = ("print.", "site.")
SAID = re.compile(r"^[ \t]*>.*$", re.M)

LINKS, PLACEHOLDERS, SPOKEN, PARAGRAPHS = (
    "links",
    "placeholders",
    "English words to say",
    "paragraphs",
)
BLOCKS = {
    Kind.ITEM: ("list items", "an item"),
    Kind.NOTICE: ("notices", "a notice"),
    Kind.PARAGRAPH: (PARAGRAPHS, "a paragraph"),
}
"""What is counted, as a message calls all of them and one."""

Features = tuple[tuple[str, Counter[str]], ...]
"""What a section has: by what it is called in a message, each thing and how often."""


def check(project: Project) -> Iterator[Problem]:
    """Sections of translations that lack something of the English, or have too much."""
    return compared(project, _compare)


def _compare(pair: Pair) -> Iterator[Problem]:
    if not isinstance(pair.item, Page) or pair.own.key == FRONT:
        return
    ours, theirs = features(pair.source), features(pair.own)
    if ours == theirs:
        return
    for (what, wanted), (_, given) in zip(ours, theirs, strict=True):
        missing, extra = wanted - given, given - wanted
        if what == SPOKEN:
            # It may quote more, in its own words.
            extra = Counter({said: count for said, count in extra.items() if said in wanted})
        elif what == PARAGRAPHS:
            extra.clear()
        if missing or extra:
            yield Problem(
                pair.own.path,
                pair.own.line,
                RULE,
                f"the same {what} as in English under {{#{pair.own.key}}}",
                "; ".join(
                    f"{word} {shorten(', '.join(found.elements()), 80)}"
                    for word, found in (("without", missing), ("with", extra))
                    if found
                ),
                "Compare the section with the English page and copy what is in brackets or braces."
                if what in (LINKS, PLACEHOLDERS)
                else "Compare the section with the English page: each item, row, notice and sentence to say has its "
                "place, and each paragraph.",
            )


@lru_cache(maxsize=1 << 14)
def features(unit: Unit) -> Features:
    """What ``unit`` is built of."""
    text = unit.text
    said = SAID.findall(text) if ">" in text else ()
    shape: dict[str, Counter[str]] = {name: Counter() for name, _ in BLOCKS.values()}
    rows: Counter[int] = Counter()
    quotations = 0
    for block in blocks(unit):
        quotations = max(quotations, block.quotation)
        if block.kind is Kind.CELL:
            rows[block.line] += 1
        elif block.kind in BLOCKS and not block.quotation:
            name, one = BLOCKS[block.kind]
            shape[name][one] += 1
    return (
        (LINKS, Counter(LINK.findall(text))),
        # All but the language's own words, which a translation may show once more to explain the English ones.
        (
            PLACEHOLDERS,
            Counter(n for n in PLACEHOLDER.findall(text) if not n.startswith(OWN_WORDS)),
        ),
        (SPOKEN, Counter(match[1] for line in said for match in QUOTED.finditer(line))),
        ("quotations", Counter({"a quotation": quotations} if quotations else ())),
        ("rows of tables", Counter(f"a row of {cells} cells" for cells in rows.values())),
        *shape.items(),
    )
