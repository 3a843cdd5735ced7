"""English that is said aloud stays English in every language: find it, so that it can be marked and isolated.

A screen reader then reads it in an English voice (WCAG 2.2, 3.1.2), and in right-to-left text its full stop and
question mark stay at its end (UAX #9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fontTools.unicodedata import script as script_of  # type: ignore[import-untyped]

from kyr.languages import Language
from kyr.project import Texts

QUOTED = re.compile(r"[“„«]([^“”„«»<>\n]+)[”“»]")
"""A quotation without markup inside; the first group is what is said."""


def spoken_lines(source: Texts) -> frozenset[str]:
    """Everything that stands in quotation marks in the English pages and words."""
    texts = [page.body for page in source.pages.values()]
    for words in (source.site, source.print):
        for text in words.values():
            texts.extend((text,) if isinstance(text, str) else text)
    return frozenset(_plain(match[1]) for text in texts for match in QUOTED.finditer(text))


def is_english(quotation: str, language: Language, spoken: frozenset[str]) -> bool:
    """Whether ``quotation`` in a text of ``language`` is English.

    It is when the English pages say the same, or when all its letters are Latin and the language's are not.
    """
    if language.is_source:
        return False
    if _plain(quotation) in spoken:
        return True
    if language.script == "Latn":
        return False
    letters = {letter for letter in quotation if letter.isalpha()}
    return bool(letters) and all(
        letter.isascii() or script_of(letter) == "Latn" for letter in letters
    )


def runs(text: str, language: Language, spoken: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """``text`` in runs, each with whether it is said in English; quotation marks go with their words."""
    done = 0
    for match in QUOTED.finditer(text):
        if is_english(match[1], language, spoken):
            yield text[done : match.start()], False
            yield match[0], True
            done = match.end()
    yield text[done:], False


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
