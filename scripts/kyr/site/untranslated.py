"""Sections of a page that still are the English copy which a translator begins with are marked as English.

No published page has any: only a preview of a language that is not ready shows them.
"""

from __future__ import annotations

from collections.abc import Collection
from xml.etree.ElementTree import Element, SubElement

from kyr.translation.units import TOP
from kyr.writing import MARKS

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def mark_english(
    root: Element, sections: Collection[str], english: Collection[str], words: str
) -> None:
    """Say of the blocks below ``root``, a page of ``sections``, which of them stand in English: those of ``english``.

    Their headings say it in ``words`` too.
    """
    section = TOP
    for block in root if english else ():
        is_heading = block.tag in _HEADINGS
        if is_heading and block.get("id") in sections:
            section = block.get("id", TOP)
        if section not in english:
            continue
        for part in _speaking(block):
            part.set("lang", "en")
            part.set("dir", "ltr")
        if is_heading:
            _say(block, words)


def _speaking(block: Element) -> list[Element]:
    """The elements that tell the language of ``block``: what is arranged later is known by its bare outer one."""
    if MARKS.fullmatch(f"<p>{block.text or ''}</p>"):
        return []  # A block that the program puts in knows its own language.
    inner = list(block)
    is_door = len(inner) == 1 and "door" in inner[0].get("class", "").split()
    return inner if block.tag == "table" or is_door else [block]


def _say(heading: Element, words: str) -> None:
    if len(heading):
        heading[-1].tail = f"{heading[-1].tail or ''} "
    else:
        heading.text = f"{heading.text or ''} "
    SubElement(heading, "span", {"class": "kyr-in"}).text = f"({words})"
