"""The tags of a text that runs over many pages: running heads apart, lists whole, links that say where they lead.

WeasyPrint leaves four things that PDF/UA-1 forbids: running heads are numbered as if they were part of the text, an
item of a list holds its paragraphs without a body, the annotation of a link has no words of its own, and the head of a
table does not say what it is the head of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, String

from kyr.press.linebreak import INVISIBLE
from kyr.press.mend import Instruction, Reading, leaves, structure


def set_furniture_apart(
    pdf: Pdf, pages: Sequence[pikepdf.Page], contents: Sequence[list[Instruction]]
) -> None:
    """Mark as artifacts what stands in ``contents`` and in no tag, and number the rest without a gap."""
    tagged: dict[tuple[int, int], dict[int, Object]] = {}
    for item, number in leaves(pdf):
        tagged.setdefault(item.Pg.objgen, {})[number] = item
    parents = _parents(pdf)
    for page, content in zip(pages, contents, strict=True):
        own = tagged.get(page.obj.objgen, {})
        renumbered: dict[int, int] = {}
        for index, (operands, operator) in enumerate(content):
            if str(operator) != "BDC" or "/MCID" not in operands[1]:
                continue
            number = int(operands[1]["/MCID"])
            if number in own:
                renumbered[number] = len(renumbered)
                operands[1]["/MCID"] = renumbered[number]
            else:
                content[index] = ([Name.Artifact], Operator("BMC"))
        for item in {item.objgen: item for item in own.values()}.values():
            kids = item["/K"]
            item["/K"] = Array(
                [renumbered[int(kid)] if isinstance(kid, int) else kid for kid in kids]
                if isinstance(kids, Array)
                else [renumbered[int(kids)]]
            )
        parents[int(page.obj["/StructParents"])] = Array([own[number] for number in renumbered])
    numbers = Array([])
    for key in sorted(parents):
        numbers.append(key)
        numbers.append(parents[key])
    pdf.Root.StructTreeRoot["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=numbers))


def _parents(pdf: Pdf) -> dict[int, Object]:
    """What the parent tree has for each key."""
    flat: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(flat[::2], flat[1::2], strict=True)}


def fill_list_bodies(pdf: Pdf) -> None:
    """Put what an item of a list holds beside its label into a body (ISO 32000-1, 14.8.4.3.3)."""
    for item in list(structure(pdf)):
        if item.S != Name.LI:
            continue
        kids = list(item.K) if isinstance(item.K, Array) else [item.K]
        loose = [kid for kid in kids if kid.get("/S") not in (Name.Lbl, Name.LBody)]
        if not loose:
            continue
        body = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array(loose))
        )
        if "/Pg" in item:
            body["/Pg"] = item.Pg
        for kid in loose:
            kid["/P"] = body
        item["/K"] = Array([*(kid for kid in kids if kid not in loose), body])


def describe_links(pdf: Pdf, reading: Reading) -> None:
    """Give the annotation of each link the words of the link (ISO 14289-1, 7.18.5)."""
    words: dict[tuple[int, int], list[str]] = {}
    for (item, _), (_, text) in zip(leaves(pdf), reading.runs, strict=True):
        for owner in _owners(item):
            if Name.Link == owner.S:
                words.setdefault(owner.objgen, []).append(INVISIBLE.sub("", text))
    for item in structure(pdf):
        if Name.Link != item.S:
            continue
        for kid in item.K:
            if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                kid.Obj["/Contents"] = String("".join(words.get(item.objgen, [])).strip())


def _owners(item: Object) -> Iterator[Object]:
    """``item`` and the elements around it."""
    while "/S" in item:
        yield item
        item = item.P
