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
    """An expression that finds words, one that finds them and more but is quick, because it begins with letters; and
    whether capitals count, and whether the points of Arabic letters go first.
    """

    pattern: re.Pattern[str]
    hint: re.Pattern[str]
    cased: bool
    pointed: bool

    def may_be_in(self, text: str) -> bool:
        """Whether ``text`` holds what might be one of the words, or a part of another word. Quick."""
        return self.hint.search(self._sought(text)) is not None

    def find(self, text: str) -> str:
        """The first of the words that stands in ``text``, as it was sought there; empty if none."""
        text = self._sought(text)
        match = self.pattern.search(text) if self.hint.search(text) else None
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
    forms = forms if cased else tuple(form.lower() for form in forms)
    forms = tuple(_POINTS.sub("", form) for form in forms) if pointed else forms
    groups: dict[tuple[bool, bool], list[str]] = {}
    for form in forms:
        pieces = form.strip("*").split("*")
        whole = (not form.startswith("*") and not unspaced, not form.endswith("*") and not unspaced)
        groups.setdefault(whole, []).append(
            r"\S*".join(map(re.escape, pieces) if exact else pieces)
        )
    before = ATTACHED.get(language.script, "")
    hints, words = [], []
    for (begins, ends), parts in groups.items():
        hint = f"(?:{'|'.join(parts)})" + (f"(?![{LETTERS}])" if ends else "")
        hints.append(hint)
        words.append(f"(?<![{LETTERS}]){before}{hint}" if begins else hint)
    return Spellings(re.compile("|".join(words)), re.compile("|".join(hints)), cased, pointed)
