"""Pages are plain Markdown: headings, paragraphs, lists, quotations, tables, notices, emphasis, and links to pages.

Whatever else Markdown, its extensions and HTML can do is refused as a form, and not by a list of what is bad: so a page
can run nothing, load nothing, dress nothing up and lead nowhere else than it says, whoever wrote it. Words of site.yml
and print.yml know nothing but ``**bold**``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kyr.checks.passages import Kind, Passage, passages
from kyr.problems import Problem, shorten
from kyr.project import Project

TARGET = (
    r"(?:(?:\./)?(?:\.\./){0,3}(?:[a-z0-9_-]+/){0,3}[a-z0-9_-]+\.md(?:#[A-Za-z][\w-]*)?"
    r"|#[A-Za-z][\w-]*|\{\{[ \t]*[a-z0-9-]+\.url[ \t]*\}\})"
)
"""Where a link may lead: to a page of the site by its path, to a section, to the address of a contact."""
PAGES: frozenset[Kind] = frozenset({"page"})
WORDS: frozenset[Kind] = frozenset({"front", "words", "states", "contacts", "registry"})

MOST = 20
"""Lines of one text with the same fault that are told."""

_CONTAINERS = r"[ \t]*+(?:(?:>|[-*+:](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*+)"
"""What can stand before the text of a line: signs of quotations and of items."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is refused in texts of ``kinds``; the last group that took part says where."""

    rule: str
    pattern: re.Pattern[str]
    kinds: frozenset[Kind]
    expected: str
    next_step: str


_lines = partial(re.compile, flags=re.MULTILINE)
"""For forms that begin a line: behind the end of the one before, because to search for that is quick."""

FORMS = (
    Form(
        "html",
        re.compile(r"<(?=\S)"),
        PAGES | WORDS,
        "plain Markdown without HTML",
        "Write it with Markdown, or as words. Leave out “<”.",
    ),
    Form(
        "html",
        re.compile(r"&(?:#\w{1,12}|[A-Za-z]\w{0,30});"),
        PAGES | WORDS,
        "the letter itself, not its name in HTML",
        "Type the letter or sign that is meant.",
    ),
    Form(
        "markup",
        re.compile(r"\\"),
        PAGES | WORDS,
        "text without “\\”",
        "Delete the “\\”.",
    ),
    Form(
        "markup",
        _lines(r"\n(?=[^\n]*`)(?:[^`\n]*+`[^`\n]++`(?!`))*+[^`\n]*+(`)"),
        PAGES,
        "file names between two “`”, and no “`” elsewhere",
        "Delete the “`”, or put one on each side of the file's name, on the same line.",
    ),
    Form(
        "image",
        re.compile(r"!\["),
        PAGES | WORDS,
        "words only",
        "Propose a picture to the maintainers: it needs a place and a text.",
    ),
    Form(
        "link-target",
        re.compile(rf"\](?=\()(?!\({TARGET}\))"),
        PAGES,
        "links to pages of this site by their path, such as rights/home.md",
        "Copy the link from the English page. For an address outside write {{ id.link }} with an id of "
        "docs/contacts.yml.",
    ),
    Form(
        "link-target",
        re.compile(r"\](?=[(\[])"),
        WORDS,
        "words without links",
        "Write the words alone: only pages have links.",
    ),
    Form(
        "link-target",
        re.compile(r"\[(?=[^\[\]\n]{0,300}+\]:)"),
        PAGES,
        "the target of a link beside its words, in round brackets",
        "Write [words](page.md). If it is no link, leave out the brackets or the colon.",
    ),
    Form(
        "markup",
        re.compile(r"\[(?![^\[\]\n]{1,300}+\])|\[(?=\^|TOC\])"),
        PAGES,
        "each “[” with its “]” on the same line, and none inside others",
        "Compare the brackets with the English page.",
    ),
    Form(
        "attributes",
        _lines(
            r"\{\{[^{}\n]*+\}\}"
            r"|\{(?<=\)\{)(?: \.[a-z][a-z-]{0,30}){1,4} \}"
            r"|\n#{1,6}[ \t][^{}\n]*+\{#[A-Za-z][\w-]*+\}[ \t]*+$"
            r"|\{(?<=(\{))|\}(?<=(\}))"
        ),
        PAGES,
        "braces only as in English, such as {#open-door} at the end of a heading",
        "Copy the braces from the English page.",
    ),
    Form(
        "attributes",
        re.compile(r"\{\{[^{}\n]*+\}\}|\{[a-z_]{1,40}\}|\{(?<=(\{))|\}(?<=(\}))"),
        WORDS,
        "braces only as in English, such as {count}",
        "Copy the braces from the English text.",
    ),
    Form(
        "headings",
        _lines(rf"\n(?!#{{1,6}}[ \t]+[^\s#])(?:{_CONTAINERS}*+|[ \t]++)(#)"),
        PAGES,
        "“#” only before a heading: at the beginning of the line, and with a space after it",
        "Write “## ” and the heading, or begin the line with another letter.",
    ),
    Form(
        "headings",
        _lines(r"\n[ \t>]*+(=+|-+)[ \t]*+$"),
        PAGES,
        "headings that begin with “#”, and no lines of “-” or “=”",
        "Delete the line.",
    ),
    Form(
        "markup",
        _lines(r'\n[ \t>]*+((?:!!!|\?\?\?)(?!\+? [a-z]+ "[^"\n]+"[ \t]*+$))'),
        PAGES,
        'a notice as in English: !!! warning "its title"',
        "Copy the line from the English page and translate what is between the quotation marks.",
    ),
    Form(
        "nesting",
        _lines(r"\n[ \t>]*+((?:[-*+]|\d{1,9}[.)])(?:[ ]{5,}|[ ]{0,4}\t)[ \t]*+\S)"),
        PAGES,
        "one space after the sign of an item",
        "Delete the other spaces: with so many, readers see a grey box of signs.",
    ),
    Form(
        "nesting",
        re.compile(r">(?:[ ]{5,}|[ ]{0,4}\t)[ \t]*+[^\s>]"),
        PAGES,
        "one space after the sign of a quotation",
        "Delete the other spaces: with so many, readers see a grey box of signs.",
    ),
    Form(
        "nesting",
        _lines(rf"\n((?:{_CONTAINERS}{{4,}}+|(?: {{0,3}}\t| {{4}}){{7,}}+\S))"),
        PAGES,
        "lists and quotations a few levels deep",
        "Move the text to the left.",
    ),
)


def check(project: Project) -> Iterator[Problem]:
    """Texts with forms that pages and words do not need."""
    for passage in passages(project):
        # Its first line has the end of a line before it, as all others have.
        text = f"\n{passage.text}"
        for form in FORMS:
            if passage.kind in form.kinds:
                yield from _refused(passage, text, form)


def _refused(passage: Passage, text: str, form: Form) -> Iterator[Problem]:
    """One problem for each line on which ``form`` stands in ``text``, the passage's own behind the end of a line.

    No more than ``MOST``: whoever mends those sees the next.
    """
    told = count = 0
    for match in form.pattern.finditer(text):
        # A pattern with groups takes in what is fine as well, and then no group has part.
        if form.pattern.groups and match.lastindex is None:
            continue
        start = match.start(match.lastindex or 0)
        line = passage.line(start - 1)
        if line != told:
            told, count = line, count + 1
            found = text[start : start + 80].partition("\n")[0]
            yield Problem(
                passage.path, line, form.rule, form.expected, shorten(found, 40), form.next_step
            )
        if count == MOST:
            return
