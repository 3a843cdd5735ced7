"""Words of a language that are sought in a text, whole and with their endings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kyr.languages import CJK_SCRIPTS, ICU_SCRIPTS, Language

UNSPACED = ICU_SCRIPTS | CJK_SCRIPTS | {"Kore"}
"""Scripts without spaces between words, or, as in Korean, with words that run together."""

_MARKS = "\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0f18-\u0f84\u135d-\u135f\u200c\u200d"
LETTER = rf"[\w{_MARKS}]"
"""A letter, or a mark or joiner that stands within words and that Python's ``\\w`` leaves out."""
PLAIN = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Arab", "Hebr"})
"""Scripts whose words have no such marks, or need not be written with them."""

ATTACHED = {"Arab": r"[وفبكلسأ]*(?:ال)?", "Hebr": r"[והבכלמש]*"}
"""Small words, such as “and”, “in” and “the”, that are written together with the word that follows."""

FEW = 6
"""The most letters that are attached."""

_POINTS = re.compile("[\u0640\u064b-\u0652\u0670]")
"""What Arabic letters carry, or are drawn out with; most writers leave it away."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """Words that are sought: those that are whole at their beginning, and those of which it does not matter.

    Expressions begin with letters, because that is quick; what stands before is looked at when one has been found.
    """

    whole: re.Pattern[str] | None
    other: re.Pattern[str] | None
    before: re.Pattern[str]
    pointed: bool

    def find(self, text: str) -> str:
        """The first of the words in ``text``, as it stands there but in small letters; empty if none does."""
        return self.find_in(text.lower())

    def find_in(self, text: str) -> str:
        """As ``find``, in a text of small letters."""
        return next(self._found(text), "")

    def _found(self, text: str) -> Iterator[str]:
        if self.pointed:
            text = _POINTS.sub("", text)
        for match in self.whole.finditer(text) if self.whole else ():
            start = match.start()
            before = text[start - 1 : start]
            if before in ("", " ") or self.before.search(text, max(0, start - FEW), start):
                yield match[0]
        for match in self.other.finditer(text) if self.other else ():
            yield match[0]


def expressions(forms: tuple[str, ...], language: Language) -> Spellings:
    """``forms``, each an expression for a word of ``language`` in which ``*`` stands for any letters."""
    return _spellings(forms, language.script, str)


@lru_cache(maxsize=1 << 12)
def spellings(forms: tuple[str, ...], script: str) -> Spellings:
    """The words ``forms`` of ``script``, in which ``*`` stands for any letters."""
    return _spellings(forms, script, re.escape)


def _spellings(forms: tuple[str, ...], script: str, write: Callable[[str], str]) -> Spellings:
    unspaced = script in UNSPACED
    letter = r"\w" if script in PLAIN else LETTER
    whole: list[str] = []
    other: list[str] = []
    for form in forms:
        form = form.lower()
        form = _POINTS.sub("", form) if script == "Arab" else form
        word = r"\S*".join(map(write, form.strip("*").split("*")))
        if not (unspaced or form.endswith("*")):
            word = f"{word}(?!{letter})"
        (other if unspaced or form.startswith("*") else whole).append(word)
    return Spellings(_any_of(whole), _any_of(other), _before(script, letter), script == "Arab")


def _any_of(words: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(words)) if words else None


@lru_cache(maxsize=64)
def _before(script: str, letter: str) -> re.Pattern[str]:
    """Finds, at the end of what stands before a word, that the word begins there."""
    return re.compile(rf"(?:^|(?<!{letter})){ATTACHED.get(script, '')}\Z")


@lru_cache(maxsize=1 << 10)
def names(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the names ``forms`` where it is no part of a longer one, whatever other letters stand beside it."""
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, forms))})(?![A-Za-z0-9])")
