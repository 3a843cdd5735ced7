"""``translation.lock``: one file a language, written by ``kyr stamp`` and never by hand.

For each file it records where the translation came from, who reviewed it, and the fingerprint of each English
section it was made from, and of the translated text itself, so that a review lapses when either changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field

from kyr.contacts import Frozen
from kyr.pages import Page
from kyr.project import Project, Texts
from kyr.translation.fingerprint import fingerprint, page_fingerprints, words_fingerprints
from kyr.words import Words, required_keys
from kyr.yamlfile import read_yaml, validate

NAME = "translation.lock"


class Origin(StrEnum):
    """Who made the translation."""

    MACHINE = "machine"
    PERSON = "person"


class Review(Frozen):
    """A second speaker's comparison of the translation with the English."""

    by: Annotated[str, Field(min_length=1)]
    date: date
    of: str
    """The fingerprint of the English and the translation together, as they were reviewed."""


class Entry(Frozen):
    """What is recorded of one file."""

    origin: Origin
    review: Literal["none"] | Review = "none"
    made_from: Mapping[str, str]


class Lock(Frozen):
    """The record of one language, by file name below its folder."""

    files: Mapping[str, Entry] = {}


@dataclass(frozen=True, slots=True)
class State:
    """What a reader should know of one file.

    ``origin`` is ``None`` where nothing is recorded (a volunteer's file that nobody has stamped yet): it counts
    as unreviewed. ``stale`` holds the ids of sections, or keys of words, whose English has changed since, or
    that were never stamped.
    """

    origin: Origin | None
    reviewed: date | None
    stale: tuple[str, ...]

    @property
    def is_draft(self) -> bool:
        """Whether no person but its maker has checked it."""
        return self.reviewed is None


SOURCE_STATE = State(Origin.PERSON, date.min, ())
"""The English needs no translation review."""


def read_lock(folder: Path) -> Lock:
    """The record in the language folder ``folder``; an empty one where there is none.

    Raises:
        ProblemError: the file has been damaged.
    """
    path = folder / NAME
    if not path.exists():
        return Lock()
    return validate(Lock, read_yaml(path), "translation-lock")


def write_lock(folder: Path, lock: Lock) -> None:
    """Write ``lock`` into ``folder``, replacing the file in one step."""
    data = lock.model_dump(mode="json")
    text = "# Written by kyr stamp and kyr review. Do not edit by hand.\n"
    text += yaml.safe_dump(data, allow_unicode=True, sort_keys=True, width=100)
    temporary = folder / f"{NAME}.new"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(folder / NAME)


def fingerprints(item: Page | Words) -> dict[str, str]:
    """The fingerprint of each section or text of ``item``."""
    return page_fingerprints(item) if isinstance(item, Page) else words_fingerprints(item)


def source_fingerprints(source: Page | Words, translated: Page | Words) -> dict[str, str]:
    """The fingerprints of what ``translated`` is made from: words that it may lack, and lacks, do not count."""
    found = fingerprints(source)
    if isinstance(source, Words) and isinstance(translated, Words):
        return {key: found[key] for key in required_keys(source, translated)}
    return found


def review_fingerprint(source: Page | Words, translated: Page | Words) -> str:
    """One fingerprint of both texts: it changes when either does."""
    return fingerprint(
        "\n\n".join(
            f"{key} {value}"
            for item in (source_fingerprints(source, translated), fingerprints(translated))
            for key, value in sorted(item.items())
        )
    )


def files_of(texts: Texts) -> dict[str, Page | Words]:
    """Every file that a translator of ``texts`` has, by name below the folder."""
    return {"site.yml": texts.site, "print.yml": texts.print, **texts.pages}


def file_state(project: Project, lock: Lock, tag: str, name: str) -> State:
    """The state of file ``name`` of language ``tag``.

    Raises:
        KeyError: the language does not have that file.
    """
    if project.texts[tag].language.is_source:
        return SOURCE_STATE
    translated = files_of(project.texts[tag])[name]
    source = files_of(project.source).get(name)
    entry = lock.files.get(name)
    if source is None:
        return State(entry.origin if entry else None, None, ())
    now = source_fingerprints(source, translated)
    made_from = entry.made_from if entry else {}
    stale = tuple(key for key, value in now.items() if made_from.get(key) != value)
    reviewed = None
    if (
        entry
        and isinstance(entry.review, Review)
        and entry.review.of == review_fingerprint(source, translated)
    ):
        reviewed = entry.review.date
    return State(entry.origin if entry else None, reviewed, stale if entry else ())


def stamp(
    project: Project, tag: str, names: list[str], origin: Origin, reviewer: str, on: date
) -> Lock:
    """The record of ``tag`` after somebody declared that ``names`` say what the English says now.

    A ``reviewer`` makes it a review; without one an earlier review stays, and lapses by itself if the text changed.

    Raises:
        KeyError: a name that the language or the English does not have.
    """
    folder = project.docs / tag
    files = dict(read_lock(folder).files)
    theirs, source = files_of(project.texts[tag]), files_of(project.source)
    for name in names:
        before = files.get(name)
        review: Literal["none"] | Review = before.review if before else "none"
        if reviewer:
            of = review_fingerprint(source[name], theirs[name])
            review = Review(by=reviewer, date=on, of=of)
        made_from = source_fingerprints(source[name], theirs[name])
        files[name] = Entry(origin=origin, review=review, made_from=made_from)
    return Lock(files=files)
