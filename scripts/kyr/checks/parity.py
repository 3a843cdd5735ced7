"""Numbers, names of forms, sections of laws, dates, sums and times are in a translation what they are in English.

They are compared as sets, block by block, after the digits of every script have become 0 to 9. A number may be grouped
and pointed as the language does it, stand as a word where English has digits (up to ``IN_WORDS``), or in digits where
English has a word; months may be numbers, and hours of the afternoon go on from 12. Years are of the common era.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kyr.checks.figures import foreign_numbers
from kyr.checks.numbers import numbers_in
from kyr.checks.pairs import Pair, compared
from kyr.checks.seen import read_han
from kyr.problems import Level, Problem, shorten
from kyr.project import Project

RULE = "facts-parity"
NEXT_STEP = (
    "Copy them from the English. What is only a way to say it (“a week”) is written as a word; telephone numbers come "
    "from docs/contacts.yml, by its placeholder."
)

IN_WORDS = 12
"""The largest number that is not missed where no digits say it: style guides of many languages want words up to it."""

DIGIT = re.compile(r"\d")
_FORM = r"(?<=[A-Z])(?<![A-Za-z\d][A-Z])([A-Z]{0,4}[-\u2010\u2011\u2013]?\d+[A-Z]?)(?![a-z\d])"
_PARAGRAPH = r"(?<=\d)(\d*(?:\.\d+)*(?:\([A-Za-z0-9]{1,3}\))+)"
_LEAD = r"[A-Z\d]"
"""What every fact begins with, as far as it is in digits: to search for one of these is quick."""
TOKEN = re.compile(rf"{_LEAD}(?:{_FORM}|{_PARAGRAPH}|(?<=\d)\d*(?:[.,]\d+)*)")
"""A fact in English; one of two groups has part where it is the name of a form, or a section of a law."""
OWN_TOKEN = re.compile(rf"{_LEAD}(?:{_FORM}|{_PARAGRAPH}|(?<=\d)\d*(?:[.,٫٬'’\u00a0\u202f ]\d+)*)")
"""The same in any language, whatever stands between its digits."""
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile("[\u2010\u2011\u2013]")
_SEPARATOR = re.compile(r"[.,٫٬'’\u00a0\u202f ]")

_HAN_UNITS = ("", *"一二三四五六七八九")
_HAN_TENS = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")

_AFTERNOON = re.compile(r"\b(\d{1,2})(?::\d\d)?\s*p\.?m\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ORDINAL = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = "january february march april may june july august september october november december"
_VALUES = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: value for value, word in enumerate(_ORDINAL.split())},
    **{word: value for value, word in enumerate(_MONTHS.split(), 1)},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "once": 1,
    "twice": 2,
    "both": 2,
    "pair": 2,
    "half": 2,
    "dozen": 12,
}
_TENS_VALUES = frozenset(range(20, 100, 10))


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an English text: those that it says in digits, numbers that a translation may have beside, and both
    together.
    """

    digits: frozenset[str]
    words: frozenset[str]
    known: frozenset[str]


def check(project: Project) -> Iterator[Problem]:
    """Units that lack a fact of the English, or have a number that English does not."""

    def compare(pair: Pair) -> Iterator[Problem]:
        found = list(_unequal(pair))
        if not found and (numbers := foreign_numbers(pair.source.text, pair.own.text)):
            expected = f"only numbers that English has under {pair.own.key}"
            found = [pair.problem(0, RULE, expected, shorten(numbers), NEXT_STEP, Level.ERROR)]
        # One mistake is told once: that a number was typed is an error of its own.
        return iter(() if found and any(numbers_in(pair.own.text)) else found)

    return compared(project, compare)


def _unequal(pair: Pair) -> Iterator[Problem]:
    """The blocks whose facts are not those of the English."""
    if not DIGIT.search(pair.own.text) and not facts_of(pair.source.text).digits:
        return
    for block, (english, text) in enumerate(pair.beside):
        facts = facts_of(english)
        if not facts.digits and not DIGIT.search(text):
            continue
        given = figures(text if text.isascii() else read_han(text), facts)
        if given == facts.digits:
            continue
        missing = {one for one in facts.digits - given - _tens(text) if not _may_be_word(one)}
        extra = given - facts.digits - facts.words
        if missing or extra:
            yield pair.problem(
                block,
                RULE,
                f"the numbers, forms and dates of the English: {shorten(english, 100)}",
                "; ".join(
                    f"{word} {', '.join(sorted(found))}"
                    for word, found in (("without", missing), ("with", extra))
                    if found
                ),
                NEXT_STEP,
                Level.ERROR,
            )


@lru_cache(maxsize=1 << 15)
def facts_of(english: str) -> Facts:
    """The facts of an English text."""
    digits = frozenset(map(_plain, TOKEN.finditer(english)))
    numbers = {
        0,
        1,
        *(int(hour) % 12 + 12 for hour in _AFTERNOON.findall(english)),
        *_in_words(english),
    }
    words = frozenset(map(str, numbers))
    return Facts(digits, words, digits | words)


def figures(text: str, facts: Facts) -> set[str]:
    """The facts of a translation; what can be read in several ways is everything that the English ``facts`` have."""
    known = facts.known
    found: set[str] = set()
    for match in OWN_TOKEN.finditer(text):
        token = match[0]
        if token in known:
            found.add(token)
            continue
        token = token if token.isascii() else _western(token)
        readings = [(_form(token),)] if match[1] or match[2] else _readings(token)
        fitting = [reading for reading in readings if known.issuperset(reading)]
        for reading in fitting or readings[-1:]:
            found.update(reading)
    return found


def _western(text: str) -> str:
    """``text`` with the decimal digits of every script as 0 to 9; a raised ² stays part of its unit."""
    return _DIGITS.sub(lambda match: "".join(str(int(digit)) for digit in match[0]), text)


def _form(token: str) -> str:
    """The name of a form, or a section of a law, as English writes it."""
    return _HYPHEN.sub("-", token)


def _plain(match: re.Match[str]) -> str:
    """A fact of the English, without the commas of thousands."""
    return _form(match[0]) if match[1] or match[2] else _bare(match[0].replace(",", ""))


def _readings(number: str) -> list[tuple[str, ...]]:
    """What a run of digits with marks between may mean: one number, one with decimals, or several."""
    parts = _SEPARATOR.split(number)
    return [("".join(parts),), (f"{''.join(parts[:-1])}.{parts[-1]}",), tuple(map(_bare, parts))]


def _bare(number: str) -> str:
    """``number`` without zeros before it, as in “05”."""
    return number.lstrip("0") or "0" if number.isdigit() else number


def _tens(text: str) -> set[str]:
    """The numbers that ``text`` says with the word for ten of Chinese and Japanese, such as 二十五."""
    return {
        str(10 * (_HAN_UNITS.index(match[1]) or 1) + _HAN_UNITS.index(match[2]))
        for match in _HAN_TENS.finditer(text)
    }


def _may_be_word(fact: str) -> bool:
    return fact.isdigit() and int(fact) <= IN_WORDS


def _in_words(text: str) -> Iterable[int]:
    """The numbers that ``text`` says in words, months among them."""
    before = 0
    for word in _WORD.findall(text.lower()):
        value = _VALUES.get(word)
        if value is not None:
            yield value
            if before in _TENS_VALUES and 0 < value < 10:
                yield before + value
        before = value or 0
