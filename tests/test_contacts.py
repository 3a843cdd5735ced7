"""A wrong number can hurt somebody: only numbers that exist, with evidence, are ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.contacts import Contacts, Status, parse_phone, read_contacts
from kyr.problems import ProblemError
from kyr.project import Project
from kyr.yamlfile import parse_yaml

GOOD = """
- id: line
  name: A line
  url: https://a-line.org/
  phones:
    - {label: Main, number: "212-555-0143"}
    - {label: Text, number: "988", key: text, sms: true}
  status: ok
  verified: 2026-11-21
  method: stored-copy
  evidence: a page
"""


def read(text: str) -> Contacts:
    return read_contacts(parse_yaml(text, Path("contacts.yml")))


@pytest.mark.parametrize(
    ("written", "shown", "dialled"),
    [
        ("212-555-0143", "1-212-555-0143", "+12125550143"),
        ("(212) 555 0143", "1-212-555-0143", "+12125550143"),
        ("+1 212.555.0143", "1-212-555-0143", "+12125550143"),
        ("988", "988", "988"),
        ("211", "211", "211"),
        ("741741", "741741", "741741"),
        ("9233#", "9233#", "9233#"),
        ("+52 55 5342 1234", "+52 55 5342 1234", "+525553421234"),
    ],
)
def test_numbers_are_normalised(written: str, shown: str, dialled: str) -> None:
    assert (parse_phone(written).shown, parse_phone(written).dialled) == (shown, dialled)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "12",
        "call us",
        "212-555-014",
        "212-555-01432",
        "000-000-0000",
        "212-555-0143 ext 5",
        "1-123-456-7890",
    ],
)
def test_numbers_that_cannot_be_dialled_are_refused(number: str) -> None:
    with pytest.raises(ValueError, match="number"):
        parse_phone(number)


def test_links() -> None:
    contact = read(GOOD)["line"]
    first, text = contact.phone(), contact.phone("text")
    assert first and first.link == "tel:+12125550143"
    assert text and text.link == "sms:988"
    assert contact.phone("fax") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("  evidence: a page\n", "", 2, "evidence"),
        ("evidence: a page", "evidence: none", 2, "evidence"),
        ('"212-555-0143"', '"212-555-014"', 6, "telephone"),
        ("https://a-line.org/", "https://a-line.org/?utm_source=x", 4, "tracking"),
        ("https://a-line.org/", "javascript:alert(1)", 4, "https"),
        ("https://a-line.org/", "https://аpple.org/", 4, "plain letters"),
        ("status: ok", "status: fine", 8, "ok"),
        ("verified: 2026-11-21", "verified: soon", 9, "date"),
        ("verified: 2026-11-21", "verified: 86400", 9, "the day"),
        ("evidence: a page", "evidence: '?'", 11, "where"),
        ("https://a-line.org/", "https://@a-line.org/", 4, "without"),
        ("https://a-line.org/", "https://a-line.org:99999/", 4, "port"),
        ("verified: 2026-11-21", "verifed: 2026-11-21", 2, "verified"),
        ("id: line", "id: print", 2, "id"),
        ("id: line", "id: A Line", 2, "id"),
        ("method: stored-copy", "method: guessed", 10, "stored-copy"),
    ],
)
def test_faults_have_a_place(old: str, new: str, line: int, word: str) -> None:
    with pytest.raises(ProblemError) as error:
        read(GOOD.replace(old, new))
    assert any(
        word in str(problem) and abs(problem.line - line) <= 1 for problem in error.value.problems
    ), error.value


def test_each_id_once() -> None:
    with pytest.raises(ProblemError, match="each id once"):
        read(GOOD + GOOD)


def test_what_has_no_evidence_is_not_shown(project: Project) -> None:
    for contact in project.contacts.values():
        assert contact.shown == (contact.status in (Status.OK, Status.CHANGED))
        if contact.shown:
            assert not contact.evidence.lower().startswith("none"), contact.id
    for gone in ("iceblock", "notifica-app", "aila-referral-phone"):
        assert not project.contacts[gone].shown
