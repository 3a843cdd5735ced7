"""A translation brings no numbers of its own: what English does not say, no translation says in digits.

A telephone number can be broken up by words, spelled in any digits or spread over many lines: counted are digits, not
forms. What English writes as words, such as the months, may be digits; further numbers of three digits may not, unless
they are round, nor as many small ones as make up a telephone number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kyr.checks.pairs import Pair, compared
from kyr.checks.seen import plain, western
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "figures"

SHORT = 3
"""Digits of the shortest numbers that somebody could call: 911, 988."""
MOST = 6
"""Further digits in one text; a telephone number without its area code has seven."""

_ITEM = re.compile(r"^[ \t>]*+\d{1,9}[.)][ \t]", re.MULTILINE)
_NUMBER = re.compile(r"\d+")
_ROUND = re.compile(r"[1-9]0{2,6}")
_GROUPS = re.compile(r"(?<=\d)[,.'’٬ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
"""What stands between the thousands of a number, in one language or another."""
_WORDS = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "january february march april may june july august september october november december",
        "once twice",
    )
    for number, word in enumerate(words.split(), 1)
}
_WORD = re.compile(r"[A-Za-z]+")


def check(project: Project) -> Iterator[Problem]:
    """Units with numbers that their English has not."""

    def compare(pair: Pair) -> Iterator[Problem]:
        numeric = any(map(str.isnumeric, pair.own.text))
        if numeric and (found := foreign_numbers(pair.source.text, pair.own.text)):
            yield Problem(
                pair.own.path,
                pair.own.line,
                RULE,
                f"only numbers that English has under {pair.own.key}",
                shorten(found),
                "Write numbers and dates as English does. A telephone number comes from docs/contacts.yml, by its "
                "placeholder.",
            )

    return compared(project, compare)


def foreign_numbers(english: str, text: str) -> str | None:
    """The numbers of ``text`` that ``english`` does not have, if somebody could call them."""
    extra = _numbers(text) - _numbers(english)
    long = [one for one in extra if len(one) >= SHORT and not _ROUND.fullmatch(one)]
    if not long and sum(len(one) * count for one, count in extra.items()) > MOST:
        spelled = (_WORDS.get(word.lower()) for word in _WORD.findall(english))
        extra -= Counter(filter(None, spelled))
    if long or sum(len(one) * count for one, count in extra.items()) > MOST:
        return " ".join(long or list(extra.elements()))
    return None


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(_GROUPS.sub("", _ITEM.sub("", western(plain(text))))))
