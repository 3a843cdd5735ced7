"""What state law says: every state once, a weak row never a fact, and every fault told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyr import checks
from kyr.placeholders import QUESTIONS
from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.states import CODES, GROUP, answer_of, summarize
from tests.sandbox import Sandbox

FILE = "docs/states.yml"
ROW = "    code: OH\n"


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    sandbox = Sandbox(tmp_path)
    sandbox.only_english()
    return sandbox


def faults(sandbox: Sandbox) -> list[Problem]:
    with pytest.raises(ProblemError) as raised:
        sandbox.load()
    return list(raised.value.problems)


def test_every_state_is_there_once(project: Project) -> None:
    states = project.states
    assert set(states) == CODES and len(states) == 51
    assert len(states.by_page) == len({state.name for state in states.values()}) == 51
    assert states["OH"].page_name == "states/ohio.md"
    assert states["DC"].page_name == "states/district-of-columbia.md"
    assert [state.name for state in states.values()] == sorted(s.name for s in states.values())


def test_what_is_shown_as_a_fact_has_a_source_and_says_something(project: Project) -> None:
    for state in project.states.values():
        assert project.states.sources(state)
        for question in QUESTIONS:
            row = state.row(question)
            if row.is_confirmed:
                assert row.sources and (row.text or row.citation), (state.code, question)
            else:
                assert not row.text and not row.citation, (state.code, question)


def test_texts_are_short_and_carry_no_mark_of_the_workplace(project: Project) -> None:
    text = project.states["AL"].records.text
    assert text
    for state in project.states.values():
        for question in QUESTIONS:
            row = state.row(question)
            for words in filter(None, (row.text, row.looked)):
                assert not re.search(r"index id|[0-9]{9}|do not print", words, re.I)
                for sentence in re.split(r"(?<=[.:;]) (?=[A-Z§])", words):
                    assert len(sentence.split()) <= 25, (state.code, sentence)
        for source in project.states.sources(state):
            assert not re.search(r"index id|[0-9]{9}", source.title), source
            assert source.url is None or re.match(r"https://[a-z0-9.-]+/", source.url), source


def test_weak_rows_answer_that_nothing_is_confirmed(project: Project) -> None:
    words = project.source.site
    unknown = "Not confirmed: we do not know. Ask a lawyer"
    assert answer_of(project.states["AK"], "names", words) == unknown
    assert answer_of(project.states["HI"], "enforcement", words) == unknown
    assert "We found no law that sets limits" in answer_of(
        project.states["OH"], "enforcement", words
    )
    assert project.states["HI"].enforcement.citation is None
    weak = [s.code for s in project.states.values() if not s.names.is_confirmed]
    assert {"AK", "DC", "IA", "MD", "NC", "WA"} <= set(weak) and len(weak) == 23
    for code in weak:
        assert answer_of(project.states[code], "names", words) == unknown


def test_the_short_texts_of_a_state(project: Project) -> None:
    found = {item.key: item for item in summarize(project.states["OH"], project.source.site)}
    assert tuple(found) == QUESTIONS
    assert found["records"].answer == "Court order; Subpoena; Warrant; Emergency"
    assert found["records"].citation == "Ohio Rev. Code § 149.432"
    assert (found["names"].confidence, found["names"].is_confirmed) == ("Partly sure", True)
    assert (found["enforcement"].citation, found["enforcement"].is_confirmed) == ("", False)


def test_every_answer_has_its_words(project: Project) -> None:
    for state in project.states.values():
        for item in summarize(state, project.source.site):
            assert item.question and item.answer and item.confidence


NAMES = {
    "duty": "AZ LA NV OH UT",
    "can-be-offense": "NM",
    "ask-only": "AL CO IL KS MT NE NY ND WI",
    "ask-and-hold": "DE RI",
    "ask-no-arrest": "NH",
    "loitering": "AR FL GA",
    "infraction": "IN",
    "local-rule": "VT",
    "traffic": "HI",
    "city-police": "MO",
    "probable-cause": "ME",
    "drivers-and-arrest": "TX",
}
"""Which short answer on names each state has: each was read against its row."""


def test_no_state_gets_the_short_answer_of_another(project: Project) -> None:
    """A wrong one here can get a person arrested: who moves a state has to read its row, and change this."""
    found: dict[str, list[str]] = {}
    for state in project.states.values():
        if state.names.is_confirmed and state.names.answer != "none-found":
            found.setdefault(state.names.answer, []).append(state.code)
    assert {key: set(codes) for key, codes in found.items()} == {
        key: set(codes.split()) for key, codes in NAMES.items()
    }


def test_no_short_answer_can_be_read_as_leave_to_refuse(project: Project) -> None:
    for state in project.states.values():
        short = answer_of(state, "names", project.source.site).lower()
        assert re.search(r"against|arrest|hold you|lawyer|other laws|only", short), short
        for word in ("penalty", "section", "not confirmed: ask", "offense to"):
            assert word not in short


def test_nobody_is_sure_that_there_is_no_law(project: Project) -> None:
    for state in project.states.values():
        if state.names.answer == "none-found":
            assert state.names.confidence != "strong", state.code


def test_a_source_that_was_seen_later_says_so(project: Project) -> None:
    seen = {source.title: source.seen for source in project.states.sources(project.states["NH"])}
    assert len(set(seen.values())) == 2
    assert max(seen, key=lambda title: seen[title]).startswith("N.H. Rev. Stat. Ann. ch. 594")


def test_the_librarys_own_state(sandbox: Sandbox) -> None:
    assert sandbox.load().own_state is None
    sandbox.edit("mkdocs.yml", 'state: ""', "state: dc")
    own = sandbox.load().own_state
    assert own is not None and own.name == "District of Columbia"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  - code: OH", "  - code: ZZ", "two capital letters of a state or DC"),
        ("  - code: OH\n    name: Ohio", "  - code: OR\n    name: Oregon", "each state once"),
        ("    name: Ohio", "    name: Oregon", "“Ohio” as the name of OH"),
        ("    name: Ohio", "    name: ohio", "“Ohio” as the name of OH"),
        (
            "    name: Ohio",
            "    name: Ohio\n    capital: Columbus",
            "only keys that are known here",
        ),
        ("opens: [exemption]", "opens: [a-phone-call]", "court-order"),
        ("opens: [exemption]", "opens: [exemption, not-found]", "alone"),
        ("opens: [exemption]", "opens: [exemption, exemption]", "each of “opens” once"),
        ("kind: statute", "kind: rumor", "statute"),
        ("answer: duty", "answer: never", "duty"),
        ("answer: duty", "answer: part-seen", "can-be-offense"),
        ("confidence: strong", "confidence: sure", "strong"),
        ("confidence: strong", "confidence: weak", "no citation and no text in a weak row"),
        ("sources: [recording-quote, recording-table]", "sources: []", "sources for a row"),
        ("sources: [recording-quote, recording-table]", "sources: [hearsay]", "below “shared”"),
        ("url: https://ppld.org/", "url: https://ppld.org/?utm_source=x&", "tracking"),
        ("answer: libraries-named\n", "answer: none-found\n", "weak with unclear or none-found"),
        (
            "sources: [recording-quote, recording-table]",
            "sources: [[x]]",
            "below “shared”, or “title:”",
        ),
        (
            "sources: [recording-quote, recording-table]",
            "sources: [{url: 'https://a.org/'}]",
            "a value for this key",
        ),
        ("sources: [recording-quote, recording-table]", "sources: recording-table", "a list"),
        ("\n    seen: 2026-11-21", "\n    seen: 2099-01-01", "a day that has come"),
        ("\n    seen: 2026-11-21", "\n    seen: 1700-01-01", "a day that has come"),
        ("\n    seen: 2026-11-21", "\n    seen: 1763683200", "year-month-day"),
        ("\n  - code: AL\n", "\n  - Alabama\n  - code: AL\n", "lines of “key: value”"),
        ('looked: "Some', 'citation: "Md. Code § 1"\n      looked: "Some', "a weak row"),
    ],
)
def test_faults_are_told_with_their_line(
    sandbox: Sandbox, old: str, new: str, expected: str
) -> None:
    line = sandbox.edit(FILE, old, new)
    found = faults(sandbox)
    assert any(expected in problem.expected for problem in found), found
    # One fault, one problem, in words that a person can follow; where a state is lost it may be missed too.
    assert len(found) == 1, found
    assert not re.search(r"dictionary|instance|RowSource|“str”|“”", str(found[0])), found
    for problem in found:
        assert problem.path == sandbox.root / FILE and problem.rule == "state"
        assert 0 <= problem.line - line <= 60 or line - problem.line <= 20, (line, problem)


def test_a_blank_is_no_law(sandbox: Sandbox) -> None:
    line = sandbox.edit(FILE, 'citation: "Ohio Rev. Code § 149.432"', 'citation: " "')
    assert [(item.line, item.expected) for item in faults(sandbox)] == [(line, "words")]


def test_a_state_that_is_gone_is_missed(sandbox: Sandbox) -> None:
    path = sandbox.root / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"  - code: OH\n.*?(?=\n  - code)", "", text, flags=re.S), "utf-8")
    (problem,) = faults(sandbox)
    assert "51 states" in problem.expected and problem.found == "no OH"


def test_faults_come_together_with_those_of_other_files(sandbox: Sandbox) -> None:
    sandbox.edit(FILE, "  - code: OH", "  - code: ZZ")
    sandbox.edit("docs/contacts.yml", "\n  status: ok", "\n  status: fine")
    assert {problem.path.name for problem in faults(sandbox)} == {"states.yml", "contacts.yml"}


def test_placeholders_that_cannot_be_filled(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    lines = {
        ("docs/en/about.md", "{{ state.records }}"): "outside states/_state.md",
        ("docs/en/about.md", "{{ states.weather }}"): "states and one of",
        ("docs/en/about.md", "{{ state.own.weather }}"): "state and one of",
        ("docs/es/now.md", "{{ state.own }}"): f"the words below “{GROUP}”",
    }
    places = {
        (sandbox.root / page, sandbox.append(page, line), expected)
        for (page, line), expected in lines.items()
    }
    told = checks.run(sandbox.load())
    for path, number, expected in places:
        assert [(item.path, item.line) for item in told if expected in item.expected] == [
            (path, number)
        ]


def test_texts_are_plain_words(sandbox: Sandbox) -> None:
    marks = [
        ("{{ state.name }}", "states"),
        ("**at once**", "states"),
        ("<script>", "states"),
        ("[here](now.md)", "states"),
        ("\\u202e", "invisible"),
        ("212-555-0143", "typed-contact"),
        ("https://elsewhere.org/", "typed-contact"),
        ("TODO", "leftover"),
    ]
    path = sandbox.root / FILE
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    texts = [number for number, row in enumerate(rows) if row.startswith('      text: "')]
    for number, (mark, _) in zip(texts, marks, strict=False):
        rows[number] = rows[number].replace('text: "', f'text: "{mark} ', 1)
    path.write_text("".join(rows), encoding="utf-8")
    rules = {rule for _, rule in marks}
    told = [item for item in checks.run(sandbox.load()) if item.rule in rules]
    assert {item.path for item in told} == {path}
    assert {(item.line - 1, item.rule) for item in told} == {
        (number, rule) for number, (_, rule) in zip(texts, marks, strict=False)
    }


def test_the_template_is_missed(sandbox: Sandbox) -> None:
    (sandbox.root / "docs/en/states/_state.md").unlink()
    found = [item for item in checks.run(sandbox.load()) if item.rule == "states"]
    assert [item.path.name for item in found] == ["_state.md"]


def test_a_page_in_the_place_of_a_made_one(sandbox: Sandbox) -> None:
    text = (sandbox.root / "docs/en/about.md").read_text(encoding="utf-8")
    (sandbox.root / "docs/en/states/ohio.md").write_text(text, encoding="utf-8")
    found = [item for item in checks.run(sandbox.load()) if item.rule == "states"]
    assert [item.path.name for item in found] == ["ohio.md"]


def test_the_template_names_the_state(sandbox: Sandbox) -> None:
    line = sandbox.edit("docs/en/states/_state.md", 'title: "{{ state.name }}"', "title: A state")
    found = [item for item in checks.run(sandbox.load()) if item.rule == "states"]
    assert [(item.path.name, item.line) for item in found] == [("_state.md", line)]
