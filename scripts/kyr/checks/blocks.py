"""A Markdown text as the blocks that people see, each with its line: what stands in one piece, and what kind it is.

The marks fall away: of a heading, an item, a cell or the title of a notice only the words stay. Text between fences is
text. What a quotation holds is told apart, because a translation adds its meaning to what is said in English.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kyr.pages import HEADING

QUOTATION = re.compile(r"^[ \t]*(?:>[ \t]?)+")
ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
NOTICE = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w-]+[ \t]*(?:\"(.*)\")?[ \t]*$")
DEFINITION = re.compile(r"^[ \t]*:[ \t]+")
FOOTNOTE = re.compile(r"^[ \t]*\[\^[^\]]+\]:[ \t]*")
ABBREVIATION = re.compile(r"^[ \t]*\*\[[^\]]+\]:")
RULE_LINE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$")
TABLE_RULE = re.compile(r"^[ \t:|]*+-[ \t:-]*+\|[ \t:|-]*+$")
CELLS = re.compile(r"(?<!\\)\|")
BEGINNINGS = frozenset("#|-*+_:[!?0123456789")
"""What a line begins with that may be more than the text of a paragraph."""
_FENCES = frozenset("`~")
FENCE = re.compile(r"^\s*(`{3,}[^`]*$|~~~)")


class Kind(StrEnum):
    """What a block is; the names are those that a message uses."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together. ``quotation`` counts the quotations of the text from 1; 0 is outside.

    A cell may be empty, and so may the title of a notice.
    """

    line: int
    text: str
    kind: Kind = Kind.PARAGRAPH
    quotation: int = 0


def read_blocks(lines: Iterable[tuple[int, str]]) -> Iterator[Block]:
    """The blocks of ``lines``, each with its number."""
    held: list[str] = []
    first = Block(0, "")
    quotations = place = 0
    fenced = was_quoted = False
    for number, raw in lines:
        mark = QUOTATION.match(raw) if ">" in raw else None
        line = raw[mark.end() :] if mark else raw
        start = line.lstrip()[:1]
        is_fence = start in _FENCES and FENCE.match(line) is not None
        if is_fence:
            fenced = not fenced
            # The name of a language is one word; more is text that a reader sees.
            line = line.strip("`~ \t")
            start = line[:1] if " " in line else ""
        quoted = mark is not None
        if start and quoted != bool(place):
            # An empty line does not end a quotation.
            quotations += quoted
            place = quotations if quoted else 0
        block: Block | None = Block(number, line.strip(), Kind.PARAGRAPH, place)
        begins = is_fence or not start or (quoted and not was_quoted)
        was_quoted = quoted
        alone: list[Block] = []
        if start in BEGINNINGS and not (fenced or is_fence):
            alone, block, marked = _marked(number, line, place)
            begins = begins or marked
        if held and begins:
            yield dataclasses.replace(first, text="\n".join(held))
            held = []
        yield from alone
        if block and start:
            first = first if held else block
            held.append(block.text)
    if held:
        yield dataclasses.replace(first, text="\n".join(held))


def _marked(number: int, line: str, quotation: int) -> tuple[list[Block], Block | None, bool]:
    """What a line is that begins with a mark: blocks that do not go on in the next one, or one that may; and whether
    anything begins here.
    """
    if RULE_LINE.match(line) or TABLE_RULE.match(line) or ABBREVIATION.match(line):
        return [], None, True
    if match := HEADING.match(line):
        return [Block(number, match[2], Kind.HEADING, quotation)], None, True
    if match := NOTICE.match(line):
        return [Block(number, match[1] or "", Kind.NOTICE, quotation)], None, True
    if line.lstrip().startswith("|"):
        cells = CELLS.split(line.strip().removeprefix("|").removesuffix("|"))
        return (
            [Block(number, cell.strip(), Kind.CELL, quotation) for cell in cells],
            None,
            True,
        )
    kind, marked = Kind.PARAGRAPH, False
    for mark in (ITEM, DEFINITION, FOOTNOTE):
        if match := mark.match(line):
            line, marked = line[match.end() :], True
            kind = Kind.ITEM if mark is ITEM else kind
    return [], Block(number, line.strip(), kind, quotation), marked
