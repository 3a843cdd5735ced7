"""How far each language has come and what is wanted of it, on the page for those who help, with links to the files.

It needs no script: what is there is worked out when the site is built. Each language is one line until it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from kyr.site.notices import plain_title
from kyr.site.views import Site
from kyr.states import GROUP as STATES
from kyr.states import TEMPLATE
from kyr.translation.lock import Origin
from kyr.translation.overview import Overview, Part, Rank, overview
from kyr.translation.publication import PRINT_WORDS, SITE_WORDS
from kyr.translation.state import Condition, UnitState
from kyr.translation.units import FRONT, TOP, units_of
from kyr.usage import Ignore
from kyr.writing import outside_link

GROUP = "more.translate"
"""Where the words for all this stand in site.yml."""
STATUS = "list.status"
"""The placeholder of the list, without its braces."""
NAMED = 6
"""Sections or texts of one file that are named one by one."""
ITEMS, LEAST = 240, 4
"""Files of each kind that are named on the page in all, and of each language at least: an old phone loads it whole."""

_NEEDS = (
    (Condition.MISSING, "missing"),
    (Condition.STALE, "stale"),
    (Condition.ORPHAN, "gone"),
    (Condition.UNRECORDED, "unrecorded"),
)


class StatusWriter:
    """Writes in the words of language ``tag``; in English, and marked so, where it has none for this."""

    def __init__(self, site: Site, tag: str) -> None:
        self.site = site
        own, source = site.publications[tag].texts.site, site.project.source.site
        self.is_english = not own.has(GROUP)
        self.words = source if self.is_english else own
        self.room = ITEMS

    def status(self) -> str:
        """The state of every language but English."""
        project = self.site.project
        found = [overview(project, tag) for tag in project.texts if tag != "en"]
        self.room = max(LEAST, ITEMS // max(1, len(found)))
        drafts = "" if any(one.reviewed for one in found) else self._p(self._say("none_reviewed"))
        opens = self._p(self._say("opens")) if project.repository else ""
        languages = "".join(map(self._language, found))
        return self._marked(f'{drafts}{opens}<div class="kyr-status">{languages}</div>')

    def repository(self) -> str:
        """Where the files of this copy are kept."""
        found = self.site.project.repository
        if found is None:
            return self._marked(self._p(self._say("nowhere")))
        return self._marked(self._p(f"{self._say('where')} {outside_link(found.url)}"))

    def _language(self, one: Overview) -> str:
        language = one.language
        told = [self._say("pages", count=one.pages, all=one.of)]
        if stale := one.count(Condition.STALE) + one.count(Condition.ORPHAN):
            told.append(self._say("behind", count=stale))
        if language.tag not in self.site.publications:
            told.append(self._say("unpublished"))
        name = f'<bdi lang="{language.tag}">{escape(language.name, quote=False)}</bdi>'
        summary = f"<summary>{name} <small>{' · '.join(told)}</small></summary>"
        return f"<details>{summary}{''.join(self._blocks(one))}</details>"

    def _blocks(self, one: Overview) -> Iterator[str]:
        """All that is told of a language once it is opened."""
        yield self._p(
            self._say(
                "figures",
                reviewed=one.reviewed,
                machine=one.drafts(Origin.MACHINE),
                person=one.drafts(Origin.PERSON),
            )
        )
        core = (Rank.EMERGENCY, Rank.CORE)
        begun = [part for part in one.parts if part.is_there or part.rank in core]
        wanted = self._some(
            f"{self._link(one, part)}: {'; '.join(needs)}"
            for part in begun
            if (needs := list(self._needs(part)))
        )
        if wanted:
            items = "".join(f"<li>{item}</li>" for item in wanted)
            yield f"{self._p(self._bold('wanted'))}<ul>{items}</ul>"
        # The words of one file may matter unequally, and are compared all the same.
        waiting: dict[str, int] = {}
        for part in begun:
            count = sum(unit.is_draft for unit in part.state.where(Condition.CURRENT))
            link = self._link(one, part)
            waiting[link] = waiting.get(link, 0) + count
        yield self._row("review", (f"{link} ({count})" for link, count in waiting.items() if count))
        yield self._row(
            "pages_missing",
            (self._link(one, part) for part in one.parts if part not in begun),
        )
        yield self._row("later", [str(len(one.later))] if one.later else ())
        usage = self.site.project.texts[one.language.tag].usage
        yield self._row("ignored", map(self._ignored, usage.ignore))

    @staticmethod
    def _ignored(entry: Ignore) -> str:
        """A check that somebody has switched off at one place, and why."""
        reason = escape(entry.reason, quote=False)
        return f"<code>{escape(entry.check)}</code> <code>{escape(entry.where)}</code> <bdi>{reason}</bdi>"

    def _needs(self, part: Part) -> Iterator[str]:
        """What is to be done in a file, before somebody can compare it with the English."""
        if not part.is_there:
            yield self._say("whole")
            return
        for condition, key in _NEEDS:
            units = part.state.where(condition)
            if units:
                names = dict.fromkeys(self._name(part.file, unit) for unit in units)
                told = ", ".join(self._some(names, NAMED))
                yield f"{self._say(key)}: {told}" if self._has_parts(part) else self._say(key)

    @staticmethod
    def _has_parts(part: Part) -> bool:
        """Whether a file has more than a beginning."""
        return any(item.unit.key not in (FRONT, TOP) for item in part.state.units)

    def _name(self, file: str, state: UnitState) -> str:
        """What English calls a unit; a section that English no longer has, by its own title."""
        if file in (SITE_WORDS, PRINT_WORDS):
            return f"<code>{escape(state.unit.key)}</code>"
        if state.unit.key in (FRONT, TOP):
            return self._say("beginning")
        source = units_of(self.site.project.source).get(file, {})
        unit = source.get(state.unit.key, state.unit)
        return f"<bdi>{escape(plain_title(unit.title), quote=False)}</bdi>"

    def _link(self, one: Overview, part: Part) -> str:
        """The file by what English calls it, as a link that opens it, or makes it where it is not there."""
        name = {
            SITE_WORDS: self._say("site_words"),
            PRINT_WORDS: self._say("print_words"),
        }.get(part.file)
        if name is None:
            page = self.site.project.source.pages.get(part.file)
            title = plain_title(page.front.title) if page else ""
            if part.file == TEMPLATE:  # Its title is only a placeholder.
                title = self.site.project.source.site.text(f"{STATES}.state")
            name = escape(title or part.file, quote=False)
        repository = self.site.project.repository
        if repository is None:
            return name
        path = f"{one.language.tag}/{part.file}"
        english = repository.edit(f"en/{part.file}")
        url = repository.edit(path) if part.is_there else repository.new(path) or english
        return outside_link(url, name) if url else name

    def _row(self, key: str, items: Iterable[str]) -> str:
        found = " · ".join(self._some(items))
        return self._p(f"{self._bold(key)} {found}") if found else ""

    def _some(self, items: Iterable[str], room: int = 0) -> list[str]:
        """``items``, as many as there is room for, and how many more there are."""
        found, room = list(items), room or self.room
        left = len(found) - room
        return [*found[:room], self._say("rest", count=left)] if left > 0 else found

    def _bold(self, key: str) -> str:
        return f"<strong>{self._say(key)}</strong>"

    def _say(self, key: str, **slots: object) -> str:
        return escape(self.words.text(f"{GROUP}.{key}", **slots), quote=False)

    @staticmethod
    def _p(html: str) -> str:
        return f"<p>{html}</p>"

    def _marked(self, html: str) -> str:
        return f'<div lang="en" dir="ltr">{html}</div>' if self.is_english else html
