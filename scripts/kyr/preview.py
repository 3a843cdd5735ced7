"""One language as its readers would get it, ready or not, with English beside it: for whoever translates or reviews it.

Other languages are not even read. What is wrong with this one is told, and everything is shown that can be made: a page
that cannot is left out, a text of site.yml or print.yml that breaks a rule of safety is lent by English, a piece that
cannot be printed is missing. Nothing is shown that would load or run anything: what pages hold is text, and a finished
page that breaks this promise is left out too.
"""

from __future__ import annotations

import dataclasses
import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kyr import checks
from kyr.audit import SAFETY, audit
from kyr.build import AuditError
from kyr.output import check_target, staged, swap, write_manifest
from kyr.press.press import Pressed, press_possible
from kyr.problems import Level, Problem, ProblemError
from kyr.project import Project, Texts, load_project
from kyr.site.build import build_site
from kyr.site.cover import Left, write_cover
from kyr.site.views import Site, page_path
from kyr.translation.publication import PRINT_WORDS, SITE_WORDS, Publication, publications
from kyr.words import Text, Words

Report = Callable[[str], None]

SOURCE = "en"
SHOWN = 5
"""Texts that are named as the reason why a piece is missing."""
CACHE = Path(".cache/kyr/preview")
"""Apart from that of the build, which forgets what it has not made."""


class NoLanguageError(Exception):
    """The list of languages has none of that tag."""


@dataclass(frozen=True)
class Preview:
    """A preview that was made: how many pages and pieces, and what was left out, each with its reason."""

    folder: Path
    pages: int
    prints: int
    left: tuple[Left, ...]
    problems: tuple[Problem, ...]


def preview_folder(root: Path, tag: str) -> Path:
    """Where the preview of language ``tag`` is kept when nobody says where it goes."""
    return root.resolve() / CACHE / tag / "shown"


def preview(root: Path, tag: str, out: Path, report: Report) -> Preview:
    """Make the preview of language ``tag`` of the project in ``root`` in the folder ``out``.

    Raises:
        NoLanguageError: there is no such language.
        ProblemError: something beside the language's own words cannot be read or built; ``out`` is as it was.
        AuditError: another page would load or run what no page may; ``out`` is as it was.
        OSError: ``out`` holds what no preview has made.
    """
    project, problems = _load(root.resolve(), tag)
    _check_place(project, out)
    problems += _judge(project, tag)
    project = _without_texts(project, tag, problems)
    cache = project.root / CACHE / tag
    with staged(cache, report) as stage:
        own = publications(project, also={tag})[tag]
        processes = os.cpu_count() or 1
        pressed = press_possible(project, {tag: own}, stage, cache, processes, report)
        problems += [problem for found in pressed.problems.values() for problem in found]
        while True:
            published = publications(project, also={tag})
            faults = _build(project, published, pressed, tag, stage, cache, report)
            if not faults:
                break
            problems += faults
            project = _without_pages(project, tag, faults)
        problems = list(dict.fromkeys(problems))
        left = tuple(_left(project, published[tag], pressed, problems))
        write_cover(Site(project, published, pressed.prints), tag, left, problems, stage)
        write_manifest(stage)
        swap(stage, out)
    pieces = {item.piece for item in pressed.prints}
    return Preview(out, len(published[tag].pages), len(pieces), left, tuple(problems))


def _build(
    project: Project,
    published: Mapping[str, Publication],
    pressed: Pressed,
    tag: str,
    stage: Path,
    cache: Path,
    report: Report,
) -> Sequence[Problem]:
    """Build the pages into ``stage``; what is wrong with those of language ``tag`` that cannot be shown.

    Raises:
        ProblemError: what is wrong is not in a page of the language.
        AuditError: another page breaks a promise.
    """
    pages = project.texts[tag].pages
    try:
        build_site(project, published, pressed.prints, stage, cache, 1, report)
    except ProblemError as error:
        if tag == SOURCE or not {problem.path for problem in error.problems} <= {
            page.path for page in pages.values()
        }:
            raise
        return error.problems
    findings = audit(stage, project.site_url, SAFETY)
    names = {page_path(tag, name): name for name in pages}
    if tag == SOURCE or not {finding.page for finding in findings} <= names.keys():
        if findings:
            raise AuditError(findings)
        return ()
    for finding in findings:
        (stage / finding.page).unlink(missing_ok=True)
    return tuple(
        Problem(
            pages[names[finding.page]].path,
            0,
            finding.rule,
            finding.expected,
            finding.found,
            finding.next_step,
        )
        for finding in findings
    )


def _load(root: Path, tag: str) -> tuple[Project, list[Problem]]:
    """The project with English and language ``tag`` alone, as far as the language's files can be read."""
    problems: list[Problem] = []
    unread: set[Path] = set()
    while True:
        try:
            project = load_project(root, only={SOURCE, tag}, without=unread)
        except ProblemError as error:
            more = {problem.path for problem in error.problems} - unread
            if tag == SOURCE or not more or not all(_is_below(root, tag, path) for path in more):
                raise
            problems += error.problems
            unread |= more
        else:
            break
    if tag not in project.texts:
        raise NoLanguageError(tag)
    return project, problems


def _check_place(project: Project, out: Path) -> None:
    """Refuse the finished site, and whatever else no preview has made.

    Raises:
        OSError: ``out`` is such a place.
    """
    if out.is_relative_to(project.root / "site"):
        raise OSError(
            errno.EINVAL, "the finished site stands there; choose another folder", str(out)
        )
    check_target(project, out)


def _judge(project: Project, tag: str) -> list[Problem]:
    """The errors and warnings of language ``tag``."""
    return [
        problem
        for problem in checks.run(project)
        if problem.level is not Level.NOTE and _is_below(project.root, tag, problem.path)
    ]


def _is_below(root: Path, tag: str, path: Path) -> bool:
    return path.is_relative_to(root / "docs" / tag)


def _without_pages(project: Project, tag: str, problems: Iterable[Problem]) -> Project:
    """``project`` without the pages of language ``tag`` that have ``problems``."""
    paths = {problem.path for problem in problems}
    texts = project.texts[tag]
    pages = {name: page for name, page in texts.pages.items() if page.path not in paths}
    return _with(project, dataclasses.replace(texts, pages=pages))


def _without_texts(project: Project, tag: str, problems: Iterable[Problem]) -> Project:
    """``project`` without the texts of language ``tag`` in which a rule of safety finds an error."""
    if tag == SOURCE:
        return project
    errors = [problem for problem in problems if _is_unsafe(problem)]
    texts = project.texts[tag]
    site, printed = _without_lines(texts.site, errors), _without_lines(texts.print, errors)
    return _with(project, dataclasses.replace(texts, site=site, print=printed))


def _is_unsafe(problem: Problem) -> bool:
    return problem.level is Level.ERROR and problem.rule not in checks.IGNORABLE


def _with(project: Project, texts: Texts) -> Project:
    return dataclasses.replace(project, texts={**project.texts, texts.language.tag: texts})


def _without_lines(words: Words, errors: Iterable[Problem]) -> Words:
    """``words`` without the texts on whose lines there is an error: English lends its own then."""
    lines = {problem.line for problem in errors if problem.path == words.file.path}
    kept = {key: text for key, text in words.items() if not lines & _lines(words, key, text)}
    return dataclasses.replace(words, texts=kept)


def _lines(words: Words, key: str, text: Text) -> set[int]:
    count = 0 if isinstance(text, str) else len(text)
    return {words.line(key), *(words.line(key, index) for index in range(count))}


def _left(
    project: Project, publication: Publication, pressed: Pressed, problems: Sequence[Problem]
) -> Iterator[Left]:
    """The files that could not be used, and the pieces that were begun and not made, with the reasons."""
    tag = publication.language.tag
    folder = project.docs / tag
    shown = {page.path for page in project.texts[tag].pages.values()}
    for path in dict.fromkeys(problem.path for problem in problems if _is_unsafe(problem)):
        if not _is_below(project.root, tag, path):
            continue
        name = path.relative_to(folder).as_posix()
        if name in (SITE_WORDS, PRINT_WORDS):
            yield Left(name, "texts with errors stand in English")
        elif path not in shown:
            yield Left(name, "it cannot be shown")
    is_sign = publication.language.tag in project.sign_languages
    for piece_id, piece in project.catalogue.pieces.items():
        if piece.speaks == "signs" and not is_sign:
            continue
        if piece_id in pressed.problems:
            yield Left(piece_id, "the press could not make it")
        elif (found := publication.obstacle(piece)) and project.texts[tag].print.has(piece.words):
            keys = ", ".join(unit.unit.key for unit in found.units[:SHOWN])
            rest = f" and {len(found.units) - SHOWN} more" if len(found.units) > SHOWN else ""
            yield Left(
                piece_id, f"{found.file}: {found.lack}" + (f" ({keys}{rest})" if keys else "")
            )
