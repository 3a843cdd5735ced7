"""Read a built page: its elements with their attributes and text, and where its links lead."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kyr.project import Project
from kyr.site.build import build_site
from kyr.translation.publication import publications

VOID = frozenset({"meta", "link", "img", "input", "br", "hr"})


@dataclass
class Element:
    """One element. ``inside`` are the elements around it, the outermost first."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[Element, ...] = field(repr=False)
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        """An attribute, empty where there is none."""
        return self.attributes.get(name, "")

    def has_class(self, name: str) -> bool:
        """Whether ``name`` is among its classes."""
        return name in self.get("class").split()

    def is_in(self, test: Callable[[Element], bool]) -> bool:
        """Whether one of the elements around it passes ``test``."""
        return any(test(element) for element in self.inside)


class Reader(HTMLParser):
    """Collects the elements of a page in ``elements``."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        assert not self._open, f"not closed: {self._open[-1]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1].tag == tag, f"</{tag}> after {self._open[-1:]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        """The elements of ``tag``."""
        return [element for element in self.elements if element.tag == tag]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only ``tag`` with ``attributes``."""
        wanted = attributes.items()
        found = [item for item in self.all(tag) if all(item.get(k) == v for k, v in wanted)]
        assert len(found) == 1, (tag, attributes, len(found))
        return found[0]

    def links(self, name: str) -> list[Element]:
        """The links inside elements of the class ``name``."""
        return [a for a in self.all("a") if a.is_in(lambda element: element.has_class(name))]


def read(site: Path, name: str) -> Reader:
    """The page ``name``."""
    return Reader((site / name).read_text(encoding="utf-8"))


def pages(site: Path) -> Iterator[tuple[str, Reader]]:
    """Every page below a language's folder, by its path."""
    for path in sorted(site.glob("*/**/*.html")):
        yield path.relative_to(site).as_posix(), Reader(path.read_text(encoding="utf-8"))


def target(page: str, href: str) -> str:
    """The file that ``href`` on ``page`` names."""
    path = unquote(urlsplit(href).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build(project: Project, folder: Path, jobs: int = 1) -> tuple[Path, list[str]]:
    """The site of ``project``, made below ``folder``, and what was reported."""
    out, said = folder / "site", list[str]()
    out.mkdir(parents=True)
    cache = folder / "cache"
    build_site(project, publications(project), (), out, cache, jobs, said.append)
    return out, said
