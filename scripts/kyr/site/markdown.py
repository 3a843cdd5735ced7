"""Placeholders in pages: from ``{{ lifeline-988.phone }}`` to a number that can be tapped.

A placeholder becomes a mark that Markdown passes through untouched, and the mark becomes HTML in the finished page.
So words and contacts can never turn into Markdown, HTML or links of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kyr import specimen
from kyr.contacts import Contact, DialString, LibraryContact, parse_phone
from kyr.pages import Page
from kyr.placeholders import (
    LOOSE_BRACES,
    PLACEHOLDER,
    Reference,
    find_placeholders,
    parse_reference,
)
from kyr.problems import Problem, shorten
from kyr.site.shop import list_pieces
from kyr.site.states import write_states
from kyr.site.views import OUTSIDE, LanguageLink, Site, page_path, relative
from kyr.spoken import QUOTED, is_english
from kyr.words import Words

MARK = "\ue000{}\ue001"
"""Private-use letters around a number: no script, and nothing that Markdown knows."""
MARKS = re.compile("(<p>)?\ue000([0-9]+)\ue001(?(1)</p>)")
ADDRESS = re.compile(r"\]\(\{\{[ \t]*([a-z0-9-]+)\.url[ \t]*\}\}\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
ELSEWHERE = "kyr-page:"
"""Marks a finished link to a page outside this language's own, which MkDocs does not know."""


class PageWriter:
    """Writes the placeholders of one page. Faults are collected in ``problems``."""

    def __init__(self, site: Site, tag: str, page: Page) -> None:
        self.site = site
        self.tag = tag
        self.page = page
        self.texts = site.publications[tag].texts
        self.here = page_path(tag, page.name)
        self.problems: list[Problem] = []
        self._pieces: list[tuple[str, bool, str]] = []

    @property
    def uses_print(self) -> bool:
        """Whether translated words of the printed pieces stand on the page."""
        return any(
            inner.startswith(("print.", "specimen."))
            for _, inner in find_placeholders(self.page.body)
        )

    def prepare(self, markdown: str) -> str:
        """``markdown`` with a mark for each placeholder."""
        markdown = ADDRESS.sub(lambda match: f"]({self._address(match[1])})", markdown)
        prepared = PLACEHOLDER.sub(lambda match: self._mark(match[1]), markdown)
        loose = LOOSE_BRACES.search(prepared)
        if loose:
            self._fault(
                loose[0],
                "placeholder",
                "placeholders of two braces, a name and two braces, on one line",
                shorten(loose[0]),
                "Correct the braces.",
            )
        return prepared

    def finish(self, html: str) -> str:
        """``html`` with every mark as the HTML it stands for."""

        def write(match: re.Match[str]) -> str:
            text, is_block, inner = self._pieces[int(match[2])]
            if is_block and not match[1]:
                self._fault(
                    inner,
                    "placeholder-alone",
                    "such a placeholder alone in its paragraph",
                    "one inside a line",
                    "Put empty lines before and after it.",
                )
            return text if is_block or not match[1] else f"<p>{text}</p>"

        html = MARKS.sub(write, html).replace(f'href="{ELSEWHERE}', 'href="')
        return html if self.tag == "en" else self._mark_spoken(html)

    def _mark_spoken(self, html: str) -> str:
        """``html`` with the quotations that are said in English marked as English."""

        def write(match: re.Match[str]) -> str:
            said = is_english(unescape(match[1]), self.texts.language, self.site.spoken)
            return f'<span lang="en" dir="ltr">{match[0]}</span>' if said else match[0]

        parts = re.split(r"(<[^>]*>)", html)
        parts[::2] = [QUOTED.sub(write, text) for text in parts[::2]]
        return "".join(parts)

    def elsewhere(self, href: str) -> str | None:
        """The English page's href for a link whose page this language does not have; else ``None``."""
        path, _, anchor = href.partition("#")
        if self.tag == "en" or ":" in href or not path.endswith(".md") or path.startswith("/"):
            return None
        name = _join(self.page.name, path)
        if self.site.has(self.tag, name) or not self.site.has("en", name):
            return None
        found = relative(self.here, page_path("en", name))
        return ELSEWHERE + found + (f"#{anchor}" if anchor else "")

    def _mark(self, inner: str) -> str:
        try:
            reference = parse_reference(inner)
            text, is_block = self._write(reference)
        except (KeyError, ValueError) as error:
            expected = str(error) if isinstance(error, ValueError) else "a name that exists"
            self._fault(
                inner,
                "placeholder",
                expected,
                f"{{{{ {inner} }}}}",
                "Copy the placeholder exactly from the English page.",
            )
            return ""
        self._pieces.append((text, is_block, inner))
        return MARK.format(len(self._pieces) - 1)

    def _write(self, reference: Reference) -> tuple[str, bool]:
        """The HTML for ``reference`` and whether it is a block of its own."""
        if reference.source == "contact":
            return self._contact(reference), False
        if reference.source == "list":
            return {
                "library": self._library,
                "pieces": lambda: list_pieces(self.site, self.tag, self.here),
                "languages": self._languages,
            }[reference.name](), True
        if reference.source == "specimen":
            return self._specimen(reference.name), True
        if reference.source in ("state", "states"):
            return write_states(self.site, self.tag, self.page.name, reference)
        words, attributes = self._words(reference.source)
        if reference.field == "*":
            items = "".join(f"<li>{self.inline(text)}</li>" for text in words.list(reference.name))
            return f"<ul{attributes}>{items}</ul>", True
        text = self.inline(words.text(reference.name))
        return (f"<span{attributes}>{text}</span>" if attributes else text), False

    def _words(self, source: str) -> tuple[Words, str]:
        if source == "english":
            return self.site.project.source.print, self._english
        return (self.texts.print if source == "print" else self.texts.site), ""

    @property
    def _english(self) -> str:
        return "" if self.tag == "en" else ' lang="en" dir="ltr"'

    def inline(self, text: str) -> str:
        """A text of site.yml or print.yml as HTML: letters, ``**bold**`` and contacts, nothing else."""

        def write(match: re.Match[str]) -> str:
            reference = parse_reference(match[1])
            if reference.source != "contact":
                raise ValueError("contacts only inside words")
            return self._contact(reference)

        return PLACEHOLDER.sub(write, BOLD.sub(r"<strong>\1</strong>", escape(text, quote=False)))

    def _shown(self, contact_id: str) -> Contact:
        contact = self.site.project.contacts.get(contact_id)
        if contact is None:
            raise ValueError(f"a contact of docs/contacts.yml (there is no “{contact_id}”)")
        if not contact.shown:
            raise ValueError(f"a contact that may be shown (“{contact_id}” is {contact.status})")
        return contact

    def _address(self, contact_id: str) -> str:
        try:
            return escape(self._shown(contact_id).url or "")
        except ValueError as error:
            self._fault(
                contact_id, "placeholder", str(error), contact_id, "Choose another contact."
            )
            return ""

    def _contact(self, reference: Reference) -> str:
        contact = self._shown(reference.name)
        name = f"<bdi{self._english}>{escape(contact.name, quote=False)}</bdi>"
        if reference.field == "name":
            return name
        if reference.field == "phone":
            phone = contact.phone(reference.key)
            if phone is None:
                raise ValueError(f"a phone that “{contact.id}” has")
            return phone_link(phone.shown, phone.link)
        value = contact.email if reference.field == "email" else contact.url
        if value is None:
            raise ValueError(f"a contact with {reference.field} (“{contact.id}” has none)")
        if reference.field == "email":
            return email_link(value)
        return outside_link(value, name if reference.field == "link" else "")

    def _library(self) -> str:
        words, contacts = self.texts.site, self.site.project.library.contacts
        if not contacts:
            return f"<p>{self.inline(words.text('contact.own_none'))}</p>"
        return f'<ul class="kyr-contacts">{"".join(map(self._own_contact, contacts))}</ul>'

    def _own_contact(self, contact: LibraryContact) -> str:
        words, ways = self.texts.site, []
        if contact.phone:
            number: DialString = parse_phone(contact.phone)
            link = "" if set(number.dialled) & set("*#") else f"tel:{number.dialled}"
            ways.append((words.text("contact.call"), phone_link(number.shown, link)))
        if contact.email:
            ways.append((words.text("contact.write"), email_link(contact.email)))
        if contact.url:
            ways.append((words.text("contact.web"), outside_link(contact.url)))
        lines = "".join(f"<li>{escape(label, quote=False)}: {link}</li>" for label, link in ways)
        if contact.hours:
            lines += f"<li><bdi>{escape(contact.hours, quote=False)}</bdi></li>"
        name = f"<strong><bdi>{escape(contact.name, quote=False)}</bdi></strong>"
        return f"<li>{name}<ul>{lines}</ul></li>"

    def _specimen(self, form: str) -> str:
        """A drawn warrant, with a text for each number on it. The numbers of the list are those of the drawing."""
        project, words = self.site.project, self.texts.print
        section = f"{specimen.WORDS}.{specimen.section_of(form)}"
        title = words.text(f"{section}.title")
        caption = words.text(f"{specimen.WORDS}.caption", form=title)
        drawing = specimen.draw(project.root, form, project.source.print)
        image = specimen.picture(drawing, form, title, words.text(f"{section}.description"))
        items = "".join(f"<li>{self.inline(text)}</li>" for text in words.list(f"{section}.marks"))
        return (
            f'<figure class="kyr-specimen"><figcaption>{self.inline(caption)}</figcaption>'
            f"{image}<ol>{items}</ol></figure>"
        )

    def _languages(self) -> str:
        return language_list(self.site, self.tag, self.page.name)

    def _fault(self, needle: str, rule: str, expected: str, found: str, next_step: str) -> None:
        lines = self.page.body.splitlines()
        line = next((i for i, text in enumerate(lines) if needle in text), 0)
        path = self.page.path
        self.problems.append(
            Problem(path, self.page.body_line + line, rule, expected, found, next_step)
        )


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


def phone_link(shown: str, link: str) -> str:
    """A number that can be tapped where a telephone can dial it, and that no script turns around."""
    number = f'<bdi dir="ltr">{escape(shown)}</bdi>'
    if not link:
        return f'<bdi class="tel" dir="ltr">{escape(shown)}</bdi>'
    return f'<a class="tel" href="{escape(link)}" dir="ltr">{number}</a>'


def outside_link(url: str, content: str = "") -> str:
    """A link that leaves the site; without ``content`` it shows its address."""
    shown = url.partition("://")[2].removesuffix("/")
    content = content or f'<bdi class="url" dir="ltr">{escape(shown)}</bdi>'
    return f'<a href="{escape(url)}" rel="{OUTSIDE}">{content}</a>'


def email_link(address: str) -> str:
    """A link that writes to ``address``."""
    return f'<a href="mailto:{escape(address)}"><bdi dir="ltr">{escape(address)}</bdi></a>'


def _join(name: str, path: str) -> str:
    """The page that ``path`` names on page ``name``."""
    parts = name.split("/")[:-1]
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


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
