"""English pages are easy to read: US grade 6 or below for patrons, grade 9 or below for staff.

The measure is the Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975): 0.39 × words a sentence +
11.8 × syllables a word − 15.59. It counts and does not understand, so it finds hard words and long sentences and
proves nothing else. What would make it lie is kept out:

- Headings are left out, and labels, cells, short items and cries (“Go.”) are no sentences: they would shorten the
  average. Their words count; the same one or two words only once. Where nothing is a sentence, the words are measured
  as if they stood in the shortest ones.
- Each section with enough words is measured too, so that many easy ones cannot hide a hard one. A small sample swings
  more, so a section may lie a little above the page.
- Few words swing most, so only very hard ones are told; hardly any are not measured at all. The rule for sentences
  sees those too.
- The permitted terms of ``docs/terms.yml``, and names of contacts, count as one plain word: of one syllable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kyr.checks.prose import (
    PLAIN,
    WORD,
    Passage,
    Sentence,
    english_passages,
    states_passages,
    words_passages,
)
from kyr.checks.terms import entries
from kyr.pages import Audience, audience, words_audience
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "reading-level"

HIGHEST = {Audience.PATRON: 6.0, Audience.STAFF: 9.0}
"""US school grades, for a whole page."""
TOLERANCE = 1.5
"""Grades that one section may lie above the page."""
ENOUGH = 40
"""Words from which a text is measured strictly: the average of three sentences says little."""
FEW = 15
"""Words below which a text is not measured."""
FEW_TOLERANCE = 4.0
"""Grades that a text with ``FEW`` words but not ``ENOUGH`` may lie above the page."""
CRY = 3
"""Words below which nothing is a sentence, full stop or not."""
SHORTEST = 6
"""Words from which a text without a full stop counts as a sentence."""
LETTERS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,6}")
"""Capital letters without a vowel, which are read one by one."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured: ``grade`` is a US school grade, never below 0."""

    grade: float
    words: int
    hardest: Sentence


def check(project: Project) -> Iterator[Problem]:
    """English pages and words, and sections of them, that are harder than their readers can be asked to read."""
    plainer = permitted(project)
    for name, page in project.source.pages.items():
        yield from _judge(page.path, english_passages(project)[name], audience(name), plainer)
    for words in (project.source.site, project.source.print):
        passages = words_passages(project, words)
        for reader in Audience:
            own = [
                passage
                for passage in passages
                if words_audience(passage.id, project.catalogue.handed_out) is reader
            ]
            yield from _judge(words.file.path, own, reader, plainer)
    for passage in states_passages(project):
        reader = audience(f"states/{passage.id}.md")
        yield from _judge(project.states.file.path, [passage], reader, plainer)


def permitted(project: Project) -> re.Pattern[str]:
    """The permitted terms as they stand in a text, in the singular and the plural."""
    known = entries(project)
    titles = [known[entry].title for entry in project.terms.ids if entry in known]
    titles.sort(key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, titles)) or '(?!)'})s?\b", re.IGNORECASE)


def measure(sentences: Iterable[Sentence], plainer: re.Pattern[str]) -> Measure | None:
    """The grade of ``sentences``; ``None`` where there are too few words for one."""
    counted: list[tuple[Sentence, tuple[int, ...]]] = []
    cries: set[tuple[str, ...]] = set()
    words = 0
    for sentence in sentences:
        if sentence.heading:
            continue
        found, counts = _counted(sentence.measured, plainer)
        words += len(found)
        if len(found) < CRY:
            cry = tuple(word.lower() for word in found)
            if cry in cries:
                continue
            cries.add(cry)
        counted.append((sentence, counts))
    if words < FEW:
        return None
    whole = [item for item in counted if len(item[1]) >= (CRY if item[0].ended else SHORTEST)]
    a_sentence = sum(len(counts) for _, counts in whole) / len(whole) if whole else SHORTEST
    every = [count for _, counts in counted for count in counts]
    a_word = sum(every) / len(every)
    hardest = max(
        whole or counted, key=lambda item: _grade(len(item[1]), sum(item[1]) / len(item[1]))
    )
    return Measure(max(0.0, _grade(a_sentence, a_word)), words, hardest[0])


@lru_cache(maxsize=1 << 14)
def _counted(text: str, plainer: re.Pattern[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of ``text`` and the syllables of each; kept, because a sentence is met in its part and in the whole."""
    found = tuple(WORD.findall(plainer.sub(PLAIN, text)))
    return found, tuple(map(syllables, found))


def _grade(words_a_sentence: float, syllables_a_word: float) -> float:
    return 0.39 * words_a_sentence + 11.8 * syllables_a_word - 15.59


@cache
def syllables(word: str) -> int:
    """How many syllables ``word`` has, at least one; a number has one, “DHS” three."""
    import syllapy  # type: ignore[import-untyped]  # only where there is something to measure

    if LETTERS.fullmatch(word):
        return len(word)
    return max(1, int(syllapy.count(word.replace("’", "'"))))


def _judge(
    path: Path, passages: Iterable[Passage], reader: Audience, plainer: re.Pattern[str]
) -> Iterator[Problem]:
    passages = list(passages)
    everything = [sentence for passage in passages for sentence in passage.sentences]
    highest = HIGHEST[reader]
    parts = [(f"the part “{passage.id}”", passage.sentences) for passage in passages]
    if len(parts) == 1:
        parts = []
    for what, sentences, limit in (
        ("the whole text", everything, highest),
        *((what, sentences, highest + TOLERANCE) for what, sentences in parts),
    ):
        found = measure(sentences, plainer)
        if found and found.words < ENOUGH:
            limit = highest + FEW_TOLERANCE
        # Nobody should read a difference that the message does not show.
        if found and round(found.grade, 1) > limit:
            yield Problem(
                path,
                found.hardest.line,
                RULE,
                f"US grade {limit:g} or below for {what}, because {reader.plural} read it",
                f"grade {found.grade:.1f} in {found.words} words; the hardest sentence, on line "
                f"{found.hardest.line}: {shorten(found.hardest.text, 160)}",
                "Shorten its sentences, and put short, everyday words for long ones; begin with the one shown.",
            )
