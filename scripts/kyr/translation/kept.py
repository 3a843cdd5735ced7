"""Whether ``docs/past/`` keeps English that there was: a made-up past would take a text out of all comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kyr.problems import Problem, ProblemError, shorten
from kyr.project import Project
from kyr.translation.fingerprint import fingerprint
from kyr.translation.past import ENDING, FOLDER
from kyr.translation.units import units_of
from kyr.yamlfile import YamlFile, read_yaml

UNKNOWN = "past-unknown"
DAMAGED = "past-damaged"


@dataclass(frozen=True)
class Kept:
    """One text of the file ``path``: what unit ``key`` of English ``file`` once was, and its fingerprint ``name``."""

    path: Path
    line: int
    file: str
    key: str
    name: str
    text: str

    @property
    def place(self) -> tuple[str, str, str]:
        """Which English it says to be."""
        return self.file, self.key, self.name


def read_kept(docs: Path) -> tuple[list[Kept], list[Problem]]:
    """All that is kept, as far as it can be read, and what is wrong with the files, those too that nothing uses."""
    kept: list[Kept] = []
    problems: list[Problem] = []
    folder = docs / FOLDER
    for path in sorted(folder.rglob(f"*{ENDING}")):
        name = path.relative_to(folder).as_posix().removesuffix(ENDING)
        try:
            for item in _read(read_yaml(path), name):
                if isinstance(item, Kept):
                    kept.append(item)
                else:
                    problems.append(item)
        except ProblemError as error:
            problems.extend(error.problems)
    return kept, problems


def _read(file: YamlFile, name: str) -> Iterator[Kept | Problem]:
    if not isinstance(file.value, dict):
        yield _damaged(file, (), shorten(file.value))
        return
    for key, texts in file.value.items():
        if not isinstance(texts, dict):
            yield _damaged(file, (key,), shorten(texts))
            continue
        for of, text in texts.items():
            if not isinstance(text, str) or fingerprint(text) != of:
                yield _damaged(file, (key, of), f"{shorten(of)} for {shorten(text)}")
            else:
                yield Kept(file.path, file.line((key, of)), name, key, of, text)


def _damaged(file: YamlFile, location: tuple[str, ...], found: str) -> Problem:
    return file.problem(
        location,
        DAMAGED,
        "English texts as kyr stamp keeps them, each below its own fingerprint",
        found,
        "Undo the change to this file: only kyr stamp writes it.",
    )


def unknown(
    base: Project, head: Project, before: Iterable[Kept], now: Iterable[Kept]
) -> Iterator[Problem]:
    """What is kept ``now``, in ``head``, that the English is not, nor was in ``base``, nor had been by what it kept."""
    known = {item.place for item in before}
    for project in (base, head):
        for file, units in units_of(project.source).items():
            known.update((file, key, unit.fingerprint) for key, unit in units.items())
    for item in now:
        if item.place not in known:
            yield Problem(
                item.path,
                item.line,
                UNKNOWN,
                "only English that stood there before this change, or stands there with it",
                f"for {item.file}#{item.key} a text that it never was: {shorten(item.text, 120)}",
                "Take these lines out: kyr stamp writes this file. If the English changed while you were at work, "
                "compare the translation with the English of today, and stamp it again.",
            )
