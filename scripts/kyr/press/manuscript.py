"""Everything that goes into one piece in one language, before any type is set: what the cache compares."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import jinja2
from markupsafe import Markup, escape

from kyr import specimen
from kyr.catalogue import LARGER, PAPERS, SAFE_EDGE, Edition, Paper, Piece, Sheet
from kyr.contacts import LibraryContact, parse_phone
from kyr.dates import write_date_in
from kyr.languages import Language
from kyr.placeholders import Reference
from kyr.press import qr
from kyr.press.contents import PackPart, list_contents
from kyr.press.fonts import LATIN, Family, Fonts, describe
from kyr.press.linebreak import prepare
from kyr.press.many import Grid, GridError, grid
from kyr.press.volume import Bindery, Volume, undated
from kyr.press.wording import (
    Said,
    Voice,
    address,
    contact_field,
    letters,
    name,
    number,
    texts_by_key,
)
from kyr.problems import Problem, ProblemError, shorten
from kyr.project import Project
from kyr.spoken import spoken_lines
from kyr.states import GROUP, Summary, summarize
from kyr.translation.publication import Publication
from kyr.translation.state import Standing, together
from kyr.words import is_below

BLEED = 0.125
"""Inches by which ink that reaches the cut runs over it."""


@dataclass(frozen=True)
class Side:
    """One side: its HTML, its language, the texts on it, and the families that may set it."""

    number: int
    html: Markup
    language: Language
    said: tuple[Said, ...]
    families: tuple[Family, ...]
    small: tuple[Family, ...]
    """The families of the small print."""
    others: tuple[Family, ...] = ()
    """Families for names in other scripts than the language's, and for the other languages that speak on it."""


@dataclass(frozen=True, slots=True)
class StateRow:
    """What a state's law says on one question; without answer, citation and confidence where nothing is confirmed."""

    key: str
    answer: Markup | None
    citation: Markup | None
    confidence: Markup | None


@dataclass(frozen=True, slots=True)
class OwnState:
    """The library's own state, with its four rows."""

    name: Markup
    rows: Iterator[StateRow]


@dataclass(frozen=True, slots=True)
class Specimens:
    """Drawn warrants that are explained together.

    Under each number stand the texts for it, each once; with the title of its form where the forms differ.
    """

    pictures: tuple[Markup, ...]
    titles: tuple[Markup, ...]
    numbers: tuple[tuple[tuple[Markup | None, Markup], ...], ...]


@dataclass(frozen=True)
class Job:
    """What is to be made: a piece in one edition, on one paper, in one language."""

    piece_id: str
    piece: Piece
    edition_id: str
    edition: Edition
    paper: Paper
    language: Language

    @property
    def sheet(self) -> Sheet:
        """The grid it stands in; one that it fills alone where the edition is no sheet."""
        return self.piece.sheets[self.paper] if self.edition.form == "sheet" else Sheet()

    @property
    def fold(self) -> str | None:
        """How its sheet is folded, if it is."""
        return self.sheet.fold

    @property
    def trim(self) -> tuple[float, float]:
        """Width and height in inches when cut."""
        if self.edition.form == "page":
            width, height = PAPERS[self.paper]
            return width - 2 * SAFE_EDGE, height - 2 * SAFE_EDGE
        return self.edition.trim or self.piece.trim_on(self.paper)

    @property
    def is_cut(self) -> bool:
        """Whether it is cut out of a larger sheet."""
        if self.edition.form == "single":
            return True
        return self.edition.form == "sheet" and self.piece.trim is not None and self.fold is None

    @property
    def bleed(self) -> float:
        """Inches of ink around it that the cut takes away; none where nothing is cut."""
        return BLEED if self.is_cut else 0.0

    @property
    def body_pt(self) -> tuple[float, float]:
        """The smallest and the largest size of its text in points."""
        return self.edition.body_pt or self.piece.body_pt

    @property
    def least_pt(self) -> float:
        """The smallest size in points of anything printed, as far as the edition says so."""
        return self.edition.body_pt[0] if self.edition.body_pt else 0.0

    @property
    def code_in(self) -> float:
        """Inches of its code with the white around it: larger where the piece is, but less so than its words."""
        usual = self.piece.trim_on(self.paper)[0]
        return round(self.piece.code_in * math.sqrt(max(1.0, self.trim[0] / usual)), 2)

    @property
    def stem(self) -> str:
        """The file name without its ending: with the paper where another paper makes another file."""
        name = f"{self.piece_id}-{self.edition_id}"
        sized = self.edition.form in ("sheet", "page") or (
            self.edition.form == "single" and self.trim != self.piece.trim
        )
        return f"{name}-{self.paper}" if sized else name


@dataclass(frozen=True)
class Manuscript:
    """A job with its words, its style sheet and all that they depend on."""

    job: Job
    title: str
    css: str
    sides: tuple[Side, ...]
    codes: tuple[qr.Code, ...]
    """The codes that stand on it, in reading order."""
    english: tuple[str, ...]
    """What the English sides must say, whole and in order."""
    checked: str
    """The day on which its facts were checked, as its language writes it; empty where it states none."""
    standing: Standing
    """How the translations that speak on it stand."""
    is_sample: bool
    words_path: Path
    parts: tuple[PackPart, ...] = ()
    """What is bound to it."""


@dataclass(frozen=True)
class Speaker:
    """One of several languages on a piece: its words, its code and address, and the CSS of its letters.

    ``small`` is the CSS of the letters in which its small print would be set, for places without room.
    """

    words: Voice
    language: Language
    style: str
    small: str
    code: qr.Code | None
    address: Callable[[], Markup]
    standing: Callable[[], Markup]
    name: Callable[[], str]


class Work(NamedTuple):
    """A job, with the language that leads it and the ``guests`` that speak on it beside."""

    publication: Publication
    job: Job
    guests: tuple[Publication, ...] = ()
    parts: tuple[PackPart, ...] = ()
    """What follows the cover of a pack."""


class Desk:
    """Writes the manuscripts of one project."""

    def __init__(self, project: Project, fonts: Fonts) -> None:
        self.project = project
        self.fonts = fonts
        self.spoken = spoken_lines(project.source)
        self.bindery = Bindery(project, self.spoken)
        self.use_templates(project.root / "printables" / "pieces")

    def use_templates(self, folder: Path) -> None:
        """Take the templates and style sheets of ``folder``."""
        self.folder = folder
        self.templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write(
        self,
        publication: Publication,
        job: Job,
        guests: Sequence[Publication] = (),
        parts: Sequence[PackPart] = (),
    ) -> Manuscript:
        """The manuscript of ``job`` in the words of ``publication``, and of ``guests`` where it speaks for several.

        The cover of a pack tells of its ``parts``.

        Raises:
            ProblemError: characters without a glyph, a font that differs from the lock, an address that cannot
                stand in a code, or no date of the facts.
        """
        piece = job.piece
        is_sample = self.project.is_placeholder and bool(piece.carries)
        code = self._code(publication, piece)
        sides = []
        crowd = (publication, *guests) if piece.speaks != "own" else ()
        cells = self._grid(job, len(crowd)) if piece.speaks == "all" else None
        codes = {code.address: code} if code else {}
        problems: list[Problem] = []
        for side_number in range(1, (cells.sides if cells else piece.sides) + 1):
            english = side_number in piece.english_sides
            texts = self.project.source if english else publication.texts
            voice = Voice(texts.print, texts.language, self.project.contacts, self.spoken)
            context = self._context(publication, job, voice, code, is_sample)
            share = cells.share(crowd, side_number) if cells else crowd
            speakers = [self._speaker(one, job, voice) for one in share]
            codes |= {one.code.address: one.code for one in speakers if one.code}
            context |= {"speakers": speakers, "grid": cells}
            context["contents"] = lambda voice=voice: list_contents(
                parts, piece.sides, publication.texts, self.project.source, voice
            )
            # All sides of a page of many languages have the same template.
            html = self._render(job, 1 if cells else side_number, context)
            problems += self._undeclared(job, voice.asked)
            families = self.fonts.of(texts.language)
            said = tuple(voice.said)
            small = self.fonts.of_small_print(texts.language)
            # The library's own contacts may have names in any script.
            own = "".join(text.text for text in said if text.path == self.project.config.path)
            others = self.fonts.of_letters(own, (*families, *small))
            for faces in dict.fromkeys((families, small)):
                problems += self._uncovered(said, (*faces, *others), texts.language)
            for guest in guests:
                faces = self.fonts.of(guest.language)
                mine = tuple(text for text in said if text.tag == guest.language.tag)
                problems += self._uncovered(mine, faces, guest.language)
                small_faces = self.fonts.of_small_print(guest.language)
                others = tuple(dict.fromkeys((*others, *faces, *small_faces)))
            sides.append(
                Side(side_number, Markup(html), texts.language, said, families, small, others)
            )
        if problems:
            raise ProblemError(problems)
        return Manuscript(
            job,
            self._title(publication, piece),
            self._css(job),
            tuple(sides),
            tuple(codes.values()),
            texts_by_key(self.project.source.print, piece.english_words),
            write_date_in(
                publication.texts.print,
                "common.checked",
                self._checked(piece.facts),
                publication.language,
            )
            if piece.facts
            else "",
            together(one.piece_state(piece) for one in (publication, *guests)).standing,
            is_sample,
            publication.texts.print.file.path,
            tuple(parts),
        )

    def _title(self, publication: Publication, piece: Piece) -> str:
        found = publication.texts.site.text(f"{piece.name}.name")
        return f"{found} – {publication.language.name}"

    def _css(self, job: Job) -> str:
        width, height = job.trim
        return self._template(f"{job.piece.template}.css").render(
            bleed=job.bleed, width=width, height=height, angle=-_stamp_angle(job)
        )

    def _template(self, file: str) -> jinja2.Template:
        try:
            return self.templates.get_template(file)
        except jinja2.TemplateError as error:
            raise ProblemError([self._template_problem(file, error)]) from error

    def _render(self, job: Job, side: int, context: Mapping[str, object]) -> str:
        file = f"{job.piece.template}-{side}.html"
        try:
            return self._template(file).render(context)
        except (jinja2.TemplateError, KeyError) as error:
            raise ProblemError([self._template_problem(file, error)]) from error

    def _template_problem(self, file: str, error: Exception) -> Problem:
        line = getattr(error, "lineno", 0) or 0
        return Problem(
            self.folder / file,
            line,
            "press-template",
            "a template that can be filled in",
            shorten(f"{type(error).__name__}: {error}"),
            "Look at the names between the braces: words must be keys of print.yml.",
        )

    def _context(
        self,
        publication: Publication,
        job: Job,
        voice: Voice,
        code: qr.Code | None,
        is_sample: bool,
    ) -> dict[str, object]:
        source = self.project.source
        english = voice.beside(source.print, source.language)
        context: dict[str, object] = {
            "words": voice,
            "english": english,
            "language": voice.language,
            "is_english": voice.language.is_source,
            "job": job,
            "piece": job.piece,
            "checked": lambda: voice.on(self._checked(job.piece.facts or ""), "common.checked"),
            "reviewed": self._reviewed(job.piece.facts),
            "standing": lambda: (
                Markup("") if voice.language.is_source else _standing(publication, job.piece, voice)
            ),
            "english_standing": lambda: _standing(publication, job.piece, english),
            "own_state": lambda: self._own_state(publication, voice),
            "tongue": lambda: self._tongue(voice.language, voice),
            "alt": lambda: f"{voice.plain('common.scan')}: {letters(code.address) if code else ''}",
            "own": lambda limit=99: self._own(voice, limit),
            "hotlines": lambda: self._hotlines(job.piece, voice),
            "stamp": lambda: self._stamp(job, voice, english) if is_sample else (),
            "specimens": lambda *forms: self._specimens(forms, job, voice),
            "code": code,
        }
        if job.piece.chapters:
            context["book"] = self._book(publication, job, voice)
            context["library"] = self._library(voice)
            context["site_address"] = self._site_address(publication, voice)
            context["furniture"] = Voice(
                publication.texts.site, voice.language, voice.contacts, voice.spoken, voice.said
            )
        if code is not None:
            context["address"] = lambda: self._address(code, voice)
        return context

    def _book(self, publication: Publication, job: Job, voice: Voice) -> Volume:
        """The pages of ``job`` as a book. A folded sheet is only paper: its links are words."""

        def site(page: str) -> str:
            if self.project.is_placeholder:
                return ""
            tag = publication.language.tag if page in publication.pages else "en"
            return page_path(self.project.site_url, tag, page)

        return self.bindery.bind(
            job.piece, publication.texts, voice, site, is_live=job.fold is None
        )

    def _site_address(self, publication: Publication, voice: Voice) -> Markup:
        """Where the website stands, if it has an address."""
        if self.project.is_placeholder:
            return Markup("")
        found = page_address(self.project.site_url, publication, "index.md")
        config = self.project.config
        voice.note(letters(found), config.path, config.line(("site_url",)))
        return address(found)

    def _library(self, voice: Voice) -> Markup:
        """The library's own name, if it has said it."""
        config, own = self.project.config, self.project.library.name
        if not own:
            return Markup("")
        return name(voice.note(own, config.path, config.line(("extra", "library", "name"))))

    def _speaker(self, publication: Publication, job: Job, voice: Voice) -> Speaker:
        """``publication`` on a piece of several languages; what it says is noted where ``voice`` notes its own."""
        texts, language = publication.texts, publication.language
        own = voice.beside(texts.print, language)
        code = self._code(publication, job.piece)
        floor = job.body_pt[0]
        config = self.project.config
        return Speaker(
            own,
            language,
            _letters(self.fonts.of(language), floor),
            _letters(self.fonts.of_small_print(language), floor),
            code,
            lambda: self._address(code, own) if code else Markup(""),
            lambda: _standing(publication, job.piece, own),
            lambda: own.note(language.name, config.path, config.line(("plugins",))),
        )

    def _grid(self, job: Job, count: int) -> Grid:
        """How the page of ``job`` is divided among ``count`` languages."""
        try:
            return grid(count, job.trim)
        except GridError as error:
            file = self.project.catalogue.file
            raise ProblemError(
                [
                    file.problem(
                        ("pieces", job.piece_id, "sheets"),
                        "press-fit",
                        "a paper with room for every language",
                        str(error),
                        "Take the smaller papers out of its sheets.",
                    )
                ]
            ) from error

    def _reviewed(self, facts: str | None) -> bool:
        """Whether a lawyer has reviewed the English page ``facts``."""
        page = self.project.source.pages.get(facts or "")
        return page is not None and page.front.legal_review != "none"

    def _checked(self, facts: str) -> date:
        """The day on which the facts were checked."""
        page = self.project.source.pages.get(facts)
        if page is None or page.front.facts_checked is None:
            path = page.path if page else self.project.docs / "en" / facts
            raise ProblemError([undated(path)])
        return page.front.facts_checked

    def _tongue(self, language: Language, voice: Voice) -> Markup:
        """The language's name for itself, and its English name, if that is another, for the staff who hand it out."""
        config = self.project.config
        own = voice.note(language.name, config.path, config.line(("plugins",)))
        if language.is_source:
            return Markup(escape(own))
        return Markup('{} · <span lang="en" dir="ltr">{}</span>').format(
            prepare(own, language), voice.note(language.english, config.path, 0)
        )

    def _own_state(self, publication: Publication, voice: Voice) -> OwnState | None:
        """What the law of the library's own state says, if it has said which and the language has words for it."""
        state, words = self.project.own_state, publication.texts.site
        if state is None or not words.has(GROUP):
            return None
        path = self.project.docs / "states.yml"

        def own(key: str, text: str) -> Markup:
            if f"{GROUP}.{key}" in words.lent:
                return english(text)
            spoken = voice.note(text, words.file.path, words.line(f"{GROUP}.{key}"))
            return escape(prepare(spoken, voice.language))

        def english(text: str) -> Markup:
            return Markup('<span lang="en" dir="ltr" class="english">{}</span>').format(
                voice.note(text, path, 0)
            )

        def row(item: Summary) -> StateRow:
            if not item.is_confirmed:
                return StateRow(item.key, None, None, None)
            level = f"confidence.{state.row(item.key).confidence}"
            return StateRow(
                item.key,
                own(f"{item.key}.head", item.answer),
                english(item.citation) if item.citation else None,
                Markup("{}: {}").format(
                    own("sure", words.text(f"{GROUP}.sure")), own(level, item.confidence)
                ),
            )

        # The rows are made as they are printed, so that nothing is noted that a template leaves out.
        return OwnState(english(state.name), (row(item) for item in summarize(state, words)))

    def _specimens(self, forms: tuple[str, ...], job: Job, voice: Voice) -> Specimens:
        """The drawings of ``forms`` with what their numbers mean."""
        colours = specimen.BLACK if job.edition.ink == "black" else specimen.Colours()
        pictures, titles = [], []
        texts: dict[int, dict[str, tuple[str, int]]] = {}
        for form in forms:
            section = f"{specimen.WORDS}.{specimen.section_of(form)}"
            drawing = specimen.draw(self.project.root, form, self.project.source.print, colours)
            # A screen reader is told one text only: what the drawing is, and what is on it.
            told = f"{voice.plain(f'{section}.title')}. {voice.plain(f'{section}.description')}"
            pictures.append(specimen.picture(drawing, form, told, ""))
            titles.append(f"{section}.title")
            for index, text in enumerate(voice.words.list(f"{section}.marks")):
                texts.setdefault(index, {}).setdefault(text, (section, len(titles) - 1))
        numbers = tuple(
            tuple(
                (
                    voice(titles[form]) if len(different) > 1 else None,
                    voice.item(f"{section}.marks", index),
                )
                for section, form in different.values()
            )
            for index, different in texts.items()
        )
        return Specimens(tuple(pictures), tuple(map(voice, titles)), numbers)

    def _hotlines(self, piece: Piece, voice: Voice) -> list[tuple[Markup, Markup]]:
        found = []
        for label, reference in piece.hotlines.items():
            contact_id, _, key = reference.partition(".")
            spoken = voice(f"common.hotlines.{label}")
            html, text = contact_field(
                self.project.contacts, Reference("contact", contact_id, "phone", key)
            )
            voice.note(text, self.project.catalogue.file.path, 0)
            found.append((spoken, html))
        return found

    def _own(self, voice: Voice, limit: int) -> list[dict[str, object]]:
        """The library's own contacts that it wants printed, at most ``limit``."""
        found = []
        chosen = [
            (place, contact)
            for place, contact in enumerate(self.project.library.contacts)
            if contact.print and contact.phone
        ]
        for place, contact in chosen[:limit]:
            found.append(self._own_one(voice, place, contact))
        return found

    def _own_one(self, voice: Voice, place: int, contact: LibraryContact) -> dict[str, object]:
        config = self.project.config

        def note(key: str, text: str) -> str:
            location = ("extra", "library", "contacts", place, key)
            return voice.note(text, config.path, config.line(location))

        shown = parse_phone(contact.phone or "").shown
        return {
            "name": name(note("name", contact.name)),
            "phone": number(note("phone", shown)),
            # Noted as printed only where a template has room for them.
            "hours": (lambda: name(note("hours", contact.hours or ""))) if contact.hours else None,
        }

    def _address(self, code: qr.Code, voice: Voice) -> Markup:
        config = self.project.config
        voice.note(letters(code.address), config.path, config.line(("site_url",)))
        return address(code.address)

    def _code(self, publication: Publication, piece: Piece) -> qr.Code | None:
        if "qr" not in piece.carries:
            return None
        target = page_address(self.project.site_url, publication, piece.page)
        try:
            return qr.make_code(target, piece.code_in)
        except qr.AddressError as error:
            config = self.project.config
            raise ProblemError(
                [
                    config.problem(
                        ("site_url",),
                        "press-qr",
                        str(error),
                        shorten(target, 140),
                        "Choose a shorter site_url: the code on paper must be large enough to scan.",
                    )
                ]
            ) from error

    def _stamp(self, job: Job, voice: Voice, english: Voice) -> list[dict[str, object]]:
        """The words of the SAMPLE stamp, once in each language, with a size in points that fills the diagonal."""
        width, height = (72 * (length - 2 * SAFE_EDGE) for length in job.trim)
        turn = math.radians(_stamp_angle(job))
        voices = [english if voice.lends("common.sample") else voice]
        if english.words.text("common.sample") != voice.words.text("common.sample"):
            voices.append(english)
        spoken: list[dict[str, object]] = []
        for one in voices:
            families = self.fonts.of(one.language)
            em = self.fonts.width(one.words.text("common.sample"), families) or 1
            size = min(
                width / (em * math.cos(turn) + math.sin(turn)),
                height / len(voices) / (em * math.sin(turn) + math.cos(turn)),
            )
            spoken.append(
                {
                    "html": one("common.sample"),
                    "language": one.language,
                    "size": round(0.95 * size, 1),
                }
            )
        return spoken

    def _undeclared(self, job: Job, asked: set[str]) -> list[Problem]:
        """Texts that are printed and that the catalogue does not name: nobody would know when they are out of date."""
        piece = job.piece
        allowed = (*piece.own_keys, *piece.shared_keys, *piece.english_words)
        return [
            self.project.catalogue.file.problem(
                ("pieces", job.piece_id, "says"),
                "press-says",
                "every text of print.yml that the piece says beside its own words",
                f"not {shorten(key)}",
                "Add its key, or its group, to the list “says” of the piece.",
            )
            for key in sorted(asked)
            if not is_below(key, allowed)
        ]

    def _uncovered(
        self, said: tuple[Said, ...], families: tuple[Family, ...], language: Language
    ) -> list[Problem]:
        """Characters that no font of the side holds, before any type is set."""
        latin = (self.fonts.named(LATIN),)
        problems = []
        for text in dict.fromkeys(said):
            if text.tag not in ("en", language.tag):
                continue
            allowed = latin if text.tag == "en" and not language.is_source else families
            missing = self.fonts.uncovered(text.text, allowed)
            if missing:
                problems.append(
                    Problem(
                        text.path,
                        text.line,
                        "press-glyph",
                        f"letters that {' or '.join(f.family for f in allowed)} can print",
                        f"{', '.join(map(describe, missing[:3]))} in {shorten(text.text)}",
                        "Write it with other characters, or add a font (printables/fonts/README.md).",
                    )
                )
        return problems


def _letters(families: Sequence[Family], floor: float) -> str:
    """The CSS of letters of ``families`` among others that may be as small as ``floor`` points.

    A script that needs larger letters has them larger by the same share at every size.
    """
    names = ",".join(f"'{family.family}'" for family in families)
    height = max(family.line_height for family in families)
    share = max(1.0, *(family.min_pt / floor for family in families))
    return f"font-family:{names};font-size:{share:.4g}em;line-height:{height:g};--line:{height:g}"


def _standing(publication: Publication, piece: Piece, voice: Voice) -> Markup:
    """The line that says how the translation stands, in ``voice``: a draft, out of date, or when it was checked.

    The English is no translation of anything.
    """
    standing = publication.piece_state(piece).standing
    told = []
    if standing.draft:
        told.append(voice.phrases(f"common.{standing.draft}"))
    if standing.is_stale:
        told.append(voice.phrases("common.stale"))
    if standing.reviewed:
        told.append(voice.on(standing.reviewed, "common.reviewed"))
    return Markup(" · ").join(told)


def _stamp_angle(job: Job) -> int:
    """Degrees by which the SAMPLE stamp climbs: steeper on a narrow piece."""
    width, height = job.trim
    return 58 if width < height / 2 else 34


def page_address(site_url: str, publication: Publication, page: str) -> str:
    """The address of ``page`` on the site in the publication's language; of its first page if it has no such page."""
    tag = publication.language.tag
    if page not in publication.pages:
        page = "index.md"
    return page_path(site_url, tag, page)


def page_path(site_url: str, tag: str, page: str) -> str:
    """The address of ``page`` in the language ``tag``; the first page needs no name of its own."""
    path = "" if page == "index.md" else page.removesuffix(".md") + ".html"
    return f"{site_url}{tag}/{path}"


def jobs(project: Project, publications: Mapping[str, Publication]) -> list[Work]:
    """Every piece × edition × language on the library's papers, in the order of the catalogue.

    A piece whose words may be translated later is made in the languages that have them; one that speaks for
    several, once. Editions of one piece follow each other, so that what they share is set in type once.
    """
    found: list[Work] = []
    for publication in publications.values():
        for piece_id, piece in project.catalogue.pieces.items():
            leader, *guests = _crowd(project, publications, piece) or (publication,)
            if leader is not publication or not publication.can_make(piece):
                continue
            made: dict[str, Job] = {}
            for edition_id, edition in project.catalogue.editions.items():
                for paper in _papers(project, piece, edition) if edition.has(piece_id) else ():
                    job = Job(piece_id, piece, edition_id, edition, paper, publication.language)
                    made.setdefault(job.stem, job)
            found.extend(Work(publication, job, tuple(guests)) for job in made.values())
    return found


def _crowd(
    project: Project, publications: Mapping[str, Publication], piece: Piece
) -> tuple[Publication, ...]:
    """The languages that speak together on ``piece``, the leading one first; none where each has its own."""
    if piece.speaks == "own":
        return ()
    if piece.speaks == "all":
        # Each says what its core words say; only the frame around them is the piece's own, in the leading language's.
        leader, *others = publications.values()
        return (leader, *(one for one in others if one.can_speak(piece)))
    chosen = [publications[tag] for tag in project.sign_languages if tag in publications]
    return tuple(one for one in chosen if one.can_make(piece))


def _papers(project: Project, piece: Piece, edition: Edition) -> Iterator[Paper]:
    """The papers of the library on which ``piece`` is made: posters in the large size too."""
    for paper in project.library.papers:
        if edition.form != "sheet":
            yield paper
            continue
        for size in (paper, LARGER[paper]):
            if size in piece.sheets:
                yield size
