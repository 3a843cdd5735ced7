"""A short name for the meaning-bearing content of a text: what a translation was made from.

Wrapping, trailing spaces, line endings and Unicode composition do not count, so that re-flowing the English
makes no translation stale.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kyr.pages import Page
from kyr.words import Words

LENGTH = 12
"""Hexadecimal digits kept: 48 bits, far more than a few thousand sections need."""


def fingerprint(text: str) -> str:
    """The first ``LENGTH`` hexadecimal digits of the SHA-256 of ``text``, normalised."""
    blocks = re.split(r"\n[ \t]*\n", unicodedata.normalize("NFC", text))
    joined = "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())
    return hashlib.sha256(joined.encode()).hexdigest()[:LENGTH]


def page_fingerprints(page: Page) -> dict[str, str]:
    """The fingerprint of each section of ``page`` by heading id, and of its title and description."""
    found = {section.id: fingerprint(section.text) for section in page.sections()}
    found["front"] = fingerprint(f"{page.front.title}\n\n{page.front.description}")
    return found


def words_fingerprints(words: Words) -> dict[str, str]:
    """The fingerprint of each text of ``words`` by key."""
    return {
        key: fingerprint(text if isinstance(text, str) else "\n\n".join(text))
        for key, text in words.items()
    }
