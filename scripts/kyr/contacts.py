"""Every hotline, organisation and address, read once from ``docs/contacts.yml``.

Pages and pieces name a contact by its id; the number itself is written in this one file, with the evidence for
it and the date it was last verified. A contact without evidence is kept on record and never shown or printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import idna
import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, shortnumberinfo
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from kyr import dates
from kyr.hosts import is_example, is_inside, plain_host
from kyr.letters import is_disguised
from kyr.problems import Problem, ProblemError
from kyr.tracking import has_tracking, is_detour
from kyr.yamlfile import MAX_FAULTS, YamlFile, validate

REGION = "US"
"""Numbers without a country code are read as North American."""

RESERVED_IDS = frozenset({"print", "site", "english", "list", "state", "states"})
"""First words of the other placeholders."""

_NOT_IN_ADDRESS = re.compile("[\"'<>^`{|}]")
"""What no address needs (RFC 3986, 2), and the “'” that it allows: each can end a link early in HTML or Markdown."""

_FILLERS = frozenset(
    (
        "none no na nil null nan undefined unknown todo tbd tba tbc tk fixme xxx pending placeholder untitled title "
        "notitle source nosource link url test"
    ).split()
) | {""}
"""Words that say nothing, in small letters and without marks and spaces."""

_SHORT = 3
"""Digits of 211, 911, 988 and their like."""
_TOUCH_TONES = re.compile(r"^[0-9*#]{3,8}$")


class Status(StrEnum):
    """What the evidence says of a contact; only ``ok`` and ``changed`` are ever shown."""

    OK = "ok"
    CHANGED = "changed"
    UNVERIFIED = "unverified"
    DEAD = "dead-or-removed"
    NOT_RECOMMENDED = "not-recommended"


@dataclass(frozen=True, slots=True)
class DialString:
    """A number as people read it and as a telephone dials it (``tel:`` and ``sms:`` links, RFC 3966)."""

    shown: str
    dialled: str


def parse_phone(number: str) -> DialString:
    """``number`` normalised: ``+1 212-555-0143`` and ``(212) 555 0143`` come out alike.

    Short codes of the region (988, 211, 741741) and touch-tone strings used inside detention (9233#) stay as
    they are.

    Raises:
        ValueError: it is no number that can be dialled in ``REGION``.
    """
    text = number.strip()
    if _TOUCH_TONES.match(text):
        if text.isdigit() and len(text) < 7:
            short = phonenumbers.parse(text, REGION)
            # Those of three digits are all known; of longer ones new ones are given out every day.
            is_known = (
                shortnumberinfo.is_valid_short_number_for_region
                if len(text) == _SHORT
                else shortnumberinfo.is_possible_short_number_for_region
            )
            if not is_known(short, REGION):
                raise ValueError("a telephone number or short code in use in the United States")
            return DialString(text, text)
        if not text.isdigit():
            return DialString(text, text)
    try:
        parsed = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValueError("a telephone number") from error
    if parsed.extension:
        raise ValueError("a telephone number without an extension (write that beside it, in words)")
    if not phonenumbers.is_valid_number(parsed):
        raise ValueError("a telephone number that exists in its country's numbering plan")
    if phonenumbers.number_type(parsed) == PhoneNumberType.PREMIUM_RATE:
        raise ValueError(
            "a telephone number that costs no more than others (this one pays who owns it)"
        )
    dialled = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    if parsed.country_code == 1:
        national = str(parsed.national_number)
        return DialString(f"1-{national[:3]}-{national[3:6]}-{national[6:]}", dialled)
    return DialString(phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL), dialled)


def check_address(address: str) -> str:
    """``address`` if it is a plain address on the public web, without tracking parameters.

    Raises:
        ValueError: it is something else.
    """
    host = plain_host(urlsplit(check_form(address)).hostname or "")
    if is_example(host):
        raise ValueError("a real address (this one is a placeholder that was left in)")
    if is_inside(host):
        raise ValueError("an address on the public web, not one of this machine or its own network")
    return address


def check_form(address: str) -> str:
    """``address`` if it has the form of one on the web, wherever it leads.

    Raises:
        ValueError: it has not.
    """
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise ValueError("an address with a host and a port that can exist") from error
    if not is_web:
        raise ValueError("an address that begins with https://")
    if "@" in parts.netloc or "\\" in address:
        raise ValueError("an address without “@” and “\\”, which can hide where it leads")
    # urlsplit drops tabs and line ends, so the address itself is looked at.
    if not all("!" <= character <= "~" for character in address):
        raise ValueError("an address of plain letters (an international one in its xn-- form)")
    if _NOT_IN_ADDRESS.search(address):
        raise ValueError("an address without quotation marks, < and > (write %22, %27, %3C, %3E)")
    try:
        host = plain_host(parts.hostname or "")
    except ValueError as error:
        raise ValueError("an address with a host that can exist") from error
    # plain_host has seen that the form xn-- can be read.
    if any(is_disguised(idna.ulabel(label)) for label in host.split(".") if label[:4] == "xn--"):
        raise ValueError("an address whose letters are all of one script, and not only look Latin")
    if has_tracking(parts):
        raise ValueError("an address without tracking parameters (utm_…, fbclid …)")
    if is_detour(parts):
        raise ValueError("the address to which this one leads (on the way it counts who clicks)")
    return address


def says_nothing(text: str) -> bool:
    """Whether ``text`` is blank, or a word that stands where somebody meant to write something."""
    return "".join(filter(str.isalnum, text)).casefold() in _FILLERS


def check_id(value: str) -> str:
    """``value`` if it can stand in a placeholder.

    Raises:
        ValueError: it cannot.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) or value in RESERVED_IDS:
        raise ValueError("a short id of small letters, digits and hyphens, such as nnirr-hotlines")
    return value


def check_email(value: str) -> str:
    """``value`` if it has the form of an e-mail address.

    Raises:
        ValueError: it has not.
    """
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        raise ValueError("an e-mail address")
    return value


def _check_number(value: str) -> str:
    parse_phone(value)
    return value


_WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_day(value: Any) -> Any:
    # pydantic alone takes a bare number for seconds since 1970, and other forms of a date.
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if _WRITTEN_DAY.fullmatch(value) else None
        except ValueError:
            value = None  # There is no such day in the calendar.
    if type(value) is not date:
        raise ValueError(
            "the day on which a person did it, as a date such as 2026-11-21 (year-month-day)"
        )
    # A day of grace: where the writer lives it may be tomorrow already.
    if value.year < 2000 or value > dates.today() + timedelta(days=1):
        raise ValueError("a day that has come, and is not before the year 2000")
    return value


Day = Annotated[date, BeforeValidator(_read_day)]
"""The day of a check by a person: it can only lie in the past."""


def _check_evidence(value: str) -> str:
    if sum(character.isalnum() for character in value) < 4:
        raise ValueError("where the number or address was found: a page, a document, a call")
    return value


def _nothing_is_empty(value: Any) -> Any:
    return () if value is None else value


class Frozen(BaseModel):
    """The base of everything read from a file: closed to unknown keys and to change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Phone(Frozen):
    """One number of a contact; the first is ``{{ id.phone }}``, others ``{{ id.phone.KEY }}``."""

    label: str
    number: Annotated[str, AfterValidator(_check_number)]
    key: str = ""
    sms: bool = False

    @property
    def shown(self) -> str:
        """The number as people read it."""
        return parse_phone(self.number).shown

    @property
    def link(self) -> str:
        """A ``tel:`` or ``sms:`` address; empty for touch-tone strings, which no link can dial."""
        dialled = parse_phone(self.number).dialled
        if set(dialled) & set("*#"):
            return ""
        return f"{'sms' if self.sms else 'tel'}:{dialled}"


class Contact(Frozen):
    """One person or place to turn to, with what we know of it and since when."""

    id: Annotated[str, AfterValidator(check_id)]
    name: Annotated[str, Field(min_length=1)]
    org: str | None = None
    url: Annotated[str, AfterValidator(check_address)] | None = None
    phones: Annotated[tuple[Phone, ...], BeforeValidator(_nothing_is_empty)] = ()
    email: Annotated[str, AfterValidator(check_email)] | None = None
    purpose: str | None = None
    languages: Annotated[tuple[str, ...], BeforeValidator(_nothing_is_empty)] = ()
    status: Status
    verified: Day
    method: Literal["stored-copy", "called", "opened", "asked"]
    evidence: Annotated[str, AfterValidator(_check_evidence)]
    note: str | None = None

    @model_validator(mode="after")
    def _shown_needs_evidence(self) -> Contact:
        nothing = says_nothing(self.evidence) or self.evidence.strip().lower().startswith("none")
        if self.shown and nothing:
            raise ValueError("evidence for a contact that is shown (or the status “unverified”)")
        return self

    @property
    def shown(self) -> bool:
        """Whether it may stand on a page or a piece."""
        return self.status in (Status.OK, Status.CHANGED)

    def phone(self, key: str = "") -> Phone | None:
        """The first number, or the one with ``key``."""
        for phone in self.phones:
            if not key or phone.key == key:
                return phone
        return None


class LibraryContact(Frozen):
    """A contact that the library itself vouches for, written in ``extra.library.contacts``."""

    name: Annotated[str, Field(min_length=1)]
    phone: Annotated[str, AfterValidator(_check_number)] | None = None
    url: Annotated[str, AfterValidator(check_address)] | None = None
    email: Annotated[str, AfterValidator(check_email)] | None = None
    hours: str | None = None
    print: bool = False
    verified: Day

    @model_validator(mode="after")
    def _leads_somewhere(self) -> LibraryContact:
        if not (self.phone or self.url or self.email):
            raise ValueError("a phone, url or email for each of the library's contacts")
        if self.print and not self.phone:
            raise ValueError("a phone for a contact that is to be printed")
        return self


@dataclass(frozen=True)
class Contacts(Mapping[str, Contact]):
    """The contacts by id, in the order of the file."""

    file: YamlFile
    by_id: Mapping[str, Contact]

    def __getitem__(self, key: str) -> Contact:
        return self.by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)


def read_contacts(file: YamlFile) -> Contacts:
    """The contacts of ``file``, a list of mappings.

    Raises:
        ProblemError: one problem for each fault, with its line.
    """
    if not isinstance(file.value, list):
        raise ProblemError(
            [
                file.problem(
                    (),
                    "contact",
                    "a list of contacts, each beginning with “- id:”",
                    type(file.value).__name__,
                    "Look at the indentation.",
                )
            ]
        )
    found: dict[str, Contact] = {}
    problems: list[Problem] = []
    for index, part in enumerate(file.parts()):
        try:
            contact = validate(Contact, part, "contact")
        except ProblemError as error:
            problems.extend(error.problems)
            if len(problems) >= MAX_FAULTS:
                break
            continue
        if contact.id in found:
            problems.append(
                file.problem(
                    (index, "id"), "contact", "each id once", f"“{contact.id}” again", "Rename one."
                )
            )
        found[contact.id] = contact
    if problems:
        raise ProblemError(problems)
    return Contacts(file, found)
