"""What is said aloud in English is whole sentences of the English page: a “not” left out would be a confession.

Wherever a translation uses the words of the section's English quotations, in marks or without them, they make up
sentences that the English pages say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kyr.checks.pairs import Pair, compared
from kyr.problems import Problem, shorten
from kyr.project import Project, Texts
from kyr.spoken import QUOTED, is_english, spoken_lines
from kyr.translation.units import units_of

RULE = "said"

FEWEST = 3
"""Words that are no accident: other languages have an “a”, a “no” and a “me” too."""

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*+")
_SENTENCE = re.compile(r"(?<=[.?!…])\s+")
_BREAK = re.compile(r"[“”„‟«»‹›「」『』\"()（）\[\]]|\n[ \t>]*\n|\n[ \t]*[-*+][ \t]")
"""Where one utterance ends."""

Sentence = tuple[str, ...]


def check(project: Project) -> Iterator[Problem]:
    """Units that say something else aloud than the English pages."""
    everywhere = _sentences(spoken_lines(project.source))
    english = _vocabulary(project.source)

    def compare(pair: Pair) -> Iterator[Problem]:
        if found := _changed(pair.source.text, pair.own.text, everywhere):
            yield Problem(
                pair.own.path,
                pair.own.line,
                RULE,
                f"the English words as the English page has them, such as {shorten(found[0], 120)}",
                shorten(found[1], 120),
                "Copy what is said in English letter by letter; your translation stands beneath it.",
            )
        elif invented := _invented(pair, english, everywhere):
            yield Problem(
                pair.own.path,
                pair.own.line,
                RULE,
                "English in quotation marks only as an English page says it",
                shorten(invented, 120),
                "Take it out, or write it in your language: people would say it to an officer.",
            )

    return compared(project, compare)


def _invented(pair: Pair, english: frozenset[str], everywhere: frozenset[Sentence]) -> str | None:
    """A quotation of the translation that is in English words and that no English page says."""
    for match in QUOTED.finditer(pair.own.text):
        words = _words(match[1])
        language = pair.texts.language
        is_english_here = english.issuperset(words) or is_english(match[1], language, frozenset())
        if len(words) < 2 or not is_english_here or _is_made_of(words, everywhere):
            continue
        # What is English without quotation marks, such as the title of a page, may get some.
        beside = f" {' '.join(_words(pair.source.text))} "
        if f" {' '.join(words)} " not in beside:
            return match[1]
    return None


@lru_cache(maxsize=2)
def _vocabulary(source: Texts) -> frozenset[str]:
    """All words of the English pages, site and paper."""
    return frozenset(
        word
        for units in units_of(source).values()
        for unit in units.values()
        for word in _words(unit.text)
    )


def _changed(english: str, text: str, everywhere: frozenset[Sentence]) -> tuple[str, str] | None:
    """The nearest English line, and the words of ``text`` that are like it and are not said anywhere."""
    lines, vocabulary = _quoted(english)
    if not vocabulary:
        return None
    # Most texts have these lines as they are, and else a word or two that is like theirs.
    beside = text
    for line in lines:
        beside = beside.replace(line, " ")
    if vocabulary.isdisjoint(_words(beside)):
        return None
    for run in _runs(text, vocabulary):
        if len(run) >= FEWEST and not _is_made_of(run, everywhere):
            nearest = max(
                lines, key=lambda line: len({*_words(line)} & {*run}) / len(_words(line) or " ")
            )
            return nearest, " ".join(run)
    return None


@lru_cache(maxsize=1 << 12)
def _quoted(english: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """What ``english`` quotes, and the words of that."""
    lines = tuple(match[1] for match in QUOTED.finditer(english))
    return lines, frozenset(word for line in lines for word in _words(line))


def _runs(text: str, vocabulary: frozenset[str]) -> Iterator[Sentence]:
    """The words of ``vocabulary`` that stand beside each other in ``text``."""
    run: list[str] = []
    end = 0
    text = _plain(text)
    for match in _WORD.finditer(text):
        word = match[0]
        if run and (word not in vocabulary or _BREAK.search(text, end, match.start())):
            yield tuple(run)
            run = []
        if word in vocabulary:
            run.append(word)
        end = match.end()
    yield tuple(run)


def _is_made_of(run: Sentence, sentences: frozenset[Sentence]) -> bool:
    """Whether ``run`` is one sentence after the other."""
    reached = {0}
    longest = max(map(len, sentences), default=0)
    for start in range(len(run)):
        if start in reached:
            ends = range(start + 1, min(len(run), start + longest) + 1)
            reached.update(end for end in ends if run[start:end] in sentences)
    return len(run) in reached


@lru_cache(maxsize=4)
def _sentences(lines: Iterable[str]) -> frozenset[Sentence]:
    found = (_words(sentence) for line in lines for sentence in _SENTENCE.split(line))
    return frozenset(filter(None, found))


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> Sentence:
    return tuple(_WORD.findall(_plain(text)))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
