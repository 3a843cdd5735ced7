"""English pages and words as the sentences that people read, each with its line: what the measures look at.

Markdown falls away: a heading, a list item, a table cell and the title of a notice each stand alone, a link is its
words, a placeholder is what it stands for, and text between fences is text. Sentences end where ICU says, with CLDR's
list of abbreviations; after “U.S.” and the like none ends, because a name often follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kyr.checks.blocks import Kind, read_blocks
from kyr.pages import Page
from kyr.placeholders import PLACEHOLDER, QUESTIONS, Reference, parse_reference
from kyr.project import Project
from kyr.words import MORE, SLOT, Words

NOTE_MARK = re.compile(r"\[\^[^\[\]]+\]")
LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
ATTRIBUTES = re.compile(r"\{[:\s]*[#.][^{}]*\}")
LABEL = re.compile(r"(\*\*[^*]+:\*\*|\*\*[^*]+\*\*:)[ \t]+")
EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`+|\\(?=[^\w\s])")

OPEN_ABBREVIATION = re.compile(r"(?:^|[\s(“])(?:(?:[A-Z]\.){2,}|Dr\.|St\.|v\.)\s*$")
"""What a name may follow: no sentence ends after it, though CLDR's list does not have it."""
END = re.compile(r"[.!?…][”’\")\]]*$")
WORD = re.compile(r"[^\W_]+(?:[’'.,:-][^\W_]+)*")

BREAK = "\u2029"
"""The paragraph separator: here a sentence ends without a full stop."""
PART = re.compile(f"[^{BREAK}]*{BREAK}|[^{BREAK}]+")
NAME = re.compile("\ua640([0-9]+)\ua641")
"""Stands for a contact's name while sentences are found, so that a full stop in a name ends none. To ICU it is a
word that begins with a capital letter; no language of the site has these letters."""
NUMBER, ADDRESS, PLAIN = "Number", "Address", "Word"
"""One word each: for a number, for an address, and for what is as plain as it can be."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands between two full stops, or alone in a heading, an item or a cell.

    ``line`` is where it begins. ``measured`` is the text with each contact's name as one plain word: nobody can
    write a name more simply. ``heading`` is true for titles of sections and notices.
    """

    line: int
    text: str
    measured: str
    heading: bool

    @property
    def words(self) -> int:
        """How many words a reader meets; a number or “I-200” is one."""
        return len(WORD.findall(self.text))

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does; labels, cells and short items do not."""
        return END.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of one section of a page, or of one group of words, and where it begins."""

    id: str
    line: int
    sentences: tuple[Sentence, ...]


@lru_cache(maxsize=1)
def english_passages(project: Project) -> Mapping[str, tuple[Passage, ...]]:
    """The sections of every English page, by its name; kept, because more than one rule looks at them."""
    return {name: page_passages(project, page) for name, page in project.source.pages.items()}


def page_passages(project: Project, page: Page) -> tuple[Passage, ...]:
    """The sections of the English ``page``."""
    sections = list(page.sections())
    blocks = []
    for index, section in enumerate(sections):
        title, break_, text = section.text.partition("\n") if index else ("", "", section.text)
        found = read_blocks(text, section.line + len(break_))
        blocks.append(
            [
                Block(line, text, kind in (Kind.HEADING, Kind.NOTICE))
                for line, text, kind in (
                    (section.line, title, Kind.HEADING),
                    *zip(*found, strict=True),
                )
                # A cell, or the title of a notice, can be empty.
                if text
            ]
        )
    return tuple(
        Passage(section.id, section.line, found)
        for section, found in zip(sections, _read(project, blocks), strict=True)
    )


def words_passages(project: Project, words: Words) -> tuple[Passage, ...]:
    """The groups of the English ``words``: what stands below one first key, or below one group of ``more``."""
    groups: dict[str, list[Block]] = {}
    for key, value in words.items():
        parts = key.split(".")
        name = ".".join(parts[: parts.index(MORE) + 2] if MORE in parts else parts[:1])
        for index, text in enumerate((value,) if isinstance(value, str) else value):
            line = words.line(key, None if isinstance(value, str) else index)
            groups.setdefault(name, []).append(Block(line, " ".join(text.split())))
    return tuple(
        Passage(name, blocks[0].line, found)
        for (name, blocks), found in zip(
            groups.items(), _read(project, groups.values()), strict=True
        )
    )


def states_passages(project: Project) -> tuple[Passage, ...]:
    """What docs/states.yml says on each question, in its own words; the id is the question's."""
    file = project.states.file
    blocks = {
        question: [
            Block(file.line(("states", index, question, key)), " ".join(text.split()))
            for index, state in enumerate(project.states.values())
            for key in ("text", "looked")
            if (text := getattr(state.row(question), key))
        ]
        for question in QUESTIONS
    }
    return tuple(
        Passage(question, file.line(("states",)), found)
        for question, found in zip(blocks, _read(project, blocks.values()), strict=True)
    )


def text_sentences(project: Project, text: str, line: int) -> tuple[Sentence, ...]:
    """The sentences of one ``text`` that stands on ``line``, such as a description."""
    return _read(project, [[Block(line, " ".join(text.split()))]])[0]


class Block(NamedTuple):
    """Lines that belong together: a paragraph, an item, a cell, or a title, which then is a ``heading``."""

    line: int
    text: str
    heading: bool = False


def _read(project: Project, groups: Iterable[Sequence[Block]]) -> list[tuple[Sentence, ...]]:
    """The sentences of each group of blocks. All at once: ICU takes its time to begin."""
    writer = _Writer(project)
    plain = [[(block, writer.plain(block.text)) for block in group] for group in groups]
    pieces = iter(_pieces("".join(f"{text}{BREAK}" for group in plain for _, text in group)))
    return [
        tuple(
            Sentence(
                block.line + text[:at].count("\n"),
                writer.name(piece),
                NAME.sub(PLAIN, piece),
                block.heading,
            )
            for block, text in group
            for at, piece in _within(text, pieces)
        )
        for group in plain
    ]


@lru_cache(maxsize=1 << 10)
def _pieces(text: str) -> tuple[str, ...]:
    """``text`` cut after each sentence and each ``BREAK``; kept, because most pages are the same at the next look."""
    from icu4py.breakers import SentenceBreaker  # only where there is something to measure

    pieces, held = [], ""
    # To ICU a line break ends a sentence; here it is only the end of a line.
    for piece in SentenceBreaker(text.replace("\n", " "), "en_US@ss=standard"):
        # CLDR's list holds “Mr.” and its kin together even across a break.
        for part in PART.findall(piece):
            held += part
            if held.endswith(BREAK) or not OPEN_ABBREVIATION.search(held):
                pieces.append(held)
                held = ""
    return tuple(pieces)


def _within(text: str, pieces: Iterator[str]) -> Iterator[tuple[int, str]]:
    """The pieces that make up ``text`` and the break after it: where each begins, and its words."""
    at = 0
    while at <= len(text):
        piece = next(pieces)
        if WORD.search(piece):
            yield at + len(piece) - len(piece.lstrip()), " ".join(piece.split())
        at += len(piece)


class _Writer:
    """Writes placeholders out and takes Markdown away."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.names: list[str] = []

    def plain(self, text: str) -> str:
        """``text`` as it is read, with its line breaks, and a mark for each contact's name."""
        text = PLACEHOLDER.sub(lambda match: self._written_out(match[1]), text)
        text = NOTE_MARK.sub("", SLOT.sub(PLAIN, text))
        text = ATTRIBUTES.sub("", LINK.sub(r"\1", text))
        # “Say:” and other bold labels are no part of the sentence that follows.
        text = LABEL.sub(lambda match: match[1] + BREAK, text)
        return EMPHASIS.sub("", text)

    def name(self, text: str) -> str:
        """``text`` with the names themselves."""
        return NAME.sub(lambda match: self.names[int(match[1])], text)

    def _written_out(self, inner: str) -> str:
        try:
            return self._value(parse_reference(inner))
        except (ValueError, KeyError):
            return PLAIN  # The rule for placeholders says what is wrong.

    def _value(self, reference: Reference) -> str:
        if reference.source == "state" and reference.name == "name":
            return PLAIN
        if reference.source != "contact":
            return ""  # Lists write themselves; words are measured in the file where they stand.
        if reference.field == "phone":
            return NUMBER
        if reference.field in ("url", "email"):
            return ADDRESS
        self.names.append(self.project.contacts[reference.name].name)
        return f"\ua640{len(self.names) - 1}\ua641"
