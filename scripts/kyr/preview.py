"""One language as its readers would get it, ready or not, with English beside it: for whoever translates or reviews it.

Other languages are not even read. What is wrong with this one is told, and the rest is shown: a page with an error is
left out, a text of site.yml or print.yml with one is lent by English, a piece that cannot be made is missing. What is
wrong elsewhere stops the preview, since nothing true could be shown.
"""

from __future__ import annotations

import dataclasses
import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kyr import checks
from kyr.audit import SAFETY, audit
from kyr.build import AuditError
from kyr.output import check_target, staged, swap, write_manifest
from kyr.press.press import Pressed, press_possible
from kyr.problems import Level, Problem, ProblemError
from kyr.project import Project, load_project
from kyr.site.build import build_site
from kyr.site.cover import Left, write_cover
from kyr.site.views import Site
from kyr.translation.publication import Publication, publications
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
        ProblemError: something beside the language's own words is wrong; ``out`` is as it was.
        AuditError: a page would load or run what no page may; ``out`` is as it was.
        OSError: ``out`` holds what no preview has made.
    """
    project, problems = _load(root.resolve(), tag)
    _check_place(project, out)
    problems += _judge(project, tag)
    project = _without_errors(project, tag, problems)
    cache = project.root / CACHE / tag
    with staged(cache, report) as stage:
        own = publications(project, also={tag})[tag]
        processes = os.cpu_count() or 1
        pressed = press_possible(project, {tag: own}, stage, cache, processes, report)
        problems += [problem for found in pressed.problems.values() for problem in found]
        while True:
            published = publications(project, also={tag})
            try:
                build_site(project, published, pressed.prints, stage, cache, 1, report)
                break
            except ProblemError as error:
                problems += _own(project, tag, error.problems)
                project = _without_errors(project, tag, problems)
        if findings := audit(stage, project.site_url, SAFETY):
            raise AuditError(findings)
        problems = list(dict.fromkeys(problems))
        left = tuple(_left(project, published[tag], pressed, problems))
        write_cover(Site(project, published, pressed.prints), tag, left, problems, stage)
        write_manifest(stage)
        swap(stage, out)
    return Preview(
        out,
        len(published[tag].pages),
        len({item.piece for item in pressed.prints}),
        left,
        tuple(problems),
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
    """The errors and warnings of language ``tag``.

    Raises:
        ProblemError: there are errors elsewhere.
    """
    found = [problem for problem in checks.run(project) if problem.level is not Level.NOTE]
    own = [problem for problem in found if _is_below(project.root, tag, problem.path)]
    # What a folder holds is known of every language.
    others = [other for other in project.listed if other not in (SOURCE, tag)]
    elsewhere = [
        problem
        for problem in found
        if problem.level is Level.ERROR
        and not any(_is_below(project.root, other, problem.path) for other in (tag, *others))
    ]
    if elsewhere:
        raise ProblemError(elsewhere)
    return own


def _own(project: Project, tag: str, problems: Sequence[Problem]) -> Sequence[Problem]:
    """``problems``, if leaving out pages of language ``tag`` can end them.

    Raises:
        ProblemError: it cannot.
    """
    pages = {page.path for page in project.texts[tag].pages.values()}
    if tag == SOURCE or any(problem.path not in pages for problem in problems):
        raise ProblemError(problems)
    return problems


def _is_below(root: Path, tag: str, path: Path) -> bool:
    return path.is_relative_to(root / "docs" / tag)


def _without_errors(project: Project, tag: str, problems: Iterable[Problem]) -> Project:
    """``project`` without the pages and texts of language ``tag`` in which there is an error.

    Raises:
        ProblemError: they are English, which the other languages cannot do without.
    """
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    if errors and tag == SOURCE:
        raise ProblemError(errors)
    paths = {problem.path for problem in errors}
    texts = project.texts[tag]
    cleaned = dataclasses.replace(
        texts,
        pages={name: page for name, page in texts.pages.items() if page.path not in paths},
        site=_without_lines(texts.site, errors),
        print=_without_lines(texts.print, errors),
    )
    return dataclasses.replace(project, texts={**project.texts, tag: cleaned})


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
    folder = project.docs / publication.language.tag
    errors: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.level is Level.ERROR and _is_below(project.root, folder.name, problem.path):
            errors.setdefault(problem.path.relative_to(folder).as_posix(), []).append(problem)
    for name in errors:
        if name.endswith(".md"):
            yield Left(name, "it has errors")
        else:
            yield Left(name, "texts with errors stand in English")
    is_sign = publication.language.tag in project.sign_languages
    for piece_id, piece in project.catalogue.pieces.items():
        if piece.speaks == "signs" and not is_sign:
            continue
        if piece_id in pressed.problems:
            yield Left(piece_id, "the press could not make it")
        elif (found := publication.obstacle(piece)) and project.texts[folder.name].print.has(
            piece.words
        ):
            keys = ", ".join(unit.unit.key for unit in found.units[:SHOWN])
            rest = f" and {len(found.units) - SHOWN} more" if len(found.units) > SHOWN else ""
            yield Left(
                piece_id, f"{found.file}: {found.lack}" + (f" ({keys}{rest})" if keys else "")
            )
