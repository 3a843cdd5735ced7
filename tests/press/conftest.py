"""Pieces made from the project's own words and from test texts in further scripts, each once a session."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kyr.catalogue import Catalogue, Paper
from kyr.languages import make_language
from kyr.press.fonts import Fonts, read_fonts
from kyr.press.manuscript import Desk, Job, Manuscript
from kyr.project import Project, Texts
from kyr.translation.lock import Origin
from kyr.translation.publication import Publication
from kyr.translation.state import SOURCE_STATE, Condition, State, UnitState
from kyr.translation.units import Unit
from kyr.words import read_words

if TYPE_CHECKING:
    from kyr.press.setting import Setter

ROOT = Path(__file__).parents[2]
WORDS = Path(__file__).parent / "words"
BUILT = ROOT / ".cache" / "kyr"
"""What a build of this project keeps, by the content that it was made from."""

TRIAL_UNIT = Unit("print.yml", "common.draft", "common.draft", WORDS / "trial.yml", 1, "trial")
"""What stands for all words of a piece when their state is tried."""
DRAFT = State((UnitState(TRIAL_UNIT, Condition.CURRENT, Origin.MACHINE),))


@dataclasses.dataclass(frozen=True)
class Made:
    """A finished PDF and what it was made from."""

    pdf: bytes
    manuscript: Manuscript

    @property
    def job(self) -> Job:
        """What it is."""
        return self.manuscript.job


Maker = Callable[..., Made]


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """The project's fonts."""
    return read_fonts(ROOT / "printables" / "fonts")


@pytest.fixture(scope="session")
def many(project: Project) -> Project:
    """The project with the test languages beside its own."""
    texts = dict(project.texts)
    for path in sorted(WORDS.glob("*.yml")):
        language = make_language(path.stem)
        texts[path.stem] = Texts(language, project.source.site, read_words(path), {})
    return dataclasses.replace(project, texts=texts)


def publish(project: Project, tag: str, state: State = DRAFT) -> Publication:
    """A publication of ``tag`` with every page, a machine draft unless it is the source."""
    texts = project.texts[tag]
    if texts.language.is_source:
        state = SOURCE_STATE
    names = tuple(project.source.pages)
    return Publication(texts, names, dict.fromkeys(("site.yml", "print.yml", *names), state))


def only(project: Project, *pieces: str) -> Project:
    """The project with some of its pieces."""
    catalogue = project.catalogue
    return dataclasses.replace(
        project,
        catalogue=Catalogue(
            {name: catalogue.pieces[name] for name in pieces},
            {"office": catalogue.editions["office"]},
            catalogue.file,
        ),
    )


@cache
def _setter(folder: Path) -> Setter:
    from kyr.press.setting import Setter

    return Setter(read_fonts(folder))


def make(
    project: Project,
    fonts: Fonts,
    piece: str,
    tag: str,
    paper: Paper = "letter",
    state: State = DRAFT,
    folder: Path | None = None,
    edition: str = "office",
    guests: tuple[str, ...] = (),
    fresh: bool = False,
) -> Made:
    """A piece through the whole press; ``guests`` are languages that speak on it beside.

    Where the last build made it of the same words, design, fonts and program, it is that one, unless ``fresh``.
    """
    from kyr.press.cache import key_of, load
    from kyr.press.impose import impose

    found = project.catalogue.pieces[piece]
    ready = project.catalogue.editions[edition]
    job = Job(piece, found, edition, ready, paper, project.texts[tag].language)
    desk = Desk(project, fonts)
    if folder is not None:
        desk.use_templates(folder)
    others = [publish(project, guest, state) for guest in guests]
    manuscript = desk.write(publish(project, tag, state), job, others)
    built = None if fresh else load(BUILT, key_of(manuscript, fonts))
    if built is not None:
        return Made(built.files[0].read_bytes(), manuscript)
    return Made(impose(_setter(fonts.folder).set(manuscript), job, fonts), manuscript)


@pytest.fixture(scope="session")
def maker(many: Project, fonts: Fonts) -> Maker:
    """Makes a piece, each once."""
    made: dict[tuple[object, ...], Made] = {}

    def once(
        piece: str,
        tag: str,
        paper: Paper = "letter",
        edition: str = "office",
        guests: tuple[str, ...] = (),
    ) -> Made:
        key = (piece, tag, paper, edition, guests)
        if key not in made:
            made[key] = make(many, fonts, piece, tag, paper, edition=edition, guests=guests)
        return made[key]

    return once


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the templates, to spoil at will."""
    return Path(shutil.copytree(ROOT / "printables" / "pieces", tmp_path / "pieces"))
