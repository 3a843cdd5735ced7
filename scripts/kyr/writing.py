"""Placeholders in pages: from ``{{ lifeline-988.phone }}`` to a number that can be tapped, on site and paper.

A placeholder becomes a mark that Markdown passes through untouched, and the mark becomes HTML in the finished page.
So words and contacts can never turn into Markdown, HTML or links of their own.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from html import escape, unescape

from kyr import specimen
from kyr.contacts import Contact, DialString, LibraryContact, parse_phone
from kyr.pages import Page
from kyr.placeholders import LOOSE_BRACES, PLACEHOLDER, Reference, parse_reference
from kyr.problems import Problem, shorten
from kyr.project import Project, Texts
from kyr.spoken import QUOTED, is_english
from kyr.words import Words

OUTSIDE = "external nofollow noreferrer noopener"
"""The ``rel`` of every link that leaves the site: the other side does not learn where the reader came from."""

MARK = "\ue000{}\ue001"
"""Private-use letters around a number: no script, and nothing that Markdown knows."""
MARKS = re.compile("(<p>)?\ue000([0-9]+)\ue001(?(1)</p>)")
ADDRESS = re.compile(r"\]\(\{\{[ \t]*([a-z0-9-]+)\.url[ \t]*\}\}\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class SpecimenWords:
    """What is said of a drawn warrant. ``caption`` and ``marks`` are HTML, the others plain text."""

    title: str
    description: str
    caption: str
    marks: tuple[str, ...]


class Writer(ABC):
    """Writes the placeholders of one page. Faults are collected in ``problems``.

    The site and the booklet each add what only they can write.
    """

    def __init__(self, project: Project, texts: Texts, page: Page, spoken: frozenset[str]) -> None:
        self.project = project
        self.texts = texts
        self.tag = texts.language.tag
        self.page = page
        self.spoken = spoken
        self.problems: list[Problem] = []
        self._pieces: list[tuple[str, bool, str]] = []

    def write_list(self, name: str) -> str:
        """The block of ``{{ list.name }}``.

        Raises:
            ValueError: there is no such list here.
        """
        if name != "library":
            raise ValueError("a list that can stand here: only library")
        return self._library()

    @abstractmethod
    def write_law(self, reference: Reference) -> str:
        """The HTML of a ``state.…`` or ``states.…`` placeholder.

        Raises:
            ValueError: it cannot stand on this page.
        """

    def outside(self, url: str, content: str = "") -> str:
        """A link that leaves the pages; without ``content`` it shows its address."""
        return outside_link(url, content)

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

        html = MARKS.sub(write, html)
        return html if self.tag == "en" else self._mark_spoken(html)

    def _mark_spoken(self, html: str) -> str:
        """``html`` with the quotations that are said in English marked as English."""

        def write(match: re.Match[str]) -> str:
            said = is_english(unescape(match[1]), self.texts.language, self.spoken)
            return f'<span lang="en" dir="ltr">{match[0]}</span>' if said else match[0]

        parts = re.split(r"(<[^>]*>)", html)
        parts[::2] = [QUOTED.sub(write, text) for text in parts[::2]]
        return "".join(parts)

    def _mark(self, inner: str) -> str:
        try:
            reference = parse_reference(inner)
            text = self._write(reference)
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
        self._pieces.append((text, reference.is_block, inner))
        return MARK.format(len(self._pieces) - 1)

    def _write(self, reference: Reference) -> str:
        """The HTML for ``reference``."""
        if reference.source == "contact":
            return self._contact(reference)
        if reference.source == "list":
            return self.write_list(reference.name)
        if reference.source == "specimen":
            return self.write_specimen(reference.name)
        if reference.source in ("state", "states"):
            return self.write_law(reference)
        words, attributes = self._words(reference.source)
        if reference.field == "*":
            items = "".join(f"<li>{self.inline(text)}</li>" for text in words.list(reference.name))
            return f"<ul{attributes}>{items}</ul>"
        text = self.inline(words.text(reference.name))
        return f"<span{attributes}>{text}</span>" if attributes else text

    def _words(self, source: str) -> tuple[Words, str]:
        if source == "english":
            return self.project.source.print, self._english
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
        contact = self.project.contacts.get(contact_id)
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
        return self.outside(value, name if reference.field == "link" else "")

    def _library(self) -> str:
        words, contacts = self.texts.site, self.project.library.contacts
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
            ways.append((words.text("contact.web"), self.outside(contact.url)))
        lines = "".join(f"<li>{escape(label, quote=False)}: {link}</li>" for label, link in ways)
        if contact.hours:
            lines += f"<li><bdi>{escape(contact.hours, quote=False)}</bdi></li>"
        name = f"<strong><bdi>{escape(contact.name, quote=False)}</bdi></strong>"
        return f"<li>{name}<ul>{lines}</ul></li>"

    def specimen_words(self, form: str) -> SpecimenWords:
        """What is said of a drawn warrant; the numbers of the list are those of the drawing."""
        words = self.texts.print
        section = f"{specimen.WORDS}.{specimen.section_of(form)}"
        title = words.text(f"{section}.title")
        return SpecimenWords(
            title,
            words.text(f"{section}.description"),
            self.inline(words.text(f"{specimen.WORDS}.caption", form=title)),
            tuple(self.inline(text) for text in words.list(f"{section}.marks")),
        )

    def write_specimen(self, form: str) -> str:
        """A drawn warrant, with a text for each number on it."""
        words = self.specimen_words(form)
        drawing = specimen.draw(self.project.root, form, self.project.source.print)
        image = specimen.picture(drawing, form, words.title, words.description)
        items = "".join(f"<li>{text}</li>" for text in words.marks)
        return (
            f'<figure class="kyr-specimen"><figcaption>{words.caption}</figcaption>'
            f"{image}<ol>{items}</ol></figure>"
        )

    def _fault(self, needle: str, rule: str, expected: str, found: str, next_step: str) -> None:
        lines = self.page.lines()
        line = next((number for number, text in lines if needle in text), self.page.body_line)
        self.problems.append(Problem(self.page.path, line, rule, expected, found, next_step))


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


def join_names(name: str, path: str) -> str:
    """The page that ``path`` names on page ``name``."""
    parts = name.split("/")[:-1]
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
