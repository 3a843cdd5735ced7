"""What the catalogue names exists: words, contacts, templates, and the page to which a code leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kyr.catalogue import Piece
from kyr.pages import CORE_PAGES
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.yamlfile import Location

FOLDER = Path("printables/pieces")


def check(project: Project) -> Iterator[Problem]:
    """Pieces that name what is not there."""
    file = project.catalogue.file
    yield from _unnamed_editions(project)
    for name, piece in project.catalogue.pieces.items():
        for location, rule, expected, found, next_step in _faults(project, piece):
            yield file.problem(("pieces", name, *location), rule, expected, found, next_step)
        for texts in project.texts.values():
            on_paper, on_site = (
                texts.print.has(piece.words),
                texts.site.has(piece.name),
            )
            # A piece with the words of another may still lack a name of its own.
            if on_paper != on_site and not texts.language.is_source and piece.called is None:
                yield Problem(
                    texts.site.file.path if on_paper else texts.print.file.path,
                    0,
                    "piece-words",
                    f"the words of “{piece.words}” in print.yml, and its name in site.yml",
                    "only one of the two",
                    "Translate the other group as well, or remove this one.",
                )


def _unnamed_editions(project: Project) -> Iterator[Problem]:
    """Editions that the print page could not call by a name."""
    words = project.source.site
    for name in project.catalogue.editions:
        if f"pieces.editions.{name}" not in words:
            yield project.catalogue.file.problem(
                ("editions", name),
                "piece-words",
                f"the words pieces.editions.{name} in docs/en/site.yml",
                "none",
                "Write what the edition is for: the print page lists it by these words.",
            )


def _faults(project: Project, piece: Piece) -> Iterator[tuple[Location, str, str, str, str]]:
    source = project.source
    if not source.print.section(piece.words) or not source.site.section(piece.name):
        yield (
            ("words",),
            "piece-words",
            f"a section “{piece.words}” in print.yml, and under “pieces” in site.yml",
            "none of that name",
            "Correct the name, or write the words.",
        )
    agent = f"{piece.words}.agent"
    if source.print.section(agent) and not (piece.english_sides and agent in piece.english_words):
        yield (
            ("english_sides",),
            "piece-agent",
            f"the side for the officer among english_sides, and “{agent}” among english_words",
            "a side for the officer that would be translated",
            "Restore both lines: an officer reads English, whatever the language of the other side.",
        )
    for index, key in enumerate(piece.english_words):
        if key not in source.print and not source.print.section(key):
            yield (
                ("english_words", index),
                "piece-words",
                "a key or section of the English print.yml",
                shorten(key),
                "Correct the name: the words of the English side are compared with it.",
            )
    for label, reference in piece.hotlines.items():
        contact_id, _, key = reference.partition(".")
        contact = project.contacts.get(contact_id)
        if contact is None or not contact.shown or contact.phone(key) is None:
            yield (
                ("hotlines", label),
                "piece-contact",
                "a contact that is shown and has that phone",
                shorten(reference),
                "Choose an id of docs/contacts.yml whose status is ok or changed.",
            )
        if f"common.hotlines.{label}" not in source.print:
            yield (
                ("hotlines", label),
                "piece-words",
                "a label under common.hotlines in print.yml",
                shorten(label),
                "Correct the label, or write its words.",
            )
    if "qr" in piece.carries and piece.page not in CORE_PAGES:
        yield (
            ("page",),
            "piece-page",
            "a core page, which every published language has",
            shorten(piece.page),
            f"Let the code lead to one of {', '.join(CORE_PAGES)}.",
        )
    files = [f"{piece.template}-{side}.html" for side in range(1, piece.sides + 1)]
    for file in (*files, f"{piece.template}.css"):
        if not (project.root / FOLDER / file).is_file():
            yield (
                ("template",),
                "piece-template",
                f"the file {FOLDER / file}",
                "no such file",
                "Correct the name, or make the template.",
            )
