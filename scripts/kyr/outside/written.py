"""Every outside address that is written down, with each place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urldefrag

from kyr.contacts import Status
from kyr.placeholders import PLACEHOLDER
from kyr.project import Project, is_placeholder_address
from kyr.yamlfile import Location, YamlFile

ADDRESS = re.compile(r"https?://[^\s<>\"“”’)\]}]+", re.IGNORECASE)
SHOWN_BY = re.compile(r"([a-z0-9-]+)\.(?:url|link)")
"""The inside of a placeholder that leads to a contact's address."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address stands. ``pages`` are those that show it by a placeholder.

    ``shown`` is false for contacts that are only kept on record: nothing leads there.
    """

    path: Path
    line: int
    pages: tuple[str, ...] = ()
    shown: bool = True


def written(project: Project) -> dict[str, list[Place]]:
    """The places of each address, without ``#…``, which no server sees.

    Examples such as library.example are left out, and contacts whose address is known to be dead or unsafe.
    """
    found: dict[str, list[Place]] = {}
    for address, place in _everything(project):
        if not is_placeholder_address(address):
            places = found.setdefault(urldefrag(address).url, [])
            if place not in places:
                places.append(place)
    return found


def _everything(project: Project) -> Iterator[tuple[str, Place]]:
    yield from _contacts(project)
    for file in _files(project):
        for location, value in _values(file.value):
            # A whole value: a note may speak of an address without leading there.
            if ADDRESS.fullmatch(value.strip()):
                yield value.strip(), Place(file.path, file.line(location))
    for texts in project.texts.values():
        for page in texts.pages.values():
            for number, line in page.lines():
                for match in ADDRESS.finditer(line):
                    yield match[0].rstrip(".,;:!?"), Place(page.path, number)


def _files(project: Project) -> Iterator[YamlFile]:
    """Every YAML file that was read into ``project`` but the contacts, and the front matter of every page."""
    for field in fields(project):
        value = getattr(project, field.name)
        file = value if isinstance(value, YamlFile) else getattr(value, "file", None)
        if isinstance(file, YamlFile) and value is not project.contacts:
            yield file
    for texts in project.texts.values():
        yield texts.site.file
        yield texts.print.file
        for page in texts.pages.values():
            yield page.front_file


def _contacts(project: Project) -> Iterator[tuple[str, Place]]:
    shown_on = _shown_on(project)
    # The list in the file and the contacts by id have the same order.
    for index, contact in enumerate(project.contacts.values()):
        if contact.url and contact.status is not Status.DEAD:
            line = project.contacts.file.line((index, "url"))
            pages = tuple(sorted(shown_on.get(contact.id, ())))
            yield contact.url, Place(project.contacts.file.path, line, pages, contact.shown)


def _shown_on(project: Project) -> dict[str, set[str]]:
    """The names of the pages that show a contact's address, by the contact's id."""
    found: dict[str, set[str]] = {}
    for texts in project.texts.values():
        for page in texts.pages.values():
            for match in PLACEHOLDER.finditer(page.body):
                if reference := SHOWN_BY.fullmatch(match[1]):
                    found.setdefault(reference[1], set()).add(page.name)
    return found


def _values(value: object, location: Location = ()) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _values(item, (*location, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _values(item, (*location, index))
