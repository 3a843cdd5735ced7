"""What a visitor sees of good, moved, dead, slow, refusing and broken addresses, and how it behaves."""

from __future__ import annotations

import asyncio
import socket
import time
from pathlib import Path

import pytest

from kyr.outside.verdict import judge, problems
from kyr.outside.visit import Fault, Hop, Limits, Visit, visit_all
from kyr.outside.written import Place
from kyr.problems import Level
from tests.outside.elsewhere import Elsewhere, Reply, wait_until

QUICK = Limits(seconds=1.0, pause=0.0)
PAGE = "https://group.org/help"


def visits(*addresses: str, limits: Limits = QUICK) -> list[Visit]:
    return asyncio.run(visit_all(addresses, limits, lambda text: None))


def verdict(address: str = PAGE, limits: Limits = QUICK) -> tuple[str, Level, str]:
    """Rule, level and what was found; empty where nothing is wrong."""
    (visit,) = visits(address, limits=limits)
    judged = judge(visit, limits)
    if judged is None:
        return "", Level.NOTE, ""
    assert judged[3].endswith(".")
    return judged[:3]


@pytest.mark.parametrize("address", [PAGE, "http://group.org/help", "https://group.org"])
def test_a_good_address_is_nothing_to_tell(world: Elsewhere, address: str) -> None:
    assert verdict(address) == ("", Level.NOTE, "")
    assert len(world.requests) == 1


@pytest.mark.parametrize(
    ("status", "rule", "level"),
    [
        (200, "", None),
        (204, "", None),
        (404, "link-dead", Level.ERROR),
        (410, "link-dead", Level.ERROR),
        (401, "link-refused", Level.NOTE),
        (403, "link-refused", Level.NOTE),
        (405, "link-refused", Level.NOTE),
        (429, "link-refused", Level.NOTE),
        (451, "link-refused", Level.NOTE),
        (300, "link-refused", Level.NOTE),
        (304, "link-refused", Level.NOTE),
        (500, "link-refused", Level.WARNING),
        (503, "link-refused", Level.WARNING),
        (999, "link-refused", Level.WARNING),
    ],
)
def test_what_a_status_means(world: Elsewhere, status: int, rule: str, level: Level | None) -> None:
    world.replies[PAGE] = Reply(status)
    told = verdict()
    assert told[0] == rule
    if level:
        assert told[1] is level
        assert str(status) in told[2]


@pytest.mark.parametrize(
    ("status", "to", "level", "words"),
    [
        (301, "https://group.org/new/help", Level.WARNING, "for good, to https://group.org/new/help"),
        (308, "/new/help#part", Level.WARNING, "for good, to https://group.org/new/help"),
        (301, "https://www.group.org/help", Level.WARNING, "for good, to https://www.group.org/help"),
        (301, "https://other.org/help", Level.WARNING, "for good on another site, to https://other.org/help"),
        (302, "https://group.org/today/help", None, ""),
        (303, "https://group.org/today/help", None, ""),
        (307, "https://www.group.org/help", None, ""),
        (302, "https://other.org/help", Level.NOTE, "for now on another site, https://other.org/help"),
        (301, "https://group.org/", Level.WARNING, "a home page, https://group.org/"),
        (302, "https://group.org", Level.WARNING, "a home page, https://group.org"),
        (302, "/en/", Level.WARNING, "a home page, https://group.org/en/"),
        (301, "https://parked.com/", Level.WARNING, "a home page on another site, https://parked.com/"),
    ],
)  # fmt: skip
def test_moved(world: Elsewhere, status: int, to: str, level: Level | None, words: str) -> None:
    world.replies[PAGE] = Reply(status, to)
    told = verdict()
    assert told[0] == ("link-moved" if level else "")
    if level:
        assert told[1] is level
        assert words in told[2]


def test_a_home_page_that_moved_to_a_home_page_is_only_moved(world: Elsewhere) -> None:
    world.replies["https://group.org/"] = Reply(302, "/en/")
    assert verdict("https://group.org/")[0] == ""
    world.replies["http://group.org/"] = Reply(301, "https://group.org/")
    assert "for good, to https://group.org/" in verdict("http://group.org/")[2]


def test_only_what_is_for_good_is_a_new_address(world: Elsewhere) -> None:
    world.replies[PAGE] = Reply(301, "/new")
    world.replies["https://group.org/new"] = Reply(302, "/new/today")
    assert "for good, to https://group.org/new" in verdict()[2]
    assert "today" not in verdict()[2]
    world.replies[PAGE] = Reply(302, "/new")
    world.replies["https://group.org/new"] = Reply(301, "/newer")
    assert verdict()[0] == ""


def test_moved_to_what_is_dead(world: Elsewhere) -> None:
    world.replies[PAGE] = Reply(301, "/new")
    world.replies["https://group.org/new"] = Reply(404)
    rule, level, words = verdict()
    assert (rule, level) == ("link-dead", Level.ERROR)
    assert "https://group.org/new" in words


@pytest.mark.parametrize(
    ("first", "second"), [("/help", ""), ("/b", "/help"), ("/b", "/b"), ("/help#part", "")]
)
def test_round_and_round(world: Elsewhere, first: str, second: str) -> None:
    world.replies[PAGE] = Reply(302, first)
    world.replies["https://group.org/b"] = Reply(302, second)
    rule, level, words = verdict()
    assert (rule, level) == ("link-moved", Level.WARNING)
    assert "too many times" in words
    assert len(world.requests) <= 3


def test_a_long_way_is_not_gone_to_its_end(world: Elsewhere) -> None:
    for number in range(30):
        world.replies[f"https://group.org/{number}"] = Reply(301, f"/{number + 1}")
    assert "too many times" in verdict("https://group.org/0")[2]
    assert len(world.requests) == QUICK.redirects + 1


@pytest.mark.parametrize(
    "to",
    ["ftp://group.org/x", "javascript:alert(1)", "mailto:a@b.org", "http://", "http://[", "file:///etc/passwd",
     "http://127.0.0.1:8000/", "http://192.168.1.1/admin", "http://169.254.169.254/latest", "http://[::1]/",
     "http://localhost/", "http://printer.local/", "http://localhost./", "http://router/", "http://127.1/",
     "http://017700000001/", "http://0x7f000001/", "http://2130706433/", "http://0x7f.1/", "http://127。0。0。1/",
     "http://[::ffff:127.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1%25eth0]/",
     "http://a@127.0.0.1/", "http://group.org\\@127.0.0.1/", "//127.1/", "http://ｌｏｃａｌｈｏｓｔ/", "http://[fec0::1]/",
     "http://0/", "http://100.64.0.1/", "http://224.0.0.1/", "http://nas.lan/", "https://xn--a.org/", "http://a..org/",
     "http://127%2e0%2e0%2e1/", "http://a.org:99999/"],
)  # fmt: skip
def test_nobody_sends_us_where_no_reader_would_go(world: Elsewhere, to: str) -> None:
    world.replies[PAGE] = Reply(302, to)
    rule, level, words = verdict()
    assert (rule, level) == ("link-moved", Level.WARNING), words
    assert len(world.requests) == 1


def test_slow(world: Elsewhere) -> None:
    world.replies[PAGE] = Reply(wait=30)
    start = time.monotonic()
    rule, level, words = verdict(limits=Limits(seconds=0.5, pause=0))
    assert (rule, level) == ("link-slow", Level.WARNING)
    assert "no answer within 0.5 s" in words
    assert time.monotonic() - start < 3
    assert len(world.requests) == 1, "who is slow is not asked twice"


def test_a_trickle_of_bytes_does_not_hold_us(world: Elsewhere) -> None:
    world.replies[PAGE] = Reply(trickle=True)
    start = time.monotonic()
    assert verdict(limits=Limits(seconds=0.5, pause=0))[0] == "link-slow"
    assert time.monotonic() - start < 3


def test_a_huge_body_is_not_read(world: Elsewhere) -> None:
    world.replies[PAGE] = Reply(endless=True)
    assert verdict()[0] == ""
    (request,) = world.requests
    before = -1

    def settled() -> bool:
        nonlocal before
        before, last = request.sent, before
        return before == last

    assert wait_until(settled)
    assert request.sent < 20_000_000, "the line was not hung up"


def test_closed_without_an_answer_is_tried_once_more(world: Elsewhere) -> None:
    world.replies[PAGE] = Reply(silent=True)
    rule, level, words = verdict()
    assert (rule, level) == ("link-slow", Level.WARNING)
    assert "closed" in words
    assert len(world.requests) == QUICK.attempts


def test_a_certificate_nobody_vouches_for(world: Elsewhere) -> None:
    world.untrusted.add("group.org")
    rule, level, words = verdict()
    assert (rule, level) == ("link-tls", Level.ERROR)
    assert "certificate" in words
    assert world.requests == []


def test_a_certificate_of_somebody_else(world: Elsewhere) -> None:
    world.misnamed.add("group.org")
    rule, level, words = verdict()
    assert (rule, level) == ("link-tls", Level.ERROR)
    assert "ostname mismatch" in words


def test_a_name_that_does_not_exist(world: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(host: str, *args: object, **options: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, f"{host}: Name or service not known")

    monkeypatch.setenv("NO_PROXY", "gone.org")
    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    (visit,) = visits("https://gone.org/help")
    assert visit.fault is Fault.NAME
    judged = judge(visit, QUICK)
    assert judged is not None
    assert judged[:2] == ("link-dead", Level.ERROR)
    assert "does not exist" in judged[2]


def test_a_door_that_is_shut(world: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
    assert verdict()[:2] == ("link-slow", Level.WARNING)


@pytest.mark.parametrize(
    "address",
    ["https://xn--a.org/", "https://a..org/", "https://[zz]/", "https://[::1", "https://*.org/", "https://256.1.1.1/",
     f"https://{'a' * 64}.org/", "https://a b.org/", "https://①.org/", "https://a.org:x/", "https://a.org:99999/"],
)  # fmt: skip
def test_what_is_no_address_costs_no_other_its_visit(world: Elsewhere, address: str) -> None:
    bad, good = visits(address, PAGE)
    assert good.status == 200
    judged = judge(bad, QUICK)
    assert judged is not None
    assert judged[:2] == ("link-dead", Level.ERROR), bad
    assert "no address" in judged[2]


@pytest.mark.parametrize("answer", ["127.0.0.1", "192.168.1.1", "::ffff:10.0.0.1", "fe80::1%2"])
def test_a_name_of_this_network_is_not_visited(
    world: Elsewhere, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Somebody else's name can stand for our own machine."""

    def inward(host: str, port: object, *args: object, **options: object) -> list[object]:
        return [(0, 0, 0, "", ("93.184.216.34", port)), (0, 0, 0, "", (answer, port))]

    monkeypatch.setenv("NO_PROXY", "inward.org")
    monkeypatch.setattr(socket, "getaddrinfo", inward)
    world.replies[PAGE] = Reply(302, "https://inward.org/")
    (visit,) = visits(PAGE)
    assert (visit.end, visit.fault) == ("https://inward.org/", Fault.INSIDE)
    judged = judge(visit, QUICK)
    assert judged is not None
    assert judged[:2] == ("link-refused", Level.WARNING)
    assert "own network" in judged[2]
    assert len(world.requests) == 1


def test_the_visitor_says_who_it_is_and_nothing_else(world: Elsewhere) -> None:
    world.replies[PAGE] = Reply(302, "/next", cookie=True)
    visits(PAGE, "https://group.org/next", "https://group.org/other")
    assert len(world.requests) == 4
    for request in world.requests:
        assert request.method == "GET"
        names = {name.lower() for name in request.headers}
        assert names <= {"host", "accept", "accept-encoding", "connection", "user-agent"}
        assert request.headers["User-Agent"].startswith("kyr-link-check/")


def test_a_few_at_a_time_and_one_for_each_host(world: Elsewhere) -> None:
    addresses = [f"http://host{n % 8}.org/{n}" for n in range(32)]
    for address in addresses:
        world.replies[address] = Reply(wait=0.03)
    told: list[str] = []
    found = asyncio.run(visit_all(addresses, Limits(seconds=10, pause=0, at_once=3), told.append))
    assert [visit.address for visit in found] == addresses
    assert all(visit.status == 200 for visit in found)
    assert 1 < world.busiest <= 3
    assert world.busiest_host == 1
    assert len(told) == 32
    assert told[-1].startswith("32 of 32: host")


def test_a_host_is_given_a_pause(world: Elsewhere) -> None:
    start = time.monotonic()
    visits("http://a.org/1", "http://a.org/2", "http://a.org/3", limits=Limits(pause=0.2))
    assert time.monotonic() - start >= 0.6


def test_a_contact_that_is_not_shown_is_only_noted() -> None:
    visit = Visit(PAGE, status=404)
    (problem,) = problems(visit, Place(Path("contacts.yml"), 7, shown=False), QUICK)
    assert problem.level is Level.NOTE
    assert "not shown" in problem.next_step


def test_the_pages_that_show_it_are_named() -> None:
    visit = Visit(PAGE, (Hop(301, f"{PAGE}/new"),), 200)
    (problem,) = problems(visit, Place(Path("contacts.yml"), 7, ("help.md", "now.md")), QUICK)
    assert (problem.line, problem.level) == (7, Level.WARNING)
    assert problem.next_step.endswith("It is shown on help.md, now.md.")
