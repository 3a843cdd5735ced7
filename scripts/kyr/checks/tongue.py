"""A translation is in its language: not in English that was forgotten, and not in another one.

Small words tell languages apart that share a script; ``tongue.yml`` lists the commonest. A file is looked at as a
whole: where hardly any of its language's small words are there and many of another's, it is in that one. English is
also looked for block by block. Scripts are another rule's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from kyr.checks.pairs import Pair, pairs, without_english
from kyr.checks.tables import entry_of, read_table
from kyr.languages import Language, make_language
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import spoken_lines

RULE = "wrong-language"
IGNORABLE = frozenset({RULE})

TABLE = Path(__file__).with_name("tongue.yml")
ENGLISH = "en"
ENOUGH = 60
"""Words from which a file is looked at."""
OTHER = 0.12
"""The share of another language's small words from which a text is in that one; in true ones a fifth to a half are."""
CLEARLY = 1.5
"""How many times as many as of its own these must be: neighbours share some."""
ENGLISH_UNIT = 0.1
"""The share of small English words from which the blocks of a section are looked at one by one."""
BLOCK, ENGLISH_BLOCK = 8, 0.35
"""Words from which a block is looked at for English, and the share of small English words that tell it."""


def check(project: Project) -> Iterator[Problem]:
    """Files in another language, and texts in English."""
    spoken = spoken_lines(project.source)
    for _, found in groupby(pairs(project), key=lambda pair: pair.item):
        of_file = list(found)
        first = of_file[0]
        latin = first.texts.language.script == "Latn"
        own = small_words(first.texts.language)
        if not latin and own is None:
            continue
        words: Counter[str] = Counter()
        for pair in of_file:
            of_unit = pair.own.text.lower().split()
            words.update(of_unit)
            if latin and _share(of_unit, _lists()[ENGLISH]) >= ENGLISH_UNIT:
                yield from _english(pair, spoken)
        if own and words.total() >= ENOUGH and (other := _other(words, own)):
            yield Problem(
                first.own.path,
                first.own.line,
                RULE,
                f"a text in {first.texts.language.english}",
                f"small words of {make_language(other).english}",
                "Look if the file is in the right folder.",
            )


def _english(pair: Pair, spoken: frozenset[str]) -> Iterator[Problem]:
    """The blocks of ``pair`` that are in English."""
    for block, text in enumerate(pair.blocks.texts):
        if _is_english(text) and _is_english(without_english(text, pair.texts, spoken)):
            yield pair.problem(
                block,
                RULE,
                f"a text in {pair.texts.language.english}",
                f"English: {shorten(text, 100)}",
                "Translate it. What is to be said in English stands between “ and ”.",
            )


def _is_english(text: str) -> bool:
    words = text.lower().split()
    return len(words) >= BLOCK and _share(words, _lists()[ENGLISH]) >= ENGLISH_BLOCK


def _other(words: Counter[str], own: frozenset[str]) -> str:
    """The tag of the language that ``words`` are in, if hardly any are of ``own``; empty if it cannot be told."""

    def count(small: frozenset[str]) -> int:
        return sum(map(words.__getitem__, small))

    lists = _lists()
    best = max(lists, key=lambda tag: count(lists[tag]))
    least = max(OTHER * words.total(), CLEARLY * count(own))
    return best if count(lists[best]) >= least else ""


def _share(words: list[str], small: frozenset[str]) -> float:
    return sum(map(small.__contains__, words)) / max(1, len(words))


@lru_cache(maxsize=256)
def small_words(language: Language) -> frozenset[str] | None:
    """The commonest small words of ``language``; ``None`` if they are not written down."""
    words = entry_of(TABLE, language)
    return None if words is None else frozenset(words.split())


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    return {tag: frozenset(words.split()) for tag, words in read_table(TABLE).items()}
