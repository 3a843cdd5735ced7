"""PDF/UA-1 (ISO 14289-1), as far as it can be checked here.

pdfua is asked first: 12 checks, by its own count 16 of the 106 that a machine can decide. Our own are added where
pieces of ours could fail: languages, headings, tags without content and content without tags, fields and links.
With both, what is left unproved is chiefly whether tags fit what they hold, which takes a person; veraPDF, which
proves the rest, needs Java and found the same files valid when the press was designed (print spike, section 4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import pikepdf
from fontTools.unicodedata import script  # type: ignore[import-untyped]
from pdfua.document import PdfDocument
from pdfua.rules import default_registry
from pikepdf import Dictionary, Name

from kyr.languages import make_language
from kyr.press.proof.faults import TEMPLATE, Faults
from kyr.press.proof.sheet import Sheets

BROKEN = frozenset({"UA-14-001"})
"""Rules of pdfua 0.1.3 that stop with an error under pikepdf 10; ours does what it would have done."""

_NEUTRAL = frozenset({"Zyyy", "Zinh", "Latn"})
_PARTS = {
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
}
_HEADING = re.compile("H([1-6])")


def check_access(sheets: Sheets, faults: Faults) -> None:
    """All that a screen reader depends on."""
    found: set[tuple[str, str, str]] = set()
    for check in (
        _document,
        _languages,
        _headings,
        _figures,
        _content,
        _annotations,
        # Last: pdfua writes into title and metadata while it reads them.
        _by_pdfua,
    ):
        for fault in check(sheets):
            if fault not in found:
                found.add(fault)
                expected, given, next_step = fault
                faults.tell("press-tags", expected, given, next_step)


Fault = tuple[str, str, str]


def _by_pdfua(sheets: Sheets) -> Iterator[Fault]:
    document = PdfDocument(sheets.document, "")
    for rule in default_registry():
        if rule.id in BROKEN:
            continue
        try:
            for finding in rule.check(document):
                yield (
                    f"PDF/UA-1, {finding.pdfua_clause}: {rule.title}",
                    f"{finding.message} ({finding.location.describe()})",
                    finding.remediation or TEMPLATE,
                )
        except Exception as error:
            # A check that could not be made is no check that was passed.
            yield (
                f"PDF/UA-1, {rule.pdfua_clause}: {rule.title}",
                f"pdfua cannot tell: {type(error).__name__}: {error}",
                "Look whether pdfua and pikepdf fit together, and add the rule to BROKEN with one of ours.",
            )


def _document(sheets: Sheets) -> Iterator[Fault]:
    root, title = sheets.document.Root, sheets.manuscript.title
    if str(root.get("/Lang", "")) != sheets.job.language.tag:
        yield "the document's language", str(root.get("/Lang", "none")), TEMPLATE
    if str(sheets.document.docinfo.get("/Title", "")) != title:
        yield f"its title, {title}", str(sheets.document.docinfo.get("/Title", "none")), TEMPLATE
    # pdfua is content with the name of the schema.
    metadata = bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b""
    if not re.search(rb'pdfuaid:part(="1"|>1<)', metadata):
        yield "the claim to be PDF/UA-1, pdfuaid:part", "none", TEMPLATE


def _languages(sheets: Sheets) -> Iterator[Fault]:
    """Every section says its language, and no run of letters is read out in a language that has none of them."""
    # A text that flows is one section, the document, which says its language itself.
    wanted = [] if sheets.job.piece.flow else [x.side.language.tag for x in sheets.leaflets]
    outer = [
        element
        for element in sheets.tags.elements
        if element.kind == "Sect" and not element.within("Sect")
    ]
    found = [element.language if element.says_language else "none" for element in outer]
    if found != wanted:
        yield f"sections in the languages {', '.join(wanted)}", ", ".join(found) or "none", TEMPLATE
    for unit in sheets.units:
        strange = {script(c) for c in unit.text if c.isalpha()} - _NEUTRAL - _scripts(unit.language)
        if strange:
            yield (
                f"“{unit.text}” in the language of its letters",
                f"it is tagged as {unit.language}",
                "Say the language of the words in the template, with lang.",
            )


@lru_cache
def _scripts(tag: str) -> frozenset[str]:
    own = make_language(tag).script
    return _PARTS.get(own, frozenset({own}))


def _headings(sheets: Sheets) -> Iterator[Fault]:
    """No level is skipped on the way down, and none is empty: readers jump from one to the next."""
    last = 0
    for element in sheets.tags.elements:
        level = _HEADING.fullmatch(element.kind)
        if level is None:
            continue
        if int(level[1]) > last + 1:
            yield f"headings of level {last + 1} at most", f"one of level {level[1]}", TEMPLATE
        last = int(level[1])
        if not element.leaves:
            yield "headings that say something", f"an empty one of level {last}", TEMPLATE


def _figures(sheets: Sheets) -> Iterator[Fault]:
    for element in sheets.tags.elements:
        if element.kind == "Figure" and not element.alternative.strip():
            yield "words for every picture", "a picture without /Alt", TEMPLATE


def _content(sheets: Sheets) -> Iterator[Fault]:
    """All that is drawn is tagged or an artifact, and what is tagged is in the tree once."""
    for page, content in enumerate(sheets.contents):
        loose = [
            *(item.text for item in content.shown if item.mark is None),
            *("a line or area" for item in content.painted if not item.is_marked),
            *("a copy" for item in content.placed if not item.is_marked),
        ]
        if loose:
            yield (
                "content that is tagged or an artifact",
                f"neither, on page {page + 1}: {loose[0]}",
                TEMPLATE,
            )
        drawn = {
            (page, item.mark.number)
            for item in content.shown
            if item.mark is not None and item.mark.number is not None
        }
        told = Counter(leaf for leaf, _ in sheets.tags.leaves if leaf[0] == page)
        if missing := drawn - set(told):
            yield "tags for every text", f"none for {len(missing)} on page {page + 1}", TEMPLATE
        if any(count > 1 for count in told.values()):
            yield "each text in the tags once", f"one of page {page + 1} is there twice", TEMPLATE


def _annotations(sheets: Sheets) -> Iterator[Fault]:
    """Fields and links are in the tags, stand in their order, and say what they are."""
    tagged = dict(sheets.tags.objects)
    for number, page in enumerate(sheets.pages, 1):
        annotations = [item for item in page.obj.get("/Annots", ()) if isinstance(item, Dictionary)]
        if annotations and page.obj.get("/Tabs") != Name.S:
            yield "/Tabs /S, the order of the tags", f"none on page {number}", TEMPLATE
        for item in annotations:
            kind = str(item.get("/Subtype"))
            if kind == "/Widget" and not str(_inherited(item, "/TU")).strip():
                yield "a name for every field (/TU)", f"none for {_inherited(item, '/T')}", TEMPLATE
            if kind == "/Link" and not str(item.get("/Contents", "")).strip():
                yield "words for every link (/Contents)", f"none on page {number}", TEMPLATE
            element = tagged.get(item.objgen)
            wanted = {"/Widget": "Form", "/Link": "Link"}.get(kind, "Annot")
            if element is None or (element.kind != wanted and not element.within(wanted)):
                yield (
                    f"a tag {wanted} around each {kind.removeprefix('/').lower()}",
                    f"{element.kind if element else 'none'} on page {number}",
                    TEMPLATE,
                )


def _inherited(item: pikepdf.Object, key: str) -> object:
    """A value of a field, which may stand with the field of which this is one place."""
    if key in item:
        return item[key]
    return item.Parent.get(key, "") if "/Parent" in item else ""
