"""The table that says where each piece of a source text has gone, and what is wrong with it.

An entry names a piece by a few words and its line in the source, and its place by page, section and a phrase of ours
that carries it. If the phrase goes, the piece is an orphan: put it back, give its new place, or name the piece in
``changes.md`` with the reason and point there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from kyr.contacts import Frozen
from kyr.pages import Page
from kyr.placeholders import PLACEHOLDER
from kyr.problems import Problem, shorten
from kyr.yamlfile import YamlFile, read_yaml, validate
from tests.seeds.structure import Unit, digest

MAX_SEED_WORDS = 9
"""An entry points at the source and does not copy it."""
MIN_PHRASE = 8
"""Characters; a shorter phrase would be found by chance."""
MAX_PLACES = 12
"""Sections of the site that may hold a phrase; more, and it is too general to miss the piece."""

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"[*`]|^[ \t]*(?:>|- |\d+\. |!!!)[ \t]*", re.M)

Words = Annotated[str, Field(min_length=1)]


class Entry(Frozen):
    """One piece of the source and its place. A ``fact`` is a further point within the piece on the same line."""

    line: Annotated[int, Field(ge=1)]
    kind: Literal[
        "heading",
        "paragraph",
        "contents",
        "item",
        "subitem",
        "row",
        "reference",
        "link",
        "number",
        "fact",
    ]
    seed: Words
    at: Annotated[str, Field(pattern=r"^[a-z0-9/-]+\.md#[A-Za-z][\w-]*$")]
    says: Annotated[str, Field(min_length=MIN_PHRASE)]

    @property
    def unit(self) -> Unit:
        """The piece of the source that this entry places."""
        return Unit(self.line, self.kind)


class Source(Frozen):
    """The text that the entries are about, and what was counted in it."""

    title: Words
    file: Words
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    units: Mapping[str, int]
    structure: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    facts: int


class Table(Frozen):
    """One file of the table."""

    source: Source
    entries: tuple[Entry, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The pieces of the source that have an entry."""
        return tuple(entry.unit for entry in self.entries if entry.kind != "fact")


def read_table(path: Path) -> tuple[Table, YamlFile]:
    """The table at ``path`` and its values with their lines.

    Raises:
        ProblemError: it cannot be read, or an entry lacks a value.
    """
    file = read_yaml(path)
    return validate(Table, file, "seed-entry"), file


def plain(text: str) -> str:
    """Markdown ``text`` as it is searched: without marks, links as their words, in small letters, on one line."""
    return " ".join(MARKS.sub(" ", LINK.sub(r"\1", text)).split()).casefold()


def places(pages: Mapping[str, Page]) -> dict[str, str]:
    """The plain text of each section of ``pages``, by page and section, such as ``now.md#steps``."""
    return {
        f"{name}#{section.id}": plain(section.text)
        for name, page in pages.items()
        for section in page.sections()
    }


def check_table(table: Table, file: YamlFile, texts: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with ``table`` against the ``places`` of the English pages, entry by entry, then the count."""
    names = {place.partition("#")[0] for place in texts}
    seen: set[tuple[int, str, str]] = set()
    last = 0
    for index, entry in enumerate(table.entries):
        where = ("entries", index)
        key = (entry.line, entry.kind, entry.seed)
        piece = f"{shorten(entry.seed)} (line {entry.line} of the source)"
        if key in seen:
            yield file.problem(
                where, "seed-double", "each piece once", piece, "Remove one, or name the other."
            )
        seen.add(key)
        if entry.line < last:
            yield file.problem(
                where,
                "seed-order",
                f"the order of the source, so a line from {last}",
                piece,
                "Move the entry to its place.",
            )
        last = max(last, entry.line)
        if len(entry.seed.split()) > MAX_SEED_WORDS:
            yield file.problem(
                (*where, "seed"),
                "seed-words",
                f"at most {MAX_SEED_WORDS} words that identify the piece",
                shorten(entry.seed, 90),
                "Shorten it: the table points at the source and does not copy it.",
            )
        text = texts.get(entry.at)
        if text is None:
            known = entry.at.partition("#")[0] in names
            yield file.problem(
                (*where, "at"),
                "seed-place",
                "a section that is there" if known else "a page that is there",
                f"{entry.at}, for {piece}",
                "Find where its words went and write that place, or bring them back.",
            )
            continue
        phrase = plain(entry.says)
        found_at = [place for place, other in texts.items() if phrase in other]
        if entry.at not in found_at:
            hint = f" The words stand at {', '.join(found_at[:3])} now." if found_at else ""
            yield file.problem(
                (*where, "says"),
                "seed-orphan",
                f"{shorten(entry.says, 80)} at {entry.at}, for {piece}",
                "no such words there",
                "Put the piece back, point to the words that carry it now, or name it in changes.md "
                f"with the reason and point there.{hint}",
            )
        elif len(found_at) > MAX_PLACES and not PLACEHOLDER.search(entry.says):
            yield file.problem(
                (*where, "says"),
                "seed-phrase",
                f"words that stand in few places, for {piece}",
                f"{shorten(entry.says)} in {len(found_at)} sections",
                "Choose words that carry this piece and no other.",
            )
    yield from _complete(table, file)


def _complete(table: Table, file: YamlFile) -> Iterator[Problem]:
    counted = Counter(unit.kind for unit in table.units)
    if dict(counted) != dict(table.source.units):
        yield file.problem(
            ("source", "units"),
            "seed-count",
            f"an entry for each piece: {_counts(table.source.units)}",
            _counts(counted),
            "Bring back the entries that are gone. The number of pieces in the source does not change.",
        )
    elif digest(table.units) != table.source.structure:
        yield file.problem(
            ("source", "structure"),
            "seed-count",
            "an entry for the same lines and kinds as in the source",
            "the same number, but other lines or kinds",
            "Compare with the last version: an entry was lost and another doubled, or a line was mistyped.",
        )
    facts = sum(entry.kind == "fact" for entry in table.entries)
    if facts != table.source.facts:
        yield file.problem(
            ("source", "facts"),
            "seed-count",
            f"{table.source.facts} facts within pieces",
            str(facts),
            "Bring back the entry that is gone, or correct the number if you added one.",
        )


def _counts(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds))
