"""Finished PDFs become one: still tagged, with one form, an entry in the outline for each, and shared fonts.

What PDF/UA-1 asks of a file it asks of the whole: one tree of tags, one numbering from marks to tags, one title.
Viewers ask for one form: fields of the same name are the same field, so that what is typed once stands in every part.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pikepdf
from markupsafe import escape
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, Pdf, Stream, String

from kyr.press.mend import structure


@dataclass(frozen=True, slots=True)
class Part:
    """A finished, tagged PDF with its title and its language."""

    title: str
    language_tag: str
    pdf: bytes


class BindError(Exception):
    """A part that cannot stand in one file with the others; the message names it and says why."""


def bind(parts: Sequence[Part], title: str, language_tag: str) -> bytes:
    """The pages of all ``parts`` as one PDF/UA-1 file called ``title``. Pages keep their sizes and their order.

    Each part begins on a sheet of its own: see ``first_pages``. The same parts give the same bytes. Named
    destinations become plain ones, because two parts may use a name for two places; outlines and page labels of the
    parts give way to those of the whole.

    Raises:
        BindError: a part has no tags, has a link that leads nowhere, or its form or tags contradict another's.
    """
    # The parts stay open until the whole is saved: their streams are copied only then.
    with ExitStack() as opened, Pdf.new() as whole:
        binder = _Binder(whole, language_tag)
        for part in parts:
            source = opened.enter_context(Pdf.open(io.BytesIO(part.pdf)))
            try:
                binder.add(source, part)
            except BindError as error:
                raise BindError(f"{part.title}: {error}") from error
        binder.finish(title)
        out = io.BytesIO()
        whole.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def first_pages(counts: Sequence[int]) -> tuple[int, ...]:
    """The first page, counted from 1, of each of several parts with so many pages.

    A blank page comes after an odd number of them: else a part with one page would put the front of the next one on
    its back when all is printed on both sides, and every part behind it would be shifted.
    """
    return tuple(1 + sum(before + before % 2 for before in counts[:i]) for i in range(len(counts)))


class _Binder:
    """The whole, as far as it is bound."""

    def __init__(self, whole: Pdf, language_tag: str) -> None:
        self.whole = whole
        self.language_tag = language_tag
        self.shared = _Shared()
        self.form = _Form(whole)
        self.tags = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.tags, K=Array([]))
        )
        self.parents: list[Any] = []
        self.maps: dict[str, dict[str, Any]] = {}
        self.next_parent = 0
        self.starts: list[tuple[str, int]] = []

    def add(self, source: Pdf, part: Part) -> None:
        """Take all pages of ``source`` in."""
        root = source.Root.get("/StructTreeRoot")
        if root is None or "/ParentTree" not in root:
            raise BindError("it has no tags")
        number = len(self.starts) + 1
        if len(self.whole.pages) % 2:
            blank = self.whole.add_blank_page()
            blank.mediabox = self.whole.pages[-2].mediabox
        first = len(self.whole.pages)
        self.starts.append((part.title, first))
        # Numbers and names that were the part's own become those of the whole before anything is copied.
        _lead_to_places(source)
        _shift_parents(source, self.next_parent)
        _rename_elements(source, number)
        _rename_subsets(source)
        # qpdf copies what a page refers to, but no other page: what refers to pages comes after all of them.
        notes = [page.obj.get("/Annots") for page in source.pages]
        for page in source.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        self.whole.pages.extend(source.pages)
        own_root = self.whole.copy_foreign(source.make_indirect(root))
        for index, note in enumerate(notes, first):
            if note is not None:
                found = self.whole.copy_foreign(source.make_indirect(note))
                self.whole.pages[index].obj["/Annots"] = found
        self._share(first)
        self._take_tags(own_root, part)
        if "/AcroForm" in source.Root:
            form = self.whole.copy_foreign(source.make_indirect(source.Root.AcroForm))
            self.form.add(form, self.shared)

    def _share(self, first: int) -> None:
        for page in list(self.whole.pages)[first:]:
            if "/Resources" in page.obj:
                page.obj["/Resources"] = self.shared.share(page.obj["/Resources"])
            for note in page.obj.get("/Annots", Array([])):
                if "/AP" in note:
                    note["/AP"] = self.shared.share(note["/AP"])

    def _take_tags(self, root: Object, part: Part) -> None:
        kids = _items(root.get("/K"))
        if len(kids) != 1 or kids[0].get("/S") != Name.Document:
            raise BindError("its tags are not one Document")
        kids[0]["/P"] = self.document
        kids[0]["/T"] = String(part.title)
        if "/Lang" not in kids[0]:
            kids[0]["/Lang"] = String(part.language_tag)
        self.document.K.append(kids[0])
        highest = self.next_parent
        for key, found in NumberTree(root.ParentTree).items():
            self.parents += [key + self.next_parent, found]
            highest = max(highest, key + self.next_parent + 1)
        self.next_parent = highest
        for kind in ("/RoleMap", "/ClassMap"):
            own: Any = root.get(kind, Dictionary())
            for name, value in own.items():
                known = self.maps.setdefault(kind, {})
                if name in known and known[name] != value:
                    raise BindError(f"it uses the tag or class {name} for something else")
                known[name] = value

    def finish(self, title: str) -> None:
        """Write what the whole has once."""
        whole, root = self.whole, self.whole.Root
        self.tags["/K"] = Array([self.document])
        self.tags["/ParentTree"] = whole.make_indirect(Dictionary(Nums=Array(self.parents)))
        self.tags["/ParentTreeNextKey"] = self.next_parent
        for kind, entries in self.maps.items():
            self.tags[kind] = Dictionary(entries)
        self.document["/Lang"] = String(self.language_tag)
        root["/StructTreeRoot"] = self.tags
        named = sorted((bytes(item.ID), item) for item in structure(whole) if "/ID" in item)
        if named:
            names: list[Any] = [value for name, item in named for value in (String(name), item)]
            self.tags["/IDTree"] = whole.make_indirect(Dictionary(Names=Array(names)))
        root["/MarkInfo"] = Dictionary(Marked=True)
        root["/Lang"] = String(self.language_tag)
        root["/ViewerPreferences"] = Dictionary(DisplayDocTitle=True)
        # A part is found by its name; the pages count through, as those who print them count.
        root["/PageMode"] = Name.UseOutlines
        root["/PageLabels"] = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        self._write_outline()
        self.form.finish()
        whole.docinfo["/Title"] = String(title)
        metadata = Stream(whole, _XMP.format(title=escape(title), tag=self.language_tag).encode())
        metadata.stream_dict = Dictionary(Type=Name.Metadata, Subtype=Name.XML)
        root["/Metadata"] = whole.make_indirect(metadata)

    def _write_outline(self) -> None:
        entries = [
            self.whole.make_indirect(
                Dictionary(Title=String(title), Dest=Array([self.whole.pages[page].obj, Name.Fit]))
            )
            for title, page in self.starts
        ]
        outline = self.whole.make_indirect(Dictionary(Type=Name.Outlines, Count=len(entries)))
        for index, entry in enumerate(entries):
            entry["/Parent"] = outline
            if index:
                entry["/Prev"] = entries[index - 1]
                entries[index - 1]["/Next"] = entry
        if entries:
            outline["/First"], outline["/Last"] = entries[0], entries[-1]
        self.whole.Root["/Outlines"] = outline


class _Shared:
    """Objects that are alike become one: a font, and whatever hangs on it, is stored once."""

    def __init__(self) -> None:
        self._known: dict[bytes, Object] = {}
        self._done: dict[tuple[int, int], Object] = {}

    def share(self, item: Object) -> Object:
        """The object that stands for ``item`` and for all like it; what it holds is shared too."""
        if not isinstance(item, Dictionary | Array | Stream):
            return item
        if item.is_indirect and item.objgen in self._done:
            return self._done[item.objgen]
        if item.is_indirect:
            self._done[item.objgen] = item
        content: Any = item.stream_dict if isinstance(item, Stream) else item
        pairs: Any = enumerate(list(content)) if isinstance(content, Array) else content.items()
        for key, value in list(pairs):
            found = self.share(value)
            if found is not value:
                content[key] = found
        if not item.is_indirect:
            return item
        digest = hashlib.sha256(content.unparse(resolved=True))
        if isinstance(item, Stream):
            digest.update(b"\0" + item.read_raw_bytes())
        self._done[item.objgen] = self._known.setdefault(digest.digest(), item)
        return self._done[item.objgen]


_OF_FIELD = ("/FT", "/T", "/TM", "/Ff", "/V", "/DV", "/MaxLen", "/Opt")
"""What belongs to a field and not to the places where it stands (ISO 32000-1, tables 220 and 229)."""
_LOOKS = ("/DA", "/Q")
"""How the text of a field is set: what a place may have of its own."""
_FONT = re.compile(rb"/([^\s/\[\]()<>]+)(?=\s+[-\d.]+\s+Tf)")


class _Form:
    """The form of the whole."""

    def __init__(self, whole: Pdf) -> None:
        self.whole = whole
        self.fields: dict[str, Object] = {}
        self.resources: dict[str, dict[str, Any]] = {}
        self.own: dict[str, Any] = {}

    def add(self, form: Object, shared: _Shared) -> None:
        """Take the fields of ``form`` in."""
        renamed = self._take_resources(shared.share(form.get("/DR", Dictionary())))
        for field in _fields(form):
            if "/DA" in field:
                looks = _FONT.sub(
                    lambda font: b"/" + renamed.get(font[1], font[1]), bytes(field.DA)
                )
                field["/DA"] = String(looks)
        for field in form.get("/Fields", Array([])):
            name = str(field.T)
            if name in self.fields:
                self.fields[name] = self._join(self.fields[name], field)
            else:
                self.fields[name] = field
        for key in ("/DA", "/Q"):
            if key in form:
                self.own.setdefault(key, form[key])
        if form.get("/NeedAppearances", False):
            self.own["/NeedAppearances"] = True

    def _take_resources(self, resources: Any) -> dict[bytes, bytes]:
        """Add ``resources``; the fonts that had to take another name, because theirs is another font's."""
        renamed = {}
        for kind, entries in resources.items():
            if not isinstance(entries, Dictionary):
                continue
            known = self.resources.setdefault(kind, {})
            for name, value in entries.items():
                free, count = name, 1
                while free in known and known[free] != value:
                    count += 1
                    free = f"{name}-{count}"
                known[free] = value
                if kind == "/Font" and free != name:
                    renamed[name[1:].encode()] = free[1:].encode()
        return renamed

    def _join(self, known: Object, field: Object) -> Object:
        """One field for both, which have the same name: its places are those of both."""
        groups = [any("/T" in kid for kid in item.get("/Kids", ())) for item in (known, field)]
        if all(groups):
            kids = {str(kid.T): kid for kid in known.Kids}
            for kid in field.Kids:
                name = str(kid.T)
                kid["/Parent"] = known
                kids[name] = self._join(kids[name], kid) if name in kids else kid
            known["/Kids"] = Array(list(kids.values()))
            return known
        if any(groups) or known.get("/FT") != field.get("/FT"):
            raise BindError(f"its field “{field.T}” is of another kind than that of another part")
        if "/Kids" not in known:
            place, known = known, self._apart(known)
            known["/Kids"] = Array([place])
        # A field that may hold several lines in one place may do so in all.
        flags = int(known.get("/Ff", 0)) | int(field.get("/Ff", 0))
        if flags:
            known["/Ff"] = flags
        for place in _items(field.get("/Kids")) or [field]:
            for key in _LOOKS:
                if key in field and key not in place:
                    place[key] = field[key]
            for key in _OF_FIELD:
                if key in place:
                    del place[key]
            place["/Parent"] = known
            known.Kids.append(place)
        return known

    def _apart(self, place: Object) -> Object:
        """The field of ``place``, which was both in one: from now on its parent."""
        field = self.whole.make_indirect(Dictionary())
        for key in (*_OF_FIELD, "/TU", "/Parent"):
            if key in place:
                field[key] = place[key]
        for key in _OF_FIELD:
            if key in place:
                del place[key]
        place["/Parent"] = field
        return field

    def finish(self) -> None:
        """Write the form, if any part had one."""
        if self.fields:
            form = Dictionary(Fields=Array(list(self.fields.values())))
            for key, value in self.own.items():
                form[key] = value
            if self.resources:
                resources = {kind: Dictionary(found) for kind, found in self.resources.items()}
                form["/DR"] = Dictionary(resources)
            self.whole.Root["/AcroForm"] = self.whole.make_indirect(form)


def _items(value: Object | None) -> list[Any]:
    """``value`` as a list: PDF lets a list of one stand without its brackets."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _fields(node: Object) -> Iterator[Any]:
    """``node`` of a form and everything below it."""
    yield node
    for kid in (*_items(node.get("/Fields")), *_items(node.get("/Kids"))):
        yield from _fields(kid)


def _notes(source: Pdf) -> Iterator[Any]:
    for page in source.pages:
        yield from page.obj.get("/Annots", Array([]))


def _lead_to_places(source: Pdf) -> None:
    """Let every link name its place itself."""
    known: dict[str, Any] = {str(k): v for k, v in source.Root.get("/Dests", Dictionary()).items()}
    names = source.Root.get("/Names", Dictionary()).get("/Dests")
    if names is not None:
        known.update({str(name): place for name, place in NameTree(names).items()})
    for note in _notes(source):
        action = note.get("/A", Dictionary())
        holder, key = (action, "/D") if action.get("/S") == Name.GoTo else (note, "/Dest")
        target = holder.get(key)
        if not isinstance(target, String | Name):
            continue
        place = known.get(str(target))
        if place is None:
            raise BindError(f"a link leads to “{target}”, which is nowhere")
        holder[key] = place.D if isinstance(place, Dictionary) else place


def _shift_parents(source: Pdf, by: int) -> None:
    """Number the marks of pages, forms and notes on, ``by`` places further."""
    loose = [note for note in _notes(source) if not note.is_indirect]
    for item in (*source.objects, *loose):
        if isinstance(item, Dictionary | Stream):
            for key in ("/StructParents", "/StructParent"):
                if key in item:
                    item[key] = int(item[key]) + by


def _rename_elements(source: Pdf, number: int) -> None:
    """Make the names that tags of this part have for each other differ from those of all other parts."""
    prefix = f"{number}.".encode()
    for item in structure(source):
        if "/ID" in item:
            item["/ID"] = String(prefix + bytes(item.ID))
        for attributes in _items(item.get("/A")):
            if isinstance(attributes, Dictionary) and "/Headers" in attributes:
                attributes["/Headers"] = Array(
                    [String(prefix + bytes(header)) for header in attributes.Headers]
                )


def _rename_subsets(source: Pdf) -> None:
    """Name each subset of a font by its content.

    Two subsets of one font with the same tag are not allowed in a file (ISO 32000-1, 9.6.4): a printer that keeps
    fonts by name would take one for the other, and leave letters out.
    """
    for item in source.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Font:
            continue
        for font in (item, *item.get("/DescendantFonts", ())):
            descriptor = font.get("/FontDescriptor", Dictionary())
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in descriptor:
                    digest = hashlib.sha256(descriptor[key].read_raw_bytes()).digest()
                    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
                    for one, name in (
                        (item, "/BaseFont"),
                        (font, "/BaseFont"),
                        (descriptor, "/FontName"),
                    ):
                        one[name] = Name(f"/{tag}+{str(one[name]).rpartition('+')[2].lstrip('/')}")


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<rdf:Description rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about="">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{tag}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
