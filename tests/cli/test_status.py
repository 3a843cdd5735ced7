"""``kyr status``: what there is, what is wanted and in which order, for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

from kyr.pages import CORE_PAGES
from kyr.translation.lock import Origin
from tests.cli.conftest import Kyr, told
from tests.sandbox import Sandbox


def test_every_language_with_all_its_figures(kyr: Kyr, sandbox: Sandbox) -> None:
    sandbox.declare("es", Origin.MACHINE)
    sandbox.declare("ar")
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    (sandbox.root / "docs/ar/help.md").unlink()
    code, wide = kyr("status", width=140)
    assert code == 0
    spanish, arabic = (
        next(row.split() for row in wide.split("\n") if row.strip().startswith(tag))
        for tag in ("es", "ar")
    )
    # tag, name, published, pages (3), missing, stale, current, orphan, unrecorded, changed,
    # machine, persons, reviewed
    assert spanish[2] == "yes" and spanish[3:6] == ["13", "of", "42"]
    assert spanish[7] == "1" and int(spanish[12]) > 300 and spanish[13:] == ["0", "0"]
    assert arabic[2:7] == ["no:", "1", "core", "file", "not"]
    assert arabic[-3] == "0" and int(arabic[-2]) > 300
    code, narrow = kyr("status", width=60)
    assert code == 0
    assert max(map(len, narrow.split("\n"))) <= 60
    for text in (wide, narrow):
        assert "A lawyer has reviewed none of the English pages." in told(text)
        for word in ("missing:", "stale:", "orphan:", "unrecorded:"):
            assert word in text
    assert "published, 13 of 42 pages" in narrow
    assert "not published (1 core file not there), 12 of 42 pages" in told(narrow)


@pytest.mark.parametrize("width", [60, 80])
def test_what_is_wanted_the_most_important_first(kyr: Kyr, sandbox: Sandbox, width: int) -> None:
    for tag in ("es", "ar"):
        sandbox.declare(tag)
    sandbox.edit("docs/en/rights/home.md", "{#forced-entry}", "{#forced}")
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    sandbox.edit("docs/en/site.yml", "label: Search", "label: Find")
    (sandbox.root / "docs/es/rights/car.md").unlink()
    code, text = kyr("status", "es", width=width)
    assert code == 0
    assert max(map(len, text.split("\n"))) <= width
    places = [
        text.index(words)
        for words in (
            "docs/es/now.md  emergency",
            "kyr diff es now.md",
            "docs/es/site.yml  core",
            "search.label, line",
            "docs/es/rights/home.md  core",
            "docs/es/rights/car.md  core",
            "For a second speaker",
            "Not begun yet, for patrons",
            "Not begun yet, for staff",
            "A lawyer has reviewed none",
        )
    ]
    assert places == sorted(places)
    line = told(text)
    assert "stale Necesito ayuda ahora (top, line 5)" in line
    # A heading's id was renamed: the words can stay, and nobody translates them again.
    assert "orphan" in line and "(forced-entry, line" in line
    assert (
        "rename {#forced-entry} to {#forced} as in English, then: kyr stamp es rights/home.md"
        in (line)
    )
    assert "(forced, line" not in line and "take these out" not in line
    assert "the whole file, 7 sections and texts next copy docs/en/rights/car.md" in line
    assert "protocol/now.md (17)" in text


def test_titles_of_right_to_left_languages_stand_by_themselves(kyr: Kyr, sandbox: Sandbox) -> None:
    sandbox.declare("ar")
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    code, text = kyr("status", "ar")
    assert code == 0
    assert "\u2067أحتاج إلى المساعدة الآن\u2069 (top, line 5)" in text
    assert text.count("\u2067") == text.count("\u2069")


def test_what_programs_read(kyr: Kyr, sandbox: Sandbox) -> None:
    sandbox.declare("es", Origin.MACHINE)
    assert kyr("review", "es", "now.md", "--by", "Ana Reader")[0] == 0
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    sandbox.edit(
        "docs/en/help.md",
        "legal_review: none",
        "legal_review:\n  by: Example & Partners\n  date: 2026-11-20",
    )
    code, text = kyr("status", "--json")
    data = json.loads(text)
    assert code == 0 and data["format"] == 1
    assert data["source"]["legal_reviews"] == [
        {"page": "help.md", "by": "Example & Partners", "date": "2026-11-20"}
    ]
    assert [one["language"] for one in data["languages"]] == ["es", "ar", "zh-Hans"]
    spanish = data["languages"][0]
    assert spanish["published"] is True and spanish["obstacles"] == []
    assert spanish["direction"] == "ltr" and spanish["script"] == "Latn"
    files = {(one["file"], one["rank"]): one for one in spanish["files"]}
    units = {unit["key"]: unit for unit in files["now.md", "emergency"]["units"]}
    assert units["front"] == {
        "key": "front",
        "title": "Necesito ayuda ahora",
        "condition": "current",
        "path": "docs/es/now.md",
        "line": 2,
        "untouched": False,
        "origin": "machine",
        "reviewed": date.today().isoformat(),
        "by": "Ana Reader",
        "lapsed": False,
        "changed": False,
        "now": None,
    }
    assert units["top"]["condition"] == "stale" and units["top"]["lapsed"] is True
    assert units["top"]["reviewed"] is None
    assert files["protocol/now.md", "staff"]["there"] is False
    every = [unit for one in spanish["files"] for unit in one["units"]]
    for condition, number in spanish["counts"].items():
        assert number == sum(unit["condition"] == condition for unit in every)
    assert spanish["reviewed"] == 1
    assert spanish["drafts"]["machine"] == sum(
        unit["origin"] == "machine" and unit["condition"] != "missing" and not unit["reviewed"]
        for unit in every
    )
    groups = {(one["file"], one["group"]) for one in spanish["later"]}
    assert ("print.yml", "more.desk_card") in groups
    assert json.loads(kyr("status", "es", "--json")[1])["languages"] == [spanish]


def test_who_reviewed_the_english_stands_apart(kyr: Kyr, sandbox: Sandbox) -> None:
    sandbox.edit(
        "docs/en/help.md",
        "legal_review: none",
        "legal_review:\n  by: Example & Partners\n  date: 2026-11-20",
    )
    code, text = kyr("status", "en")
    assert code == 0
    assert "A lawyer has reviewed 1 of the 42 English pages:" in text
    assert "help.md: Example & Partners, 2026-11-20" in text
    assert "A lawyer has reviewed 1 of the English pages." in kyr("status", "es")[1]


def test_a_language_that_is_not_there(kyr: Kyr) -> None:
    code, text = kyr("status", "vi")
    assert code == 2
    assert "These are: es, ar, zh-Hans. A new one: kyr new-language vi" in told(text)
    # Without a frame, so that it can be copied.
    assert "kyr new-language vi" in kyr("status", "vi", width=40)[1]


@pytest.mark.parametrize(
    ("said", "told_then"),
    [
        ("French", "A new one: kyr new-language fr"),
        ("fra", "A new one: kyr new-language fr"),
        ("Spanish", "Did you mean es?"),
        ("ES", "Did you mean es?"),
        ("Español", "Did you mean es?"),
        (
            "de",
            "docs/de is there, and mkdocs.yml does not list it. Add “- {locale: de, name: Deutsch}”",
        ),
        ("mam", "Add “- {locale: mam, name: NAME}”, with its name for itself, under plugins"),
        ("no-such", "zh-Hans."),
        ("EN", "zh-Hans."),
    ],
)
def test_what_may_have_been_meant(kyr: Kyr, sandbox: Sandbox, said: str, told_then: str) -> None:
    for tag in ("de", "mam"):
        (sandbox.root / "docs" / tag).mkdir()
    for command in (("status", said), ("stamp", said, "--origin", "person")):
        code, text = kyr(*command)
        assert code == 2 and told_then in told(text)
        if told_then == "zh-Hans.":
            assert "new-language" not in text


def test_a_translation_changed_after_its_stamp_is_told(kyr: Kyr, sandbox: Sandbox) -> None:
    assert "changed since" not in kyr("status", "es")[1]
    sandbox.edit("docs/es/now.md", "title: ", "title: x ")
    text = kyr("status", "es")[1]
    line = told(text)
    assert "changed since they were stamped: 1" in line
    assert "changed x Necesito ayuda ahora (front, line 2)" in line
    assert "next changed since it was stamped: kyr stamp es now.md --origin person" in line
    # A review of the whole file would be refused.
    whole, parts = line.split("For a second speaker")[1].split("Section by section")
    assert "now.md" not in whole.replace("protocol/now.md", "") and "now.md (" in parts
    assert "kyr review es FILE --section ID --by NAME" in parts
    (spanish,) = json.loads(kyr("status", "es", "--json")[1])["languages"]
    units = [unit for one in spanish["files"] for unit in one["units"] if unit["changed"]]
    assert spanish["changed"] == 1 and [unit["key"] for unit in units] == ["front"]
    assert kyr("stamp", "es", "now.md", "--origin", "person")[0] == 0
    assert "changed since" not in kyr("status", "es")[1]


def test_what_is_not_stamped_is_not_said_to_be_in_english(kyr: Kyr, sandbox: Sandbox) -> None:
    sandbox.declare("es")
    path = sandbox.root / "docs/es/translation.lock"
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(True) if "now.md#top" not in line]
    path.write_text("".join(lines), encoding="utf-8")
    line = told(kyr("status", "es")[1])
    assert "unrecorded Necesito ayuda ahora (top, line 5) next kyr stamp es now.md" in line
    assert "what is in English words" not in line


def test_a_page_that_english_no_longer_has_is_to_be_removed(kyr: Kyr, sandbox: Sandbox) -> None:
    page = sandbox.root / "docs/es/rights/trial.md"
    page.write_text("---\ntitle: Prueba\ndescription: Una prueba.\n---\nUna prueba.\n", "utf-8")
    line = told(kyr("status", "es")[1])
    assert "nothing of it is shown next remove docs/es/rights/trial.md" in line
    assert "kyr stamp es rights/trial.md" not in line


def test_where_drafts_are_hidden_it_says_what_readers_get(kyr: Kyr, sandbox: Sandbox) -> None:
    sandbox.declare("es")
    for name in (*CORE_PAGES, "site.yml", "print.yml"):
        assert kyr("review", "es", name, "--unnamed")[0] == 0
    sandbox.edit("mkdocs.yml", "drafts: marked ", "drafts: hidden ")
    assert "readers get" not in kyr("status", "es")[1]
    for name in ("home", "car", "card"):
        sandbox.edit(f"docs/en/rights/{name}.md", "title: ", "title: New ")
    line = told(kyr("status", "es")[1])
    assert "published, 13 of 42 pages readers get 10 of these pages" in line
    assert json.loads(kyr("status", "es", "--json")[1])["languages"][0]["shown"] == 10
    assert "10 shown" in kyr("status", width=140)[1]


def test_neither_the_press_nor_the_site_builder_is_loaded(sandbox: Sandbox) -> None:
    """They cost more than all the rest; a process of its own, because this one has loaded them."""
    program = (
        "import sys; from kyr.cli import app; app(['status', '--root', sys.argv[1]], standalone_mode=False); "
        "print([m for m in ('weasyprint', 'mkdocs', 'pikepdf', 'jinja2', 'markdown') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(sandbox.root)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip().endswith("[]"), result.stdout
    assert result.stderr == ""
