"""No telephone number, e-mail address or outside address is typed into words: they live in docs/contacts.yml.

A number that is written once can be mended once. What counts is what a reader sees: digits of any script, with whatever
signs of Markdown, unseen characters and line ends stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import phonenumbers

from kyr.checks.passages import passages
from kyr.checks.seen import numerals, plain, western
from kyr.contacts import REGION
from kyr.placeholders import PLACEHOLDER
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "typed-contact"
FEWEST = 5
"""Digits of the shortest numbers that can be told from a year or a section of a law (ITU-T E.164 has longer ones)."""
WHOLE = 10
"""Digits of a number with its area code (North American Numbering Plan)."""
LONGEST = 6_000
"""Characters of a paragraph that are searched; the longest table has 5,257."""

_NEAR = re.compile(rf"\d(?:(?:[^\w,]|[xX]){{0,4}}\d){{{FEWEST - 1}}}")
"""What the matcher could take for a number: it lets four marks, or letters x, stand between two digits (phonenumbers,
``_PUNCTUATION_LIMIT``), and takes its time."""
_LOCAL = tuple(
    re.compile(rf"{sign}(?<=\d{{3}}{sign})(?<![\d.,-]\d{{3}}{sign})\d{{4}}(?![\d-])")
    for sign in ("-", r"\.")
)
"""What follows the first three digits of a number without its area code, as people write it."""
_LETTERS = re.compile(r"8(?:00|33|44|55|66|77|88)\)?[-. ]{1,2}[A-Z][A-Z0-9-]{5,9}(?!\w)")
"""A free number that is a word on the keys of a telephone."""
_APART = re.compile(r"(?<!\d)\d(?:[^\w\n]{0,3}\d){9,14}(?!\d)")
"""Digits with signs and spaces between them, as many as a number has."""
_DAY = re.compile(r"(?:19|20)\d\d([-./])\d\d?\1\d\d?|\d\d?([-./])\d\d?\2(?:19|20)\d\d")
"""A date in digits."""

_NOT_WORDS = re.compile(rf"{PLACEHOLDER.pattern}|\]\([\w./#-]*+\)|`[\w./-]{{1,80}}\.(?:md|yml)`")
"""Placeholders, targets of links, and names of this project's files."""
_SCHEMES = frozenset(
    "mailto tel sms callto sip whatsapp javascript vbscript data file ftp blob about http https".split()
)
_SPELLED = re.compile(r"(?:(?:^|(?<=\W))(?:dot|punto|ponto|point|punkt|точка)|点|點|\.)$", re.I)
_LATIN = re.compile("[a-z0-9ａ-ｚ０-９]")
_WORD_BEFORE = re.compile(r"[^A-Za-z]")
_BETWEEN_PARTS = re.compile("[-.․﹒．。｡@/:]")
_PART_OF_ADDRESS = frozenset("-.․﹒．。｡@/:_+")
_LONGEST_LABEL = 63
_CAPITALS, _FEW = 4, 2
"""Letters of each part of an abbreviation such as EE.UU, and of one such as p.ej."""


@lru_cache(maxsize=1 << 15)
def typed_numbers(text: str, law: bool = False) -> tuple[str, ...]:
    """The telephone numbers in ``text``; sections of a ``law`` look like those without area code.

    Kept, because most texts are the same when somebody saves and looks again.
    """
    seen = western(plain(text)).replace("\n", " ")
    matches = phonenumbers.PhoneNumberMatcher(seen, REGION) if _NEAR.search(seen) else ()
    found = [match.raw_string for match in matches]
    if not found and not law:
        ends = (match.span() for pattern in _LOCAL for match in pattern.finditer(seen))
        found = [seen[start - 3 : end] for start, end in ends]
    for match in _APART.finditer(_DAY.sub(" ", seen)) if not found else ():
        digits = "".join(filter(str.isdigit, match[0]))
        number = phonenumbers.PhoneNumber(1, int(digits[-WHOLE:]))
        if len(digits.lstrip("1")) <= WHOLE and phonenumbers.is_valid_number(number):
            found.append(match[0])
    return tuple(found)


def check(project: Project) -> Iterator[Problem]:
    """Texts in which a number or an address was typed."""
    for passage in passages(project):
        if passage.kind == "contacts":
            continue  # Their names may hold their own number and address: the rule for contacts looks.
        law = passage.kind == "states"
        for offset, found in (*numbers_in(passage.text, law), *addresses(passage.text)):
            yield Problem(
                passage.path,
                passage.line(offset),
                RULE,
                "a placeholder such as {{ lifeline-988.phone }} or {{ nnirr-hotlines.link }}",
                shorten(found),
                "Name the contact by its id in docs/contacts.yml; numbers and addresses stand only there. "
                "If it is neither, put a space after the full stop.",
            )


def numbers_in(text: str, law: bool = False) -> Iterator[tuple[int, str]]:
    """The telephone numbers in ``text``, each with the offset of the first digit of its paragraph."""
    yield from ((match.start(), match[0]) for match in _LETTERS.finditer(text))
    digits = numerals(text)
    end = -1
    for first, last in zip(digits, digits[FEWEST - 1 :], strict=False):
        # The matcher takes its time, and most paragraphs hold too few digits for a number.
        if first < end or text.find("\n\n", first, last) >= 0:
            continue
        before, after = text.rfind("\n\n", 0, first), text.find("\n\n", last)
        start = max(before + 2 if before >= 0 else 0, first - LONGEST)
        end = min(after if after >= 0 else len(text), first + LONGEST)
        for found in typed_numbers(text[start:end], law):
            yield first, found


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """The addresses in ``text``, each with its offset."""
    text = _NOT_WORDS.sub(lambda match: " " * len(match[0]), text)
    done = -1
    for match in sorted(_candidates(text), key=re.Match.start):
        if match.start() >= done:
            # The end of an address that stands by itself is shown with what is before it.
            start, done = _around(text, match.start() - match[0].isalpha(), match.end())
            yield start, text[start:done]


def _is_abbreviation(text: str) -> bool:
    """Whether ``text`` is one, such as EE.UU or p.ej., and no address."""
    parts = [part for part in _BETWEEN_PARTS.split(text) if part]
    short = text.endswith(".") and all(len(part) <= _FEW for part in parts)
    return short or all(part.isupper() and len(part) <= _CAPITALS for part in parts)


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """What shows that an address stands there."""
    for sign, pattern, is_one in _SIGNS:
        if sign in text:
            yield from (match for match in pattern.finditer(text) if is_one(match))


def _ends_a_scheme(match: re.Match[str]) -> bool:
    """Whether a colon follows the name of a kind of address, or has two strokes behind it."""
    word = match.string[max(0, match.start() - 12) : match.start()]
    return _WORD_BEFORE.split(word)[-1].lower() in _SCHEMES or match.string.startswith(
        "//", match.end()
    )


def _follows_a_dot(match: re.Match[str]) -> bool:
    """Whether a full stop, or the word for it, stands before."""
    before = match.string[max(0, match.start() - 16) : match.start()].rstrip()
    return _SPELLED.search(before) is not None


def _follows_letters(match: re.Match[str]) -> bool:
    """Whether a full stop follows what it can be part of, and that is no abbreviation.

    In Chinese and Japanese only letters of addresses count.
    """
    text = match.string
    before = text[max(0, match.start() - 4) : match.start()].rstrip("*_`")[-1:]
    follows = before.isalnum() if match[0][0] in ".․﹒" else _LATIN.match(before)
    if not follows:
        return False
    start, end = _around(text, *match.span())
    return not _is_abbreviation(text[start:end])


def _signs() -> Iterator[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]]]:
    """What an address may hold, how it stands there, and what else makes it one.

    Each begins with a sign that is sought first: one after the other is quicker than all at once.
    """
    yield from ((sign, re.compile(sign), bool) for sign in "@＠﹫")
    yield from ((sign, re.compile(rf"{sign}(?=[^\s*])"), _ends_a_scheme) for sign in ":：")
    # A sign put in brackets, so that programs do not know the address.
    apart = r"\s{0,3}(?i:at|arroba|dot|punto|ponto|\.)\s{0,3}[\])}]"
    yield from ((sign, re.compile(re.escape(sign) + apart), bool) for sign in "[({")
    # How an address ends, after a space: for the same reason.
    for word in ("com", "org", "net", "gov", "edu", "info"):
        yield word, re.compile(rf"{word}(?<=\s{word})(?!\w)"), _follows_a_dot
    # A full stop before letters: that of an address, or one without the space that belongs after it. Browsers take
    # some others for it (UTS #46, 4); between the words of Chinese they are what they are.
    for sign in ".․﹒":
        letters = rf"{re.escape(sign)}[*_`]{{0,3}}(?=[^\W\d_]{{2}})"
        yield sign, re.compile(letters), _follows_letters
    for sign in "．。｡":
        yield sign, re.compile(rf"{sign}(?=[a-zａ-ｚ]{{2}})"), _follows_letters
    for sign in ".．":
        yield sign, re.compile(rf"{re.escape(sign)}(?<=[wWｗ]{{3}}{re.escape(sign)})"), bool


_SIGNS = tuple(_signs())


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the address begins and ends that holds what stands from ``start`` to ``end``."""
    first, last = start - _LONGEST_LABEL, end + _LONGEST_LABEL
    while start > max(0, first) and _belongs(text[start - 1]):
        start -= 1
    while end < min(len(text), last) and _belongs(text[end]):
        end += 1
    return start, end


def _belongs(character: str) -> bool:
    return character.isalnum() or character in _PART_OF_ADDRESS
