"""Measures as each language writes them, from CLDR."""

from __future__ import annotations

from babel import Locale
from babel.units import format_unit

from kyr.dates import locale_of
from kyr.languages import Language


def write_inches(length: float, language: Language) -> str:
    """A length in inches as ``language`` writes it."""
    return _write_unit(round(length, 2), "length-inch", language)


def write_size(size: int, language: Language) -> str:
    """The size of a file of ``size`` bytes, in kilobytes (of 1000 bytes), never less than 1."""
    return _write_unit(max(1, round(size / 1000)), "digital-kilobyte", language)


def _write_unit(number: float, unit: str, language: Language) -> str:
    locale = locale_of(language.tag, language.script) or Locale("en")
    return format_unit(number, unit, "short", format="0.##", locale=locale)
