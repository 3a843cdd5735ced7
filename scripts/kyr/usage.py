"""How one language says the things that matter, and where a check is wrong about it: ``docs/<language>/language.yml``.

The English file fixes the ids of the terms with their English spellings, the words that stay as they are in every
language, and what is never said in English. A translation says how it calls each term, and what would mislead. Whoever
finds a check wrong at one place writes it down here with the reason; which checks can be ignored is for ``checks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from kyr.contacts import Frozen, says_nothing
from kyr.yamlfile import YamlFile, read_yaml, validate

NAME = "language.yml"
RULE = "language-file"


def _check_spelling(value: str) -> str:
    if not value.replace("*", "").strip() or value != " ".join(value.split()):
        raise ValueError(
            "a word or a few words, where “*” stands for any ending, such as “warrant*”"
        )
    return value


def _check_reason(value: str) -> str:
    if says_nothing(value):
        raise ValueError("why the check is wrong here, in a few words")
    return value


def _check_place(value: str) -> str:
    file, mark, key = value.partition("#")
    if not (file and mark and key):
        raise ValueError(
            "a file and, after “#”, a heading's id or a key, such as rights/home.md#open-door or site.yml#nav.home"
        )
    return value


Spelling = Annotated[str, AfterValidator(_check_spelling)]
"""A word or a few, as they stand in a text; a ``*`` stands for any letters, as those of endings."""


class Wording(Frozen):
    """How a language calls one thing: any spelling of ``use``, and never one of ``never``, which would mislead."""

    use: tuple[Spelling, ...] = ()
    never: tuple[Spelling, ...] = ()
    note: str = ""


class Ignore(Frozen):
    """A check that is wrong about one place: ``where`` names a unit as ``translation.lock`` does."""

    check: Annotated[str, Field(min_length=1)]
    where: Annotated[str, AfterValidator(_check_place)]
    reason: Annotated[str, AfterValidator(_check_reason)]


class _Entries(Frozen):
    terms: Mapping[str, Wording] = {}
    keep: tuple[Spelling, ...] = ()
    never: tuple[Spelling, ...] = ()
    ignore: tuple[Ignore, ...] = ()


@dataclass(frozen=True)
class Usage:
    """What the file of one language says; nothing where there is none.

    ``keep`` are words that stay as in English, ``never`` what is never said of anything.
    """

    file: YamlFile
    terms: Mapping[str, Wording] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    ignore: tuple[Ignore, ...] = ()


NO_USAGE = Usage(YamlFile(Path(NAME), {}, {}))
"""That of a language without the file."""


def read_usage(path: Path) -> Usage:
    """What ``path`` says; a missing file says nothing.

    Raises:
        ProblemError: it cannot be read, or has faults of form.
    """
    if not path.exists() and not path.is_symlink():
        return Usage(YamlFile(path, {}, {}))
    file = read_yaml(path)
    entries = validate(_Entries, file, RULE)
    return Usage(file, entries.terms, entries.keep, entries.never, entries.ignore)
