"""A translation is in its language: not in English that was forgotten, and not in another one.

Small words tell languages apart that share a script; ``tongue.yml`` lists the commonest. A file is looked at as a
whole: where hardly any of its language's small words are there and many of another's, it is in that one. English is
also looked for block by block. Scripts are another rule's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from kyr.checks.pairs import Pair, pairs, without_english
from kyr.languages import make_language
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import spoken_lines
from kyr.yamlfile import read_yaml

RULE = "wrong-language"
IGNORABLE = frozenset({RULE})

TABLE = Path(__file__).with_name("tongue.yml")
ENGLISH = "en"
ENOUGH = 60
"""Words from which a file is looked at."""
OWN = 0.06
"""The share of small words from which a text is in its language; in true ones a fifth to a half of the words are."""
OTHER = 0.12
"""The share of another's from which it is in that one, if it is also twice its own."""
BLOCK, ENGLISH_BLOCK = 8, 0.35
"""Words from which a block is looked at for English, and the share of small English words that tell it."""


def check(project: Project) -> Iterator[Problem]:
    """Files in another language, and blocks in English."""
    spoken = spoken_lines(project.source)
    for _, found in groupby(pairs(project), key=lambda pair: pair.item):
        of_file = list(found)
        words: list[str] = []
        for pair in of_file:
            yield from _english(pair, spoken, words)
        if len(words) >= ENOUGH and (other := _other(of_file[0], words)):
            first = of_file[0]
            yield Problem(
                first.own.path,
                first.own.line,
                RULE,
                f"a text in {first.texts.language.english}",
                f"small words of {make_language(other).english}",
                "Look if the file is in the right folder.",
            )


def _english(pair: Pair, spoken: frozenset[str], words: list[str]) -> Iterator[Problem]:
    """The blocks of ``pair`` that are in English; all words of it are added to ``words``."""
    for block in pair.blocks:
        found = block.text.lower().split()
        words += found
        if not _is_english(found):
            continue
        own = without_english(block.text, pair.texts, spoken)
        if _is_english(own.lower().split()):
            yield pair.problem(
                block,
                RULE,
                f"a text in {pair.texts.language.english}",
                f"English: {shorten(block.text, 100)}",
                "Translate it. What is to be said in English stands between “ and ”.",
            )


def _is_english(words: list[str]) -> bool:
    small = _lists()[ENGLISH]
    if len(words) < BLOCK or small.isdisjoint(words):
        return False
    return _share(words, small) >= ENGLISH_BLOCK


def _other(pair: Pair, words: list[str]) -> str:
    """The tag of the language that ``words`` are in, if it is not that of ``pair``; empty if it is, or nobody knows."""
    tag, lists = pair.texts.language.tag, _lists()
    own = lists.get(tag) or lists.get(tag.partition("-")[0])
    if own is None:
        return ""
    share = _share(words, own)
    if share >= OWN:
        return ""
    best = max(lists, key=lambda other: _share(words, lists[other]))
    return best if _share(words, lists[best]) >= max(OTHER, 2 * share) else ""


def _share(words: list[str], small: frozenset[str]) -> float:
    return sum(map(small.__contains__, words)) / max(1, len(words))


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    value = read_yaml(TABLE).value
    return {tag: frozenset(words.split()) for tags, words in value.items() for tag in tags.split()}
