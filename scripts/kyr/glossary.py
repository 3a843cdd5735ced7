"""The terms of one language's glossary page: what they mean, and the spellings by which they stand on other pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape

from kyr.languages import Language
from kyr.pages import Page

PAGE = "glossary.md"

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(r"\*{1,3}|`+|(?<!\w)_{1,3}|_{1,3}(?!\w)")
_TITLE_LEVEL = 2

_DOTTED = frozenset({"tr", "az"})
"""Languages whose i keeps its dot as a capital, and whose I has none (Unicode, SpecialCasing)."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry. ``forms`` are its spellings in running text, ``definition`` its first paragraph in plain letters."""

    id: str
    title: str
    line: int
    forms: tuple[str, ...]
    definition: str


def read_glossary(page: Page, language: Language) -> tuple[Term, ...]:
    """The terms of the glossary ``page`` in ``language``, in its order.

    A term is looked for as its heading writes it, unless ``forms:`` in the front matter lists other spellings for
    its id; an empty list means that it is never looked for, because it is an everyday word too. What is written
    with a small first letter is also looked for with a capital, as at the start of a sentence.
    """
    return tuple(
        Term(
            section.id,
            section.title,
            section.line,
            _spellings(page.front.forms.get(section.id), section.title, language),
            _first_paragraph(section.text),
        )
        for section in page.sections()
        if section.level == _TITLE_LEVEL
    )


def _spellings(written: tuple[str, ...] | None, title: str, language: Language) -> tuple[str, ...]:
    if written is None:
        # An acronym keeps its capitals.
        small = _first(title, language, str.lower, {"I": "ı", "İ": "i"})
        written = (title, small) if title[1:2].islower() else (title,)
    capitals = (_first(form, language, str.upper, {"i": "İ", "ı": "I"}) for form in written)
    return tuple(dict.fromkeys((*written, *capitals)))


def _first(
    text: str, language: Language, change: Callable[[str], str], dotted: Mapping[str, str]
) -> str:
    """``text`` with its first letter changed, where that gives one letter again."""
    letter = text[:1]
    own = dotted.get(letter) if language.tag.partition("-")[0] in _DOTTED else None
    found = own or change(letter)
    return found + text[1:] if len(found) == 1 else text


def _first_paragraph(text: str) -> str:
    """The first paragraph below the heading that ``text`` begins with, in one line, without marks."""
    _, _, below = text.partition("\n")
    paragraph = re.split(r"\n\s*\n", below.strip(), maxsplit=1)[0]
    return " ".join(unescape(_EMPHASIS.sub("", _LINK.sub(r"\1", paragraph))).split())
