"""A translation is punctuated as its language is, and ends its sentences as the English does.

A question stays a question, what leads to a list stays open, and a label gets no full stop. How a language does it
stands in ``punctuation.yml``; the others do as English does. What is said in English keeps its own marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from kyr.checks.blocks import Kind
from kyr.checks.pairs import FILLED, Pair, compared, without_english
from kyr.checks.script import letters_of
from kyr.checks.tables import entry_of
from kyr.languages import Language
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import spoken_lines

RULE = "punctuation"
IGNORABLE = frozenset({RULE})

TABLE = Path(__file__).with_name("punctuation.yml")
STOP, QUESTION, CRY, COLON = "stop", "question", "cry", "colon"
ENGLISH = {".": STOP, "…": STOP, "?": QUESTION, "!": CRY, ":": COLON}
MARKS = {
    STOP: "a full stop",
    QUESTION: "a question mark",
    CRY: "an exclamation mark",
    COLON: "a colon",
}
NONE = "none"
CLOSING = "”“’‘»›\"')）]」』》】"
"""What may stand behind the end of a sentence."""
CLOSED = re.compile(rf"[\s{re.escape(CLOSING)}]+$")
SPACES = "\u0020\u00a0\u202f"
NEXT_STEP = "Correct it. If it has to be so, write the reason under “ignore:” in language.yml."


@dataclass(frozen=True)
class Habits:
    """How one language punctuates.

    ``ends`` holds, for each kind of end, the marks that make it; an empty one where nothing may stand there. ``wrong``
    finds marks that are not used after its letters, ``instead`` what is.
    """

    ends: dict[str, tuple[str, ...]]
    inside: str
    wrong: re.Pattern[str] | None
    instead: dict[str, str]
    opened: tuple[tuple[str, str], ...]
    unspaced: re.Pattern[str] | None

    @cached_property
    def every(self) -> frozenset[str]:
        """Every mark that ends something."""
        return frozenset(mark for marks in self.ends.values() for mark in marks if mark)

    @cached_property
    def same(self) -> dict[str, tuple[str, ...]]:
        """The marks with which a text may end, for each that English ends with; none are sure where it has none."""
        return {"": (), FILLED: (), **{mark: self.ends[kind] for mark, kind in ENGLISH.items()}}

    def may_be_wrong(self, text: str) -> bool:
        """Whether ``text`` holds a mark that has to be looked at."""
        return any(
            pattern is not None and pattern.search(text) for pattern in (self.wrong, self.unspaced)
        ) or any(mark in text for marks in self.opened for mark in marks)


def check(project: Project) -> Iterator[Problem]:
    """Texts that end otherwise than the English, or are punctuated as another language is."""
    spoken = spoken_lines(project.source)

    # The English of a unit is the same for all languages.
    known: dict[str, tuple[str, ...]] = {}

    def compare(pair: Pair) -> Iterator[Problem]:
        habits = habits_of(pair.texts.language)
        if pair.is_aligned:
            english, same = pair.source.text, habits.same
            endings = known.get(english) or known.setdefault(
                english, tuple(map(_ending, pair.theirs.texts))
            )
            for block, (theirs, text) in enumerate(zip(endings, pair.blocks.texts, strict=True)):
                # Where both end alike, as most do, there is nothing to say.
                if text[-1:] in same[theirs]:
                    continue
                if pair.blocks.kinds[block] != Kind.QUOTED and (
                    found := _end(theirs, text, habits)
                ):
                    expected = f"{found}: {shorten(pair.theirs.texts[block], 80)}"
                    yield pair.problem(block, RULE, expected, _tail(text), NEXT_STEP)
        if habits.may_be_wrong(pair.own.text):
            for block, text in enumerate(pair.blocks.texts):
                for expected, around in _within(text, habits, pair, spoken):
                    yield pair.problem(block, RULE, expected, around, NEXT_STEP)

    return compared(project, compare)


def _ending(english: str) -> str:
    """The mark that ends an English text, behind what closes it; ``FILLED`` if it ends so; empty if in letters."""
    last = CLOSED.sub("", english)[-1:]
    return last if last in ENGLISH or last == FILLED else ""


def _end(theirs: str, text: str, habits: Habits) -> str:
    """What is expected where ``text`` does not end as the English does, with ``theirs``; empty if it does."""
    own = text[-1:]
    if own.isalnum() and not theirs:
        return ""
    if own in CLOSING:
        own = CLOSED.sub("", text)[-1:]
    if FILLED in (theirs, own) or not own:
        return ""
    if not theirs:
        return "no mark at the end, as in English" if own in habits.every else ""
    kind = ENGLISH[theirs]
    marks = habits.ends[kind]
    if own in marks or ("" in marks and own not in ENGLISH):
        return ""
    if kind == QUESTION and habits.inside and habits.inside in text:
        return ""
    shown = " or ".join(f"“{mark}”" for mark in marks if mark) or "nothing"
    return f"{shown} at the end, where English has {MARKS[kind]}"


def _within(
    text: str, habits: Habits, pair: Pair, spoken: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What is expected and found where a mark within ``text`` is another language's."""
    if habits.wrong and (match := habits.wrong.search(text)):
        instead = habits.instead[match[0][-1]]
        yield f"“{instead}” in {pair.texts.language.english}", _around(text, match)
    if habits.unspaced and (match := habits.unspaced.search(text)):
        yield "a space that does not break between a word and this mark", _around(text, match)
    own = without_english(text, pair.texts, spoken)
    for opening, closing in habits.opened:
        if own.count(opening) != own.count(closing):
            yield f"“{opening}” and “{closing}” around each", shorten(text, 80)


def _tail(text: str) -> str:
    return f"“{'…' if len(text) > 40 else ''}{text[-40:]}”"


def _around(text: str, match: re.Match[str]) -> str:
    return shorten(text[max(0, match.start() - 20) : match.end() + 20])


@lru_cache(maxsize=256)
def habits_of(language: Language) -> Habits:
    """How ``language`` punctuates."""
    entry: dict[str, Any] = entry_of(TABLE, language) or {}
    ends = {kind: _ends(entry.get(kind) or mark) for mark, kind in ENGLISH.items() if mark != "…"}
    instead: dict[str, str] = entry.get("wrong", {})
    wrong = unspaced = None
    if instead:
        letter = letters_of(language.script).pattern.removesuffix("+")
        marks = re.escape("".join(instead))
        wrong = re.compile(rf"[{marks}](?<={letter}[{marks}])(?![^\W\d_])")
    if "spaced" in entry:
        marks = re.escape(entry["spaced"])
        unspaced = re.compile(rf"[{marks}](?<=[^\W\d_][{marks}])|{entry['before']}(?![{SPACES}])")
    opened = tuple((both[0], both[1]) for both in entry.get("opened", "").split())
    return Habits(ends, entry.get("inside", ""), wrong, instead, opened, unspaced)


def _ends(marks: str) -> tuple[str, ...]:
    if marks.startswith(NONE):
        return ("", *marks.removeprefix(NONE).strip())
    return tuple(marks)
