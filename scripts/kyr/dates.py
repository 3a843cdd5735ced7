"""Dates as each language writes them, from CLDR: the same on the page and on paper; and which day it is."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from kyr.languages import Language, make_language
from kyr.words import Words

_NO_NAME = re.compile(r"\bM[0-9]{2}\b")
"""What CLDR's root has for a month that a language does not name."""

_WRITTEN = date(2026, 11, 22)
"""The day of these lines. A clock that shows an earlier one is wrong, and must not make every page a fault."""


def today() -> date:
    """The day by this machine's clock: the one place that asks for it when what is written is judged."""
    return max(_WRITTEN, date.today())


@cache
def locale_of(tag: str, script: str) -> Locale | None:
    """CLDR's locale for ``tag``; ``None`` where it has none, or only one in another script."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    found = str(locale).replace("_", "-")
    return locale if make_language(found).script == script else None


def write_date_in(words: Words, key: str, day: date, language: Language) -> str:
    """``day`` for a slot of the text of ``key``: in English where English lends that text to ``language``."""
    return write_date(day, make_language("en") if key in words.lent else language)


def write_date(day: date, language: Language) -> str:
    """``day`` in words of ``language``; as 2026-11-21 where CLDR does not know the language or its months."""
    locale = locale_of(language.tag, language.script)
    text = "" if locale is None else format_date(day, "long", locale=locale)
    return day.isoformat() if not text or _NO_NAME.search(text) else text
