"""One book in one language: its chapters, contents, explained words and sources, ready for its template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from kyr.catalogue import Piece
from kyr.glossary import PAGE as GLOSSARY
from kyr.pages import LegalReview, Page
from kyr.press.book import SCHEME, Binder, Chapter, Reach, anchor, lines_of
from kyr.press.linebreak import prepare
from kyr.press.wording import Said, Voice, address, letters
from kyr.problems import Problem, ProblemError
from kyr.project import Project, Texts
from kyr.states import TEMPLATE

_NONE = Markup("")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the book: the id that a link leads to, and its words."""

    id: str
    title: Markup
    text: Markup = _NONE


@dataclass(frozen=True, slots=True)
class BoundSource:
    """A source of the facts of a chapter; ``where`` is its address, as a link and as it is printed."""

    title: Markup
    seen: Markup
    url: str = ""
    where: Markup = _NONE


@dataclass(frozen=True, slots=True)
class BoundChapter:
    """A chapter as the template prints it.

    ``facts`` tells when its facts were checked, and who reviewed them. ``sections`` are its headings of the second
    level.
    """

    id: str
    title: Markup
    html: Markup
    sections: tuple[Entry, ...]
    facts: tuple[Markup, ...]
    sources: tuple[BoundSource, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """What the template of a book binds together; ``checked`` is the day of the chapter that was checked first."""

    chapters: tuple[BoundChapter, ...]
    terms: tuple[Entry, ...]
    terms_title: Markup
    checked: Markup
    reviewed: bool
    is_live: bool
    link: Callable[[str], Markup]
    """Leads to a page of the site, by its title, wherever this book has it."""


class Bindery:
    """Binds the books of one project."""

    def __init__(self, project: Project, spoken: frozenset[str]) -> None:
        self.project = project
        self.binder = Binder(project, spoken)

    def bind(
        self, piece: Piece, texts: Texts, voice: Voice, site: Callable[[str], str], is_live: bool
    ) -> Volume:
        """The book ``piece`` in the language of ``texts``.

        ``voice`` speaks and notes the words of print.yml. ``site`` gives the address of a page of the website, or
        nothing while the website has none. ``is_live`` says whether links work.

        Raises:
            ProblemError: a page has a placeholder that cannot be written, or does not say when it was checked.
        """
        return _Binding(self, piece, texts, voice, site, is_live).volume()

    def sisters(self, piece: Piece) -> list[Piece]:
        """The other books, made by the same template, in which ``piece`` is not contained."""
        own = set(piece.chapters)
        return [
            other
            for other in self.project.catalogue.pieces.values()
            if other.template == piece.template and not own <= set(other.chapters)
        ]


class _Binding:
    def __init__(
        self,
        bindery: Bindery,
        piece: Piece,
        texts: Texts,
        voice: Voice,
        site: Callable[[str], str],
        is_live: bool,
    ) -> None:
        self.project, self.binder = bindery.project, bindery.binder
        self.texts, self.language, self.voice, self.is_live = texts, texts.language, voice, is_live
        self.furniture = Voice(texts.site, texts.language, voice.contacts, voice.spoken, voice.said)
        self.chapters = [self.binder.chapter(texts, name) for name in piece.chapters]
        needed = frozenset[str]().union(*(chapter.terms for chapter in self.chapters))
        self.terms = [term for term in self.binder.terms(texts) if term.id in needed]
        words = voice.words
        self.reach = Reach(
            inside=frozenset(piece.chapters),
            terms=frozenset(term.id for term in self.terms),
            elsewhere={
                name: self._prepared(words.text(f"{other.words}.title"))
                for other in bindery.sisters(piece)
                for name in other.chapters
            },
            title=self._title,
            site=lambda name, inner: _join(site(name), inner),
            word=self._word,
            is_live=is_live,
        )

    def volume(self) -> Volume:
        """The book. Chapters are bound first, so that what they say is noted in the order in which it is read."""
        facts = [self._facts_of(chapter) for chapter in self.chapters]
        chapters = tuple(map(self._chapter, self.chapters))
        glossary = self.texts.pages.get(GLOSSARY)
        days = [page.front.facts_checked for page in facts if page.front.facts_checked]
        return Volume(
            chapters,
            tuple(
                Entry(
                    anchor(GLOSSARY, term.id),
                    self._note(term.title, glossary),
                    self._note(term.definition, glossary),
                )
                for term in self.terms
                if glossary
            ),
            self._note(glossary.front.title, glossary) if glossary and self.terms else Markup(""),
            self.voice.on(min(days), "common.checked"),
            all(isinstance(page.front.legal_review, LegalReview) for page in facts),
            self.is_live,
            self._link,
        )

    def _link(self, name: str) -> Markup:
        html = self.reach.resolve(f'<a href="{SCHEME}{name}">{self._title(name)}</a>')
        return Markup(html)

    def _chapter(self, chapter: Chapter) -> BoundChapter:
        html = self.reach.resolve(chapter.html)
        for line in lines_of(html, chapter.page):
            self.voice.said.append(Said(line.text, line.path, line.line, self.language.tag))
        front = self._facts_of(chapter).front
        review = front.legal_review
        day = front.facts_checked
        assert day is not None
        facts = [self.furniture.on(day, "facts.checked")]
        if isinstance(review, LegalReview):
            facts.append(self.furniture.on(review.date, "facts.legal_review"))
        else:
            facts.append(self.furniture("facts.no_legal_review"))
        return BoundChapter(
            chapter.id,
            self._prepared(chapter.title),
            Markup(html),
            tuple(
                Entry(section.id, self._prepared(section.title))
                for section in chapter.sections
                if section.level == 2
            ),
            tuple(facts),
            tuple(self._sources(self._facts_of(chapter))),
        )

    def _sources(self, page: Page) -> list[BoundSource]:
        found = []
        for source in page.front.sources:
            title = Markup('<span lang="en" dir="ltr" class="english">{}</span>').format(
                self.voice.note(source.title, page.path, 0)
            )
            seen = self.furniture.on(source.seen, "facts.seen")
            if source.url is None:
                found.append(BoundSource(title, seen))
                continue
            self.voice.note(letters(source.url), page.path, 0)
            found.append(BoundSource(title, seen, source.url, address(source.url)))
        return found

    def _facts_of(self, chapter: Chapter) -> Page:
        """The English page of ``chapter``, which tells its facts.

        Raises:
            ProblemError: it does not say when they were checked.
        """
        page = self.project.source.pages[chapter.page.name]
        if page.front.facts_checked is None:
            raise ProblemError([undated(page.path)])
        return page

    def _note(self, text: str, page: Page | None) -> Markup:
        self.voice.note(text, page.path if page else self.voice.words.file.path, 0)
        return self._prepared(text)

    def _prepared(self, text: str) -> Markup:
        return escape(prepare(text, self.language))

    def _word(self, key: str, **slots: Markup) -> Markup:
        """A word of the booklet; what fills its slots is HTML already."""
        text = str(self._prepared(self.voice.words.text(f"more.booklet.{key}")))
        for slot, html in slots.items():
            text = text.replace(f"{{{slot}}}", html)
        return Markup(text)

    def _title(self, name: str) -> Markup:
        """The title of page ``name`` of the website, in English where only English has it."""
        # Not every page that is written is published.
        made_from = TEMPLATE if name in self.project.states.by_page else name
        if made_from in self.texts.pages:
            return self._prepared(self.project.page(self.language.tag, name).front.title)
        title = self.project.page("en", name).front.title
        return Markup('<span lang="en" dir="ltr" class="english">{}</span>').format(title)


def _join(url: str, inner: str) -> str:
    return f"{url}#{inner}" if url and inner else url


def undated(path: Path) -> Problem:
    """The problem of a page that does not say when its facts were checked."""
    return Problem(
        path,
        1,
        "press-facts",
        "the day on which the facts were checked",
        "no “facts_checked:”",
        "Write it into the front matter: every printed piece carries it.",
    )
