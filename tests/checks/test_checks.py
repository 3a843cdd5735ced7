"""Each rule finds what it is for, at its line, and lets good words pass."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kyr import checks, dates
from kyr.pages import LegalReview
from kyr.problems import Level, Problem, ProblemError
from tests.sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def found(sandbox: Sandbox) -> list[Problem]:
    return [p for p in checks.run(sandbox.load()) if p.level is not Level.NOTE]


def test_the_project_itself_is_clean(sandbox: Sandbox) -> None:
    assert found(sandbox) == []


BAD = [
    ("es", "{{ nobody.phone }}", "placeholder"),
    ("es", "{{ iceblock.name }}", "placeholder"),
    ("es", "{{ stop-ice-alerts.link }}", "placeholder"),
    ("es", "{{ people-over-papers.url }}", "placeholder"),
    ("es", "{{ aila-referral-phone.phone }}", "placeholder"),
    ("es", "{{ lifeline-988.fax }}", "placeholder"),
    ("es", "{{ larrn-chirla.url }}", "placeholder"),
    ("es", "{{ print.no.such.key }}", "placeholder"),
    ("es", "{{ print.red_card.holder.rules }}", "placeholder"),
    ("es", "{{ lifeline-988.phone }", "placeholder"),
    ("es", "{% raw %}", "placeholder"),
    ("en", "TODO: ask somebody", "leftover"),
    ("en", "Call [your hotline here]", "leftover"),
    ("zh-Hans", "<<<<<<< HEAD", "leftover"),
    ("es", "Llame al 212-555-0143.", "typed-contact"),
    ("ar", "٢١٢-٥٥٥-٠١٤٣", "typed-contact"),
    ("ar", "۲۱۲ ۵۵۵ ۰۱۴۳", "typed-contact"),
    ("en", "[here](https://elsewhere.org/)", "typed-contact"),
    ("en", "write to a.person@elsewhere.org", "typed-contact"),
    ("en", "[call](tel:+12125550143)", "typed-contact"),
    ("es", "<script>alert(1)</script>", "html"),
    ("es", "<!-- nota -->", "html"),
    ("es", "[aquí](javascript:alert(1))", "link-target"),
    ("es", "[aquí](//elsewhere.org/)", "link-target"),
    ("es", "[aquí](data:text/html,x)", "link-target"),
    ("es", "[aquí]: elsewhere", "link-target"),
    ("es", "[aquí](now.md?utm_source=x)", "link-target"),
    ("en", "[here](rights/home.md?fbclid=1#open-door)", "link-target"),
    ("en", "[here](https://group.org/?utm_source=x)", "link-target"),
    ("es", "![foto](foto.png)", "image"),
    ("es", "[aquí](now.md){ onclick=x }", "attributes"),
    ("es", "[aquí](now.md){ .door style=color:red }", "attributes"),
    ("es", " " * 44 + "- honda", "nesting"),
    ("es", ">" * 300 + " honda", "nesting"),
    ("ar", "هنا \u202e321", "invisible"),
    ("es", "una\u200bpalabra", "invisible"),
    ("es", "\ue0000\ue001", "invisible"),
    ("es", "## Otra cosa", "headings"),
    ("es", "## Otra cosa {#other}", "headings"),
    ("es", "# Otro título", "headings"),
]
"""A language, a line in one of its pages, and the rule that it breaks."""


@pytest.fixture(scope="module")
def spoilt(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[Problem], list[tuple[Path, int]]]:
    """What is found where all ``BAD`` lines stand, and where each of them does: one after the other on every page."""
    sandbox = Sandbox(tmp_path_factory.mktemp("spoilt"))
    pages = {tag: sorted((sandbox.root / "docs" / tag).rglob("*.md")) for tag, *_ in BAD}
    places = []
    for number, (tag, line, _) in enumerate(BAD):
        page = pages[tag][number % len(pages[tag])]
        places.append((page, sandbox.append(str(page.relative_to(sandbox.root)), line)))
    return found(sandbox), places


@pytest.mark.parametrize("number", range(len(BAD)), ids=lambda number: f"{BAD[number][1:]}")
def test_a_bad_line_is_found(
    spoilt: tuple[list[Problem], list[tuple[Path, int]]], number: int
) -> None:
    problems, places = spoilt
    page, line = places[number]
    rule = BAD[number][2]
    told = [problem for problem in problems if (problem.rule, problem.path) == (rule, page)]
    # A heading too many is told where the next one is missed.
    if BAD[number][1].startswith("# "):
        line = told[0].line
    assert line in {problem.line for problem in told}, f"{rule} did not see {BAD[number][1]}"
    assert all(problem.next_step for problem in told)


def test_good_lines_pass(sandbox: Sandbox) -> None:
    for line in (
        "Todo está bien, y todo cambia.",
        "{{ print.red_card.holder.title }} y {{ site.search.label }}",
        "Formularios I-200 e I-205, 8 U.S.C. § 1304(e), 18 USC 1001.",
        "De 9 a 17, 21 de noviembre de 2026, 100 millas, 65 lb (176 g/m²).",
    ):
        sandbox.append("docs/es/help.md", line)
    # English does not say them there: that is for the rule that compares facts.
    others = [item for item in found(sandbox) if item.rule != "facts-parity"]
    assert others == []


def test_a_heading_out_of_order_is_found(sandbox: Sandbox) -> None:
    line = sandbox.edit("docs/es/rights/home.md", "{#read-warrant}", "{#court-warrant-2}")
    problems = found(sandbox)
    assert [(problem.rule, problem.line) for problem in problems] == [("headings", line)]
    assert "read-warrant" in problems[0].expected


@pytest.mark.parametrize(
    ("old", "new", "found_there"),
    [
        ("{{ lifeline-988.phone }}", "{{ two-one-one.phone }}", "two-one-one.phone"),
        ("- {{ two-one-one.link }}", "{{ two-one-one.link }}", "an item"),
        ("(rights/detained.md#find-person)", "(rights/home.md)", "rights/home.md"),
    ],
)
def test_a_section_that_lost_or_swapped_something(
    sandbox: Sandbox, old: str, new: str, found_there: str
) -> None:
    sandbox.edit("docs/es/help.md", old, new)
    problems = found(sandbox)
    assert {problem.rule for problem in problems} == {"structure"}
    assert found_there in problems[0].found


def test_a_negation_dropped_from_what_is_said_aloud(sandbox: Sandbox) -> None:
    sandbox.edit("docs/ar/now.md", "I do not consent.", "I do consent.")
    problems = found(sandbox)
    assert [problem.rule for problem in problems] == ["said", "structure"]
    assert problems[0].found == "“i do consent”"
    assert "I do not consent." in problems[1].found


def test_a_page_that_was_renamed_is_missed(sandbox: Sandbox) -> None:
    page = sandbox.root / "docs/es/rights/home.md"
    page.rename(page.with_name("home.md.txt"))
    assert [problem.rule for problem in found(sandbox)] == ["file-gone", "file-name"]


def test_a_link_in_the_place_of_a_page_is_refused(sandbox: Sandbox) -> None:
    page = sandbox.root / "docs/es/now.md"
    page.unlink()
    page.symlink_to("/etc/hostname")
    assert [(problem.rule, problem.path) for problem in found(sandbox)] == [
        ("file-gone", page),
        ("link", page),
    ]


def test_a_page_that_english_lacks_is_an_orphan(sandbox: Sandbox) -> None:
    page = (sandbox.root / "docs/es/now.md").read_text(encoding="utf-8")
    (sandbox.root / "docs/es/ahora.md").write_text(page, encoding="utf-8")
    assert [problem.rule for problem in found(sandbox)] == ["orphan"]


def test_every_english_page_needs_date_and_sources(sandbox: Sandbox) -> None:
    pages = sandbox.root / "docs/en"
    names = sorted(path.relative_to(pages) for path in pages.rglob("*.md"))
    assert len(names) > 20
    for name in names:
        text = (pages / name).read_text(encoding="utf-8")
        front, rest = text.split("\n---\n", 1)
        (pages / name).write_text(f"{front.split('sources:')[0]}---\n{rest}", encoding="utf-8")
    problems = [problem for problem in found(sandbox) if problem.rule == "facts"]
    assert {problem.path for problem in problems} == {pages / name for name in names}
    assert {problem.level for problem in problems} == {Level.ERROR}


@pytest.mark.parametrize("old", ["facts_checked: 2026-11-21\n", "sources:"])
def test_an_english_page_needs_both(sandbox: Sandbox, old: str) -> None:
    new = "sources: []\n" if old == "sources:" else ""
    if new:
        path = sandbox.root / "docs/en/now.md"
        front, rest = path.read_text(encoding="utf-8").split("sources:")
        path.write_text(f"{front}{new}---\n{rest.split('---', 1)[1]}", encoding="utf-8")
    else:
        sandbox.edit("docs/en/now.md", old, new)
    assert [problem.rule for problem in found(sandbox)] == ["facts"]


ADDRESS = "https://www.aclu.org/know-your-rights/immigrants-rights"


@pytest.mark.parametrize(
    "tail",
    [
        "?utm_source=mail",
        "?page=2&UTM_Campaign=x",
        "?fbclid=abc",
        "?fbclid",
        "?utm_source=",
        "?a=1;gclid=2",
        "?%75tm_medium=x",
        "?mc_cid=1",
        "?emci=1&ceid=2",
        "#utm_source=x",
    ],
)
def test_tracking_parameters_are_refused_where_they_stand(sandbox: Sandbox, tail: str) -> None:
    line = sandbox.edit("docs/en/now.md", ADDRESS, ADDRESS + tail)
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    problem = next(p for p in error.value.problems if p.rule == "front-matter")
    assert (problem.path.name, problem.line) == ("now.md", line)
    assert "tracking" in problem.expected


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/contacts.yml", "https://988lifeline.org/", "https://988lifeline.org/?utm_source=x"),
        ("mkdocs.yml", "https://www.weather.gov/", "https://www.weather.gov/?gclid=x"),
        ("mkdocs.yml", 'site: ""', "site: https://springfield.gov/?fbclid=x"),
        ("mkdocs.yml", "https://library.example/", "https://springfield.gov/?utm_id=x"),
        (
            "mkdocs.yml",
            "contacts: []",
            "contacts: [{name: A, url: 'https://a.org/?mc_eid=1', verified: 2026-11-21}]",
        ),
    ],
)
def test_tracking_parameters_are_refused_in_every_file(
    sandbox: Sandbox, name: str, old: str, new: str
) -> None:
    line = sandbox.edit(name, old, new)
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == (sandbox.root / name, line)


@pytest.mark.parametrize("title", ["''", "' '", "None", "todo", "TBD", "n/a", "'-'"])
def test_a_source_says_what_it_is(sandbox: Sandbox, title: str) -> None:
    """A page of facts needs sources; a word that fills the place is none."""
    for name, before in (("docs/en/now.md", "sources:"), ("docs/states.yml", "shared:")):
        path = sandbox.root / name
        lines = path.read_text(encoding="utf-8").splitlines()
        start = next(number for number, line in enumerate(lines) if line.strip() == before)
        at = next(n for n, line in enumerate(lines) if n > start and "title:" in line)
        lines[at] = lines[at].partition("title:")[0] + f"title: {title}"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        with pytest.raises(ProblemError) as error:
            sandbox.load()
        told = [(p.path.name, p.line) for p in error.value.problems if "source" in p.expected]
        assert (path.name, at + 1) in told, error.value


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("docs/contacts.yml", "https://988lifeline.org/"),
        ("docs/en/now.md", ADDRESS),
        ("mkdocs.yml", "https://www.weather.gov/"),
        ("mkdocs.yml", 'site: ""'),
    ],
)
@pytest.mark.parametrize("new", ["https://127.1/", "https://router/", "https://library.example/"])
def test_addresses_that_lead_no_reader_anywhere(
    sandbox: Sandbox, name: str, old: str, new: str
) -> None:
    line = sandbox.edit(name, old, old.replace('""', new) if '""' in old else new)
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == (sandbox.root / name, line)


@pytest.mark.parametrize("new", ["http://192.168.1.1/", "https://router/", "https://a..org/"])
def test_the_site_itself_is_a_placeholder_or_public(sandbox: Sandbox, new: str) -> None:
    line = sandbox.edit("mkdocs.yml", "https://library.example/", new)
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    (problem,) = error.value.problems
    assert (problem.rule, problem.line) == ("site-url", line)


def test_other_parameters_are_fine(sandbox: Sandbox) -> None:
    tails = iter(["?p=301363", "?g=1&p=2", "#ref", "#page=3", "?reference=1"])
    for page in sorted((sandbox.root / "docs/en/rights").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        address = re.search(r"url: (https://[^\s?#]+)$", text, re.M)
        if address and (tail := next(tails, "")):
            sandbox.edit(f"docs/en/rights/{page.name}", address[1], address[1] + tail)
    assert next(tails, "") == "", "more tails than pages with a source"
    assert found(sandbox) == []


@pytest.mark.parametrize(
    "review",
    ["yes", "done", "", "None", "2026-11-21", "{by: Ada Smith}", "{date: 2026-11-21}", "[none]", "{}",
     "{by: ' ', date: 2026-11-21}", "{by: none, date: 2026-11-21}", "{by: Ada Smith, date: 2026-13-01}",
     "{by: Ada Smith, date: soon}", "{by: Ada Smith, date: 5}", "{by: Ada Smith, date: 2026-11-21, of: x}",
     "{by: , date: 2026-11-21}", "{by: [Ada], date: 2026-11-21}"],
)  # fmt: skip
def test_a_legal_review_is_none_or_whole(sandbox: Sandbox, review: str) -> None:
    line = sandbox.edit("docs/en/now.md", "legal_review: none", f"legal_review: {review}")
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    (problem,) = (problem for problem in error.value.problems if problem.rule == "front-matter")
    assert (problem.path.name, problem.line) == ("now.md", line)
    assert "literal" not in str(problem)


@pytest.mark.parametrize(
    ("review", "line", "expected"),
    [
        (
            "yes",
            0,
            "“none”, or below it both “by:” with the name of the lawyer or law firm and “date:”",
        ),
        ("{by: Ada Smith}", 0, "“none”, or below it both “by:”"),
        ("\n  by: pending\n  date: 2026-11-21", 1, "the name of the lawyer or law firm"),
        ("\n  by: Ada Smith\n  date: soon", 2, "such as 2026-11-21"),
        ("\n  by: Ada Smith\n  date: 2026-11-21\n  of: x", 3, "only keys that are known here"),
    ],
)
def test_the_fault_of_a_legal_review_says_what_to_write(
    sandbox: Sandbox, review: str, line: int, expected: str
) -> None:
    first = sandbox.edit("docs/en/now.md", "legal_review: none", f"legal_review: {review}")
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    (problem,) = (problem for problem in error.value.problems if problem.rule == "front-matter")
    assert problem.line == first + line
    assert expected in problem.expected


def test_a_whole_legal_review_is_taken(sandbox: Sandbox) -> None:
    names = [
        *("Ada Smith", "A. Lovelace", "Smith & Partners LLP", "Law Office of Ada Smith", "王伟"),
        *("Li", "O’Neil", "Springfield City Attorney", "ACLU of Ohio", "Claude Martin"),
        *("Ai Weiwei", "No Ledge Law Clinic"),
    ]
    pages = sorted((sandbox.root / "docs/en").rglob("*.md"))[: len(names)]
    for page, name in zip(pages, names, strict=True):
        review = f'legal_review: {{by: "{name}", date: 2026-11-21}}'
        sandbox.edit(str(page.relative_to(sandbox.root)), "legal_review: none", review)
    assert found(sandbox) == []


@pytest.mark.parametrize(
    "name",
    ["pending", "Pending.", "nobody", "No one", "no-one yet", "none", "NONE (yet)", "n/a", "n/a n/a", "N.A.", "TBD",
     "to be determined", "Todo", "a lawyer", "Lawyer", "our lawyers", "a law firm", "an attorney at law",
     "the legal team", "library staff", "unknown", "Anonymous", "somebody", "yes", "reviewed", "?", "X", "A. B.", "42",
     "ChatGPT", "chatgpt-5", "GPT-4o", "Claude", "Claude Opus 4", "Google Gemini", "Copilot", "an AI",
     "AI assistant", "ChatGPT for Smith", "a language model"],
)  # fmt: skip
def test_nobody_reviews_a_page(name: str) -> None:
    with pytest.raises(ValueError, match="the name of the lawyer or law firm"):
        LegalReview.model_validate({"by": name, "date": "2026-11-21"})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("facts_checked: 2026-11-21", "facts_checked: 5"),
        ("facts_checked: 2026-11-21", "facts_checked: yesterday"),
        ("facts_checked: 2026-11-21", "facts_checked: 1763683200"),
        ("facts_checked: 2026-11-21", "facts_checked: 2026-11-21T10:00:00"),
        ("facts_checked: 2026-11-21", "facts_checked: 20261121"),
        ("facts_checked: 2026-11-21", "facts_checked: 2026-02-30"),
        ("facts_checked: 2026-11-21", "facts_checked: 2099-01-01"),
        ("facts_checked: 2026-11-21", "facts_checked: [2026-11-21]"),
        ("seen: 2026-11-21", "seen: 1"),
        ("seen: 2026-11-21", "seen:"),
        ("seen: 2026-11-21", "seen: 1999-12-31"),
        ("seen: 2026-11-21", "seen: 2099-01-01"),
        ("seen: 2026-11-21", "seen: 9999-12-31"),
        ("legal_review: none", "legal_review: {by: Ada Smith, date: 2099-01-01}"),
    ],
)
def test_a_day_is_a_day(sandbox: Sandbox, old: str, new: str) -> None:
    line = sandbox.edit("docs/en/now.md", old, new)
    with pytest.raises(ProblemError) as error:
        sandbox.load()
    (problem,) = (problem for problem in error.value.problems if problem.rule == "front-matter")
    assert problem.line == line
    assert "day" in problem.expected


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        ("2000-01-01", True),
        ("2030-06-01", True),
        # Where the writer lives it may be tomorrow already.
        ("2030-06-02", True),
        ("2030-06-03", False),
        ("1999-12-31", False),
    ],
)
def test_a_day_has_come(monkeypatch: pytest.MonkeyPatch, day: str, is_taken: bool) -> None:
    monkeypatch.setattr(dates, "today", lambda: date(2030, 6, 1))
    if is_taken:
        assert LegalReview.model_validate({"by": "Ada Smith", "date": day}).date.isoformat() == day
    else:
        with pytest.raises(ValueError, match="a day that has come"):
            LegalReview.model_validate({"by": "Ada Smith", "date": day})


def test_a_clock_that_is_far_behind_makes_no_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(date):
        @classmethod
        def today(cls) -> Stopped:
            return cls(1970, 1, 1)

    monkeypatch.setattr(dates, "date", Stopped)
    assert dates.today() == date(2026, 11, 22)


def test_titles_and_descriptions_hold_no_placeholders(sandbox: Sandbox) -> None:
    places = []
    for name, key, text in (
        ("docs/en/now.md", "title", "Look {{ specimen.i-200 }}"),
        ("docs/en/rights/car.md", "title", "Car {{ state.name }}"),
        ("docs/en/now.md", "description", "All: {{ states.index }}"),
        ("docs/en/help.md", "description", "Call {{ lifeline-988.phone }} or {{ nobody.phone }}."),
        ("docs/es/now.md", "title", "{{ site.site_name }}"),
        ("docs/en/states/_state.md", "description", "{{ state.name }} and {{ state.records }}"),
        ("docs/en/states/_state.md", "title", "{{ state.name }}: {{state.name}}"),
        ("docs/en/states/index.md", "title", "{{ state.name }}"),
    ):
        path = sandbox.root / name
        lines = path.read_text(encoding="utf-8").split("\n")
        line = next(number for number, old in enumerate(lines) if old.startswith(f"{key}:"))
        lines[line] = f'{key}: "{text}"'
        path.write_text("\n".join(lines), encoding="utf-8")
        places.append(("placeholder", path, line + 1))
    problems = found(sandbox)
    assert sorted((p.rule, p.path, p.line) for p in problems) == sorted(places)
    assert all("title and description" in problem.expected for problem in problems)


def test_the_name_of_the_state_stands_in_title_and_description(sandbox: Sandbox) -> None:
    text = (sandbox.root / "docs/en/states/_state.md").read_text(encoding="utf-8")
    assert text.split("\n---\n")[0].count("{{ state.name }}") >= 2


def test_a_translation_brings_no_facts_of_its_own(sandbox: Sandbox) -> None:
    sandbox.edit("docs/es/now.md", "---\n", "---\nfacts_checked: 2026-11-21\n")
    assert [problem.rule for problem in found(sandbox)] == ["facts"]


def test_a_library_with_the_placeholder_address_is_warned(sandbox: Sandbox) -> None:
    sandbox.edit("mkdocs.yml", 'name: ""', "name: Springfield Public Library")
    problems = found(sandbox)
    assert [(p.rule, p.level) for p in problems] == [("site-url-placeholder", Level.WARNING)]


def test_a_folder_that_no_list_names_is_told(sandbox: Sandbox) -> None:
    folder = sandbox.root / "docs/vi"
    folder.mkdir()
    (folder / "site.yml").write_text("site_name: x\n")
    problems = found(sandbox)
    assert [(p.rule, p.level) for p in problems] == [("language-unlisted", Level.WARNING)]
    assert "Add “- {locale: vi, name: Tiếng Việt}”" in problems[0].next_step


@pytest.mark.parametrize(
    ("name", "rule", "advice"),
    [
        ("docs/index.md", "file-name", "Move it into a language's folder"),
        ("docs/x.md", "file-name", "Move it into a language's folder"),
        ("docs/404.md", "file-name", "404.html are made by themselves"),
        ("docs/site.yml", "file-name", "nothing reads it here"),
        ("docs/.cache/page.md", "file-name", "nothing reads it"),
        ("docs/ES/page.md", "file-name", "Move what is in it to docs/es"),
        ("docs/zh-hans/page.md", "file-name", "Move what is in it to docs/zh-Hans"),
        ("docs/FR/page.md", "language-unlisted", "Name it docs/fr, or remove it"),
        ("docs/notes/page.md", "language-unlisted", "it is no language's tag"),
        ("docs/no/page.md", "language-unlisted", 'Add “- {locale: "no", name: Norsk}”'),
    ],
)
def test_what_nothing_uses_is_told_with_what_to_do(
    sandbox: Sandbox, name: str, rule: str, advice: str
) -> None:
    path = sandbox.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("---\ntitle: A\ndescription: B\n---\n\nWords.\n", encoding="utf-8")
    (problem,) = found(sandbox)
    assert (problem.rule, problem.level) == (rule, Level.WARNING)
    assert advice in problem.next_step
    assert ("locale" in problem.next_step) is (rule == "language-unlisted" and "notes" not in name)


def test_what_editors_leave_in_docs_is_no_fault(sandbox: Sandbox) -> None:
    for name in (".DS_Store", "Thumbs.db", "contacts.yml~"):
        (sandbox.root / "docs" / name).write_text("x")
    assert found(sandbox) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("words: red_card", "words: no_card", "piece-words"),
        ("common.source]", "common.nobody]", "piece-words"),
        ("case: eoir-case-line", "case: iceblock", "piece-contact"),
        ("case: eoir-case-line", "case: eoir-case-line.fax", "piece-contact"),
        ("case: eoir-case-line", "kase: eoir-case-line", "piece-words"),
        ("english_sides: [2]", "english_sides: []", "piece-agent"),
        ("english_words: [red_card.agent, common", "english_words: [common", "piece-agent"),
        ("page: now.md", "page: protocol/now.md", "piece-page"),
        ("template: flyer", "template: no-flyer", "piece-template"),
    ],
)
def test_what_the_catalogue_names_exists(sandbox: Sandbox, old: str, new: str, rule: str) -> None:
    line = sandbox.edit("printables/catalogue.yml", old, new)
    problems = found(sandbox)
    assert {problem.rule for problem in problems} == {rule}
    assert abs(problems[0].line - line) <= 2
