"""English words that stand in for a language's own are marked as English wherever they stand as text.

A screen reader then reads them in an English voice (WCAG 2.2, 3.1.2), and among right-to-left words they keep their own
direction. The words go many ways: through templates, Markdown and code, into text, attributes and titles. So they carry
two private-use letters from the beginning, which no words of ours may hold, and which the finished page has no more.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

from kyr.project import Texts
from kyr.words import Text, Words

START, END = "\ue002", "\ue003"
_TAKE_OUT = {ord(START): None, ord(END): None}
_WITHOUT_ELEMENTS = re.compile(r"<(title|desc)\b[^>]*>.*?</\1>|<[^>]*>", re.S)
"""Where no element can stand: in a tag with its attributes, in a title, in what a drawing is said to be."""


def with_marks(texts: Texts) -> Texts:
    """``texts`` with marks around each of the words that English lends."""
    return dataclasses.replace(texts, site=_marked(texts.site), print=_marked(texts.print))


def _marked(words: Words) -> Words:
    if not words.lent:
        return words
    lent: Mapping[str, Text] = {key: _around(words[key]) for key in words.lent}
    return dataclasses.replace(words, texts={**words.texts, **lent})


def _around(text: Text) -> Text:
    if isinstance(text, str):
        return f"{START}{text}{END}"
    return tuple(f"{START}{item}{END}" for item in text)


def plain(text: str) -> str:
    """``text`` without marks."""
    return text.translate(_TAKE_OUT)


def write_marks(html: str) -> str:
    """The finished page ``html`` with an element for each mark, and none where only letters can stand."""
    if START not in html:
        return html
    html = _WITHOUT_ELEMENTS.sub(lambda match: plain(match[0]), html)
    return html.replace(START, '<span lang="en" dir="ltr">').replace(END, "</span>")
