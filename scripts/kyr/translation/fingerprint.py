"""A short name for the meaning-bearing content of a text: what a translation was made from.

Wrapping, trailing spaces, line endings and Unicode composition do not count, so that re-flowing the English
makes no translation stale.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

LENGTH = 12
"""Hexadecimal digits kept: 48 bits, far more than a few thousand sections need."""

_BETWEEN_BLOCKS = re.compile(r"\n[ \t]*\n")


def normalise(text: str) -> str:
    """``text`` in Unicode's composed form, each block in one line, one empty line between blocks."""
    if "\n" not in text:
        # Most texts are one line, and need no more.
        return " ".join(unicodedata.normalize("NFC", text).split())
    blocks = _BETWEEN_BLOCKS.split(unicodedata.normalize("NFC", text.replace("\r\n", "\n")))
    lines = (" ".join(block.split()) for block in blocks)
    return "\n\n".join(line for line in lines if line)


def fingerprint(text: str) -> str:
    """The first ``LENGTH`` hexadecimal digits of the SHA-256 of ``text``, normalised."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:LENGTH]
