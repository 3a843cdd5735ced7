"""Finds the first use of each glossary term in finished HTML; site and booklet each mark it in their own way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from html import escape
from html.parser import HTMLParser

from fontTools.unicodedata import script as script_of  # type: ignore[import-untyped]

from kyr.glossary import Term
from kyr.languages import ICU_SCRIPTS, Language

UNTOUCHED = frozenset(
    "a h1 h2 h3 h4 h5 h6 blockquote button code dfn figure kbd label pre summary svg".split()
)
"""Elements whose words stay as they are: links, headings, words to say aloud, pictures."""
UNTOUCHED_CLASSES = frozenset(
    "admonition-title kyr-card kyr-piece kyr-languages kyr-status say".split()
)

UNSPACED = ICU_SCRIPTS | {"Hani", "Hira", "Kana", "Bopo", "Tibt"}
"""Scripts whose letters stand beside each other without telling words apart."""
HANGUL = frozenset({"Hang"})

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def mark_terms(
    html: str, terms: Iterable[Term], language: Language, write: Callable[[str, Term], str]
) -> str:
    """``html`` of an article with the first use of each of ``terms`` as ``write`` gives it, from its letters."""
    by_form = {form: term for term in terms for form in term.forms}
    if not by_form:
        return html
    marker = _Marker(by_form, language, write)
    marker.feed(html)
    marker.close()
    return "".join(marker.parts)


class _Marker(HTMLParser):
    def __init__(
        self, by_form: dict[str, Term], language: Language, write: Callable[[str, Term], str]
    ) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.by_form = {" ".join(form.split()): term for form, term in by_form.items()}
        # A line may end between two words of a term.
        longest_first = sorted(self.by_form, key=len, reverse=True)
        self.pattern = re.compile(
            "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
        )
        self.language, self.write = language, write
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
        self.parts.append(escape(data, quote=False) if self.untouched else self._marked(data))

    def _marked(self, text: str) -> str:
        parts, at = [], 0
        for match in self.pattern.finditer(text):
            term = self.by_form[" ".join(match[0].split())]
            if term.id not in self.used and self._is_whole(text, match.start(), match.end()):
                self.used.add(term.id)
                parts += [escape(text[at : match.start()], quote=False), self.write(match[0], term)]
                at = match.end()
        return "".join(parts) + escape(text[at:], quote=False)

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Whether the match is no part of a longer word, as far as its script tells."""
        before, first = text[start - 1 : start], text[start : start + 1]
        last, after = text[end - 1 : end], text[end : end + 1]
        if _joined(before, first):
            return False
        # In Korean a particle follows the word without a space.
        return (_is(last, HANGUL) and _is(after, HANGUL)) or not _joined(last, after)


def _joined(one: str, two: str) -> bool:
    """Whether no word ends between two characters: between letters, but for scripts that do without spaces.

    A sign that hangs on a letter belongs to it in any script.
    """
    if not one or not two:
        return False
    if unicodedata.category(two)[0] == "M":
        return True
    letters = all(unicodedata.category(character)[0] in "LMN" for character in (one, two))
    return letters and not (_is(one, UNSPACED) or _is(two, UNSPACED))


def _is(character: str, scripts: frozenset[str]) -> bool:
    return bool(character) and script_of(character) in scripts
