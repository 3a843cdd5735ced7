"""Each unit that is translated beside the English one, for the rules that compare.

English may change at any time, and a translator who has not seen the change yet has made no mistake. So a unit is
compared with the English of today, and where it does not fit that, with the English that it was made from: fitting
either is fine. The English of then counts only where it is kept: a record that names one which nobody has proves
nothing. A unit that English has dropped since is compared with what it was made from.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from kyr.checks.blocks import Blocks, Kind, read_blocks
from kyr.pages import Page
from kyr.problems import Level, Problem
from kyr.project import Project, Texts
from kyr.spoken import QUOTED, is_english
from kyr.translation.lock import Record, read_lock
from kyr.translation.past import past_text
from kyr.translation.units import BETWEEN, FRONT, TOP, Unit, files_of, units_of
from kyr.words import Words

FILLED = "\ufffc"
"""Stands in a plain text for what is filled in: Unicode's character for something that is no text."""
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_FILLED = re.compile(r"\{(?:\{[^{}\n]*\}|[a-z_]+)\}")
_GONE = re.compile(r"\{[:\s]*[#.][^{}\n]*\}|\[\^[^\]\n]+\]:?")
_STARS = re.compile(r"[*`]+(?:(?=[^\s*`])|(?<=[^\s*`][*`])|(?<=[^\s*`][*`]{2}))")
"""Stars and ticks before a word, and up to two after one; not the mark of an item. A set comes first: it is quick."""

_NO_ITEM = re.compile(r"(\n)\*\*(?=\d{1,9}[.)]\s)")
"""A bold number that begins a paragraph. Without the stars it would be an item: something unseen takes their place."""


class Pair:
    """One unit of a translation, ``own``, beside the English one, and what is recorded of it.

    There are tens of thousands in a library, so they are light, and read their texts only when a rule asks.
    """

    __slots__ = ("_blocks", "_theirs", "item", "own", "record", "source", "texts")

    def __init__(
        self, texts: Texts, item: Page | Words, source: Unit, own: Unit, record: Record | None
    ) -> None:
        self.texts = texts
        self.item = item
        self.source = source
        self.own = own
        self.record = record
        self._theirs: Blocks | None = None
        self._blocks: Blocks | None = None

    @property
    def theirs(self) -> Blocks:
        """What the English shows, block by block."""
        if self._theirs is None:
            self._theirs = read(self.source)
        return self._theirs

    @property
    def blocks(self) -> Blocks:
        """What the translation shows, block by block."""
        if self._blocks is None:
            self._blocks = read(self.own)
        return self._blocks

    @property
    def is_stamped(self) -> bool:
        """Whether somebody has declared that it should read just as it stands."""
        return self.record is not None and self.record.text == self.own.fingerprint

    @property
    def is_stale(self) -> bool:
        """Whether the English has changed since somebody stamped it."""
        return self.record is not None and self.record.source != self.source.fingerprint

    @property
    def is_aligned(self) -> bool:
        """Whether the translation is built as the English is, block by block."""
        return self.theirs.kinds == self.blocks.kinds

    @property
    def aligned(self) -> Iterable[tuple[str, str]]:
        """The texts of the English blocks, each with that of the translation; none where these are not built alike."""
        return zip(self.theirs.texts, self.blocks.texts, strict=True) if self.is_aligned else ()

    @property
    def beside(self) -> Iterable[tuple[str, str]]:
        """As ``aligned``; the whole English with the whole translation where they are not built alike."""
        if self.is_aligned:
            return self.aligned
        return (("\n".join(self.theirs.texts), "\n".join(self.blocks.texts)),)

    def line(self, block: int) -> int:
        """The line of the file on which the translation's ``block`` begins, counted from 0."""
        number = self.blocks.lines[block]
        if isinstance(self.item, Words):
            value = self.item[self.own.key]
            return self.item.line(self.own.key, None if isinstance(value, str) else number)
        if self.own.key == FRONT:
            return self.item.front_file.line(("description" if number else "title",))
        return self.own.line + number

    def problem(
        self,
        block: int,
        rule: str,
        expected: str,
        found: str,
        next_step: str,
        level: Level = Level.WARNING,
    ) -> Problem:
        """A problem where the translation's ``block`` begins."""
        expected, found = (text.replace(FILLED, "{…}") for text in (expected, found))
        return Problem(self.own.path, self.line(block), rule, expected, found, next_step, level)


@lru_cache(maxsize=2)
def pairs(project: Project) -> tuple[Pair, ...]:
    """Every unit that is translated and that English has; kept, because many rules compare them.

    What still is the copy of the English that a translator begins with is no translation yet.
    """
    source = units_of(project.source)
    found: list[Pair] = []
    for tag, texts in project.texts.items():
        if texts.language.is_source:
            continue
        lock, own = read_lock(project.docs / tag), units_of(texts)
        for name, item in files_of(texts).items():
            if name not in source:
                continue  # A page that English has dropped is shown to nobody.
            english, records = source[name], lock.files.get(name, {})
            for key, unit in own[name].items():
                record = records.get(key)
                beside = english.get(key)
                if beside is None and record is not None:
                    past = past_text(project.docs, name, key, record.source)
                    beside = None if past is None else dataclasses.replace(unit, text=past)
                if beside is not None and (record or unit.text != beside.text):
                    found.append(Pair(texts, item, beside, unit, record))
    return tuple(found)


@lru_cache(maxsize=2)
def english_pairs(project: Project) -> tuple[Pair, ...]:
    """Every unit of the English beside itself, for rules that look at it as at any other."""
    texts, source = project.source, units_of(project.source)
    return tuple(
        Pair(texts, item, unit, unit, None)
        for name, item in files_of(texts).items()
        for unit in source[name].values()
    )


def compared(project: Project, compare: Callable[[Pair], Iterable[Problem]]) -> Iterator[Problem]:
    """What ``compare`` says against each unit, beside the English of today and beside that which it was made from."""
    for pair in pairs(project):
        problems = tuple(compare(pair))
        if problems and not fitted_once(project, pair, lambda older: not any(compare(older))):
            yield from problems


def fitted_once(project: Project, pair: Pair, fits: Callable[[Pair], bool]) -> bool:
    """Whether the unit was made from an older English, which is kept, and ``fits`` that one."""
    record = pair.record
    if record is None or not pair.is_stale:
        return False
    past = past_text(project.docs, pair.own.file, pair.own.key, record.source)
    if past is None:
        return False
    source = dataclasses.replace(pair.source, text=past)
    return fits(Pair(pair.texts, pair.item, source, pair.own, record))


def read(unit: Unit) -> Blocks:
    """The blocks of ``unit`` in plain letters.

    Those of a section count lines from its first, and a quotation is one block, because a translation adds the meaning
    to what is said in English. Others stand for one text each.
    """
    if unit.file.endswith(".md") and unit.key != FRONT:
        return _section(unit.text, unit.key != TOP)
    return _texts(unit.text)


@lru_cache(maxsize=1 << 14)
def _section(text: str, titled: bool) -> Blocks:
    """A section, whose first line is its title where it is ``titled``."""
    title, break_, rest = plain(text).partition("\n") if titled else ("", "", plain(text))
    found = read_blocks(rest, len(break_))
    if Kind.QUOTED * 2 in found.kinds:
        found = _together(found)
    if titled:
        found = Blocks([0, *found.lines], [title, *found.texts], Kind.HEADING + found.kinds)
    return found


def _together(blocks: Blocks) -> Blocks:
    """``blocks`` with the parts of each quotation as one."""
    found = Blocks([], [], re.sub(f"{Kind.QUOTED}+", Kind.QUOTED, blocks.kinds))
    before = ""
    for line, text, kind in zip(*blocks, strict=True):
        if kind == before == Kind.QUOTED:
            found.texts[-1] += f" {text}"
        else:
            found.lines.append(line)
            found.texts.append(text)
        before = kind
    return found


@lru_cache(maxsize=1 << 17)
def _texts(text: str) -> Blocks:
    """The texts of a list, or the title and the description of a page, each a block counted from 0."""
    parts = plain(text).split(BETWEEN)
    return Blocks(list(range(len(parts))), parts, Kind.PARAGRAPH * len(parts))


def plain(text: str) -> str:
    """``text`` without what Markdown means by its marks within a line; what is filled in becomes ``FILLED``."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "{" in text:
        text = _GONE.sub("", _FILLED.sub(FILLED, text))
    if "\n**" in text:
        text = _NO_ITEM.sub("\\1\u2060", text)
    text = text.replace("**", "")
    return _STARS.sub("", text) if "*" in text or "`" in text else text


def without_english(text: str, texts: Texts, spoken: frozenset[str]) -> str:
    """``text`` of a translation without what is quoted in English there; ``spoken`` is what English quotes."""
    if "“" not in text and "«" not in text and "„" not in text:
        return text
    return QUOTED.sub(
        lambda match: " " if is_english(match[1], texts.language, spoken) else match[0], text
    )
