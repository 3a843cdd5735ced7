"""Pages of the site bound as a book: the same Markdown, with links that mean something on paper.

A page becomes a chapter with links that name pages (``page:protocol/now.md#steps``); each book then makes of them
what it can: a place in itself with its page number, another book, or a page of the website. Nothing here becomes HTML
by itself: Markdown and placeholders are written by the same code as on the site, and what it cannot know is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from kyr import specimen
from kyr.explained import mark_terms
from kyr.glossary import PAGE as GLOSSARY
from kyr.glossary import Term, read_glossary
from kyr.languages import Language
from kyr.lawtext import LawText
from kyr.pages import Page
from kyr.placeholders import Reference
from kyr.plain import PlainExtension
from kyr.press.linebreak import prepare
from kyr.press.wording import address
from kyr.problems import ProblemError
from kyr.project import Project, Texts
from kyr.writing import Writer, join_names
from kyr.yamlfile import YamlFile

SCHEME = "page:"
"""Begins the address of a link to a page of the site, until it is known what the book makes of it."""

_HEADING = re.compile(r'<h([2-6])[^>]*? id="([^"]*)"[^>]*>(.*?)</h\1>', re.S)
_LINK = re.compile(r'<a ([^>]*?)href="([^"]*)"([^>]*)>(.*?)</a>', re.S)
_BLOCK = re.compile(
    r"</?(?:p|li|ol|ul|dl|dt|dd|h[1-6]|t[dhr]|table|thead|tbody|blockquote|div|section)\b[^>]*>"
)
_SPACE = re.compile(r"\s+(?=<(?:a|abbr|bdi|em|span|strong)\b)")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.S)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading below the title of a chapter."""

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page as a chapter. ``terms`` are the ids of the glossary to which it leads."""

    page: Page
    id: str
    title: str
    html: str
    sections: tuple[Section, ...]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a chapter's text without markup, and the line of the page that it comes from, as far as known."""

    text: str
    path: Path
    line: int


def anchor(name: str, inner: str = "") -> str:
    """The id in a book of page ``name``, or of the place ``inner`` on it."""
    own = name.removesuffix(".md").replace("/", "-")
    return f"{own}--{inner}" if inner else own


class Binder:
    """Makes chapters of the pages of one project, each once."""

    def __init__(self, project: Project, spoken: frozenset[str]) -> None:
        self.project = project
        self.spoken = spoken
        self._chapters: dict[tuple[str, str], Chapter] = {}
        self._terms: dict[str, tuple[Term, ...]] = {}

    def terms(self, texts: Texts) -> tuple[Term, ...]:
        """The glossary of a language; empty where it has none."""
        tag = texts.language.tag
        if tag not in self._terms:
            page = texts.pages.get(GLOSSARY)
            self._terms[tag] = read_glossary(page, texts.language) if page else ()
        return self._terms[tag]

    def chapter(self, texts: Texts, name: str) -> Chapter:
        """The page ``name`` of a language as a chapter.

        Raises:
            ProblemError: a placeholder of the page cannot be written.
        """
        key = (texts.language.tag, name)
        if key not in self._chapters:
            self._chapters[key] = self._bind(texts, texts.pages[name])
        return self._chapters[key]

    def _bind(self, texts: Texts, page: Page) -> Chapter:
        writer = _BookWriter(self.project, texts, page, self.spoken)
        body = writer.prepare(page.body)
        html = writer.finish(_markdown(self.project.config, _Binding(page)).convert(body))
        if writer.problems:
            raise ProblemError(writer.problems)
        used: set[str] = set()

        def explain(shown: str, term: Term) -> str:
            used.add(term.id)
            return f'<a class="term" href="{SCHEME}{GLOSSARY}#{term.id}">{escape(shown, quote=False)}</a>'

        html = mark_terms(html, self.terms(texts), texts.language, explain)
        html = _broken(html, texts.language)
        used.update(re.findall(rf'href="{SCHEME}{re.escape(GLOSSARY)}#([\w-]+)"', html))
        sections = tuple(
            Section(found[2], _words(found[3]), int(found[1])) for found in _HEADING.finditer(html)
        )
        return Chapter(page, anchor(page.name), page.front.title, html, sections, frozenset(used))


def lines_of(html: str, page: Page) -> tuple[Line, ...]:
    """What ``html`` says, block by block; the words on a drawing are its own."""
    numbered = [(number, "".join(filter(str.isalnum, line))) for number, line in page.lines()]
    found = []
    for block in _BLOCK.split(_DRAWING.sub("", html)):
        if not (text := _words(block)):
            continue
        start = "".join(filter(str.isalnum, text))[:24]
        line = next((number for number, letters in numbered if start in letters), page.body_line)
        found.append(Line(text, page.path, line))
    return tuple(found)


def _broken(html: str, language: Language) -> str:
    """``html`` with the line breaks of its words made plain.

    Where words fill a line to its end and only the space before an inline element has no room, WeasyPrint 70 takes
    nothing but the first word into the line (``split_first_line``): the space stands apart, where it can be dropped.
    """
    parts = re.split(r"(<[^>]*>)", html)
    parts[::2] = [prepare(text, language) for text in parts[::2]]
    return _SPACE.sub("<span> </span>", "".join(parts))


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def _markdown(config: YamlFile, binding: Extension) -> Markdown:
    """Markdown as mkdocs.yml says, and ``binding``."""
    names: list[str | Extension] = []
    options: dict[str, dict[str, object]] = {}
    for entry in config.value["markdown_extensions"]:
        for name, values in (entry if isinstance(entry, dict) else {entry: None}).items():
            names.append(name)
            options[name] = values or {}
    return Markdown(extensions=[*names, PlainExtension(), binding], extension_configs=options)


class _BookWriter(Writer):
    """Writes the placeholders of a page for paper."""

    def write_law(self, reference: Reference) -> str:
        """The library's own state in short; tables of all states are for the website."""
        if reference.name != "own":
            raise ValueError("only {{ state.own }} on a page that is printed in the booklet")
        return _BookLaw(self.project, self.texts).own(reference.key)

    def outside(self, url: str, content: str = "") -> str:
        """A link that leaves the book: on paper its address is all that leads there."""
        link = super().outside(url, content)
        return f'{link} <span class="where">({address(url)})</span>' if content else link

    def write_specimen(self, form: str) -> str:
        """A drawn warrant beside its numbered list, described in one text: a PDF has no second one."""
        words = self.specimen_words(form)
        drawing = specimen.draw(self.project.root, form, self.project.source.print)
        named = f"{words.title}. {words.description}"
        image = specimen.picture(drawing, form, named, "")
        items = "".join(f"<li>{text}</li>" for text in words.marks)
        return (
            f'<div class="specimen"><p class="caption">{words.caption}</p>'
            f'<div class="row"><div class="drawing">{image}</div><ol>{items}</ol></div></div>'
        )


class _BookLaw(LawText):
    def link(self, target: str, content: str, anchor: str = "") -> str:
        return f'<a href="{SCHEME}{target}{anchor}">{content}</a>'


class _Binding(Extension):
    """Gives the ids, links and texts of a page the form that they need in a book."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def extendMarkdown(self, md: Markdown) -> None:
        """Come after the headings have their ids (the extension toc, priority 5)."""
        md.treeprocessors.register(_Bind(md, self.page), "kyr_bind", 1)


class _Bind(Treeprocessor):
    def __init__(self, md: Markdown, page: Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        page = self.page
        for item in root.iter():
            if item.tag == "h1":
                item.set("id", anchor(page.name))
            elif item.get("id"):
                item.set("id", anchor(page.name, item.get("id", "")))
            if item.tag == "table" and _is_form(item):
                item.set("class", "form")
            if item.tag == "a":
                item.set("href", _target(page.name, item.get("href", "")))
            # What opens by a touch on the site is open on paper.
            if item.tag in ("details", "summary"):
                item.set("class", f"{item.tag} {item.get('class', '')}".rstrip())
                item.tag = "div" if item.tag == "details" else "p"


def _is_form(table: Element) -> bool:
    """Whether a table is there to be filled in: most of its cells, beside those of the first column, are empty."""
    cells = [cell for row in table.iter("tr") for cell in row.findall("td")[1:]]
    empty = [cell for cell in cells if not "".join(cell.itertext()).strip()]
    return len(empty) * 2 > len(cells)


def _target(name: str, href: str) -> str:
    """The symbolic address of a link of page ``name``; other addresses stay."""
    path, _, inner = href.partition("#")
    if path and (":" in path or not path.endswith(".md")):
        return href
    found = join_names(name, path) if path else name
    return f"{SCHEME}{found}#{inner}" if inner else f"{SCHEME}{found}"


@dataclass(frozen=True)
class Reach:
    """What a book can lead to.

    ``inside`` are the pages bound in it, ``terms`` the ids of the glossary at its end, ``elsewhere`` the titles of the
    sister books by page. ``title`` gives the title of a page of the website, ``site`` its address, or nothing while
    the website has none. ``word`` gives the words of a reference by key. ``is_live`` says whether links work: a
    folded sheet has none.
    """

    inside: frozenset[str]
    terms: frozenset[str]
    elsewhere: Mapping[str, Markup]
    title: Callable[[str], Markup]
    site: Callable[[str, str], str]
    word: Callable[..., Markup]
    is_live: bool

    def resolve(self, html: str) -> str:
        """``html`` with each link as this book can give it."""
        return _LINK.sub(self._resolved, html)

    def _resolved(self, match: re.Match[str]) -> str:
        before, href, _, content = match.groups()
        if not href.startswith(SCHEME):
            return match[0] if self.is_live else content
        name, _, inner = unescape(href).removeprefix(SCHEME).partition("#")
        if 'class="term"' in before:
            target = anchor(GLOSSARY, inner)
            tag = "a" if self.is_live else "span"
            address = f' href="#{target}"' if self.is_live else ""
            return f'<{tag} class="term"{address}>{content}</{tag}>'
        if name in self.inside or (name == GLOSSARY and inner in self.terms):
            return self._inside(anchor(name, inner), content)
        if name in self.elsewhere:
            note = self.word("in_booklet", title=self.elsewhere[name])
            return f'{_title_of(content)} <span class="where">({note})</span>'
        return self._on_site(name, inner, content)

    def _inside(self, target: str, content: str) -> str:
        if self.is_live:
            return f'<a href="#{target}">{content}</a>'
        # The number comes from where the place turns out to stand. It costs WeasyPrint a second layout of all pages.
        before, _, after = str(self.word("page")).partition("{number}")
        where = f'data-to="#{target}" data-before=" ({before}" data-after="{after})"'
        return f'{_title_of(content)}<span class="at" {where}></span>'

    def _on_site(self, name: str, inner: str, content: str) -> str:
        title = self.title(name)
        same = _words(content).casefold() == _words(title).casefold()
        note = self.word("on_site") if same else self.word("on_site_page", title=title)
        found = self.site(name, inner)
        is_link = found and self.is_live
        shown = f'<a href="{escape(found)}">{content}</a>' if is_link else _title_of(content)
        return f'{shown} <span class="where">({note})</span>'


def _title_of(content: str) -> str:
    """The words of a link that leads nowhere by a touch, still to be told from the sentence around them."""
    return f'<span class="link">{content}</span>'
