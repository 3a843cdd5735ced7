"""The pages' placeholders as the site writes them, and its links.

What the site shares with the printed booklet is in ``kyr.writing``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kyr.pages import Page
from kyr.placeholders import Reference, find_placeholders
from kyr.prints import Print
from kyr.site.measures import write_inches, write_size
from kyr.site.states import write_states
from kyr.site.views import LanguageLink, Site, page_path, relative
from kyr.writing import OUTSIDE, Writer, join_names

ELSEWHERE = "kyr-page:"
"""Marks a finished link to a page outside this language's own, which MkDocs does not know."""


class PageWriter(Writer):
    """Writes the placeholders of one page of the site."""

    def __init__(self, site: Site, tag: str, page: Page) -> None:
        super().__init__(site.project, site.publications[tag].texts, page, site.spoken)
        self.site = site
        self.here = page_path(tag, page.name)

    def finish(self, html: str) -> str:
        """``html`` with every mark as the HTML it stands for."""
        return super().finish(html).replace(f'href="{ELSEWHERE}', 'href="')

    def write_list(self, name: str) -> str:
        """The block of ``{{ list.name }}``."""
        if name == "pieces":
            return self._prints()
        if name == "languages":
            return language_list(self.site, self.tag, self.page.name)
        return super().write_list(name)

    def write_law(self, reference: Reference) -> tuple[str, bool]:
        """The HTML of a ``state.…`` or ``states.…`` placeholder, and whether it is a block."""
        return write_states(self.site, self.tag, self.page.name, reference)

    @property
    def uses_print(self) -> bool:
        """Whether translated words of the printed pieces stand on the page."""
        return any(
            inner.startswith(("print.", "specimen."))
            for _, inner in find_placeholders(self.page.body)
        )

    def elsewhere(self, href: str) -> str | None:
        """The English page's href for a link whose page this language does not have; else ``None``."""
        path, _, anchor = href.partition("#")
        if self.tag == "en" or ":" in href or not path.endswith(".md") or path.startswith("/"):
            return None
        name = join_names(self.page.name, path)
        if self.site.has(self.tag, name) or not self.site.has("en", name):
            return None
        found = relative(self.here, page_path("en", name))
        return ELSEWHERE + found + (f"#{anchor}" if anchor else "")

    def _prints(self) -> str:
        words, found = self.texts.site, []
        # What is for patrons comes first; the order is that of the catalogue otherwise.
        pieces = self.site.project.catalogue.pieces.items()
        for piece_id, piece in sorted(pieces, key=lambda item: item[1].audience == "staff"):
            if not self.texts.has_words_of(piece):
                continue
            prints = [
                item
                for item in self.site.prints
                if item.piece == piece_id and item.language == self.tag
            ]
            # The paper that this library uses stands first.
            prints.sort(key=lambda item: item.paper != self.site.project.library.paper)
            found.append(self._piece(piece_id, piece.words, prints))
        note = words.text("pieces.not_made")
        missing = "" if self.site.prints else f'<p class="kyr-missing">{escape(note)}</p>'
        return f'{missing}<div class="kyr-pieces">{"".join(found)}</div>'

    def _piece(self, piece_id: str, section: str, prints: list[Print]) -> str:
        words, language = self.texts.site, self.texts.language
        name = words.text(f"pieces.{section}.name")
        parts = [
            f'<h2 id="piece-{piece_id}">{escape(name, quote=False)}</h2>',
            f"<p>{escape(words.text(f'pieces.{section}.about'), quote=False)}</p>",
        ]
        if prints:
            first = prints[0]
            parts.append(self._previews(first, name))
            width, height = (write_inches(length, language) for length in first.trim)
            sides = "two_sided" if first.sides == 2 else "one_sided"
            lines = [
                words.text("pieces.size", width=width, height=height),
                words.text("pieces.per_sheet", count=first.per_sheet)
                if first.per_sheet > 1
                else "",
                words.text(f"pieces.{sides}"),
            ]
            items = "".join(f"<li>{escape(line, quote=False)}</li>" for line in lines if line)
            marks = [
                f'<p class="kyr-mark">{escape(words.text(f"pieces.{key}"), quote=False)}</p>'
                for key, is_so in (("draft", first.is_draft), ("sample", first.is_sample))
                if is_so
            ]
            parts += [*marks, f"<ul>{items}</ul>", self._downloads(prints)]
        return f'<section class="kyr-piece">{"".join(parts)}</section>'

    def _previews(self, item: Print, name: str) -> str:
        words, (width, height) = self.texts.site, item.trim
        images = "".join(
            f'<img src="{escape(relative(self.here, path))}" width="{round(width * 96)}"'
            f' height="{round(height * 96)}" loading="lazy"'
            f' alt="{escape(words.text("pieces.preview", piece=name, side=side))}">'
            for side, path in enumerate(item.previews, 1)
        )
        return f'<div class="kyr-previews">{images}</div>' if images else ""

    def _downloads(self, prints: Iterable[Print]) -> str:
        words = self.texts.site
        links = "".join(
            f'<a class="door" href="{escape(relative(self.here, item.pdf))}">'
            f"{escape(words.text('pieces.download'), quote=False)}"
            f" <small>{escape(words.text(f'pieces.paper_{item.paper}'), quote=False)},"
            f" <bdi>{escape(write_size(item.size, self.texts.language))}</bdi></small></a>"
            for item in prints
        )
        return f'<p class="kyr-downloads">{links}</p>'


def language_list(site: Site, tag: str, name: str) -> str:
    """All published languages, each in its own script, linked from page ``name`` of ``tag``."""

    def entry(item: LanguageLink) -> str:
        language, current = item.language, ' aria-current="true"' if item.current else ""
        return (
            f'<li><a href="{escape(item.href)}" lang="{language.tag}" hreflang="{language.tag}"'
            f' dir="{language.direction}"{current}>{escape(language.name, quote=False)}</a></li>'
        )

    items = "".join(map(entry, site.languages(tag, name)))
    return f'<ul class="kyr-languages">{items}</ul>'


class LinkExtension(Extension):
    """Marks links that leave the site, and links to pages that only English has.

    ``writer`` gives the page being rendered, since MkDocs shares the list of extensions between pages.
    """

    def __init__(self, writer: Callable[[], PageWriter | None]) -> None:
        super().__init__()
        self.writer = writer

    def extendMarkdown(self, md: Markdown) -> None:
        """Stand before MkDocs' own handling of links, which has priority 0."""
        writer = self.writer()
        if writer is not None:
            md.treeprocessors.register(_Links(md, writer), "kyr_links", 1)


class _Links(Treeprocessor):
    def __init__(self, md: Markdown, writer: PageWriter) -> None:
        super().__init__(md)
        self.page = writer

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            href = link.get("href", "")
            if href.startswith(("http://", "https://")):
                link.set("rel", OUTSIDE)
                continue
            english = self.page.elsewhere(href)
            if english is not None:
                link.set("href", english)
                link.set("hreflang", "en")
                words = self.page.texts.site
                note = SubElement(link, "span", {"class": "kyr-in"})
                note.text = f"({words.text('language.in_english')})"
                last = link[-2] if len(link) > 1 else None
                if last is not None:
                    last.tail = (last.tail or "") + " "
                else:
                    link.text = (link.text or "") + " "
