"""The legal points that nobody may lose in rewriting, each on every page that it touches.

A page names the point in its own words; the pattern holds what those words have to have. What must never be
said is looked for on all pages and in all words, except where a page quotes it to warn of it.
"""

from __future__ import annotations

import re

import pytest

from kyr.project import Project

HANDLES = {
    "an immigration judge is no court": (
        r"immigration judge",
        "glossary protocol/warrants rights/home",
    ),
    "a court warrant is signed by a judge of that court": (
        r"(judge|magistrate).{0,30} of (that|the same|this) (same )?court",
        "glossary protocol/warrants rights/home",
    ),
    "I-200 and I-205 are not court warrants": (
        r"I-200.*I-205",
        "glossary protocol/warrants rights/home",
    ),
    "the ICE memo of 2025 is unsettled": (
        r"12 May 2025.*(not settled|have not)",
        "protocol/warrants changes talking-points rights/home",
    ),
    "lying is a crime": (r"18 U\.?S\.?C\.? (§ )?1001", "protocol/now changes glossary"),
    "hiding a person is a crime": (
        r"8 USC 1324.*18 USC 1071",
        "protocol/now protocol/spaces protocol/role-play changes glossary",
    ),
    "leading away is obstruction": (
        r"(lead|door).{0,400}1505",
        "protocol/now protocol/spaces protocol/role-play changes",
    ),
    "the three bands": (
        r"You may.*Get advice first.*Do not",
        "protocol/now protocol/role-play",
    ),
    "the Wisconsin case": (
        r"December 2025.*convicted.*(acquitted|not guilty)",
        "protocol/now changes",
    ),
    "what is not carried over": (
        r"Delay and distract.*Slip a note.*another exit",
        "changes",
    ),
    "registered adults carry proof": (
        r"(1304\(e\)|must carry|carry (it|proof))",
        "rights/papers glossary changes protocol/programs",
    ),
    "names depend on the state": (
        r"some states.{0,80}name",
        "rights/public protocol/now protocol/training changes states/names",
    ),
    "the 100 miles are no place without rights": (
        r"100.mile.*keep their rights",
        "glossary protocol/prepare",
    ),
    "filming has limits and risks": (
        r"(not a citizen|non-citizen|not citizens).{0,60}risk",
        "protocol/now rights/public protocol/training states/recording",
    ),
    "public space is public": (
        r"[Oo]fficers may (enter|be in|come)",
        "protocol/now protocol/spaces talking-points protocol/programs",
    ),
    "the memo on protected areas is withdrawn": (
        r"withdrawn on 20 January 2025",
        "glossary protocol/prepare talking-points changes",
    ),
    "a subpoena is not a court order": (
        r"subpoena is not a court order",
        "protocol/warrants protocol/data states/records",
    ),
    "records are protected in 48 states": (
        r"(48|[Ff]orty-eight) states",
        "protocol/warrants protocol/data talking-points states/records",
    ),
    "state law does not bind federal officers": (
        r"does not stop (a )?federal officers?|do not stop (a )?federal officers?",
        "protocol/index protocol/prepare states/index states/enforcement",
    ),
    "using a right may not stop an arrest": (
        r"may not stop an arrest",
        "now rights/index rights/home rights/public protocol/now",
    ),
    "not legal advice": (
        r"not legal advice",
        "protocol/index glossary about",
    ),
}

NEVER = re.compile(
    r"ICE (cannot|can't|can’t|may not) (enter|come in)"
    r"|officers (cannot|may not) (enter|come in)"
    r"|this card protects you"
    r"|(cannot|can’t) be arrested (here )?without a warrant"
    r"|(library|place) is (a )?(safe|off limits)"
    r"|never have to give your name",
    re.IGNORECASE,
)
"""Promises that the law does not keep (legal must-handles: never promise an outcome)."""

QUOTED = re.compile(r"“[^”]*”")
DENIED = re.compile(r"\b(not|no one|nobody|never|cannot)\b[^.]*$", re.IGNORECASE)


def body(project: Project, name: str) -> str:
    """The text of an English page in one line, without marks."""
    page = project.source.pages[f"{name}.md"]
    return " ".join(page.body.replace("*", "").split())


@pytest.mark.parametrize(
    ("pattern", "name"),
    [(pattern, name) for pattern, names in HANDLES.values() for name in names.split()],
    ids=[f"{handle}-{name}" for handle, (_, names) in HANDLES.items() for name in names.split()],
)
def test_the_page_says_it(project: Project, pattern: str, name: str) -> None:
    assert re.search(pattern, body(project, name)), f"{name}.md does not say it any more: {pattern}"


def test_no_page_promises_what_the_law_does_not_keep(project: Project) -> None:
    said = {name: body(project, name.removesuffix(".md")) for name in project.source.pages}
    for words in (project.source.site, project.source.print):
        for key, text in words.items():
            said[f"{words.file.path.name} {key}"] = (
                text if isinstance(text, str) else " ".join(text)
            )
    for name, whole in said.items():
        text = QUOTED.sub("“…”", whole)
        for match in NEVER.finditer(text):
            before = text[: match.start()]
            assert DENIED.search(before), f"{name}: {text[match.start() - 60 : match.end() + 20]}"


def test_every_page_has_dated_sources(project: Project) -> None:
    for name, page in project.source.pages.items():
        front = page.front
        assert front.facts_checked and front.sources, name
        assert all(source.title and source.seen for source in front.sources), name
        assert front.legal_review == "none", f"{name}: nobody has reviewed it yet"
