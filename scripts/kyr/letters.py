"""Which characters belong in words: those that a reader can see, and the few unseen ones that a script needs.

Reversed digits, struck-out words, text that only a machine reads: all are made of characters that are not seen, or not
seen as what they are. Each is judged by what Unicode says of it, so that one nobody has thought of is judged too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from fontTools.unicodedata import script as script_of  # type: ignore[import-untyped]

from kyr.languages import ICU_SCRIPTS, Language

ZERO_WIDTH_SPACE = "\u200b"
"""Says where a line may break in scripts without spaces."""
JOINERS = "\u200c\u200d"
"""Say whether two letters join."""
MARKS = "\u061c\u200e\u200f"
"""Tell the direction of what has none of its own (UAX #9, 2.6)."""
SELECTORS = "\u180b\u180c\u180d\u180e\u180f"
"""Choose between the shapes of a Mongolian letter."""
BY_PLACE = frozenset(ZERO_WIDTH_SPACE + JOINERS + MARKS + SELECTORS)
"""Unseen characters that some scripts need, in some places."""

UNJOINED = frozenset(
    "Latn Cyrl Grek Armn Geor Hani Hira Kana Bopo Hang Hebr Ethi Cher Cans Thai Laoo Zyyy Zinh Zzzz".split()
)
"""Scripts whose letters never join, and what is of no script."""

_SHOWN = frozenset(map(chr, (*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2)))
"""Signs over Arabic and Syriac numbers: Unicode counts them among the unseen, but they are seen (chapter 9.2)."""
_BLANK = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
"""Letters and marks that are shown as nothing (Unicode, Default_Ignorable_Code_Point), and Braille without dots."""
_LOST = "\ufffc\ufffd"
"""Signs that something was here once, or could not be read."""
_STRIKING = frozenset(
    map(
        chr,
        (
            *range(0x0334, 0x0339),
            *(0x20D2, 0x20D3),
            *range(0x20D8, 0x20DB),
            *range(0x20E5, 0x20EC),
        ),
    )
)
"""Marks that cross a letter out (canonical combining class 1, as far as living scripts have no use for it)."""
_RINGS = frozenset(
    map(
        chr,
        (
            0x0488,
            0x0489,
            0x1ABE,
            *range(0x20DD, 0x20E1),
            *range(0x20E2, 0x20E5),
            *range(0xA670, 0xA673),
        ),
    )
)
"""Marks around a letter (Unicode, category Me)."""

_KINDS = {
    "Cc": "a control character",
    "Cf": "an unseen character",
    "Cs": "half a character",
    "Co": "a character without a meaning that all share",
    "Cn": "a character that does not exist",
    "Zl": "an unusual end of a line",
    "Zp": "an unusual end of a paragraph",
    "Me": "a mark around a letter",
}
"""The categories of Unicode that no words need."""

_PILE = re.compile(r"[^\w\s\x00-\x7f][^\w\s\x00-\x7f]{3,}")
"""Where signs may pile up on a letter: they are no letters to Python."""
MOST_MARKS = 3
"""Marks above or below one letter; Vietnamese taken apart has two."""
MOST_SIGNS = 8
"""Signs of any kind after one letter; syllables of Burmese and Tibetan come near it."""
_ABOVE_OR_BELOW = 200
"""The canonical combining classes from here on stand above or below, however many there are."""

_USUAL = "\n\t\u00a0\u202f\u3000"
"""Spaces and ends of lines that Python does not count among what can be printed."""
_NEAR = {one for one in _BLANK | _STRIKING | _RINGS | BY_PLACE | {*_LOST} if one < "\U00010000"}
_PRINTED = (re.compile(f"[{''.join(sorted(_NEAR))}]"), re.compile("[\U000e0100-\U000e01ef]"))
"""What has no place in words, or not in all, though it can be printed.

What is above 65,535 stands apart: to search for both at once is slow.
"""


def looks_plain(text: str) -> bool:
    """Whether nothing in ``text`` can have a fault; it may still have none where this is false."""
    for space in _USUAL:
        text = text.replace(space, " ")
    return text.isprintable() and not any(pattern.search(text) for pattern in _PRINTED)


@cache
def fault_of(character: str) -> str:
    """Why ``character`` has no place in any words; empty where it may have one."""
    if character in "\t\n" or character in BY_PLACE or character in _SHOWN:
        return ""
    if character in _BLANK:
        return _KINDS["Cf"]
    if character in _LOST:
        return "the sign of something lost"
    if character in _STRIKING:
        return "a mark that crosses a letter out"
    return _KINDS.get(unicodedata.category(character), "")


def fits(character: str, before: str, after: str, language: Language) -> bool:
    """Whether ``character`` of ``BY_PLACE`` has a use between two others, in words of ``language``."""
    if character == ZERO_WIDTH_SPACE:
        return language.script in ICU_SCRIPTS
    if character in SELECTORS:
        return language.script == "Mong"
    around = (before, after)
    # Between two digits, or beside its like, it can only confuse.
    if all(item.isnumeric() for item in around) or any(item in BY_PLACE for item in around):
        return False
    if character in MARKS:
        return language.direction == "rtl"
    return any(item and script_of(item) not in UNJOINED for item in around)


@cache
def is_mark(character: str) -> bool:
    """Whether ``character`` stands on another, as an accent does, or the sign of a vowel."""
    return unicodedata.category(character)[0] == "M"


def pile(text: str) -> int:
    """Where in ``text`` more signs stand on one letter than any spelling has; -1 if nowhere."""
    for run in _PILE.finditer(text):
        marks = signs = 0
        for at, character in enumerate(run[0], run.start()):
            is_sign = is_mark(character)
            signs = signs + 1 if is_sign else 0
            stands_out = unicodedata.combining(character) >= _ABOVE_OR_BELOW
            marks = marks + stands_out if is_sign else 0
            if marks > MOST_MARKS or signs > MOST_SIGNS:
                return at
    return -1


def name_of(character: str) -> str:
    """How a message calls ``character``, which it cannot show."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


LIKE_LATIN = frozenset(
    "аеіӏјорсухѕһԁԛԝгпѵүАВЕЅІӀЈКМНОРСТХУԚԜѴҮ"  # Cyrillic
    "ονιυρκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"  # Greek
    "ոսցհօ"  # Armenian
    "ᎪᏴᏟᎠᎬᎻᎫᎨᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ"  # Cherokee
    "ꓐꓑꓓꓖꓗꓙꓚꓝꓟꓠꓡꓢꓣꓤꓥꓧꓪꓫꓬꓮꓰꓲꓳꓴꓦꓷ"  # Lisu
    "ⲟⲣⲥⲭⵏⵔⵙⵝ"  # Coptic, Tifinagh
)
"""Letters that look like Latin ones (Unicode, confusables.txt)."""
_TOGETHER = (
    frozenset({"Latn", "Hani", "Hira", "Kana"}),
    frozenset({"Latn", "Hani", "Bopo"}),
    frozenset({"Latn", "Hani", "Hang"}),
)
"""Scripts that one name may have beside each other (UTS #39, 5.2, highly restrictive)."""


def is_mixed(word: str) -> bool:
    """Whether ``word`` has letters of scripts that do not go together."""
    scripts = {script_of(character) for character in word if character.isalpha()}
    scripts -= {"Zyyy", "Zinh"}
    return len(scripts) > 1 and not any(scripts <= group for group in _TOGETHER)


def is_disguised(name: str) -> bool:
    """Whether ``name``, one part of a host, mixes scripts, or is of another script and only looks Latin."""
    letters = [character for character in name if character.isalpha()]
    return is_mixed(name) or (bool(letters) and LIKE_LATIN.issuperset(letters))
