"""The words of one language outside its pages: ``site.yml`` (the website) and ``print.yml`` (the pieces).

Keys are dotted (``red_card.holder.title``); a value is one text or a list of texts. English fixes the keys, the
``{slots}`` and the ``{{ placeholders }}`` of each. What stands below a group named ``more`` can be translated
later: each of its groups may be missing from a translation as a whole, but never in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kyr.placeholders import PLACEHOLDER
from kyr.problems import Problem, ProblemError, shorten
from kyr.yamlfile import MAX_LINE, Location, YamlFile, read_yaml

SLOT = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")

KEY = re.compile(r"[a-z0-9_-]+")
"""A part of a dotted key; with a dot of its own it could stand for another text."""

MORE = "more"
"""The group of words that a translation may still lack."""

Text = str | tuple[str, ...]


@dataclass(frozen=True)
class Words(Mapping[str, Text]):
    """The texts of one file by dotted key; those of the keys ``lent`` are English, in want of the language's own."""

    file: YamlFile
    texts: Mapping[str, Text]
    lent: frozenset[str] = frozenset()

    def __getitem__(self, key: str) -> Text:
        return self.texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, key: str, **slots: object) -> str:
        """The one text of ``key`` with its ``{slots}`` filled in.

        Raises:
            KeyError: there is no such text.
        """
        value = self.texts[key]
        if not isinstance(value, str):
            raise KeyError(key)
        return SLOT.sub(lambda slot: str(slots.get(slot[1], slot[0])), value)

    def list(self, key: str) -> tuple[str, ...]:
        """The list of texts of ``key``.

        Raises:
            KeyError: there is no such list.
        """
        value = self.texts[key]
        if isinstance(value, str):
            raise KeyError(key)
        return value

    def section(self, name: str) -> dict[str, Text]:
        """The texts below ``name``, by the rest of their key."""
        start = f"{name}."
        return {
            key[len(start) :]: text for key, text in self.texts.items() if key.startswith(start)
        }

    def has(self, name: str) -> bool:
        """Whether there are texts below ``name``."""
        return name in self._groups

    @cached_property
    def _groups(self) -> frozenset[str]:
        """Every key that has texts below it; kept, because each text of each language is asked for its groups."""
        parts = (key.split(".")[:-1] for key in self.texts)
        return frozenset(
            ".".join(part[:size]) for part in parts for size in range(1, len(part) + 1)
        )

    def line(self, key: str, index: int | None = None) -> int:
        """The line of ``key``, or of one text of its list."""
        location: Location = tuple(key.split("."))
        return self.file.line(location if index is None else (*location, index))


def read_words(path: Path) -> Words:
    """The words of ``path``.

    Raises:
        ProblemError: the file cannot be read, or a value is neither a text nor a list of texts.
    """
    file = read_yaml(path)
    texts: dict[str, Text] = {}
    problems: list[Problem] = []

    def walk(value: object, location: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                if KEY.fullmatch(key):
                    walk(item, (*location, key))
                else:
                    problems.append(
                        file.problem(
                            (*location, key),
                            "words-unknown",
                            "keys as in the English file, of small letters, digits and “_”",
                            shorten(key),
                            "Copy the words before the colon from the English file.",
                        )
                    )
        elif any(len(text) > MAX_LINE for text in _texts(value)):
            problems.append(
                file.problem(
                    location,
                    "line-length",
                    f"texts of at most {MAX_LINE:,} characters",
                    "a longer one",
                    "Look for a quotation mark that is missing.",
                )
            )
        elif isinstance(value, str) and value.strip():
            texts[".".join(location)] = value
        elif isinstance(value, list) and value and all(isinstance(i, str) and i for i in value):
            texts[".".join(location)] = tuple(value)
        else:
            problems.append(
                file.problem(
                    location,
                    "words-type",
                    f"a text, or a list of texts, for “{'.'.join(location)}”",
                    "nothing" if value is None else shorten(value),
                    "Write the words after the colon; put quotation marks around them if they hold a colon.",
                )
            )

    if isinstance(file.value, dict):
        walk(file.value, ())
    else:
        problems.append(
            file.problem(
                (),
                "words-type",
                "keys, each with its words",
                shorten(file.value),
                "Copy the English file.",
            )
        )
    if problems:
        raise ProblemError(problems)
    return Words(file, texts)


def _texts(value: object) -> Iterator[str]:
    """``value`` if it is a text, or its texts if it is a list."""
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, str):
            yield item


def required_keys(source: Words, words: Words) -> Iterator[str]:
    """The keys of the English ``source`` that ``words`` has to have: all but the groups of ``more`` not begun yet."""
    for key in source:
        group = group_of(key)
        if not group or group in words or words.has(group):
            yield key


@lru_cache(maxsize=4096)
def group_of(key: str) -> str:
    """The group below ``more`` that ``key`` belongs to, which is translated whole or not at all; empty if none."""
    parts = key.split(".")
    return ".".join(parts[: parts.index(MORE) + 2]) if MORE in parts[:-1] else ""


def fits(source: Text, text: Text) -> bool:
    """Whether ``text`` can stand where the English ``source`` does: as many texts, and no slot that nobody fills."""
    if isinstance(source, str) or isinstance(text, str):
        return isinstance(source, str) and isinstance(text, str) and _fillable(source, text)
    return len(source) == len(text) and all(map(_fillable, source, text))


def _fillable(source: str, text: str) -> bool:
    return "{" not in text or set(SLOT.findall(text)) <= set(SLOT.findall(source))


def is_below(key: str, groups: Iterable[str]) -> bool:
    """Whether ``key`` is one of ``groups`` or stands below one of them."""
    return any(key == group or key.startswith(f"{group}.") for group in groups)


def marks(text: str) -> list[str]:
    """The ``{slots}`` and ``{{ placeholders }}`` of ``text``, in the order of the alphabet."""
    slots = [f"{{{name}}}" for name in SLOT.findall(text)]
    return sorted(slots + [f"{{{{ {name} }}}}" for name in PLACEHOLDER.findall(text)])
