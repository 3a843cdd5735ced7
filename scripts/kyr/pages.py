"""The Markdown pages of one language: their front matter, and their sections by explicit heading id."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from kyr.contacts import Day, Frozen, check_address, says_nothing
from kyr.persons import names_a_person
from kyr.problems import Problem, ProblemError
from kyr.words import MORE
from kyr.yamlfile import MAX_LINE, YamlFile, parse_yaml, read_text, validate

CORE_PAGES = (
    "index.md",
    "now.md",
    "rights/index.md",
    "rights/home.md",
    "rights/public.md",
    "rights/car.md",
    "rights/work.md",
    "rights/detained.md",
    "rights/family.md",
    "rights/papers.md",
    "rights/card.md",
    "help.md",
    "print.md",
)
"""What a language needs, beside its words, before it is published."""

STAFF_FOLDERS = ("protocol/", "organize/", "states/")
STAFF_PAGES = frozenset({"talking-points.md", "about.md", "changes.md", "translate.md"})
PATRON_PAGES = frozenset({"states/names.md"})
"""Pages that patrons read although they stand in a folder for staff."""

MAX_BYTES = 250_000
"""Of a page; the longest in English has 31,000, and Burmese takes three times as many."""

HEADING = re.compile(
    # The beginning of a line is looked for behind the sign: to search for a sign is quick.
    r"(#(?<![^\n]#)#{0,5})[ \t]+(.*?)[ \t]*(?:\{[ \t]*#([A-Za-z][\w-]*)[^}\n]*\})?[ \t]*$",
    re.MULTILINE,
)


class Audience(StrEnum):
    """Whom a page is written for: patrons may be frightened and read little; staff read at work."""

    PATRON = "patron"
    STAFF = "staff"

    @property
    def plural(self) -> str:
        """As a message says it."""
        return "patrons" if self is Audience.PATRON else "staff"


def audience(name: str) -> Audience:
    """Whom the page ``name`` is for. Every page is for patrons unless it is known to be for staff."""
    if name in PATRON_PAGES:
        return Audience.PATRON
    is_staff = name in STAFF_PAGES or name.startswith(STAFF_FOLDERS)
    return Audience.STAFF if is_staff else Audience.PATRON


def words_audience(key: str, handed_out: Container[str] = ()) -> Audience:
    """Whom a text or group of site.yml or print.yml is for.

    Below ``more`` stand the words for staff, but for the groups of the pieces that are ``handed_out`` to patrons.
    """
    if MORE not in key.split(".") or key.removeprefix("pieces.") in handed_out:
        return Audience.PATRON
    return Audience.STAFF


def _check_title(value: str) -> str:
    if says_nothing(value):
        raise ValueError("what the source is: the name of a page, a statute or a judgment")
    return value


SourceTitle = Annotated[str, AfterValidator(_check_title)]
"""What a source is called: without it a fact stands there as if somebody had looked it up."""


class Source(Frozen):
    """Where a fact comes from: a page, a statute or a judgment."""

    title: SourceTitle
    url: Annotated[str, AfterValidator(check_address)] | None = None
    seen: Day


def _check_reviewer(value: str) -> str:
    if not names_a_person(value):
        raise ValueError(
            "the name of the lawyer or law firm that reviewed the page (without one: “legal_review: none”)"
        )
    return value


class LegalReview(Frozen):
    """A lawyer's review of the English page."""

    by: Annotated[str, AfterValidator(_check_reviewer)]
    date: Day


def _kind_of_review(value: Any) -> str | None:
    """Which of the two forms of ``legal_review`` this is meant to be; a review without name or day is neither."""
    if value == "none":
        return "none"
    whole = isinstance(value, LegalReview) or (
        isinstance(value, dict) and value.keys() >= LegalReview.model_fields.keys()
    )
    return "review" if whole else None


Reviewed = Annotated[
    Annotated[Literal["none"], Tag("none")] | Annotated[LegalReview, Tag("review")],
    Discriminator(
        _kind_of_review,
        custom_error_type="legal_review",
        custom_error_message="“none”, or below it both “by:” with the name of the lawyer or law firm and “date:” "
        "with the day of the review, such as 2026-11-21",
    ),
]
"""Whether a lawyer has reviewed the English page."""


MOST_FORMS = 20
"""Spellings of one term; ten are the most that a term of ours has."""
Form = Annotated[str, Field(min_length=1, max_length=100)]
"""A spelling in which a term is looked for."""


class FrontMatter(Frozen):
    """What stands above a page. Translations give title and description; facts come from the English page.

    ``forms`` belongs to the glossary: by the id of an entry, the spellings in which the term is looked for.
    """

    title: Annotated[str, Field(min_length=1, max_length=80)]
    description: Annotated[str, Field(min_length=1, max_length=200)]
    facts_checked: Day | None = None
    legal_review: Reviewed = "none"
    sources: tuple[Source, ...] = ()
    forms: Mapping[str, Annotated[tuple[Form, ...], Field(max_length=MOST_FORMS)]] = {}


@dataclass(frozen=True, slots=True)
class Section:
    """The text below one heading. The part above the first heading with an id has the id ``top``."""

    id: str
    title: str
    level: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file. ``name`` is its path below the language's folder, the same in every language."""

    path: Path
    name: str
    front: FrontMatter
    front_file: YamlFile
    body: str
    body_line: int

    @property
    def html_name(self) -> str:
        """Its path on the site below the language's folder."""
        return self.name.removesuffix(".md") + ".html"

    def lines(self) -> Iterator[tuple[int, str]]:
        """Its lines with their numbers in the file. They end where Markdown ends them, not at every sign that could."""
        return enumerate(self.body.split("\n"), self.body_line)

    def sections(self) -> tuple[Section, ...]:
        """The sections in order; a heading without an id belongs to the section it stands in."""
        return _sections(self.body, self.body_line, self.front.title)


@lru_cache(maxsize=1 << 12)
def _sections(body: str, line: int, title: str) -> tuple[Section, ...]:
    """The sections of ``body``, which begins on ``line``; kept, because units, pages and rules ask for them in turn."""
    found: list[Section] = []
    name, level, start, begin = "top", 1, 0, ""
    for match in headings(body):
        if not match[3]:
            continue
        text = begin + body[start : match.start()].removesuffix("\n")
        found.append(Section(name, title, level, line, text))
        line += body.count("\n", start, match.start())
        name, title, level, start, begin = match[3], match[2], len(match[1]), match.end(), match[2]
    found.append(Section(name, title, level, line, begin + body[start:].removesuffix("\n")))
    return tuple(found)


def headings(body: str) -> Iterator[re.Match[str]]:
    """Those lines of ``body`` that are headings, as ``HEADING`` matches them."""
    return HEADING.finditer(body)


def read_page(path: Path, name: str) -> Page:
    """The page at ``path``.

    Raises:
        ProblemError: it cannot be read, or its front matter has faults.
    """
    lines = read_text(path, MAX_BYTES).split("\n")
    problems = [
        Problem(
            path,
            number,
            "line-length",
            f"lines of at most {MAX_LINE:,} characters",
            f"{len(line):,}",
            "Break the text into paragraphs, with an empty line between them.",
        )
        for number, line in enumerate(lines, 1)
        if len(line) > MAX_LINE
    ]
    if problems:
        raise ProblemError(problems)
    if lines[0].rstrip() != "---" or "---" not in [line.rstrip() for line in lines[1:]]:
        raise ProblemError(
            [
                Problem(
                    path,
                    1,
                    "front-matter",
                    "a first line “---”, then title and description, then a line “---”",
                    "a page without them",
                    "Copy the lines between the two “---” from the English page and translate them.",
                )
            ]
        )
    end = [line.rstrip() for line in lines[1:]].index("---") + 1
    front_file = parse_yaml("\n".join(lines[1:end]), path, offset=1)
    front = validate(FrontMatter, front_file, "front-matter")
    return Page(path, name, front, front_file, "\n".join(lines[end + 1 :]), end + 2)
