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
from pathlib import Path
from typing import NamedTuple

from kyr.checks.pairs import Pair, compared, without_english
from kyr.checks.spelling import Spellings, spellings
from kyr.languages import Language
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import spoken_lines
from kyr.yamlfile import read_yaml

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


def check(project: Project) -> Iterator[Problem]:
    """Texts in which a negation of the English is gone, or one has been added."""
    spoken = spoken_lines(project.source)

    def compare(pair: Pair) -> Iterator[Problem]:
        words = negation_of(pair.texts.language)
        if words is None:
            return
        # Most texts hold no word that would be one too many.
        sure = words.sure if words.sure and words.sure.may_be_in(pair.own.text) else None
        for block, (english, text) in enumerate(pair.beside):
            sentences, negates, plain = _english(english)
            if negates or (sure and plain and sure.may_be_in(text)):
                text = without_english(text, pair.texts, spoken)
                for one, two in _sentences(english, sentences, text):
                    if found := _differ(one, two, words):
                        yield pair.problem(block, RULE, *found)

    return compared(project, compare)


@lru_cache(maxsize=1 << 15)
def _english(text: str) -> tuple[tuple[English, ...], bool, bool]:
    """The sentences of an English text, and whether any negates, and any is plain."""
    found = tuple(map(_sentence, filter(str.strip, END.split(text))))
    return found, any(one.negation for one in found), any(one.plain for one in found)


def _sentence(text: str) -> English:
    denied = NOT.search(text)
    return English(text, denied[0] if denied else "", not denied and not SOFT.search(text))


def _sentences(
    english: str, sentences: tuple[English, ...], text: str
) -> Iterable[tuple[English, str]]:
    """The sentences of both texts side by side, where they have as many; else the two as they are."""
    own = [part for part in END.split(text) if part.strip()]
    if len(own) != len(sentences):
        return ((_sentence(english), text),)
    return zip(sentences, own, strict=True)


def _differ(english: English, text: str, words: Negation) -> tuple[str, str, str] | None:
    if english.negation and not words.no.find(text):
        return (
            f"a negation, as in English (“{english.negation}”): {shorten(english.text, 100)}",
            shorten(text, 100),
            "Read both again: who may, must or must not do it? If the sentence says the same without a “not”, "
            "it is fine.",
        )
    if english.plain and words.sure and (found := words.sure.find(text)):
        return (
            f"no negation, as in English: {shorten(english.text, 100)}",
            f"“{found}” in {shorten(text, 100)}",
            "Read both again: who may, must or must not do it? If the sentence means the same, it is fine.",
        )
    return None


@lru_cache(maxsize=256)
def negation_of(language: Language) -> Negation | None:
    """What negates in ``language``; ``None`` if that is not written down."""
    lists = _table()
    entry = lists.get(language.tag) or lists.get(language.tag.partition("-")[0])
    if entry is None:
        return None
    no, sure = (
        spellings(tuple(entry[name].split(", ")), language) if name in entry else None
        for name in ("no", "sure")
    )
    assert no is not None, "a list without “no:”"
    return Negation(no, sure)


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    value = read_yaml(TABLE).value
    return {tag: entry for tags, entry in value.items() for tag in tags.split()}
