"""Each section of a translation is built as the English one: links, contacts, items, tables, notices, words to say.

A hotline that is left out, or swapped for another, is found here, and so is a “not” that is dropped from a sentence
that is said aloud in English. A translation may have a paragraph more, to explain; it has none less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kyr.checks.blocks import Blocks, Kind
from kyr.checks.pairs import Pair, compared
from kyr.pages import Page
from kyr.placeholders import PLACEHOLDER
from kyr.problems import Level, Problem, shorten
from kyr.project import Project
from kyr.spoken import QUOTED
from kyr.translation.units import FRONT

RULE = "structure"

LINK = re.compile(r"\]\(([^()\s]+)\)")
OWN_WORDS = ("print.", "site.")
"""The language's own words, which a translation may show once more to explain the English ones."""
STEP = 4
"""Spaces that a line begins with for each list or notice that it is in (Python-Markdown, ``tab_length``)."""
_INDENTED = re.compile(r"\n(?: {4}|[ ]{0,3}\t)")
SAID = re.compile(r"^[ \t]*>.*$", re.M)

LINKS, PLACEHOLDERS, SPOKEN = "links", "placeholders", "English words to say"
SHAPES = {
    Kind.ITEM: ("list items", "an item"),
    Kind.ROW: ("rows of tables", "a row"),
    Kind.CELL: ("cells of tables", "a cell"),
    Kind.NOTICE: ("notices", "a notice"),
    Kind.QUOTED: ("quotations", "a quotation"),
    Kind.PARAGRAPH: ("paragraphs", "a paragraph"),
}
"""What is counted, as a message calls all of them and one."""


def check(project: Project) -> Iterator[Problem]:
    """Sections of translations that lack something of the English, or have too much."""
    return compared(project, _compare)


def _compare(pair: Pair) -> Iterator[Problem]:
    if not isinstance(pair.item, Page) or pair.own.key == FRONT:
        return
    source, own = pair.source.text, pair.own.text
    for what, wanted, given in (
        (LINKS, _links(source), _links(own)),
        (PLACEHOLDERS, _placeholders(source, False), _placeholders(own, False)),
        (SPOKEN, _said(source), _said(own)),
    ):
        if wanted == given:
            continue
        if what == SPOKEN:
            # It may quote more, in its own words.
            given = [said for said in given if said in wanted]
            if bare := [said for said in wanted if said not in given and said.rstrip(".?!") in own]:
                yield _unmarked(pair, bare[0])
                continue
        yield from _differ(pair, what, Counter(wanted), Counter(given))
    if lost := Counter(_placeholders(source, True)) - Counter(_placeholders(own, True)):
        yield from _differ(pair, PLACEHOLDERS, lost, Counter())
    yield from _moved(pair)
    if pair.theirs.kinds != pair.blocks.kinds:
        for kind, (what, one) in SHAPES.items():
            ours, theirs = (
                Counter({one: of.kinds.count(kind)}) for of in (pair.theirs, pair.blocks)
            )
            yield from _differ(
                pair, what, ours, theirs & ours if kind is Kind.PARAGRAPH else theirs
            )


def _unmarked(pair: Pair, said: str) -> Problem:
    """The words of ``said`` stand there, and something around them is not as in English."""
    at = pair.own.text.index(said.rstrip(".?!"))
    return Problem(
        pair.own.path,
        pair.own.line + pair.own.text.count("\n", 0, at),
        RULE,
        f"“{said}” with these quotation marks, and with the full stop or question mark inside, as in English",
        "the words, marked in another way",
        "Copy the English line with its marks: by them the site knows what is said in English, and reads it so.",
    )


def _differ(pair: Pair, what: str, wanted: Counter[str], given: Counter[str]) -> Iterator[Problem]:
    missing, extra = wanted - given, given - wanted
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
            else "Compare the section with the English page, part by part.",
        )


def _links(text: str) -> list[str]:
    return LINK.findall(text) if "](" in text else []


def _placeholders(text: str, own: bool) -> list[str]:
    """Those for the language's ``own`` words, of which a translation may show more; or all others."""
    if "{{" not in text:
        return []
    return [name for name in PLACEHOLDER.findall(text) if name.startswith(OWN_WORDS) is own]


def _moved(pair: Pair) -> Iterator[Problem]:
    """The first block that begins further to the left or right than the English one: spaces make lists and code.

    The fingerprint of a text does not know them, so that nothing else would tell.
    """
    if not (_INDENTED.search(pair.own.text) or _INDENTED.search(pair.source.text)):
        return
    theirs, own = _depths(pair.theirs, pair.source.text), _depths(pair.blocks, pair.own.text)
    if pair.is_aligned:
        found = [at for at, (one, two) in enumerate(zip(theirs, own, strict=True)) if one != two]
    else:
        # A paragraph more stands at the left.
        known = Counter(zip(pair.theirs.kinds, theirs, strict=True))
        places = enumerate(zip(pair.blocks.kinds, own, strict=True))
        found = [at for at, block in places if block[1] and not known[block]]
    for at in found[:1]:
        depth = theirs[at] if pair.is_aligned else 0
        yield pair.problem(
            at,
            RULE,
            f"{STEP * depth} spaces before it, as in English",
            f"{STEP * own[at]} before {shorten(pair.blocks.texts[at], 80)}",
            "Copy the spaces at the beginning of the line from the English page: they say what belongs to a list or a "
            "notice.",
            Level.ERROR,
        )


def _depths(blocks: Blocks, text: str) -> list[int]:
    """How many steps from the left each of ``blocks`` of ``text`` begins."""
    lines = text.expandtabs(STEP).split("\n")
    return [
        (len(line) - len(line.lstrip(" "))) // STEP for line in map(lines.__getitem__, blocks.lines)
    ]


def _said(text: str) -> list[str]:
    if ">" not in text:
        return []
    return [match[1] for line in SAID.findall(text) for match in QUOTED.finditer(line)]
