"""A wrong number can hurt somebody: only numbers that exist, with evidence, are ever shown."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from kyr.contacts import (
    Contacts,
    Status,
    check_address,
    check_form,
    parse_phone,
    read_contacts,
    says_nothing,
)
from kyr.hosts import plain_host
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
        ("evidence: a page", "evidence: TODO", 2, "evidence"),
        ("https://a-line.org/", "https://127.1/", 4, "public web"),
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


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "https://"),
        ("ftp://a.org/", "https://"),
        ("https:///a", "https://"),
        ("https://[::1", "host"),
        ("https://a.org:99999/", "port"),
        ("https://a@b.org/", "“@”"),
        ("https://a.org\\@b.org/", "“@”"),
        ("https://a.org/\tb", "plain letters"),
        ("https://a.org/\x07", "plain letters"),
        ("https://a.org/ü", "plain letters"),
        ('https://x.org"><script>', "quotation marks"),
        ("https://x.org/'onclick='a", "quotation marks"),
        ("https://x.org/{{x}}", "quotation marks"),
        ("https://xn--a.org/", "host that can exist"),
        ("https://a..org/", "host that can exist"),
        ("https://-a.org/", "host that can exist"),
        ("https://*.org/", "host that can exist"),
        ("https://a%2eorg/", "host that can exist"),
        ("https://256.1.1.1/", "host that can exist"),
        ("https://library.example/", "placeholder"),
        ("https://LIBRARY.EXAMPLE./", "placeholder"),
        ("https://example.com/", "placeholder"),
        ("https://www.help.example.org/", "placeholder"),
        ("https://a.invalid/", "placeholder"),
        ("https://x", "public web"),
        ("https://localhost/", "public web"),
        ("https://a.localhost./", "public web"),
        ("https://printer.local/", "public web"),
        ("https://127.0.0.1/", "public web"),
        ("https://127.1/", "public web"),
        ("https://2130706433/", "public web"),
        ("https://0x7f000001/", "public web"),
        ("https://017700000001/", "public web"),
        ("https://10.0.0.8/", "public web"),
        ("https://172.16.1/", "public web"),
        ("https://192.168.1.1/", "public web"),
        ("https://169.254.169.254/latest", "public web"),
        ("https://0.0.0.0/", "public web"),
        ("https://[::1]/", "public web"),
        ("https://[fe80::1]/", "public web"),
        ("https://[fd00::1]/", "public web"),
        ("https://[::ffff:7f00:1]/", "public web"),
        ("https://bit.ly/3abc", "clicks"),
        ("https://t.co/abc", "clicks"),
        ("https://www.google.com/url?q=https://a.org/", "clicks"),
        ("https://l.facebook.com/l.php?u=x", "clicks"),
    ],
)
def test_addresses_that_are_refused(address: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.org",
        "http://www.a-b.gov:8443/x/y.html#z",
        "https://A.org/",
        "https://a_b.org/",
        "https://xn--bcher-kva.de/",
        "https://example.springfield.gov/",
        "https://localhost.org/",
        "https://93.184.216.34/",
        "https://[2606:2800:220:1::1]/",
        "https://1password.com/",
        "https://www.google.com/maps",
        "https://a.org/a(b)_c~d;e/%C3%BC?x[]=1&y=a,b!*",
    ],
)
def test_addresses_that_are_fine(address: str) -> None:
    assert check_address(address) == address
    assert httpx.URL(address).host


@pytest.mark.parametrize(
    "address", ["https://library.example/", "http://localhost:8000/", "http://127.0.0.1/"]
)
def test_a_placeholder_has_the_form_of_an_address(address: str) -> None:
    assert check_form(address) == address


@pytest.mark.parametrize(
    "name",
    """utm_source UTM_id utm-source utm%5Fsource %2575tm_source fbclid gclid msclkid ttclid irclickid click_id gbraid
    gad_source gad_campaignid _gl srsltid mibextid sfnsn igsh __cft__[0] li_fat_id trk trackingId rdt_cid ScCid epik
    pk_campaign mtm_source piwik_campaign _openstat WT.mc_id cmpid CMP s_cid icid ito smid guce_referrer __hstc _hsenc
    __s hsCtaTracking mc_eid mkt_tok elqTrackId ck_subscriber_id _ke at_campaign xtor aff_id ref ref_src
    jsessionid""".split(),
)
def test_parameters_that_track(name: str) -> None:
    tails = (f"?{name}=x", f"?a=b&{name}=x", f"?a=b;{name}", f"#{name}=x", f"#/a?{name}=x")
    for tail in (*tails, f"a;{name}=x", f"?{name}", f"?to=https%3A%2F%2Fb.org%2F%3F{name}%3Dx"):
        with pytest.raises(ValueError, match="tracking"):
            check_address(f"https://a.org/{tail}")


@pytest.mark.parametrize(
    "tail",
    """?p=301363 ?g=1448938&p=10768725 ?QID=78 ?d=78264 #ref #page=3 ?reference=1 ?session=2025 ?SessionID=33
    ?article=clid ?path=/a/ref ?q=a%26ref ?href=x ?chapter=utm ?smidge=1 ?catref=2 ?at=2 ref/utm_source a;b
    #:~:text=warrant""".split(),
)
def test_parameters_that_only_say_what_is_meant(tail: str) -> None:
    assert check_address(f"https://a.org/{tail}")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("WWW.A.org.", "www.a.org"),
        ("127.1", "127.0.0.1"),
        ("0X7F.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("1.org", "1.org"),
    ],
)
def test_hosts_have_one_spelling(written: str, plain: str) -> None:
    assert plain_host(written) == plain


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        *((text, True) for text in ("", " ", "None", "todo", "TBD", "n/a", "N.A.", "—", "to do", "?", "\u200b")),
        *((text, False) for text in ("18 USC 701", "None of your business Act", "민법", "To do no harm", "NA Report")),
    ],
)  # fmt: skip
def test_words_that_say_nothing(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


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
