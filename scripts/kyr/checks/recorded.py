"""What translation.lock records is true: the file is still there, and the English is one that somebody has.

A renamed or deleted page must not take a language off the site; and whoever names an English that nobody has, by
mistake or on purpose, would take his text out of all comparison.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyr.problems import Problem
from kyr.project import Project
from kyr.translation.lock import NAME, Lock, read_lock
from kyr.translation.past import past_text
from kyr.translation.units import Units, files_of, units_of


def check(project: Project) -> Iterator[Problem]:
    """Files that were stamped once and are gone, while English still has them; records of what never was."""
    for tag, texts in project.texts.items():
        if texts.language.is_source:
            continue
        lock = read_lock(project.docs / tag)
        there, source = files_of(texts), files_of(project.source)
        for name in lock.files:
            if name not in there and name in source:
                yield Problem(
                    project.docs / tag / name,
                    0,
                    "file-gone",
                    f"the file that {NAME} records",
                    "no file of that name",
                    "Restore it or undo the renaming; pages end in .md and have their English names.",
                )
        yield from _unfounded(project, lock, units_of(project.source))


def _unfounded(project: Project, lock: Lock, source: Units) -> Iterator[Problem]:
    for (name, key), line in lock.lines.items():
        record = lock.files[name][key]
        unit = source.get(name, {}).get(key)
        if unit is not None and unit.fingerprint == record.source:
            continue
        if past_text(project.docs, name, key, record.source) is None:
            yield Problem(
                lock.path,
                line,
                "translation-lock",
                f"the fingerprint of an English text of {name}#{key}, of today or kept in docs/past",
                record.source,
                "Undo the change to this line. If you compared the text with the English of today, type "
                "“uv run kyr stamp”, or say so in your pull request.",
            )
