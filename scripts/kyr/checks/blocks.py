"""A Markdown text as the blocks that people see, each with its line: what stands in one piece, and what kind it is.

The marks fall away: of a heading, an item, a cell or the title of a notice only the words stay. Text between fences is
text. What stands in a quotation is told apart, because a translation adds the meaning to what is said in English.

A library has a few hundred thousand blocks, and every rule looks at each. So they are columns, and no objects.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from kyr.pages import HEADING

QUOTATION = re.compile(r"[ \t]*(?:>[ \t]?)+")
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
NOTICE = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[\w-]+[ \t]*(?:\"(.*)\")?[ \t]*$")
DEFINITION = re.compile(r"[ \t]*:[ \t]+")
FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]]+\]:[ \t]*")
ABBREVIATION = re.compile(r"[ \t]*\*\[[^\]]+\]:")
RULE_LINE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}$")
TABLE_RULE = re.compile(r"[ \t:|]*+-[ \t:-]*+\|[ \t:|-]*+$")
CELLS = re.compile(r"(?<!\\)\|")
BEGINNINGS = frozenset("#|-*+_:[!?`~0123456789")
"""What a line begins with that may be more than the text of a paragraph."""
FENCES = frozenset("`~")
BULLETS = frozenset("-*+")
DIGITS = frozenset("0123456789")
FENCE = re.compile(r"\s*(`{3,}[^`]*$|~~~)")


class Kind(StrEnum):
    """What a block is: a letter. A row is its first cell; what is quoted is of no other kind."""

    PARAGRAPH = "p"
    HEADING = "h"
    ITEM = "i"
    ROW = "r"
    CELL = "c"
    NOTICE = "n"
    QUOTED = "q"


# A lookup each time would cost more than all the rest of a line.
_PARAGRAPH, _ITEM, _QUOTED = Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTED


class Blocks(NamedTuple):
    """The blocks of a text: the lines on which they begin, their texts, and a letter each for their kinds.

    A cell may be empty, and so may the title of a notice.
    """

    lines: list[int]
    texts: list[str]
    kinds: str


def read_blocks(text: str, first: int = 0) -> Blocks:
    """The blocks of ``text``, whose first line has the number ``first``."""
    lines: list[int] = []
    texts: list[str] = []
    kinds: list[str] = []
    goes_on = fenced = quoted = False
    for number, raw in enumerate(text.split("\n"), first):
        line = raw.strip()
        start = line[:1]
        was_quoted, quoted = quoted, start == ">"
        if quoted:
            raw = QUOTATION.sub("", raw, count=1)
            line = raw.strip()
            start = line[:1]
            goes_on = goes_on and was_quoted
        if not start:
            goes_on = False
            continue
        kind: str = _PARAGRAPH
        begins = False
        if start not in BEGINNINGS or (fenced and start not in FENCES):
            pass
        elif start in BULLETS and line[1:2] == " " and line[2:3] not in BEGINNINGS:
            line, kind, begins = line[2:].lstrip(), _ITEM, True
        elif start in FENCES and FENCE.match(raw):
            fenced, goes_on = not fenced, False
            # The name of a language is one word; more is text that a reader sees.
            line = line.strip("`~ \t")
            if " " not in line:
                continue
        elif start not in DIGITS and (alone := _alone(raw, line)):
            for part, kind in alone:
                if kind:
                    lines.append(number)
                    texts.append(part)
                    kinds.append(_QUOTED if quoted else kind)
            goes_on = False
            continue
        else:
            unmarked, kind = _unmarked(raw)
            line, begins = unmarked, unmarked != line
        if goes_on and not begins:
            texts[-1] += f"\n{line}"
        else:
            lines.append(number)
            texts.append(line)
            kinds.append(_QUOTED if quoted else kind)
            goes_on = True
    return Blocks(lines, texts, "".join(kinds))


def _alone(raw: str, line: str) -> list[tuple[str, str]]:
    """The blocks, with their kinds, of a line that never goes on in the next one; one without a kind if it has none."""
    start = line[0]
    if start == "|":
        if TABLE_RULE.match(raw):
            return [("", "")]
        cells = CELLS.split(line.removeprefix("|").removesuffix("|"))
        return [(cell.strip(), Kind.CELL if at else Kind.ROW) for at, cell in enumerate(cells)]
    if start == "#":
        match = HEADING.match(raw)
        return [(match[2], Kind.HEADING)] if match else []
    if start in "!?":
        match = NOTICE.match(raw)
        return [(match[1] or "", Kind.NOTICE)] if match else []
    if start in "-*_:" and (
        RULE_LINE.match(raw) or TABLE_RULE.match(raw) or ABBREVIATION.match(raw)
    ):
        return [("", "")]
    return []


def _unmarked(line: str) -> tuple[str, Kind]:
    """``line`` without the mark it begins with, and what kind of block that begins."""
    kind = Kind.PARAGRAPH
    for mark in (ITEM, DEFINITION, FOOTNOTE):
        if match := mark.match(line):
            line = line[match.end() :]
            kind = Kind.ITEM if mark is ITEM else kind
    return line.strip(), kind
