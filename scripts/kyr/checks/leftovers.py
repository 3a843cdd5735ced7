"""Nothing unfinished is left in the words: no TODO, no filler, no address that was meant as an example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyr.checks.text import lines
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "leftover"

MARKS = re.compile(
    # In capitals only: "todo" is a word in Spanish, and "tbd" and "xxx" could be in some language.
    r"\b(?:TODO|FIXME|TBD|XXX)\b"
    r"|(?i:\blorem ipsum\b|\btranslate me\b|\byour (?:city|library|name|hotline) here\b)"
    r"|(?i:\[(?:your|insert|name of|phone)\b[^\]]*\](?!\())"
    r"|(?i:https?://[^\s)]*\bexample\.(?:com|org|net)\b)"
    r"|<{7}|>{7}"
)
HINTS = (
    *"todo fixme tbd xxx <<<<<<< >>>>>>> lorem [your [insert [name [phone ://".split(),
    *("translate me", "city here", "library here", "name here", "hotline here"),
)
"""What every mark has within, in small letters."""


def check(project: Project) -> Iterator[Problem]:
    """Lines that still hold a mark of unfinished work."""
    for line in lines(project, MARKS, looks=_may_hold_one):
        match = MARKS.search(line.text)
        if match:
            yield Problem(
                line.path,
                line.number,
                RULE,
                "finished words",
                shorten(match[0]),
                "Write what belongs here, or remove it.",
            )


def _may_hold_one(text: str) -> bool:
    text = text.lower()
    return any(hint in text for hint in HINTS)
