"""The tags of the finished PDF: what a screen reader is told, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

Leaf = tuple[int, int]
"""Page of the file, counted from 0, and number of its marked content."""


@dataclass(slots=True)
class Element:
    """One element; ``language`` is its own or that of the elements around it."""

    kind: str
    language: str
    says_language: bool
    alternative: str
    parent: Element | None
    leaves: list[Leaf] = field(default_factory=list)
    """Of itself and of all within."""

    def within(self, kind: str) -> bool:
        """Whether it stands in an element of ``kind``."""
        item = self.parent
        while item is not None and item.kind != kind:
            item = item.parent
        return item is not None


@dataclass
class Tags:
    """All elements, and the marked content in reading order with the innermost element of each."""

    elements: list[Element] = field(default_factory=list)
    leaves: list[tuple[Leaf, Element]] = field(default_factory=list)
    objects: list[tuple[tuple[int, int], Element]] = field(default_factory=list)
    """Annotations that are tagged, by object."""


def read_tags(pdf: Pdf) -> Tags:
    """The tags of ``pdf``; none where it has no tree."""
    tags = Tags()
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return tags
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    language = str(pdf.Root.get("/Lang", ""))

    def walk(node: Any, page: int, parent: Element | None) -> None:
        if isinstance(node, int):
            assert parent is not None
            leaf = (page, node)
            tags.leaves.append((leaf, parent))
            item: Element | None = parent
            while item is not None:
                item.leaves.append(leaf)
                item = item.parent
            return
        if not isinstance(node, Dictionary):
            return
        if "/Pg" in node:
            page = pages.get(node.Pg.objgen, -1)
        kind = node.get("/Type")
        if parent is not None and kind == Name.MCR:
            walk(int(node.MCID), page, parent)
        elif parent is not None and kind == Name.OBJR:
            tags.objects.append((node.Obj.objgen, parent))
        elif "/S" in node:
            around = parent.language if parent else language
            element = Element(
                str(node.S).removeprefix("/"),
                str(node.get("/Lang", around)),
                "/Lang" in node,
                str(node.get("/Alt", "")),
                parent,
            )
            tags.elements.append(element)
            for kid in _kids(node):
                walk(kid, page, element)

    for node in _kids(root):
        walk(node, -1, None)
    return tags


def _kids(node: Any) -> Iterator[Any]:
    kids = node.get("/K", Array([]))
    yield from kids if isinstance(kids, Array) else [kids]
