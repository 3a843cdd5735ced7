"""The terms of one language's glossary page: what they mean, and the spellings by which they stand on other pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kyr.pages import Page

PAGE = "glossary.md"

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TITLE_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Term:
    """One entry. ``forms`` are its spellings in running text, ``definition`` its first paragraph without links."""

    id: str
    title: str
    line: int
    forms: tuple[str, ...]
    definition: str


def read_terms(page: Page) -> tuple[Term, ...]:
    """The terms of the glossary ``page``, in its order.

    A term is looked for as its heading writes it, unless ``forms:`` in the front matter lists other spellings for
    its id; an empty list means that it is never looked for, because it is an everyday word too.
    """
    return tuple(
        Term(
            section.id,
            section.title,
            section.line,
            page.front.forms.get(section.id, (_uncapitalized(section.title),)),
            _first_paragraph(section.text),
        )
        for section in page.sections()
        if section.level == _TITLE_LEVEL
    )


def _uncapitalized(title: str) -> str:
    """``title`` as it stands within a sentence; acronyms keep their capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _first_paragraph(text: str) -> str:
    """The first paragraph below the heading that ``text`` begins with, in one line."""
    _, _, below = text.partition("\n")
    return " ".join(_LINK.sub(r"\1", re.split(r"\n\s*\n", below.strip(), maxsplit=1)[0]).split())
