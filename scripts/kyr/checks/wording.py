"""What matters most is called by the words that a language has fixed for it, and by none that mislead.

``language.yml`` says which. A translation that calls ICE's paper by the name of a court's gives rights away: that is an
error, and no reason excuses it. Elsewhere another word may be right, and the rule only warns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kyr.checks.pairs import Pair, compared, english_pairs, pairs, plain
from kyr.checks.spelling import Spellings, names, spellings
from kyr.problems import Level, Problem, shorten
from kyr.project import Project, Texts
from kyr.spoken import QUOTED
from kyr.usage import NAME

MISSING, BANNED, KEPT = "term-missing", "term-banned", "term-kept"
IGNORABLE = frozenset({MISSING, KEPT})


def check(project: Project) -> Iterator[Problem]:
    """Texts that call things by other words than their language has fixed."""
    yield from compared(project, _Terms(project).compare)
    yield from _banned(project)


class _Terms:
    """What an English text speaks of, worked out once for all languages."""

    def __init__(self, project: Project) -> None:
        self.usage = project.source.usage
        self.terms = cache(self._terms)
        self.kept = cache(self._kept)

    def compare(self, pair: Pair) -> Iterator[Problem]:
        """The terms and names that the translation of ``pair`` lacks."""
        usage, script = pair.texts.usage, pair.texts.language.script
        terms = self.terms(pair.source.text) if usage.terms else ()
        kept = self.kept(pair.source.text, usage.keep)
        if not terms and not kept:
            return
        own = "\n".join(pair.blocks.texts)
        small = own.lower() if terms else ""
        for term, words in terms:
            use = usage.terms[term].use if term in usage.terms else ()
            if use and not spellings(use, script).find_in(small):
                yield pair.problem(
                    0,
                    MISSING,
                    f"for “{words}” one of: {', '.join(use)}",
                    f"none of them in {shorten(own, 100)}",
                    f"Use it; or, if your word is as good, add it to “{term}” in {NAME}.",
                )
        for name in kept:
            if not names((name,)).search(own):
                yield pair.problem(
                    0,
                    KEPT,
                    f"“{name}”, as it is in English",
                    f"{shorten(own, 100)} without it",
                    "Keep it, and explain it beside if needed: readers meet this name on papers and badges.",
                )

    def _terms(self, english: str) -> tuple[tuple[str, str], ...]:
        """The terms of which an ``english`` text speaks, each with the words in which it does."""
        text = plain(english)
        items = self.usage.terms.items()
        found = (
            (term, spellings(wording.use, "Latn").find(text))
            for term, wording in items
            if wording.use
        )
        return tuple((term, words) for term, words in found if words)

    def _kept(self, english: str, also: tuple[str, ...]) -> tuple[str, ...]:
        """The names in an ``english`` text that stay as they are; ``also`` are those of one language."""
        text = plain(english)
        return tuple(name for name in (*self.usage.keep, *also) if names((name,)).search(text))


def _banned(project: Project) -> Iterator[Problem]:
    """Words that a language never says of a thing, or never says at all; in quotation marks it may show them."""
    never = {tag: tuple(_never(texts)) for tag, texts in project.texts.items()}
    for pair in (*english_pairs(project), *pairs(project)):
        lists = never[pair.texts.language.tag]
        small = pair.own.text.lower() if lists else ""
        for words, term in lists:
            if not words.find_in(small):
                continue
            for block, text in enumerate(pair.blocks.texts):
                if found := words.find(QUOTED.sub(" ", text)):
                    yield pair.problem(
                        block,
                        BANNED,
                        f"other words for “{term}”" if term else "other words",
                        f"“{found}” in {shorten(text, 100)}",
                        f"Say what it is: {NAME} lists these words because they mislead or hurt.",
                        Level.ERROR,
                    )


def _never(texts: Texts) -> Iterator[tuple[Spellings, str]]:
    """What ``texts`` never say, each with the id of the term for which they do not; empty for words of no term."""
    usage = texts.usage
    lists = [(wording.never, term) for term, wording in usage.terms.items()]
    for never, term in (*lists, (usage.never, "")):
        if never:
            yield spellings(never, texts.language.script), term
