"""What is told of mkdocs.yml: which settings differ, so that a program cannot come in among the details."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyr.languages import make_language
from kyr.settings import Setting, SettingsChange, compare_settings
from kyr.translation.registry import with_language
from kyr.yamlfile import parse_yaml
from tests.sandbox import ROOT

PATH = Path("mkdocs.yml")
TEXT = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
SPANISH = "{locale: es, name: Español}"


def compared(text: str) -> SettingsChange:
    return compare_settings(*(parse_yaml(one, PATH, foreign_tags=True) for one in (TEXT, text)))


def test_facts_comments_and_a_new_language_are_no_settings() -> None:
    assert not compared(TEXT)
    assert not compared(TEXT.replace("paper: letter", "paper: a4") + "# words\n")
    assert not compared(TEXT.replace("https://library.example/", "https://library.test/"))
    assert not compared(with_language(TEXT, PATH, make_language("vi", "Tiếng Việt")))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nav:\n", "hooks: [x.py]\nnav:\n", ("hooks", "new")),
        ("nav:\n", "extra_javascript: [x.js]\nnav:\n", ("extra_javascript", "new")),
        ("nav:\n", "INHERIT: ../x.yml\nnav:\n", ("INHERIT", "new")),
        ("  - kyr\n", "  - kyr\n  - evil: {a: b}\n", ("plugins.evil", "new")),
        ("  - kyr\n", "  - kyr: {a: b}\n", ("plugins.kyr.a", "new")),
        ("  - kyr\n", "  - kyr\n  - kyr\n", ("plugins", "changed")),
        ("fallback_to_default: false", "fallback_to_default: true", ("plugins.i18n.fallback_to_default", "changed")),
        ("custom_dir: overrides", "custom_dir: x", ("theme.custom_dir", "changed")),
        ("  custom_dir: overrides\n", "", ("theme.custom_dir", "gone")),
        ("docs_dir: docs", "docs_dir: x", ("docs_dir", "changed")),
        ("generator: false", "generator: 'false'", ("extra.generator", "changed")),
        ("  - attr_list\n", "  - attr_list\n  - x: !!python/name:os.system\n", ("markdown_extensions", "changed")),
        ("docs_dir: docs", "docs_dir: !ENV docs", ("docs_dir", "changed")),
    ],
)  # fmt: skip
def test_settings_are_named(old: str, new: str, expected: tuple[str, str]) -> None:
    assert old in TEXT
    found = compared(TEXT.replace(old, new, 1))
    assert found.settings[:1] == (Setting(*expected),)
    assert found.languages == () or expected[0] == "plugins"


def test_plugins_in_another_order() -> None:
    text = TEXT.replace("  - kyr\n", "", 1).replace("\n# Pages in", "  - kyr\n\n# Pages in", 1)
    assert compared(text).settings == (Setting("plugins", "in another order"),)


def test_entries_of_languages_are_named() -> None:
    entry = '{locale: es, name: Espanol, extra: {reviewers: ["@x"]}}'
    vietnamese = "\n        - {locale: vi, name: V, build: false}"
    found = compared(TEXT.replace(SPANISH, entry + vietnamese))
    assert found.settings == () and not found.reordered
    assert dict(found.languages) == {
        "es": (Setting("name", "changed"), Setting("extra.reviewers", "new")),
        "vi": (Setting("build", "new"),),
    }


def test_another_order_of_languages_is_told() -> None:
    line = f"        - {SPANISH}\n"
    text = TEXT.replace(line, "").replace("# Pages in", f"{line}# Pages in")
    text = text.replace(f"\n\n{line}", f"\n{line}\n")
    found = compared(text)
    assert found.reordered and not found.settings and not found.languages
