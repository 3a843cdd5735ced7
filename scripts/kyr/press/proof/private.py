"""Nothing in the file tells who made it, where, when or with what, and nothing in it does anything.

That its identifier (/ID) is made of nothing but its content cannot be read from one file: that two processes
at different times make the same bytes is proved by a test of the press.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any
from xml.etree import ElementTree

from pikepdf import Array, Dictionary, Name, Stream

from kyr.press.proof.faults import TEMPLATE, Faults
from kyr.press.proof.sheet import Sheets
from kyr.press.wording import letters

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_TOLD = frozenset(
    {
        "{http://www.aiim.org/pdfua/ns/id/}part",
        "{http://purl.org/dc/elements/1.1/}title",
        "{http://purl.org/dc/elements/1.1/}language",
        "{adobe:ns:meta/}xmpmeta",
        "{http://www.w3.org/XML/1998/namespace}lang",
    }
)
"""What the metadata may hold beside the grammar of RDF."""

_NEVER = frozenset(
    "/Author /Creator /Producer /CreationDate /ModDate /LastModified /PieceInfo /M /NM /EmbeddedFiles /AF /EF "
    "/JavaScript /JS /OpenAction /AA /XFA /RichMediaContent /Collection /Perms /DSS /Threads".split()
)
"""Keys that name somebody or something, carry files along, or run."""

_ACTIONS = frozenset({"/GoTo", "/URI"})


def check_private(sheets: Sheets, faults: Faults) -> None:
    """Look through the whole file."""
    for found in _faults(sheets):
        faults.tell("press-private", *found, TEMPLATE)


def _faults(sheets: Sheets) -> Iterator[tuple[str, str]]:
    document = sheets.document
    if others := set(map(str, document.docinfo)) - {"/Title"}:
        yield "nothing but a title in the document's information", ", ".join(sorted(others))
    for item in document.objects:
        yield from _look(item, sheets)
    metadata = document.Root.get("/Metadata")
    if metadata is not None:
        for name in sorted(_names(bytes(metadata.read_bytes())) - _TOLD):
            yield "nothing but a title in the metadata", name
    if len(set(map(bytes, document.trailer.get("/ID", [])))) > 1:
        yield "a file that was never another", "an identifier of an earlier one"


def _look(item: Any, sheets: Sheets) -> Iterator[tuple[str, str]]:
    """Faults of one object and of what is directly within it."""
    if isinstance(item, Array):
        for part in item:
            if isinstance(part, (Array, Dictionary)) and not part.is_indirect:
                yield from _look(part, sheets)
    elif isinstance(item, (Dictionary, Stream)):
        for key, value in item.items():
            if key in _NEVER:
                yield "a file that names nobody and does nothing", key
            if key == "/Metadata" and item.objgen != sheets.document.Root.objgen:
                yield "metadata of the document alone", "metadata of a part"
            if isinstance(value, (Array, Dictionary)) and not value.is_indirect:
                yield from _look(value, sheets)
        yield from _action(item, sheets)


def _action(item: Dictionary | Stream, sheets: Sheets) -> Iterator[tuple[str, str]]:
    """Links may lead within the file, and to addresses that are printed."""
    if item.get("/Subtype") == Name.FileAttachment:
        yield "no files within the file", "one that is attached"
    kind = item.get("/S")
    is_action = item.get("/Type") == Name.Action or "/URI" in item or kind == Name.Launch
    if is_action and str(kind) not in _ACTIONS:
        yield "links and nothing else", f"an action {kind}"
    if "/URI" in item:
        address = str(item.URI)
        said = " ".join(text.text for side in sheets.manuscript.sides for text in side.said)
        shown = letters(address).removeprefix("www.").rstrip("/")
        # A book leads from words to addresses, which the press has taken from the list of contacts.
        is_led = f'href="{escape(address)}"' in "".join(
            side.html for side in sheets.manuscript.sides
        )
        is_printed = address.startswith(("https://", "http://")) and shown in said
        if not is_printed and not (is_led and address.startswith(("https://", "http://", "tel:"))):
            yield "links that lead where the printed words say", address


def _names(data: bytes) -> set[str]:
    """The elements and attributes of the metadata ``data``, but for the grammar of RDF."""
    found = set()
    for element in ElementTree.fromstring(data.strip(b"\0 \r\n")).iter():
        found |= {element.tag, *element.attrib}
    return {name for name in found if not name.startswith(_RDF)}
