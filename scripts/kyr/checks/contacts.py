"""The name of a contact promises no other number or address than the contact has: both stand beside each other.

A name is all that readers see of a link. “aclu.org” as the name of a contact with another address leads them astray.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kyr.checks.numbers import addresses, typed_numbers
from kyr.contacts import Contact
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "contact-name"


def check(project: Project) -> Iterator[Problem]:
    """Contacts whose names hold a number or an address that is not their own."""
    file = project.contacts.file
    for index, contact in enumerate(project.contacts.values()):
        if contact.shown and (found := _foreign(contact)):
            yield file.problem(
                (index, "name"),
                RULE,
                "a name without a telephone number or address, but its own",
                shorten(found),
                "Write what it is called. The number and the address stand in their own lines.",
            )


def _foreign(contact: Contact) -> str | None:
    """The first number or address in the name of ``contact`` that it does not have."""
    own = {_digits(phone.shown) for phone in contact.phones}
    for number in typed_numbers(contact.name):
        if not any(_digits(number).endswith(one.removeprefix("1")) for one in own):
            return number
    host = (urlsplit(contact.url or "").hostname or "").removeprefix("www.")
    for _, address in addresses(contact.name):
        named = address.lower().rstrip(".").removeprefix("www.")
        if not host or not f".{host}".endswith(f".{named}"):
            return address
    return None


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
