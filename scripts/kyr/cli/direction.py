"""Words of right-to-left languages among English ones, as a terminal or a file shows them in the right order."""

from __future__ import annotations

from kyr.languages import Language

_OPEN, _CLOSE = "\u2067", "\u2069"
"""RIGHT-TO-LEFT ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9, 2.4 and 2.5)."""


def isolated(text: str, language: Language) -> str:
    """``text`` of ``language``, each line of it by itself, so that it turns nothing around it and nothing turns it."""
    if language.direction == "ltr":
        return text
    return "\n".join(f"{_OPEN}{line}{_CLOSE}" if line else line for line in text.split("\n"))
