"""What a reader sees of a text: without the signs of Markdown, with the digits of all scripts as 0 to 9."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kyr.placeholders import PLACEHOLDER

_MARKUP = re.compile(r"[\]{*_`~\[\\](?:(?<=\])\([^()\n]*+\)|(?<=\{):?[ ]*[#.][^{}\n]*+\}|(?<!\{))")
"""What all of it begins with stands before the rest: to search for one of few signs is quick."""
_UNSEEN = (
    re.compile(
        "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
        "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
    ),
    re.compile("[\U000e0000-\U000e0fff]"),
)
"""Characters that are not seen; those above 65,535 apart, because to search for both at once is slow."""

_DIGIT = "[〇零一二三四五六七八九幺壹贰貳叁參肆伍陆陸柒捌玖]"
_HAN = re.compile(rf"{_DIGIT}{_DIGIT}{{2}}{_DIGIT}*+")
"""Digits that are also words: three beside each other are a number that is read digit by digit."""


@cache
def _numerals() -> re.Pattern[str]:
    """What could be a digit or number of any script, of the first 65,536 characters: for more, no search is quick."""
    found = "".join(chr(code) for code in range(0x80, 0x10000) if _is_numeral(chr(code)))
    return re.compile(f"[0-9{found}]")


_ABOVE = re.compile("[\U00010000-\U0010ffff]")
"""All other characters, some of which are digits."""


def _is_numeral(character: str) -> bool:
    """Whether it is decimal, raised, in a circle, Roman, Ethiopic …, and not one of the words of Chinese."""
    return character.isnumeric() and unicodedata.category(character)[0] == "N"


def numerals(text: str) -> list[int]:
    """Where in ``text`` digits and numbers stand, also the words of Chinese that are read digit by digit."""
    found = [match.start() for match in _numerals().finditer(text)]
    found += [match.start() for match in _ABOVE.finditer(text) if _is_numeral(match[0])]
    found += [at for run in _HAN.finditer(text) for at in range(*run.span())]
    return sorted(found)


def has_numerals(text: str) -> bool:
    """Whether there may be digits or numbers in ``text``; never false where there are."""
    return any(pattern.search(text) for pattern in (_numerals(), _HAN, _ABOVE))


def plain(text: str) -> str:
    """``text`` without placeholders and signs of Markdown, and without what is not seen at all."""
    text = _MARKUP.sub("", PLACEHOLDER.sub("", text))
    if text.isascii():
        return text
    for pattern in _UNSEEN:
        text = pattern.sub("", text)
    return text


def western(text: str) -> str:
    """``text`` with the digits and numbers of every script as 0 to 9."""
    if text.isascii():
        return text
    text = read_han(text)
    for pattern in (_numerals(), _ABOVE):
        text = pattern.sub(lambda match: _value(match[0]), text)
    return text


def read_han(text: str) -> str:
    """``text`` with the words of Chinese that are read digit by digit, such as 二〇二五, as 0 to 9."""
    return _HAN.sub(lambda run: "".join(map(_value, run[0])), text)


@cache
def _value(character: str) -> str:
    """Whole numbers as they are written; a fraction is no digit of anything."""
    value = unicodedata.numeric(character, -1)
    if value < 0:
        return character
    return str(int(value)) if value == int(value) else " "
