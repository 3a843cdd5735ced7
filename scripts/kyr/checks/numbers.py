"""No telephone number, e-mail address or outside address is typed into words: they live in docs/contacts.yml.

A number that is written once can be mended once; digits of any script count (Unicode category Nd).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from kyr.checks.text import lines
from kyr.contacts import REGION
from kyr.placeholders import PLACEHOLDER
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "typed-contact"

ADDRESS = re.compile(r"https?://|www\.|mailto:|tel:|sms:|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)

DIGIT = re.compile(r"\d")
FEWEST = 5
"""Digits of the shortest numbers that can be told from a year or a section of a law (ITU-T E.164 has longer ones)."""


def western(text: str) -> str:
    """``text`` with the decimal digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.digit(character)) if unicodedata.category(character) == "Nd" else character
        for character in text
    )


@lru_cache(maxsize=1 << 15)
def typed_numbers(text: str) -> tuple[str, ...]:
    """The telephone numbers in ``text``; kept, because most lines are the same when somebody saves and looks again."""
    # The matcher takes its time, and most lines hold too few digits, of any script, for a number.
    if len(DIGIT.findall(text)) < FEWEST:
        return ()
    matches = phonenumbers.PhoneNumberMatcher(western(text), REGION)
    return tuple(match.raw_string for match in matches)


def check(project: Project) -> Iterator[Problem]:
    """Lines in which a number or an address was typed."""
    for line in lines(project):
        text = PLACEHOLDER.sub("", line.text)
        found = list(typed_numbers(text))
        address = ADDRESS.search(text)
        if address:
            found.append(address[0])
        for item in found:
            yield Problem(
                line.path,
                line.number,
                RULE,
                "a placeholder such as {{ lifeline-988.phone }} or {{ nnirr-hotlines.link }}",
                shorten(item),
                "Name the contact by its id in docs/contacts.yml; numbers and addresses stand only there.",
            )
