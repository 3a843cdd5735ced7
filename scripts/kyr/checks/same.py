"""What should be translated is: no paragraph, item or text of a translation still is the English one.

A unit that still is the whole English copy is counted by ``complete``; what somebody has stamped in just that form is
meant so. Words that stay as they are in every language, quotations, names and what is filled in do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kyr.checks.pairs import Pair, compared
from kyr.checks.spelling import names
from kyr.problems import Level, Problem, shorten
from kyr.project import Project, Texts
from kyr.spoken import QUOTED
from kyr.translation.lock import read_lock
from kyr.translation.publication import is_published

RULE = "same-as-source"

ENOUGH = 4
"""Words from which a text that is the same as the English was forgotten."""
WORD = re.compile(r"[^\W\d_]{2,}")
NAME = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z]\w*(?:[ -](?:(?:of|for|the|and|on|to) )*[A-Z]\w*)*")
"""Words with capitals, but for those that begin a sentence."""


def check(project: Project) -> Iterator[Problem]:
    """Texts that are the same as the English, in published languages; notes in those that are being prepared."""

    @lru_cache(maxsize=128)
    def level(texts: Texts) -> Level:
        lock = read_lock(project.docs / texts.language.tag)
        return Level.ERROR if is_published(project, texts, lock) else Level.NOTE

    # The English of a unit is the same for all languages.
    known: dict[str, frozenset[str]] = {}

    def compare(pair: Pair) -> Iterator[Problem]:
        english = pair.source.text
        same = known.get(english) or known.setdefault(english, frozenset(pair.theirs.texts))
        if same.isdisjoint(pair.blocks.texts) or pair.is_stamped:
            return
        for block, text in enumerate(pair.blocks.texts):
            if text in same and _says_enough(project, pair.texts, text):
                yield pair.problem(
                    block,
                    RULE,
                    f"it in {pair.texts.language.english}",
                    f"the English: {shorten(text, 100)}",
                    "Translate it. If it has to stay in English, say so by stamping it as it is: kyr stamp.",
                    level(pair.texts),
                )

    return compared(project, compare)


def _says_enough(project: Project, texts: Texts, text: str) -> bool:
    """Whether ``text`` has enough words beside those that may stay."""
    kept = (*project.source.usage.keep, *texts.usage.keep)
    text = QUOTED.sub(" ", text)
    if kept:
        text = names(kept).sub(" ", text)
    return len(WORD.findall(NAME.sub(" ", text))) >= ENOUGH
