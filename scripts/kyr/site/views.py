"""What the templates see: the addresses, menus, notices and facts of one page, in its reader's language.

Paths are relative to the root of the site, with ``/``; hrefs are relative to the page they stand on, so that the
site works under any address and from a USB stick.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kyr.dates import write_date_in
from kyr.languages import Language
from kyr.pages import LegalReview, Page
from kyr.prints import Print
from kyr.problems import Problem
from kyr.project import Project, nav_pages
from kyr.site.lent import with_marks
from kyr.site.notices import Notice, PageState
from kyr.spoken import spoken_lines
from kyr.translation.publication import Publication
from kyr.words import Words
from kyr.writing import OUTSIDE

HOME = "index.md"
STATES = "states.yml"
"""The file that says what the law of the states is, below docs/."""
NOW = "now.md"

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page may load: files of this site, and nothing that sends anything anywhere."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu. ``english`` marks one that leads from another language to an English page."""

    href: str
    title: str
    current: bool = False
    english: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the menu; pages outside any section stand in groups without a title."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language in the switch: to the same page where it has it, otherwise to its home page."""

    language: Language
    href: str
    current: bool
    same_page: bool


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, for search engines."""

    hreflang: str
    href: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source of the facts of a page."""

    title: str
    url: str | None
    seen: str


@dataclass(frozen=True, slots=True)
class Facts:
    """When the facts of a page were checked, and against what; from the English page.

    ``correct`` is the address at which its file is edited, where the library has named one.
    """

    checked: str
    legal_review: str
    reviewed: str
    correct: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class PageView:
    """Everything the templates need for one page."""

    language: Language
    words: Words
    english: Words
    name: str
    title: str
    description: str
    root: str
    home: str
    canonical: str
    alternates: tuple[Alternate, ...]
    menu: tuple[Group, ...]
    languages: tuple[LanguageLink, ...]
    notices: tuple[Notice, ...]
    english_page: str
    facts: Facts
    exit: str
    library_name: str
    library_site: str
    csp: str = CSP
    outside: str = OUTSIDE

    @property
    def is_home(self) -> bool:
        """Whether this is the first page of its language."""
        return self.name == HOME

    @property
    def is_urgent(self) -> bool:
        """Whether this is the page for the next five minutes."""
        return self.name == NOW

    @property
    def slug(self) -> str:
        """A class for this one page, such as ``rights-card``."""
        return self.name.removesuffix(".md").replace("/", "-")


@dataclass(frozen=True)
class Site:
    """What is published, and where each page of it stands. Words that English lends carry marks (``kyr.site.lent``)."""

    project: Project
    publications: Mapping[str, Publication]
    prints: tuple[Print, ...] = ()
    _menu: list[tuple[str, list[str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_menu", list(_groups(self.project.config.value.get("nav") or [])))
        marked = {
            tag: replace(one, texts=with_marks(one.texts)) for tag, one in self.publications.items()
        }
        object.__setattr__(self, "publications", marked)

    def has(self, tag: str, name: str) -> bool:
        """Whether language ``tag`` has the page ``name``."""
        return tag in self.publications and name in self.publications[tag].pages

    def page(self, tag: str, name: str) -> Page:
        """The page ``name`` of language ``tag``."""
        return self.project.page(tag, name)

    def menu(self, tag: str, name: str) -> tuple[Group, ...]:
        """The menu on page ``name``. Pages that only English has stand in it, marked as English."""
        here, words = page_path(tag, name), self.publications[tag].texts.site
        groups = []
        for section, names in self._menu:
            links = []
            for target in names:
                owner = tag if self.has(tag, target) else "en"
                if not self.has(owner, target):
                    continue
                title = self.page(owner, target).front.title
                if target == HOME:
                    title = words.text("nav.home")
                links.append(
                    Link(
                        relative(here, page_path(owner, target)),
                        title,
                        owner == tag and target == name,
                        owner != tag,
                    )
                )
            if links:
                groups.append(Group(words.text(f"nav.{section}") if section else "", tuple(links)))
        return tuple(groups)

    def menu_problems(self) -> list[Problem]:
        """Sections of the menu in mkdocs.yml that have no words, and pages that English lacks."""
        words, config = self.project.source.site, self.project.config
        problems = [
            config.problem(
                ("nav",),
                "nav-words",
                f"the words nav.{section} in docs/en/site.yml",
                "none",
                "Write them there, or correct the name of the section.",
            )
            for section, _ in self._menu
            if section and f"nav.{section}" not in words
        ]
        return problems + [
            config.problem(
                ("nav",),
                "nav-page",
                f"the page docs/en/{name}",
                "no such file",
                "Write the page, or take it out of the menu.",
            )
            for name in self.project.nav
            if not self.has("en", name)
        ]

    @cached_property
    def spoken(self) -> frozenset[str]:
        """What the English pages and words put in quotation marks."""
        return spoken_lines(self.project.source)

    def languages(self, tag: str, name: str) -> tuple[LanguageLink, ...]:
        """The switch on page ``name`` of language ``tag``."""
        here = page_path(tag, name)
        return tuple(
            LanguageLink(
                publication.language,
                relative(here, page_path(other, name if self.has(other, name) else HOME)),
                other == tag,
                self.has(other, name),
            )
            for other, publication in self.publications.items()
        )

    def alternates(self, tag: str, name: str) -> tuple[Alternate, ...]:
        """The languages that really have page ``name``; none where only one has it.

        While the site has no address they are relative, and so true wherever the files stand.
        """
        tags = [other for other in self.publications if self.has(other, name)]
        if len(tags) < 2:
            return ()
        found = [
            Alternate(other, self.address(page_path(other, name), tag, name)) for other in tags
        ]
        if name == HOME:
            found.append(Alternate("x-default", self.address("index.html", tag, name)))
        return tuple(found)

    def address(self, path: str, tag: str, name: str) -> str:
        """``path`` as an absolute address, or relative to page ``name`` while the site has none."""
        if self.project.is_placeholder:
            return relative(page_path(tag, name), path)
        return absolute(self.project, path)

    def page_state(self, tag: str, name: str) -> PageState:
        """The state of page ``name`` of language ``tag``."""
        english = relative(page_path(tag, name), page_path("en", name))
        return PageState(self.publications[tag], self.page(tag, name), english)

    def view(self, tag: str, name: str) -> PageView:
        """All that the templates need for page ``name`` of language ``tag``."""
        publication = self.publications[tag]
        page, words = self.page(tag, name), publication.texts.site
        here, library = page_path(tag, name), self.project.library
        state = self.page_state(tag, name)
        return PageView(
            language=publication.language,
            words=words,
            english=self.project.source.site,
            name=name,
            title=page.front.title,
            description=page.front.description,
            root=relative(here, "index.html").removesuffix("index.html"),
            home=relative(here, page_path(tag, HOME)),
            canonical="" if self.project.is_placeholder else absolute(self.project, here),
            alternates=self.alternates(tag, name),
            menu=self.menu(tag, name),
            languages=self.languages(tag, name),
            notices=tuple(state.notices()),
            english_page=state.english if tag != "en" else "",
            facts=self._facts(publication, name, state.state.reviewed),
            exit=library.exit or "",
            library_name=library.name or "",
            library_site=library.site or "",
        )

    def _edit(self, tag: str, name: str) -> str:
        """Where the file of page ``name`` of language ``tag`` is edited; for a page of a state, that of the law."""
        repository = self.project.repository
        made = name in self.project.states.by_page
        return repository.edit(STATES if made else f"{tag}/{name}") if repository else ""

    def _facts(self, publication: Publication, name: str, reviewed: date | None) -> Facts:
        words, language = publication.texts.site, publication.language
        front = self.page("en", name).front

        def on(day: date | None, key: str) -> str:
            return words.text(key, date=write_date_in(words, key, day, language)) if day else ""

        return Facts(
            checked=on(front.facts_checked, "facts.checked"),
            legal_review=on(front.legal_review.date, "facts.legal_review")
            if isinstance(front.legal_review, LegalReview)
            else words.text("facts.no_legal_review"),
            reviewed=on(reviewed, "notice.reviewed"),
            correct=self._edit(publication.language.tag, name),
            sources=tuple(
                SourceView(
                    source.title,
                    source.url,
                    on(source.seen, "facts.seen"),
                )
                for source in front.sources
            ),
        )


def page_path(tag: str, name: str) -> str:
    """Where page ``name`` of language ``tag`` stands on the site."""
    return f"{tag}/{name.removesuffix('.md')}.html"


def relative(here: str, there: str) -> str:
    """The href from the file ``here`` to the file ``there``."""
    return posixpath.relpath(there, posixpath.dirname(here))


def absolute(project: Project, path: str) -> str:
    """``path`` as an address; the chooser's is that of the site itself."""
    return project.site_url + ("" if path == "index.html" else path)


def _groups(items: list[object]) -> Iterator[tuple[str, list[str]]]:
    """The menu of mkdocs.yml: section keys with their pages; loose pages are gathered under an empty key."""
    loose: list[str] = []
    for item in items:
        entries = item.items() if isinstance(item, dict) else [("", item)]
        for key, value in entries:
            if isinstance(value, str):
                loose.append(value)
                continue
            if loose:
                yield "", loose
                loose = []
            yield str(key), nav_pages(value)
    if loose:
        yield "", loose
