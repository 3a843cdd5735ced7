"""What stands in ``docs/``: folders and plain files with plain names, so that nothing leads out of it or hides in it.

A stranger's change can hold links to other places of the disk, pipes, and names that look like others. Nothing is
opened before it is known what it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kyr.problems import Level, Problem

RULE = "file-name"

WORDS_FILES = frozenset({"site.yml", "print.yml", "language.yml", "translation.lock"})
"""What a language's folder holds beside pages."""
SHARED_FILES = frozenset({"contacts.yml", "states.yml", "terms.yml"})
SHARED_FOLDERS = frozenset({"assets", "past"})
"""What ``docs/`` holds beside the languages' folders."""
MOST_FILES = 5_000
"""Entries of ``docs/``; forty languages of thirty pages are 1,300."""
DEEPEST = 4
"""Folders inside each other below a language's."""

_PAGE = re.compile(r"_?[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_FOLDER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CLUTTER = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|.*~|\..*\.sw[a-p]|\.#.*|#.*#|\.directory"
)
"""What systems and editors leave beside the files that somebody works on; it is never read, and goes nowhere."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""Names that Windows keeps for devices."""


@dataclass(frozen=True)
class Folders:
    """What was found in ``docs/``: by folder its pages, and what is wrong."""

    pages: Mapping[str, tuple[Path, ...]]
    problems: tuple[Problem, ...]


def read_folders(docs: Path, tags: frozenset[str]) -> Folders:
    """The folders of ``docs`` with the pages of each; ``tags`` are those of the languages."""
    pages: dict[str, list[Path]] = {}
    problems: list[Problem] = []
    for count, entry in enumerate(_walk(docs)):
        if count >= MOST_FILES:
            problems.append(
                Problem(
                    docs,
                    0,
                    RULE,
                    f"at most {MOST_FILES:,} files",
                    "more",
                    "Remove what does not belong to the words.",
                )
            )
            break
        path = Path(entry.path)
        top = path.relative_to(docs).parts[0]
        problem = _kind_problem(entry, path)
        if problem is None and path.parent == docs:
            problem = _top_problem(entry, path, tags)
        elif problem is None and top in tags:
            problem = _name_problem(entry, path, docs / top)
        if problem:
            problems.append(problem)
        elif entry.is_dir(follow_symlinks=False) and path.parent == docs:
            if top not in SHARED_FOLDERS:
                pages[top] = []
        elif top in pages and _PAGE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
            pages[top].append(path)
    return Folders({top: tuple(sorted(found)) for top, found in pages.items()}, tuple(problems))


def _walk(docs: Path) -> Iterator[os.DirEntry[str]]:
    """Every entry below ``docs``, a folder before what is in it; links are not followed."""
    ahead: list[str | os.DirEntry[str]] = [str(docs)]
    while ahead:
        here = ahead.pop()
        if not isinstance(here, str):
            yield here
            if not here.is_dir(follow_symlinks=False):
                continue
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name, reverse=True)
        except OSError:
            continue  # Nothing in it can be read: what is missed is told elsewhere.
        ahead.extend(entries)


def _kind_problem(entry: os.DirEntry[str], path: Path) -> Problem | None:
    if entry.is_symlink():
        return Problem(
            path,
            0,
            "link",
            "files and folders of their own",
            "a symbolic link",
            "Put the text itself here: a link could lead anywhere.",
        )
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return Problem(
            path, 0, "file-kind", "a plain file", "a pipe, socket or device", "Remove it."
        )
    return None


def _top_problem(entry: os.DirEntry[str], path: Path, tags: frozenset[str]) -> Problem | None:
    """What is wrong with what stands in ``docs/`` itself; folders that may be a language's are told elsewhere."""
    name = entry.name
    if _CLUTTER.fullmatch(name):
        return None
    if not entry.is_dir(follow_symlinks=False):
        if name in SHARED_FILES:
            return None
        expected = f"folders of languages, and {', '.join(sorted(SHARED_FILES))}"
        next_step = (
            "Move it into a language's folder, where pages stand, such as docs/en/, or remove it: nothing reads it "
            "here. The first page of all and 404.html are made by themselves."
        )
    elif name.startswith("."):
        expected = "folders that can be seen"
        next_step = "Remove it, or move it out of docs/: nothing reads it."
    else:
        meant = next((tag for tag in tags if tag.casefold() == name.casefold()), "")
        if name in tags or not meant:
            return None
        expected = f"the folder of {meant}, named docs/{meant}"
        next_step = f"Move what is in it to docs/{meant}, and remove it: capitals and small letters count here."
    return Problem(path, 0, RULE, expected, f"“{name}”", next_step, Level.WARNING)


def _name_problem(entry: os.DirEntry[str], path: Path, top: Path) -> Problem | None:
    """What is wrong with the name of ``path`` in the language's folder ``top``."""
    name = entry.name
    if entry.is_dir(follow_symlinks=False):
        depth = len(path.relative_to(top).parts)
        fine = _FOLDER.fullmatch(name) is not None and depth <= DEEPEST
        expected = f"folders of pages, named as in English, at most {DEEPEST} inside each other"
    else:
        fine = _PAGE.fullmatch(name) is not None or (path.parent == top and name in WORDS_FILES)
        expected = (
            "pages with names of small letters, digits and “-” that end in .md, such as home.md, "
            f"and {', '.join(sorted(WORDS_FILES))}"
        )
    if (fine and not _RESERVED.fullmatch(name)) or _CLUTTER.fullmatch(name):
        return None
    return Problem(
        path,
        0,
        RULE,
        expected,
        f"“{name}”",
        "Give it the name that the English one has, or remove it: it would be left out of the site.",
    )
