"""A date keeps its month: another one in its place is another day of the law.

Languages write months as names or numbers, and decline the names; so only the names that CLDR has are looked for, and
another month is a fault only where that of the English is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kyr.checks.pairs import Pair, compared
from kyr.checks.seen import western
from kyr.dates import locale_of
from kyr.languages import Language
from kyr.problems import Level, Problem, shorten
from kyr.project import Project

RULE = "facts-parity"

_NAMES = (
    "January February March April May June July August September October November December".split()
)
_MONTH = re.compile(rf"\b({'|'.join(_NAMES)})\b")
_IS_DATE = re.compile(r"[ \u00a0]\d")
"""What follows the months that are words of their own, too: “May 12”, and not “May I go?”."""
_WORDS = frozenset({"March", "May"})


def check(project: Project) -> Iterator[Problem]:
    """Texts with another month than the English."""

    def compare(pair: Pair) -> Iterator[Problem]:
        if not _months_of(pair.source.text):
            return
        names = _named(pair.texts.language)
        for block, (english, text) in enumerate(pair.beside):
            wanted = _months_of(english)
            if not wanted or not names:
                continue
            small = text.casefold()
            given = {month for name, month in names.items() if _stands_in(name, small)}
            numbers = set(map(int, re.findall(r"\d+", western(text))))
            missing = wanted - given - numbers
            if missing and (other := given - wanted):
                yield pair.problem(
                    block,
                    RULE,
                    f"the months of the English: {shorten(english, 100)}",
                    f"{', '.join(_NAMES[month - 1] for month in sorted(other))} instead of "
                    f"{', '.join(_NAMES[month - 1] for month in sorted(missing))}",
                    "Write the date of the English.",
                    Level.ERROR,
                )

    return compared(project, compare)


@cache
def _months_of(english: str) -> frozenset[int]:
    """The months of the dates in an English text, from 1."""
    return frozenset(
        _NAMES.index(match[1]) + 1
        for match in _MONTH.finditer(english)
        if match[1] not in _WORDS or _IS_DATE.match(english, match.end())
    )


@cache
def _named(language: Language) -> Mapping[str, int]:
    """The names of the months in ``language``, in small letters (CLDR); none where they are numbers or not known."""
    locale = locale_of(language.tag, language.script)
    if locale is None:
        return {}
    return {
        name.casefold(): month
        for form in ("format", "stand-alone")
        for month, name in locale.months[form]["wide"].items()
        if len(name) > 2 and not re.search(r"\d|^M\d\d$", western(name))
    }


def _stands_in(name: str, text: str) -> bool:
    """Whether ``name`` stands in ``text`` at the beginning of a word; what follows may be an ending."""
    at = text.find(name)
    while at >= 0:
        if not text[at - 1 : at].isalpha():
            return True
        at = text.find(name, at + 1)
    return False
