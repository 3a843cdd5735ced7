"""A translation is punctuated as its language is, and ends its sentences as the English does.

A question stays a question, what leads to a list stays open, and a label gets no full stop. How a language does it
stands in ``punctuation.yml``; the others do as English does. What is said in English keeps its own marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kyr.checks.blocks import Block
from kyr.checks.pairs import FILLED, Pair, compared, without_english
from kyr.checks.script import letters_of
from kyr.languages import Language
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.spoken import spoken_lines
from kyr.yamlfile import read_yaml

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
CLOSED = re.compile(r"[\s”“’‘»›\"')）\]」』》】]+$")
"""What may stand behind the end of a sentence."""
SPACES = "\u0020\u00a0\u202f"
NEXT_STEP = "Correct it. If it has to be so, write the reason under “ignore:” in language.yml."


@dataclass(frozen=True, slots=True)
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


def check(project: Project) -> Iterator[Problem]:
    """Texts that end otherwise than the English, or are punctuated as another language is."""
    spoken = spoken_lines(project.source)

    def compare(pair: Pair) -> Iterator[Problem]:
        habits = habits_of(pair.texts.language)
        for english, block in pair.aligned:
            if not block.quotation and (found := _end(english.text, block.text, habits)):
                yield pair.problem(block, RULE, *found, NEXT_STEP)
        for block in pair.blocks:
            for found in _within(block, habits, pair, spoken):
                yield pair.problem(block, RULE, *found, NEXT_STEP)

    return compared(project, compare)


def _end(english: str, text: str, habits: Habits) -> tuple[str, str] | None:
    """What is expected and found where ``text`` does not end as ``english`` does."""
    theirs, own = CLOSED.sub("", english)[-1:], CLOSED.sub("", text)[-1:]
    if FILLED in (theirs, own) or not theirs or not own:
        return None
    kind = ENGLISH.get(theirs)
    if kind is None:
        if any(own in marks for marks in habits.ends.values()):
            return f"no mark at the end, as in English: {shorten(english, 80)}", _tail(text)
        return None
    marks = habits.ends[kind]
    if own in marks or (kind == QUESTION and habits.inside and habits.inside in text):
        return None
    if "" in marks and own not in ENGLISH:
        return None
    shown = " or ".join(f"“{mark}”" for mark in marks if mark) or "nothing"
    return (
        f"{shown} at the end, where English has {MARKS[kind]}: {shorten(english, 80)}",
        _tail(text),
    )


def _within(
    block: Block, habits: Habits, pair: Pair, spoken: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What is expected and found where a mark within ``block`` is another language's."""
    text = block.text
    if habits.wrong and (match := habits.wrong.search(text)):
        instead = habits.instead[match[0][-1]]
        yield f"“{instead}” in {pair.texts.language.english}", _around(text, match)
    if habits.unspaced and (match := habits.unspaced.search(text)):
        yield "a space that does not break between a word and this mark", _around(text, match)
    if any(closing in text or opening in text for opening, closing in habits.opened):
        text = without_english(text, pair.texts, spoken)
        for opening, closing in habits.opened:
            if text.count(opening) != text.count(closing):
                yield f"“{opening}” and “{closing}” around each", shorten(block.text, 80)


def _tail(text: str) -> str:
    return f"“{'…' if len(text) > 40 else ''}{text[-40:]}”"


def _around(text: str, match: re.Match[str]) -> str:
    return shorten(text[max(0, match.start() - 20) : match.end() + 20])


@lru_cache(maxsize=256)
def habits_of(language: Language) -> Habits:
    """How ``language`` punctuates."""
    table = _table()
    entry: dict[str, Any] = (
        table.get(language.tag) or table.get(language.tag.partition("-")[0]) or {}
    )
    ends = {kind: _ends(entry.get(kind) or mark) for mark, kind in ENGLISH.items() if mark != "…"}
    instead: dict[str, str] = entry.get("wrong", {})
    wrong = unspaced = None
    if instead:
        letter = letters_of(language.script).pattern.removesuffix("+")
        marks = re.escape("".join(instead))
        wrong = re.compile(f"[{marks}](?<={letter}[{marks}])(?![^\\W\\d_])")
    if "spaced" in entry:
        marks = re.escape(entry["spaced"])
        unspaced = re.compile(rf"[{marks}](?<=[^\W\d_][{marks}])|{entry['before']}(?![{SPACES}])")
    opened = tuple((both[0], both[1]) for both in entry.get("opened", "").split())
    return Habits(ends, entry.get("inside", ""), wrong, instead, opened, unspaced)


def _ends(marks: str) -> tuple[str, ...]:
    if marks.startswith(NONE):
        return ("", *marks.removeprefix(NONE).strip())
    return tuple(marks)


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    value = read_yaml(TABLE).value
    return {tag: entry for tags, entry in value.items() for tag in tags.split()}
