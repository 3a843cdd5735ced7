"""The fixed substitution of pages and pieces: ``{{ id.phone }}`` and its kin. No template engine, nothing that runs.

This module only finds and names placeholders; ``site`` and ``press`` each write them in their own way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{\{[ \t]*+((?:[^{}\n \t]++|[ \t]++(?!\}\}))*+)[ \t]*+\}\}")
"""Two braces, a name, two braces, on one line."""

LOOSE_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
"""What is left when a placeholder is mistyped."""

QUESTIONS = ("records", "names", "recording", "enforcement")
"""The four questions on the law of a state, each a placeholder for all states and for one."""
STATE_LISTS = frozenset({"index", *QUESTIONS})
STATE_FIELDS = frozenset({"name", "own", *QUESTIONS, *(f"own.{key}" for key in QUESTIONS)})
CONTACT_FIELDS = frozenset({"name", "url", "link", "phone", "email"})
LISTS = frozenset({"library", "pieces", "languages", "status", "repository"})
SPECIMENS = ("court-warrant", "court-arrest-warrant", "i-200", "i-205")
WORD_SOURCES = frozenset({"print", "site", "english"})


@dataclass(frozen=True, slots=True)
class Reference:
    """What a placeholder names.

    ``source`` is ``contact``, ``list``, ``states`` (all of them), ``state`` (one), ``specimen`` or one of
    ``WORD_SOURCES``. For a contact ``name`` is its id, ``field`` one of ``CONTACT_FIELDS`` and ``key`` the key of a
    further phone; for words ``name`` is the dotted key and ``field`` is ``*`` for a whole list; for the library's
    own state ``key`` is the only question to be answered, or empty.
    """

    source: str
    name: str
    field: str = ""
    key: str = ""

    @property
    def is_block(self) -> bool:
        """Whether a list, a table, a drawing or paragraphs take its place, so that it stands alone on its line."""
        if self.source == "state":
            return self.name != "name"
        return self.field == "*" or self.source in ("list", "specimen", "states")


def parse_reference(text: str) -> Reference:
    """The reference between the braces.

    Raises:
        ValueError: the message says what was expected.
    """
    head, dot, rest = text.partition(".")
    if not dot or not re.fullmatch(r"[a-z0-9_.*-]+", text):
        raise ValueError(
            "a placeholder such as {{ lifeline-988.phone }} or {{ print.red_card.title }}"
        )
    if head == "list":
        if rest not in LISTS:
            raise ValueError(f"one of the lists {', '.join(sorted(LISTS))}")
        return Reference("list", rest)
    for source, known in (
        ("specimen", SPECIMENS),
        ("states", STATE_LISTS),
        ("state", STATE_FIELDS),
    ):
        if head == source:
            if rest not in known:
                raise ValueError(f"{source} and one of {', '.join(sorted(known))}")
            name, _, key = rest.partition(".")
            return Reference(source, name, key=key)
    if head in WORD_SOURCES:
        return Reference(head, rest.removesuffix("*"), "*" if rest.endswith("*") else "")
    field, _, key = rest.partition(".")
    if field not in CONTACT_FIELDS or (key and field != "phone"):
        raise ValueError(
            f"a contact's {', '.join(sorted(CONTACT_FIELDS))}, as in {{{{ {head}.link }}}}"
        )
    return Reference("contact", head, field, key)


def find_placeholders(text: str) -> Iterator[tuple[int, str]]:
    """Line (from 1) and inner text of each placeholder in ``text``."""
    for number, line in enumerate(text.split("\n"), 1):
        for match in PLACEHOLDER.finditer(line):
            yield number, match[1]


def replace_placeholders(text: str, write: Callable[[Reference], str]) -> str:
    """``text`` with each placeholder as ``write`` gives it.

    Raises:
        ValueError: from ``parse_reference``.
        KeyError: from ``write``, for a name that does not exist.
    """
    return PLACEHOLDER.sub(lambda match: write(parse_reference(match[1])), text)
