"""What a reader should know of a translation before trusting it, section by section, in the reader's language.

Each section that has fallen behind is named at the top of the page, and says so itself too: many readers arrive by a
link to a section, and never see the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from kyr import specimen
from kyr.pages import Page
from kyr.placeholders import PLACEHOLDER, find_placeholders
from kyr.translation.publication import Publication
from kyr.translation.state import Condition, State, UnitState, together
from kyr.translation.units import FRONT, TOP
from kyr.words import Words

BEGINNING = "#main"
"""Where a page begins: each has this id."""

_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|\*+|`+")
_HEADING = r'<h([1-6])\b[^>]*\bid="{id}"[^>]*>.*?</h\1>'


@dataclass(frozen=True, slots=True)
class Place:
    """A section: its title, its href here, and that of the English one; each empty where the language has it not.

    ``is_english`` tells that the title is.
    """

    title: str
    href: str
    english: str
    is_english: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a notice, and the sections that it is about."""

    text: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to know."""

    title: str
    parts: tuple[Part, ...]


class PageState:
    """The state of one page with the printed pieces' words that stand on it, by section.

    ``page`` is the translation as readers get it, ``english`` the href of the English page.
    """

    def __init__(self, publication: Publication, page: Page, english: str) -> None:
        self.words: Words = publication.texts.site
        self.page = page
        self.english = english
        by_key = {item.unit.key: item for item in publication.state(page.name).units}
        # The title and what stands above the first heading are the beginning of the page, and one to its readers.
        self._sections: dict[str, list[UnitState]] = {}
        for section in page.sections():
            found = self._sections.setdefault(section.id, [])
            for key in (section.id, *((FRONT,) if section.id == TOP else ())):
                if key in by_key and by_key[key].is_there:
                    found.append(by_key.pop(key))
            # Words that English lends are marked as English where they stand.
            found += [
                item
                for item in publication.print_state(*printed_keys(section.text)).units
                if item.is_there and item.unit.key not in publication.texts.print.lent
            ]
        self._missing = list(by_key.values())

    @property
    def state(self) -> State:
        """The state of the page as a whole."""
        there = together(State(tuple(found)) for found in self._sections.values())
        return State((*there.units, *self._missing))

    @property
    def stale(self) -> Mapping[str, bool]:
        """The sections whose English has changed or gone: whether English still has them."""
        return {
            section: not any(item.condition is Condition.ORPHAN for item in state.stale)
            for section, state in self._states()
            if state.stale
        }

    def notices(self) -> Iterator[Notice]:
        """What is to be said, the worst first."""
        standing = self.state.standing
        if standing.draft:
            yield Notice(self.words.text("notice.draft_title"), (self._draft(standing.draft),))
        if standing.is_stale:
            parts = tuple(self._changes())
            yield Notice(self.words.text("notice.stale_title"), parts)

    def mark(self, html: str) -> str:
        """``html`` of the page with a line below the heading of each section whose English has changed."""
        for section, is_there in self.stale.items():
            if section == TOP:
                continue
            href = self.english + (f"#{section}" if is_there else "")
            line = (
                f'\n<p class="kyr-stale">{self._say("notice.stale_here")} '
                f'<a href="{escape(href)}" hreflang="en">{self._say("notice.english_part")}</a></p>'
            )
            heading = re.search(_HEADING.format(id=re.escape(section)), html, re.S)
            if heading:
                html = html[: heading.end()] + line + html[heading.end() :]
        return html

    def _states(self) -> Iterator[tuple[str, State]]:
        for section, found in self._sections.items():
            yield section, State(tuple(found))

    def _draft(self, draft: str) -> Part:
        unchecked = [section for section, state in self._states() if state.unchecked]
        if all(not state.units or state.unchecked for _, state in self._states()):
            return Part(self.words.text(f"notice.{draft}"))
        text = self.words.text("notice.part_unreviewed")
        return Part(text, tuple(self._place(section) for section in unchecked))

    def _changes(self) -> Iterator[Part]:
        stale = [(section, state.stale) for section, state in self._states() if state.stale]
        lapsed = {section for section, units in stale if all(item.moved for item in units)}
        for key, places in (
            ("stale", [self._place(section) for section, _ in stale if section not in lapsed]),
            ("lapsed", [self._place(section) for section, _ in stale if section in lapsed]),
            ("new", [self._new(item) for item in self._missing]),
        ):
            if places:
                yield Part(self.words.text(f"notice.{key}"), tuple(places))

    def _place(self, section: str) -> Place:
        if section == TOP:
            whole = len(self._sections) == 1
            title = self.page.front.title if whole else self.words.text("notice.beginning")
            return Place(title, BEGINNING, self.english)
        title = next(item.title for item in self.page.sections() if item.id == section)
        is_there = self.stale.get(section, False)
        return Place(
            plain_title(title), f"#{section}", f"{self.english}#{section}" if is_there else ""
        )

    def _new(self, item: UnitState) -> Place:
        key = item.unit.key
        href = self.english if key in (FRONT, TOP) else f"{self.english}#{key}"
        return Place(plain_title(item.unit.title), "", href, is_english=True)

    def _say(self, key: str) -> str:
        return escape(self.words.text(key), quote=False)


def printed_keys(text: str) -> tuple[str, ...]:
    """The keys of the printed pieces' words that stand in ``text`` of a page, and of the groups that hold them."""
    found: Iterable[str] = [inner for _, inner in find_placeholders(text)]
    keys = [inner[len("print.") :].rstrip(".*") for inner in found if inner.startswith("print.")]
    drawn = any(inner.startswith("specimen.") for inner in found)
    return (*keys, *((specimen.WORDS,) if drawn else ()))


def plain_title(title: str) -> str:
    """A heading as it is written, without markup."""
    return " ".join(_MARKUP.sub(r"\1", PLACEHOLDER.sub("", title)).split())
