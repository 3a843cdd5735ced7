"""An HTML or SVG file as the audit reads it: its elements in order, with their attributes and text.

The standard library's parser does not mend markup as a browser does (HTML Living Standard, 13.2.6).
So that both read the same tree, markup that needs mending is a fault: see ``Document.faults``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
"""Elements without an end tag (HTML Living Standard, 13.1.2)."""

FOREIGN = frozenset({"svg", "math"})
"""Elements inside which ``/>`` closes."""


@dataclass(eq=False, slots=True)
class Element:
    """One element. ``start`` and ``end`` bound what it holds in ``Document.nodes``."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    parent: Element | None
    start: int = 0
    end: int = 0

    def get(self, name: str) -> str:
        """The attribute's value, without the space around it; empty where there is none."""
        return self.attributes.get(name, "").strip()

    def tokens(self, name: str) -> frozenset[str]:
        """The attribute's words in small letters."""
        return frozenset(self.get(name).lower().split())

    def ancestors(self) -> Iterator[Element]:
        """The elements around it, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def __str__(self) -> str:
        shown = " ".join(f'{name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{' ' if shown else ''}{shown}> in line {self.line}"


@dataclass(eq=False)
class Text:
    """A run of text. Text of scripts and styles counts as well."""

    text: str
    parent: Element | None


@dataclass
class Document:
    """The nodes of one file in order; ``faults`` is markup that a browser would have to mend."""

    nodes: list[Element | Text] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in order."""
        return [node for node in self.nodes if isinstance(node, Element)]

    @cached_property
    def by_tag(self) -> Mapping[str, list[Element]]:
        """The elements of each tag, in order."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.tag, []).append(element)
        return found

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """How often each id stands in the file."""
        found: dict[str, int] = {}
        for element in self.elements:
            if "id" in element.attributes:
                found[element.attributes["id"]] = found.get(element.attributes["id"], 0) + 1
        return found

    @property
    def root(self) -> Element | None:
        """The ``html`` element."""
        return next(iter(self.by_tag.get("html", ())), None)

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements with one of ``tags``, tag by tag."""
        for tag in tags:
            yield from self.by_tag.get(tag, ())

    def metas(self, key: str, value: str) -> list[Element]:
        """The ``meta`` elements whose attribute ``key`` is ``value`` in any case."""
        return [meta for meta in self.all("meta") if meta.get(key).lower() == value]

    def inside(self, element: Element) -> list[Element | Text]:
        """What ``element`` holds, at any depth."""
        return self.nodes[element.start : element.end]

    def text(self, element: Element) -> str:
        """The text inside ``element``, with each run of space as one."""
        parts = (node.text for node in self.inside(element) if isinstance(node, Text))
        return " ".join("".join(parts).split())

    def runs(self) -> Iterator[Text]:
        """The text that readers see or hear: not that of scripts and styles."""
        for node in self.nodes:
            hidden = isinstance(node, Element) or (
                node.parent is not None and node.parent.tag in ("script", "style")
            )
            if not hidden:
                assert isinstance(node, Text)
                yield node


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        foreign = tag in FOREIGN or any(above.tag in FOREIGN for above in self._open)
        element = self._add(tag, attrs)
        if tag not in VOID and not foreign:
            # HTML ignores the slash: what follows would stand inside the element.
            self._fault(f"<{tag}/>, which does not close the element")
        element.end = len(self.document.nodes)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self._fault(f"</{tag}>")
            return
        if not any(element.tag == tag for element in self._open):
            self._fault(f"</{tag}> without a start")
            return
        while self._open:
            element = self._open.pop()
            element.end = len(self.document.nodes)
            if element.tag == tag:
                return
            self._fault(f"<{element.tag}> of line {element.line} still open at </{tag}>")

    def handle_data(self, data: str) -> None:
        self.document.nodes.append(Text(data, self._open[-1] if self._open else None))

    def unknown_decl(self, data: str) -> None:
        self._fault("a CDATA section")

    def close(self) -> None:
        super().close()
        for element in self._open:
            self._fault(f"<{element.tag}> of line {element.line} never closed")
            element.end = len(self.document.nodes)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        attributes: dict[str, str] = {}
        for name, value in attrs:
            if name in attributes:
                self._fault(f"the attribute {name} twice in <{tag}>")
            # The first one counts (HTML Living Standard, 13.2.5.33).
            attributes.setdefault(name, value or "")
        parent = self._open[-1] if self._open else None
        element = Element(tag, attributes, self.getpos()[0], parent)
        self.document.nodes.append(element)
        element.start = element.end = len(self.document.nodes)
        return element

    def _fault(self, what: str) -> None:
        self.document.faults.append(f"{what} (line {self.getpos()[0]})")


def parse(markup: str) -> Document:
    """The document of ``markup``; parsing never fails, it takes note of faults."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.document
