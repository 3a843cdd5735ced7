"""What an answer from outside means for the person who wrote the address down."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import urlsplit

from kyr.outside.visit import Fault, Limits, Visit
from kyr.outside.written import Place
from kyr.problems import Level, Problem, shorten

DEAD = frozenset({404, 410})
FOR_GOOD = frozenset({301, 308})
"""The redirects that say: use the new address from now on (RFC 9110, 15.4)."""
HOME = frozenset({"", "en", "home", "index.html", "index.htm", "index.php"})
"""What the path of a home page is, without slashes."""

Verdict = tuple[str, Level, str, str]
"""A rule, how much it matters, what was found, and what to do."""

LOOK = "Look at it in a browser: it may refuse only machines."
REPLACE = "Find where it is now, or take it out and say what else to use."


def problems(visit: Visit, place: Place, limits: Limits) -> Iterator[Problem]:
    """What to tell at ``place`` about ``visit``: one problem or none."""
    verdict = judge(visit, limits)
    if verdict is None:
        return
    rule, level, found, next_step = verdict
    if not place.shown:
        level, next_step = Level.NOTE, f"It is not shown anywhere. {next_step}"
    elif place.pages:
        next_step += f" It is shown on {', '.join(place.pages)}."
    yield Problem(
        place.path,
        place.line,
        rule,
        "an address that answers",
        f"{shorten(visit.address, 200)}: {found}",
        next_step,
        level,
    )


def judge(visit: Visit, limits: Limits) -> Verdict | None:
    """What is wrong with the address of ``visit``; ``None`` where nothing is."""
    if visit.fault is not None:
        return _fault(visit, limits)
    by_way = f" after it sent us on to {visit.end}" if visit.hops else ""
    if visit.status in DEAD:
        return "link-dead", Level.ERROR, f"{visit.status}, it is gone{by_way}", REPLACE
    if not 200 <= visit.status < 300:
        level = Level.WARNING if visit.status >= 500 else Level.NOTE
        return "link-refused", level, f"it answers {visit.status}{by_way}", LOOK
    return _moved(visit) if visit.hops else None


def _fault(visit: Visit, limits: Limits) -> Verdict:
    by_way = f" (at {visit.end}, to which it sent us on)" if visit.hops else ""
    said = f": {visit.reason}" if visit.reason else ""
    match visit.fault:
        case Fault.NAME:
            return "link-dead", Level.ERROR, f"{visit.fault}{by_way}", REPLACE
        case Fault.TLS:
            step = (
                "Tell those who run it; do not send readers to a page whose browser will warn them."
            )
            return "link-tls", Level.ERROR, f"{visit.fault}{said}{by_way}", step
        case Fault.SLOW:
            found = f"no answer within {limits.seconds:g} s{by_way}"
            return "link-slow", Level.WARNING, found, "Try again on another day, and in a browser."
        case Fault.NO_ADDRESS:
            return "link-dead", Level.ERROR, f"{visit.fault}{said}{by_way}", REPLACE
        case Fault.INSIDE:
            step = "Try again on another network: a filter may answer for it here."
            return "link-refused", Level.WARNING, f"{visit.fault}{by_way}", step
        case Fault.ROUND | Fault.ASTRAY:
            return "link-moved", Level.WARNING, f"{visit.fault}{said}", LOOK
        case _:
            step = "Try again on another day, and in a browser."
            return "link-slow", Level.WARNING, f"{visit.fault}{said}{by_way}", step


def _moved(visit: Visit) -> Verdict | None:
    old, end = urlsplit(visit.address), urlsplit(visit.end)
    other = _site(old.hostname) != _site(end.hostname)
    where = " on another site" if other else ""
    if _is_home(end.path, end.query) and not _is_home(old.path, old.query):
        found = f"it leads to a home page{where}, {visit.end}"
        step = "The page itself may be gone. Look for it there, or choose another source."
        return "link-moved", Level.WARNING, found, step
    lasting = list(takewhile(lambda hop: hop.status in FOR_GOOD, visit.hops))
    if lasting:
        found = f"it has moved for good{where}, to {lasting[-1].to}"
        step = "Open it; if it is the same page, write the new address here."
        return "link-moved", Level.WARNING, found, step
    if other:
        found = f"it sends readers on for now{where}, {visit.end}"
        return "link-moved", Level.NOTE, found, "Open it and see whether that is the right page."
    return None


def _site(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _is_home(path: str, query: str) -> bool:
    return path.strip("/").lower() in HOME and not query
