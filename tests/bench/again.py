"""What a second press makes: nothing where nothing changed, and only what uses a changed text."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from time import process_time

from kyr.press import press_all
from kyr.project import Project
from kyr.translation.publication import Publication
from kyr.words import Words
from tests.press.conftest import publish


@dataclasses.dataclass(frozen=True)
class Pressed:
    """One press: the CPU seconds of this process, and how many pieces were made and handed out."""

    seconds: float
    made: int
    handed_out: int


def press(
    project: Project, publications: Mapping[str, Publication], folder: Path, name: str
) -> Pressed:
    """Press into a fresh folder ``name`` of ``folder``, over the cache that is kept there."""
    made: list[str] = []
    start = process_time()
    prints = press_all(project, publications, folder / name, folder / "cache", 1, made.append)
    return Pressed(process_time() - start, len(made), len(prints))


def with_text(project: Project, tag: str, key: str, text: str) -> Project:
    """``project`` with another ``text`` of ``key`` in the words on paper of ``tag``."""
    found = project.texts[tag]
    words = Words(found.print.file, {**found.print.texts, key: text})
    return dataclasses.replace(
        project, texts={**project.texts, tag: dataclasses.replace(found, print=words)}
    )


def again(
    project: Project, tags: tuple[str, ...], folder: Path, changed: tuple[str, str]
) -> tuple[Pressed, Pressed, Pressed]:
    """A first press, one with nothing changed, and one in which the text ``changed`` (tag, key) says more."""

    def published(project: Project) -> dict[str, Publication]:
        return {tag: publish(project, tag) for tag in tags}

    first = press(project, published(project), folder, "first")
    second = press(project, published(project), folder, "second")
    tag, key = changed
    other = with_text(project, tag, key, f"{project.texts[tag].print.text(key)} !")
    return first, second, press(other, published(other), folder, "third")
