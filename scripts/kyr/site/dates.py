"""Dates and measures as each language writes them, from CLDR."""

from __future__ import annotations

from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.units import format_unit

from kyr.languages import Language, make_language


@cache
def _locale(tag: str, script: str) -> Locale | None:
    """CLDR's locale for ``tag``; ``None`` where it has none, or only one in another script."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    found = str(locale).replace("_", "-")
    return locale if make_language(found).script == script else None


def write_date(day: date, language: Language) -> str:
    """``day`` in words of ``language``; as 2026-11-21 where CLDR does not know the language."""
    locale = _locale(language.tag, language.script)
    return day.isoformat() if locale is None else format_date(day, "long", locale=locale)


def write_inches(length: float, language: Language) -> str:
    """A length in inches as ``language`` writes it."""
    return _write_unit(round(length, 2), "length-inch", language)


def write_size(size: int, language: Language) -> str:
    """The size of a file of ``size`` bytes, in kilobytes (of 1000 bytes), never less than 1."""
    return _write_unit(max(1, round(size / 1000)), "digital-kilobyte", language)


def _write_unit(number: float, unit: str, language: Language) -> str:
    locale = _locale(language.tag, language.script) or Locale("en")
    return format_unit(number, unit, "short", format="0.##", locale=locale)
