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
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kyr.checks.blocks import Block, Kind, read_blocks
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
_STARS = re.compile(r"\*\*+|(?<=\S)\*|\*(?=\S)|`+")


@dataclass(frozen=True, eq=False)
class Pair:
    """One unit of a translation, ``own``, beside the English one, and what is recorded of it."""

    texts: Texts
    item: Page | Words
    source: Unit
    own: Unit
    record: Record | None

    @property
    def is_stamped(self) -> bool:
        """Whether somebody has declared that it should read just as it stands."""
        return self.record is not None and self.record.text == self.own.fingerprint

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What the translation shows, block by block."""
        return blocks(self.own)

    @cached_property
    def aligned(self) -> tuple[tuple[Block, Block], ...]:
        """The English blocks, each beside that of the translation; none where the two are not built alike.

        A quotation counts as one block, because a translation adds the meaning to what is said in English.
        """
        ours, theirs = _flat(blocks(self.source)), _flat(self.blocks)
        if [block.kind for block in ours] != [block.kind for block in theirs]:
            return ()
        return tuple(zip(ours, theirs, strict=True))

    @property
    def beside(self) -> tuple[tuple[Block, Block], ...]:
        """As ``aligned``; the whole English beside the whole translation where they are not built alike."""
        return self.aligned or ((_whole(blocks(self.source)), _whole(self.blocks)),)

    def line(self, block: Block) -> int:
        """The line of the file on which ``block`` of the translation begins."""
        if isinstance(self.item, Words):
            value = self.item[self.own.key]
            return self.item.line(self.own.key, None if isinstance(value, str) else block.line)
        if self.own.key == FRONT:
            return self.item.front_file.line(("description" if block.line else "title",))
        return self.own.line + block.line

    def problem(
        self,
        block: Block,
        rule: str,
        expected: str,
        found: str,
        next_step: str,
        level: Level = Level.WARNING,
    ) -> Problem:
        """A problem where ``block`` of the translation begins."""
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
            english, records = source.get(name, {}), lock.files.get(name, {})
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
        problems = list(compare(pair))
        if problems and not fitted_once(project, pair, lambda older: not any(compare(older))):
            yield from problems


def fitted_once(project: Project, pair: Pair, fits: Callable[[Pair], bool]) -> bool:
    """Whether the unit was made from an older English, which is kept, and ``fits`` that one."""
    record = pair.record
    if record is None or record.source == pair.source.fingerprint:
        return False
    past = past_text(project.docs, pair.own.file, pair.own.key, record.source)
    if past is None:
        return False
    return fits(dataclasses.replace(pair, source=dataclasses.replace(pair.source, text=past)))


def blocks(unit: Unit) -> tuple[Block, ...]:
    """The blocks of ``unit`` in plain letters. Those of a section count lines from its first; others stand for one text
    each.
    """
    if unit.file.endswith(".md") and unit.key != FRONT:
        return _section(unit.text, unit.key != TOP)
    return _texts(unit.text)


@lru_cache(maxsize=1 << 14)
def _section(text: str, titled: bool) -> tuple[Block, ...]:
    """The blocks of a section, whose first line is its title where it is ``titled``."""
    lines = list(enumerate(plain(text).split("\n")))
    title = [Block(*lines.pop(0), Kind.HEADING)] if titled else []
    return (*title, *read_blocks(lines))


@lru_cache(maxsize=1 << 17)
def _texts(text: str) -> tuple[Block, ...]:
    """The texts of a list, or the title and the description of a page, each a block counted from 0."""
    return tuple(Block(number, part) for number, part in enumerate(plain(text).split(BETWEEN)))


def plain(text: str) -> str:
    """``text`` without what Markdown means by its marks within a line; what is filled in becomes ``FILLED``."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "{" in text:
        text = _GONE.sub("", _FILLED.sub(FILLED, text))
    return _STARS.sub("", text) if "*" in text or "`" in text else text


@lru_cache(maxsize=1 << 16)
def _flat(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """``blocks`` with each quotation as one."""
    found: list[Block] = []
    for block in blocks:
        if block.quotation and found and found[-1].quotation == block.quotation:
            first = found.pop()
            block = dataclasses.replace(first, text=f"{first.text} {block.text}")
        found.append(block)
    return tuple(found)


def _whole(blocks: tuple[Block, ...]) -> Block:
    return Block(blocks[0].line if blocks else 0, "\n".join(block.text for block in blocks))


def without_english(text: str, texts: Texts, spoken: frozenset[str]) -> str:
    """``text`` of a translation without what is quoted in English there; ``spoken`` is what English quotes."""
    return QUOTED.sub(
        lambda match: " " if is_english(match[1], texts.language, spoken) else match[0], text
    )
