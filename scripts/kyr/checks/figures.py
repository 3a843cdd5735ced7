"""A translation brings no numbers of its own: what English does not say, no translation says in digits.

A telephone number can be broken up by words, spelled in any digits or spread over many lines: counted are digits, not
forms. What English writes as words, such as the months, may be digits; further numbers of three digits may not, unless
they are round, nor as many small ones as make up a telephone number.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from kyr.checks.seen import has_numerals, plain, western
from kyr.spoken import QUOTED

SHORT = 3
"""Digits of the shortest numbers that somebody could call: 911, 988."""
MOST = 6
"""Further digits in one text; a telephone number without its area code has seven."""

_ITEM = re.compile(r"\n[ \t>]*+\d{1,9}[.)][ \t]")
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


def foreign_numbers(english: str, text: str) -> str | None:
    """The numbers of ``text`` that ``english`` does not have, if somebody could call them."""
    given = _numbers(text)
    if not given:
        return None
    known = _numbers(english)
    long = [one for one in given if len(one) >= SHORT and one not in known and not _is_round(one)]
    if long:
        return " ".join(long)
    # What is said in English stands in a translation twice: as it is, and with its meaning.
    known = known + _numbers(" ".join(match[1] for match in QUOTED.finditer(english)))
    extra = Counter({one: count for one, count in given.items() if len(one) < SHORT}) - known
    if _digits(extra) > MOST:
        spelled = (_WORDS.get(word.lower()) for word in _WORD.findall(plain(english)))
        extra -= Counter(filter(None, spelled))
    return " ".join(extra.elements()) if _digits(extra) > MOST else None


def _is_round(number: str) -> bool:
    return _ROUND.fullmatch(number) is not None


def _digits(numbers: Counter[str]) -> int:
    return sum(len(one) * count for one, count in numbers.items())


@lru_cache(maxsize=1 << 14)
def _numbers(text: str) -> Counter[str]:
    """How often each number stands in ``text``; kept, because many translations have the same English."""
    if not has_numerals(text):
        return Counter()
    text = _ITEM.sub("\n", f"\n{text}")
    return Counter(_NUMBER.findall(_GROUPS.sub("", western(plain(text)))))
