"""A “not” of the English is a “not” of the translation, sentence by sentence: without it a right becomes its opposite.

What negates in a language stands in ``negation.yml``. A text is only compared with the English text in its place, and
only for whether there is any negation: a sentence turned round (“stay silent”, “do not speak”) is told where English
has one and the translation none. The other way round only words are told that mean nothing else, and not where English
says something that other languages like to put that way. Languages that the table does not have are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from kyr.checks.pairs import Pair, compared, without_english
from kyr.checks.spelling import Spellings, expressions
from kyr.checks.tables import entry_of
from kyr.languages import Language
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import spoken_lines

RULE = "negation"
IGNORABLE = frozenset({RULE})

TABLE = Path(__file__).with_name("negation.yml")
NOT = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|nowhere|neither|nor|cannot|without|\w+n['’]t)\b", re.I
)
SOFT = re.compile(
    r"\b(?:un\w+|in(?:valid|correct|accurate)|il?legal|dis\w+|only|but|just|except|until|before|refus|den[iy]|prevent|avoid"
    r"|stop|fail|lack|wrong|false|fake|mistake|silen|rather|instead|hardly|rare|few|little|too|free|keep|still|yet"
    r"|other|any|ever|least|most|more|less|out|limit|priva|secret|leave|miss|empty|full|block|forbid|ban|los[et]|alone|away)",
    re.I,
)
"""What English says without a negation and other languages often with one."""
END = re.compile(r"(?<=[.!?…。！？؟।۔။។։።])[”’\")\]）」》]*\s*")


@dataclass(frozen=True, slots=True)
class Negation:
    """What negates in one language: ``no`` is everything, ``sure`` what means nothing else."""

    no: Spellings
    sure: Spellings | None


class English(NamedTuple):
    """A sentence of English: the word by which it negates, or none; ``plain`` if no language says it with one."""

    text: str
    negation: str
    plain: bool


class Denials(NamedTuple):
    """Which texts of an English unit negate, and in which a sentence is plain; by their places."""

    negating: frozenset[int]
    plain: frozenset[int]


def check(project: Project) -> Iterator[Problem]:
    """Texts in which a negation of the English is gone, or one has been added."""
    spoken = spoken_lines(project.source)
    known: dict[str, Denials] = {}

    def compare(pair: Pair) -> Iterator[Problem]:
        words = negation_of(pair.texts.language)
        if words is None:
            return
        english = pair.source.text
        denials = known.get(english) or known.setdefault(english, _denials(pair.theirs.texts))
        places = denials.negating
        if words.sure and denials.plain and words.sure.find(pair.own.text):
            places |= denials.plain
        if not places:
            return
        beside = list(pair.beside)
        for block in sorted(places) if pair.is_aligned else (0,):
            theirs, text = beside[block]
            if block not in denials.negating and not (words.sure and words.sure.find(text)):
                continue
            text = without_english(text, pair.texts, spoken)
            for one, two in _sentences(theirs, text):
                if found := _differ(one, two, words):
                    yield pair.problem(block, RULE, *found)

    return compared(project, compare)


def _denials(texts: Iterable[str]) -> Denials:
    whole = [_english(text) for text in texts]
    negating, plain = (
        frozenset(place for place, parts in enumerate(whole) if any(map(has, parts)))
        for has in (attrgetter("negation"), attrgetter("plain"))
    )
    return Denials(negating, plain)


@lru_cache(maxsize=1 << 15)
def _english(text: str) -> tuple[English, ...]:
    """The sentences of an English text."""
    return tuple(_sentence(part) for part in END.split(text) if part.strip())


def _sentence(text: str) -> English:
    denied = NOT.search(text)
    return English(text, denied[0] if denied else "", not denied and not SOFT.search(text))


def _sentences(english: str, text: str) -> Iterable[tuple[English, str]]:
    """The sentences of both texts side by side, where they have as many; else the two as they are."""
    ours = _english(english)
    if len(ours) == 1:
        return ((ours[0], text),)
    own = [part for part in END.split(text) if part.strip()]
    return zip(ours, own, strict=True) if len(ours) == len(own) else ((_sentence(english), text),)


def _differ(english: English, text: str, words: Negation) -> tuple[str, str, str] | None:
    if english.negation and not words.no.find(text):
        return (
            f"a negation, as in English (“{english.negation}”): {shorten(english.text, 100)}",
            shorten(text, 100),
            "Read both again: who may, must or must not do it? If the sentence says the same without a “not”, "
            "it is fine: write it down under “ignore” in language.yml.",
        )
    if english.plain and words.sure and (found := words.sure.find(text)):
        return (
            f"no negation, as in English: {shorten(english.text, 100)}",
            f"“{found}” in {shorten(text, 100)}",
            "Read both again: who may, must or must not do it? If the sentence means the same, "
            "it is fine: write it down under “ignore” in language.yml.",
        )
    return None


@lru_cache(maxsize=256)
def negation_of(language: Language) -> Negation | None:
    """What negates in ``language``; ``None`` if that is not written down."""
    entry = entry_of(TABLE, language)
    if entry is None:
        return None
    no, sure = (
        expressions(tuple(entry[name].split(", ")), language) if name in entry else None
        for name in ("no", "sure")
    )
    assert no is not None, "a list without “no:”"
    return Negation(no, sure)
