"""The units of a language: what is translated, recorded, reviewed and compared as one.

A unit is a section of a page, by the id of its heading, or one text of site.yml or print.yml, by its dotted key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kyr.pages import Page
from kyr.placeholders import PLACEHOLDER
from kyr.project import Texts
from kyr.spoken import QUOTED
from kyr.translation.fingerprint import fingerprint
from kyr.words import Words

FRONT = "front"
"""The key of a page's title and description."""
TOP = "top"
"""The key of what stands above the first heading with an id."""
RESERVED = frozenset({FRONT, TOP})
"""What no heading may be called."""

BETWEEN = "\n\n"
"""What stands between the texts of a list, or between title and description, when they are taken as one text."""

WORD = re.compile(r"[^\W\d_]*[a-z][^\W\d_]*")
"""A word that has to be translated: “PDF” and “ICE” are the same everywhere."""
_SLOT = re.compile(r"\{[a-z_]+\}")


@dataclass(frozen=True)
class Unit:
    """One text of one language. ``file`` is the name below the language's folder; ``title`` is what readers call it."""

    file: str
    key: str
    title: str
    path: Path
    line: int
    text: str

    @cached_property
    def fingerprint(self) -> str:
        """The short name of what it says."""
        return fingerprint(self.text)

    @property
    def name(self) -> str:
        """How people and ``translation.lock`` call it: ``rights/home.md#open-door``."""
        return f"{self.file}#{self.key}"

    @property
    def says_something(self) -> bool:
        """Whether it has words to translate, beside placeholders and what is said in English."""
        plain = QUOTED.sub(" ", _SLOT.sub(" ", PLACEHOLDER.sub(" ", self.text)))
        return WORD.search(plain) is not None

    def is_copy_of(self, source: Unit) -> bool:
        """Whether it still has the words of ``source``, the English one, and these have to be translated."""
        return self.text == source.text and source.says_something


Units = Mapping[str, Mapping[str, Unit]]
"""The units of a language by file and key, in the order in which they stand."""


def files_of(texts: Texts) -> dict[str, Page | Words]:
    """Every file that a translator of ``texts`` has, by name below the folder."""
    return {"site.yml": texts.site, "print.yml": texts.print, **texts.pages}


@lru_cache(maxsize=256)
def units_of(texts: Texts) -> Units:
    """The units of ``texts``; kept, because every rule and state asks for them."""
    return {
        name: {unit.key: unit for unit in _units(name, item)}
        for name, item in files_of(texts).items()
    }


def _units(name: str, item: Page | Words) -> Iterator[Unit]:
    if isinstance(item, Words):
        for key, text in item.items():
            value = text if isinstance(text, str) else BETWEEN.join(text)
            yield Unit(name, key, key, item.file.path, item.line(key), value)
        return
    front = f"{item.front.title}{BETWEEN}{item.front.description}"
    line = item.front_file.line(("title",))
    yield Unit(name, FRONT, item.front.title, item.path, line, front)
    for section in item.sections():
        yield Unit(name, section.id, section.title, item.path, section.line, section.text)
