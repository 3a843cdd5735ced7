"""Each file of a volunteer is refused by its reader when it could not be what it should be, whatever is in it."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from kyr.contacts import read_contacts
from kyr.pages import read_page
from kyr.problems import ProblemError, visible
from kyr.project import registered
from kyr.translation.lock import read_lock
from kyr.translation.past import past_path, past_text
from kyr.usage import read_usage
from kyr.words import read_words
from kyr.yamlfile import MAX_FAULTS, read_yaml

MANY = 90_000
"""Signs of one kind after each other: at a few times as many a reader without bounds takes minutes, or crashes."""


def _page(folder: Path, content: bytes) -> object:
    path = folder / "help.md"
    path.write_bytes(content)
    return read_page(path, "help.md")


def _words(folder: Path, content: bytes) -> object:
    path = folder / "site.yml"
    path.write_bytes(content)
    return read_words(path)


def _contacts(folder: Path, content: bytes) -> object:
    path = folder / "contacts.yml"
    path.write_bytes(content)
    return read_contacts(read_yaml(path))


def _usage(folder: Path, content: bytes) -> object:
    path = folder / "language.yml"
    path.write_bytes(content)
    return read_usage(path)


def _lock(folder: Path, content: bytes) -> object:
    (folder / "translation.lock").write_bytes(content)
    return read_lock(folder)


def _past(folder: Path, content: bytes) -> object:
    path = past_path(folder, "help.md")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return past_text(folder, "help.md", "top", "0" * 12)


def _registry(folder: Path, content: bytes) -> object:
    (folder / "mkdocs.yml").write_bytes(content)
    return registered(folder)


READERS: dict[str, Callable[[Path, bytes], object]] = {
    "page": _page,
    "words": _words,
    "contacts": _contacts,
    "usage": _usage,
    "lock": _lock,
    "past": _past,
    "registry": _registry,
}
YAML = ("words", "contacts", "usage", "past", "registry")

FORMS: tuple[tuple[str, bytes, str], ...] = (
    ("utf-16", codecs.BOM_UTF16_LE + "a: b".encode("utf-16-le"), "encoding"),
    ("utf-16-without-mark", "a: b\n".encode("utf-16-be"), "encoding"),
    ("utf-32", "a: b".encode("utf-32"), "encoding"),
    ("latin-1", "a: señal".encode("latin-1"), "encoding"),
    ("surrogate", b"a: \xed\xa0\x80", "encoding"),
    ("overlong", b"a: \xc0\xbc", "encoding"),
    ("cut", "a: ñ".encode()[:-1], "encoding"),
    ("nul", b"a: b\0c", "encoding"),
    ("too-long", b"#" * 1_000_001, "file-size"),
)
"""What no text file is, whoever reads it."""

BOMBS: tuple[tuple[str, str], ...] = (
    ("lists-open", "[" * MANY),
    ("lists", "[" * MANY + "]" * MANY),
    ("mappings", "{a: " * MANY),
    ("keys", "{? " * MANY),
    ("dashes", "- " * MANY),
    ("questions", "? " * MANY),
    ("indented", "\n".join(" " * depth + "a:" for depth in range(400))),
    ("anchor", "a: &x b\nc: *x"),
    ("anchor-alone", "a: &x b"),
    ("alias-alone", "a: *x"),
    ("laughs", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"),
    ("merge", "a: &a {b: c}\nd: {<<: *a}"),
    ("tag", "a: !!python/object/apply:os.system ['true']"),
    ("tag-of-key", "!!binary YQ==: b"),
    ("tag-own", "a: !secret b"),
    ("tag-open", "a: !<" + "x" * MANY),
    ("twice", "a: 1\na: 2"),
    ("twice-composed", "\u00e9: 1\ne\u0301: 2"),
    ("twice-wide", "a: 1\n\uff41: 2"),
    ("twice-often", "".join("a: 1\n" for _ in range(MANY))),
    ("two-texts", "a: 1\n---\nb: 2"),
    ("many-texts", "---\n" * MANY),
    ("directive", "%YAML 9.9\n---\na: b"),
    ("tab", "a:\n\tb: c"),
    ("quote-open", 'a: "b'),
    ("next-line", "# a\u0085b: c"),
    ("line-separator", "# a\u2028b: c"),
    ("control", "a: \x07"),
    ("escaped-surrogate", 'a: "\\ud800"'),
    ("escape-open", 'a: "\\x4"'),
)
"""YAML that no reader takes."""

PAGE = "---\ntitle: A\ndescription: B\n{}---\n\n# A\n"
PAGES: tuple[tuple[str, str, str], ...] = (
    ("nothing", "", "front-matter"),
    ("no-front-matter", "# A\n", "front-matter"),
    ("front-matter-open", "---\ntitle: A\n", "front-matter"),
    ("front-matter-of-others", "+++\ntitle = 'A'\n+++\n", "front-matter"),
    ("claims-review", PAGE.format("reviewed: true\n"), "front-matter"),
    (
        "claims-legal-review",
        PAGE.format("legal_review: {by: ChatGPT, date: 2026-11-01}\n"),
        "front-matter",
    ),
    ("claims-origin", PAGE.format("origin: person\n"), "front-matter"),
    ("template", PAGE.format("template: ../../x.html\n"), "front-matter"),
    ("hide", PAGE.format("hide: [navigation]\n"), "front-matter"),
    ("facts-tomorrow", PAGE.format("facts_checked: 2999-01-01\n"), "front-matter"),
    ("facts-number", PAGE.format(f"facts_checked: {'9' * 1_500}\n"), "front-matter"),
    (
        "source-elsewhere",
        PAGE.format("sources: [{title: Law, seen: 2026-11-01, url: 'javascript:x'}]\n"),
        "front-matter",
    ),
    ("many-sources", PAGE.format("sources: [" + "{}," * 600 + "]\n"), "front-matter"),
    ("many-forms", PAGE.format("forms: {a: [" + "b," * 600 + "]}\n"), "front-matter"),
    ("long-form", PAGE.format("forms: {a: [" + "b" * 600 + "]}\n"), "front-matter"),
    ("forms-of-numbers", PAGE.format("forms: [1]\n"), "front-matter"),
    ("title-list", "---\ntitle: [A]\ndescription: B\n---\n", "front-matter"),
    ("title-long", f"---\ntitle: {'A' * 81}\ndescription: B\n---\n", "front-matter"),
    ("long-line", PAGE.format("") + "a" * 2_001, "line-length"),
    ("long-line-above", PAGE.format("# " + "a" * 2_001 + "\n"), "line-length"),
    ("long", PAGE.format("") + "a\n" * 130_000, "file-size"),
    ("million-sections", PAGE.format("") + "## A {#a}\n" * 30_000, "file-size"),
)
"""Pages that are none."""

LOCK = "person 0123456789ab 0123456789ab help.md#top"
LOCKS: tuple[tuple[str, str], ...] = (
    ("yaml", "files: {}"),
    ("short", "person 0123 0123 help.md#top"),
    ("origin", LOCK.replace("person", "lawyer")),
    ("up", LOCK.replace("help.md", "../en/help.md")),
    ("root", LOCK.replace("help.md", "/etc/passwd")),
    ("twice", f"{LOCK}\n{LOCK}"),
    ("by-machine", f"{LOCK} reviewed 2026-11-01 by ChatGPT"),
    ("by-model", f"{LOCK} reviewed 2026-11-01 by Claude Opus"),
    ("by-nobody", f"{LOCK} reviewed 2026-11-01 by someone"),
    ("by-nothing", f"{LOCK} reviewed 2026-11-01 by "),
    ("tomorrow", f"{LOCK} reviewed 2999-01-01"),
    ("no-day", f"{LOCK} reviewed 2026-02-30"),
    ("digits-of-others", f"{LOCK} reviewed ٢٠٢٦-١١-٠١"),
    ("more", f"{LOCK} reviewed 2026-11-01 legally"),
    ("unseen-name", f"{LOCK} reviewed 2026-11-01 by Ana\u202e Reader"),
    ("long-name", f"{LOCK} reviewed 2026-11-01 by {'Ana ' * 60}"),
    ("address-as-name", f"{LOCK} reviewed 2026-11-01 by https://elsewhere.org Ana"),
    ("html-as-name", f"{LOCK} reviewed 2026-11-01 by <b>Ana</b>"),
)
"""Records that claim what cannot be."""

WORDS: tuple[tuple[str, str, str], ...] = (
    ("a-list", "- a\n- b", "words-type"),
    ("a-word", "a", "words-type"),
    ("nothing", "a:", "words-type"),
    ("blank", "a: ' '", "words-type"),
    ("lists-in-lists", "a: [[b]]", "words-type"),
    ("keys-in-lists", "a: [{b: c}]", "words-type"),
    ("dotted-key", "a.b: c", "words-unknown"),
    ("key-of-spaces", "' ': c", "words-unknown"),
    ("key-of-lookalikes", "nаv: c", "words-unknown"),
    ("merge-key", "<<: {a: b}", "words-unknown"),
    ("long", f"a: {'b' * 2_001}", "line-length"),
    ("long-in-list", f"a: [{'b' * 2_001}]", "line-length"),
)

CONTACT = """\
- id: a
  name: A group
  url: {url}
  phones: [{{label: Call, number: "{number}"}}]
  status: ok
  verified: 2026-11-01
  method: opened
  evidence: its own page
"""
CONTACTS: tuple[tuple[str, str], ...] = (
    ("a-word", "a"),
    ("keys", "a: b"),
    ("many", "- id: a\n" * 20_000),
    ("unknown-key", CONTACT.format(url="https://aclu.org", number="988") + "  script: x\n"),
    *(
        (f"address-{number}", CONTACT.format(url=url, number="988"))
        for number, url in enumerate(
            (
                "javascript:alert(1)",
                "JAVASCRIPT:alert(1)",
                "data:text/html,x",
                "//elsewhere.org",
                '"/\\\\elsewhere.org"',
                "https:/elsewhere.org",
                '"https:\\\\\\\\elsewhere.org"',
                "https://aclu.org@elsewhere.org/",
                '"https://aclu.org\\u2028.elsewhere.org/"',
                '"https://aclu.org\\t.elsewhere.org/"',
                "https://аclu.org/",
                "https://xn--80ak6aa92e.com/",
                "https://xn--cl-7kc5i.org/",
                "https://aclu.org/?utm_source=x",
                "https://aclu.org/?x=1&FBCLID=2",
                "https://bit.ly/x",
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://[::1]/",
                "https://router/",
                "https://aclu.org:0/",
                "https://aclu.org:99999999999/",
                'https://aclu.org/"onclick=x',
                "https://aclu.org/<script>",
                f"https://aclu.org/{'a' * 100_000}?utm_{'x' * 1_000}=1",
            )
        )
    ),
    *(
        (f"number-{place}", CONTACT.format(url="https://aclu.org/", number=number))
        for place, number in enumerate(
            ("1-900-555-0143", "000", "9" * 5_000, "tel:988", "988;ext=1", "212-555-0143 x9", "call", "")
        )
    ),
)  # fmt: skip

LANGUAGES = (
    "plugins: [{{i18n: {{languages: [{{locale: en, name: English, default: true}}, {}]}}}}]\n"
)
REGISTRIES: tuple[tuple[str, str], ...] = (
    ("up", "{locale: ../x, name: X}"),
    ("root", "{locale: /etc, name: X}"),
    ("empty", "{locale: '', name: X}"),
    ("no-language", "{locale: qqq-zz, name: X}"),
    ("unusual", "{locale: ES, name: X}"),
    ("spaces", "{locale: 'es ', name: X}"),
    ("twice", "{locale: es, name: X}, {locale: es, name: Y}"),
    ("no-name", "{locale: es}"),
    ("number-name", "{locale: es, name: [1]}"),
    ("link", "{locale: es, name: X, link: 'https://elsewhere.org/'}"),
    ("site-name", "{locale: es, name: X, site_name: Other}"),
    ("theme", "{locale: es, name: X, theme: {custom_dir: /tmp}}"),
    ("site-url", "{locale: es, name: X, site_url: 'https://elsewhere.org/'}"),
    ("script", "{locale: es, name: X, extra: {script: '<script>'}}"),
    ("reviewers", "{locale: es, name: X, extra: {reviewers: ['@a b']}}"),
    ("extra", "{locale: es, name: X, extra: {onload: x}}"),
)

USAGES: tuple[tuple[str, str], ...] = (
    ("a-list", "- a"),
    ("unknown-key", "rules: []"),
    ("no-reason", "ignore: [{check: punctuation, where: 'help.md#top', reason: none}]"),
    ("no-place", "ignore: [{check: punctuation, where: help.md, reason: It is right so}]"),
    ("star-only", "keep: ['*']"),
    ("list-of-lists", "keep: [[a]]"),
)

CASES = (
    *((kind, name, content, rule) for kind in READERS for name, content, rule in FORMS),
    *((kind, name, text.encode(), "yaml") for kind in YAML for name, text in BOMBS
      if not (kind == "registry" and name.startswith("tag"))),
    *(("page", name, text.encode(), rule) for name, text, rule in PAGES),
    *(("page", f"front-{name}", f"---\n{text}\n---\n".encode(), "") for name, text in BOMBS),
    *(("lock", name, text.encode(), "translation-lock") for name, text in LOCKS),
    *(("words", name, text.encode(), rule) for name, text, rule in WORDS),
    *(("contacts", name, text.encode(), "contact") for name, text in CONTACTS),
    *(("usage", name, text.encode(), "language-file") for name, text in USAGES),
    *(("registry", name, LANGUAGES.format(text).encode(), "") for name, text in REGISTRIES),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "content", "rule"),
    [(kind, content, rule) for kind, _, content, rule in CASES],
    ids=[f"{kind}-{name}" for kind, name, *_ in CASES],
)
def test_a_hostile_file_is_refused(tmp_path: Path, kind: str, content: bytes, rule: str) -> None:
    with pytest.raises(ProblemError) as error:
        READERS[kind](tmp_path, content)
    problems = error.value.problems
    assert 0 < len(problems) <= MAX_FAULTS + 10
    lines = content.count(b"\n") + 1
    for problem in problems:
        assert problem.rule == rule or not rule
        assert problem.path.exists() and 0 <= problem.line <= lines
        assert problem.next_step and len(str(problem)) < 1_000
        assert visible(str(problem)) == str(problem)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("page", PAGE.format("").replace("\n", "\r\n")),
        ("page", PAGE.format("").replace("\n", "\r")),
        ("page", "\ufeff" + PAGE.format("")),
        ("words", "\ufeffa: b\r\nc: d\re: f\n"),
        ("words", f"a: {'9' * 1_500}\nb: 0o17\nc: 1:30\nd: 2026-11-21\ne: yes\nf: .inf\n"),
        ("lock", f"\ufeff{LOCK} reviewed 2026-11-01 by Ana Reader\r\n"),
        ("lock", f"{LOCK} reviewed 2026-11-01\r# a note\r"),
    ],
)
def test_what_editors_do_is_taken(tmp_path: Path, kind: str, content: str) -> None:
    READERS[kind](tmp_path, content.encode())
