"""Glossary terms where a page first uses them: the meaning on hover, focus or touch, and a link, without script.

The term can be focused by keyboard and by a tap; its meaning stands right behind it in the page, so that a screen
reader finds it as the description and a browser without styles shows it in the sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from kyr.glossary import Term
from kyr.languages import Language

UNTOUCHED = frozenset(
    "a h1 h2 h3 h4 h5 h6 blockquote button code dfn figure kbd label pre summary svg".split()
)
"""Elements whose words stay as they are: links, headings, words to say aloud, pictures."""
UNTOUCHED_CLASSES = frozenset("admonition-title kyr-card kyr-piece kyr-languages say".split())

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def mark_terms(
    html: str, terms: Iterable[Term], glossary: str, link_text: str, language: Language
) -> str:
    """``html`` of an article with the first use of each of ``terms`` marked.

    ``glossary`` is the href of the glossary page, ``link_text`` the words of the link to it.
    """
    by_form = {form: term for term in terms for form in term.forms}
    if not by_form:
        return html
    marker = _Marker(by_form, glossary, link_text, language)
    marker.feed(html)
    marker.close()
    return "".join(marker.parts)


def _spellings(form: str) -> tuple[str, ...]:
    """How ``form`` may stand in HTML: a small first letter may be a capital at the start of a sentence."""
    written = escape(form, quote=False)
    capital = form[:1].upper() + form[1:]
    # “ß” and its like have no capital of one letter.
    if len(capital) != len(form):
        return (written,)
    return written, escape(capital, quote=False)


class _Marker(HTMLParser):
    def __init__(
        self, by_form: dict[str, Term], glossary: str, link_text: str, language: Language
    ) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.by_form = {
            spelling: term for form, term in by_form.items() for spelling in _spellings(form)
        }
        longest_first = sorted(self.by_form, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first)))
        self.glossary, self.link_text, self.language = glossary, link_text, language
        self.used: set[str] = set()
        self.untouched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self.get_starttag_text() or "")
        values = dict(attrs)
        foreign = values.get("lang") not in (None, self.language.tag)
        classes = set((values.get("class") or "").split())
        if tag not in _VOID and (
            self.untouched or tag in UNTOUCHED or foreign or UNTOUCHED_CLASSES & classes
        ):
            self.untouched.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")
        if self.untouched and tag == self.untouched[-1]:
            self.untouched.pop()

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self.untouched else self._marked(data))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def _marked(self, text: str) -> str:
        def write(match: re.Match[str]) -> str:
            term = self.by_form[match[0]]
            whole = self._is_whole(text, match.start(), match.end())
            if not whole or term.id in self.used:
                return match[0]
            self.used.add(term.id)
            return self._term(match[0], term)

        return self.pattern.sub(write, text)

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Whether no letter touches the match; where words are not spaced, only that no sign hangs on its end."""
        before, after = text[start - 1 : start], text[end : end + 1]
        if self.language.line_break == "spaces":
            return not (_category(before) in "LMN" or _category(after) in "LMN")
        return _category(after) != "M"

    def _term(self, shown: str, term: Term) -> str:
        meaning = re.sub(r"\*\*(.+?)\*\*", r"\1", escape(term.definition, quote=False))
        tip = f"kyr-tip-{term.id}"
        return (
            f'<span class="kyr-explained"><dfn class="kyr-term" tabindex="0" aria-describedby="{tip}">'
            f'{shown}</dfn><span class="kyr-tip"> (<span id="{tip}">{meaning}</span>'
            f' <a href="{escape(self.glossary)}#{term.id}">{escape(self.link_text, quote=False)}</a>)'
            "</span></span>"
        )


def _category(character: str) -> str:
    """The major class of Unicode's general category; a space for the end of the text."""
    return unicodedata.category(character)[0] if character else " "
