"""The words of one side, made ready for its template, with a record of where each came from.

A side has one voice: the translation's, or, on the sides that are English in every language, the English. A
template of such a side cannot reach the translation at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fontTools.unicodedata import (  # type: ignore[import-untyped]
    script,
    script_horizontal_direction,
)
from markupsafe import Markup, escape

from kyr.contacts import Contact, Contacts
from kyr.dates import write_date_in
from kyr.languages import Language
from kyr.placeholders import Reference, replace_placeholders
from kyr.press.linebreak import BREAK, HOLD, hold_words, prepare
from kyr.problems import Problem, ProblemError, shorten
from kyr.spoken import runs
from kyr.words import Text, Words

_ENGLISH = Markup('<span class="english{}" lang="en" dir="ltr">{}</span>')
_WHOLE = 26
"""Characters up to which what is said in English, or a part of an address, is not broken over two lines."""
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)
_PHRASE = re.compile("[^，。、：；！？]+[，。、：；！？]*")
_LENT = Markup('<span class="english" lang="en" dir="ltr">{}</span>')
# Stands for a piece of finished HTML while the words around it are escaped and broken.
_MARK = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class Said:
    """One text as it stands on a side: without markup, and the file and line that it comes from."""

    text: str
    path: Path
    line: int
    tag: str


@dataclass
class Voice:
    """Words in one language; each that is spoken is noted in ``said``, and its key in ``asked``.

    Words that English lends are marked as English.
    """

    words: Words
    language: Language
    contacts: Contacts
    spoken: frozenset[str]
    said: list[Said] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def __call__(self, key: str, **slots: object) -> Markup:
        """The text of ``key`` as HTML."""
        return self._say(key, self.words.text(key, **slots), self.words.line(key))

    def beside(self, words: Words, language: Language) -> Voice:
        """Another voice on the same side, with other words of print.yml: what it says is noted where this one's is."""
        return Voice(words, language, self.contacts, self.spoken, self.said, self.asked)

    def lends(self, key: str) -> bool:
        """Whether the text of ``key`` is English in want of the language's own."""
        return key in self.words.lent

    def on(self, day: date, key: str) -> Markup:
        """The text of ``key`` with ``day`` as its ``{date}``."""
        return self(key, date=write_date_in(self.words, key, day, self.language))

    def lines(self, key: str) -> tuple[Markup, ...]:
        """The texts of ``key`` as HTML."""
        return tuple(self.item(key, index) for index in range(len(self.words.list(key))))

    def item(self, key: str, index: int) -> Markup:
        """One of the texts of ``key`` as HTML."""
        return self._say(key, self.words.list(key)[index], self.words.line(key, index))

    def phrases(self, key: str) -> Markup:
        """The text of ``key``; Chinese and Japanese lines break between words, after punctuation where they can."""
        spoken = self(key)
        if self.language.line_break != "cjk" or self.lends(key):
            return spoken
        parts = _PHRASE.findall(hold_words(str(spoken), self.language))
        return Markup("".join(f'<span class="phrase">{part}</span>' for part in parts))

    def plain(self, key: str) -> str:
        """The text of ``key`` for an attribute or a title: prepared, but not noted as printed."""
        self.asked.add(key)
        text = self.words.text(key)
        return text if self.lends(key) else prepare(text, self.language)

    def note(self, text: str, path: Path, line: int) -> str:
        """Record a text that is none of the words, such as the name of a contact, as printed."""
        self.said.append(Said(text, path, line, self.language.tag))
        return text

    def _say(self, key: str, text: str, line: int) -> Markup:
        self.asked.add(key)
        is_lent = self.lends(key)
        found: list[tuple[Markup, str]] = []

        def stand_in(reference: Reference) -> str:
            found.append(contact_field(self.contacts, reference))
            return _MARK.format(len(found) - 1)

        try:
            text = replace_placeholders(text, stand_in)
        except (ValueError, KeyError) as error:
            raise ProblemError(
                [
                    Problem(
                        self.words.file.path,
                        line,
                        "press-placeholder",
                        "a contact of docs/contacts.yml that is shown and has that field",
                        shorten(error.args[0] if error.args else text),
                        "Write the placeholder as in English.",
                    )
                ]
            ) from error
        spoken = _MARKED.sub(lambda mark: found[int(mark[1])][1], text)
        self.said.append(
            Said(
                _BOLD.sub(r"\1", spoken),
                self.words.file.path,
                line,
                "en" if is_lent else self.language.tag,
            )
        )
        parts = [str(escape(part)) if is_lent else self._html(part) for part in _BOLD.split(text)]
        html = "".join(
            f"<strong>{part}</strong>" if index % 2 else part for index, part in enumerate(parts)
        )
        whole = Markup(_MARKED.sub(lambda mark: found[int(mark[1])][0], html))
        return _LENT.format(whole) if is_lent else whole

    def _html(self, text: str) -> str:
        """``text`` escaped; what is to be said in English is marked so, and keeps its own direction."""
        return "".join(
            str(
                _ENGLISH.format(" whole" if len(run) <= _WHOLE else "", run)
                if is_english
                else escape(prepare(run, self.language))
            )
            for run, is_english in runs(text, self.language, self.spoken)
        )


def contact_field(contacts: Contacts, reference: Reference) -> tuple[Markup, str]:
    """What a placeholder of a contact prints, as HTML and as plain text.

    Raises:
        KeyError: no such contact is shown, or it has no such field.
    """
    contact: Contact | None = (
        contacts.get(reference.name) if reference.source == "contact" else None
    )
    if contact is None or not contact.shown:
        raise KeyError(reference.name)
    if reference.field == "phone":
        phone = contact.phone(reference.key)
        if phone is None:
            raise KeyError(f"{reference.name}.phone")
        return number(phone.shown), phone.shown
    if reference.field in ("url", "link"):
        if contact.url is None:
            raise KeyError(f"{reference.name}.url")
        return address(contact.url), letters(contact.url)
    text = contact.email if reference.field == "email" else contact.name
    if text is None:
        raise KeyError(f"{reference.name}.{reference.field}")
    return name(text), text


def number(shown: str) -> Markup:
    """A telephone number: left to right in every language, and never broken."""
    return Markup('<span class="number" dir="ltr">{}</span>').format(shown)


def letters(url: str) -> str:
    """An address as it is printed: without its scheme and a bare last slash."""
    text = re.sub(r"^https?://", "", url)
    return text.removesuffix("/") if text.count("/") == 1 else text


def address(url: str) -> Markup:
    """An address to type: left to right, breaking after a slash, and never after a hyphen, which would look like ours.

    Only what is too long for a line breaks before a dot too, and if that is not enough, before a hyphen (Chicago
    Manual of Style, 17th edition, 14.18).
    """
    parts = re.split(r"(?<=/)(?=[^/])", letters(url))
    for before in (r"(?<=.)(?=\.)", "(?<=.)(?=-)"):
        parts = [
            shorter
            for part in parts
            for shorter in (re.split(before, part) if len(part) > _WHOLE else [part])
        ]
    text = BREAK.join(parts).replace("-", f"-{HOLD}")
    return Markup('<span class="address" dir="ltr">{}</span>').format(text)


def name(text: str) -> Markup:
    """A name in any script, in its own direction: WeasyPrint lets a ``bdi`` inherit the line's."""
    return Markup('<span dir="{}">{}</span>').format(direction_of(text), text)


def direction_of(text: str) -> str:
    """The direction of the first letter of ``text`` that has one."""
    for character in text:
        if character.isalpha():
            return str(script_horizontal_direction(script(character), "LTR")).lower()
    return "ltr"


def texts_by_key(words: Words, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Every text of ``keys``, which name sections, lists or single texts, in order and without markup."""
    found: list[str] = []
    for key in keys:
        section: Mapping[str, Text] = {key: words[key]} if key in words else words.section(key)
        for value in section.values():
            found.extend((value,) if isinstance(value, str) else value)
    return tuple(_BOLD.sub(r"\1", text) for text in found)
