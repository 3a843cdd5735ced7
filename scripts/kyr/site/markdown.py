"""The pages' placeholders as the site writes them, and its links.

What the site shares with the printed booklet is in ``kyr.writing``.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kyr.pages import Page
from kyr.placeholders import Reference
from kyr.site.shop import list_pieces
from kyr.site.states import write_states
from kyr.site.status import StatusWriter
from kyr.site.untranslated import mark_english
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
            return list_pieces(self.site, self.tag, self.here)
        if name == "languages":
            return language_list(self.site, self.tag, self.page.name)
        if name == "status":
            return StatusWriter(self.site, self.tag).status()
        if name == "repository":
            return StatusWriter(self.site, self.tag).repository()
        return super().write_list(name)

    def write_law(self, reference: Reference) -> str:
        """The HTML of a ``state.…`` or ``states.…`` placeholder."""
        return write_states(self.site, self.tag, self.page.name, reference)

    def mark_english(self, root: Element) -> None:
        """Say which sections below ``root`` still stand in English."""
        state = self.site.publications[self.tag].state(self.page.name)
        english = {item.unit.key for item in state.units if item.untouched}
        sections = {section.id for section in self.page.sections()} if english else set()
        mark_english(root, sections, english, self.texts.site.text("language.in_english"))

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
    """Marks links that leave the site, links to pages that only English has, and sections that stand in English.

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
        self.page.mark_english(root)
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
