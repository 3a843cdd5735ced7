"""What translation.lock records is still there: a renamed or deleted page must not take a language off the site."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.problems import Problem
from kyr.project import Project
from kyr.translation.lock import NAME, read_lock
from kyr.translation.units import files_of


def check(project: Project) -> Iterator[Problem]:
    """Files that were stamped once and are gone, while English still has them."""
    for tag, texts in project.texts.items():
        if texts.language.is_source:
            continue
        there, source = files_of(texts), files_of(project.source)
        for name in read_lock(project.docs / tag).files:
            if name not in there and name in source:
                yield Problem(
                    project.docs / tag / name,
                    0,
                    "file-gone",
                    f"the file that {NAME} records",
                    "no file of that name",
                    "Restore it or undo the renaming; pages end in .md and have their English names.",
                )
