"""Words of a language as one expression that finds them in a text, whole and with their endings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kyr.languages import CJK_SCRIPTS, ICU_SCRIPTS, Language

LETTERS = (
    r"\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u0e31-\u0e4e\u0f18-\u0f84\u102b-\u103e\u135d-\u135f\u17b4-\u17d3\u200c\u200d"
)
"""Letters, and the marks and joiners that stand within words, which Python's ``\\w`` leaves out."""

UNSPACED = ICU_SCRIPTS | CJK_SCRIPTS | {"Kore"}
"""Scripts without spaces between words, or, as in Korean, with words that run together."""

ATTACHED = {"Arab": "[وفبكلسأ]*(?:ال)?", "Hebr": "[והבכלמש]*"}
"""Small words, such as “and”, “in” and “the”, that are written together with the word that follows."""

_POINTS = re.compile("[\u0640\u064b-\u0652\u0670]")
"""What Arabic letters carry, or are drawn out with; most writers leave it away."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """An expression that finds words, whether in small letters, and whether the points of Arabic letters go first."""

    pattern: re.Pattern[str]
    cased: bool
    pointed: bool

    def find(self, text: str) -> str:
        """The first of the words that stands in ``text``, as it was sought there; empty if none."""
        match = self.pattern.search(self._sought(text))
        return match[0].strip() if match else ""

    def remove(self, text: str) -> str:
        """``text`` without the words."""
        return self.pattern.sub(" ", self._sought(text))

    def _sought(self, text: str) -> str:
        text = text if self.cased else text.lower()
        return _POINTS.sub("", text) if self.pointed else text


@lru_cache(maxsize=1 << 12)
def spellings(
    forms: tuple[str, ...],
    language: Language,
    *,
    exact: bool = False,
    cased: bool = False,
) -> Spellings:
    """``forms`` as one expression: ``*`` stands for any letters, and small words may be attached in front.

    With ``exact`` all else stands for itself; otherwise the forms are expressions themselves. With ``cased`` capitals
    count.
    """
    pointed = language.script == "Arab"
    unspaced = language.script in UNSPACED
    any_letters = "" if unspaced else f"[{LETTERS}]*"
    parts = []
    for form in forms:
        form = form if cased else form.lower()
        form = _POINTS.sub("", form) if pointed else form
        pieces = form.split("*")
        parts.append(any_letters.join(map(re.escape, pieces) if exact else pieces))
    words = f"(?:{'|'.join(parts)})"
    if not unspaced:
        before = ATTACHED.get(language.script, "")
        words = f"(?<![{LETTERS}]){before}{words}(?![{LETTERS}])"
    return Spellings(re.compile(words), cased, pointed)
