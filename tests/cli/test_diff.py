"""``kyr diff``: what has changed in English, word by word, from what is kept in the project itself."""

from __future__ import annotations

import pytest
from rich.console import Console

from kyr.cli import difference
from kyr.translation.change import Edit, compare
from kyr.translation.past import past_path
from tests.cli.conftest import Kyr, told
from tests.sandbox import Sandbox


@pytest.fixture
def stamped(sandbox: Sandbox, kyr: Kyr) -> Sandbox:
    """A copy in which two languages are stamped as they stand, and the English that they were made from is kept."""
    for tag in ("es", "ar"):
        assert kyr("stamp", tag, "--origin", "machine")[0] == 0
    return sandbox


def test_word_by_word_beside_the_translation(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit(
        "docs/en/now.md", "**Stay calm.** Do not run.", "**Stay calm and quiet.** Never run."
    )
    stamped.edit("docs/en/now.md", "They may help your case later.", "They may help your case.")
    code, text = kyr("diff", "es", "now.md")
    assert code == 0
    assert "1. **Stay calm {+and quiet+}.** [-Do not-] {+Never+} run. Do not push or fight." in text
    assert "They may help your case [-later-]." in text
    assert "stale  Necesito ayuda ahora (top)" in text
    english, _, own = text.partition("The translation (docs/es/now.md, line 5):")
    # Of the English only what is near a change, of the translation all.
    assert "Am I free to go?" not in english and "    …" in english
    assert "1. **Mantenga la calma.** No corra. No empuje ni pelee." in own
    assert "[Trabajo aquí y hay agentes en la biblioteca]" in own
    assert "kyr stamp es FILE --origin person" in own and "--still-right" in own
    assert kyr("diff", "es", "docs/es/now.md") == (code, text)


def test_what_is_new_and_what_is_gone(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit("docs/en/rights/home.md", "{#forced-entry}", "{#forced}")
    stamped.edit(
        "docs/en/site.yml", "  label: Search", "  label: Search\n  again: Search once more"
    )
    code, text = kyr("diff", "es")
    assert code == 0
    line = told(text)
    assert (
        "missing If they come in without one (forced) English has it now, and the translation has not"
        in line
    )
    assert (
        "orphan Si entran sin una orden judicial (forced-entry) English no longer has it. It said:"
        in line
    )
    assert "1. Do not run, push or fight." in line
    assert "missing search.again English has it now" in line and "Search once more" in line
    assert text.index("docs/es/site.yml") < text.index("docs/es/rights/home.md")
    assert "docs/es/now.md" not in text


def test_untranslated_copies_are_no_change(kyr: Kyr, stamped: Sandbox) -> None:
    assert kyr("new-language", "vi")[0] == 0
    assert "vi: nothing has changed in English since it was translated." in kyr("diff", "vi")[1]
    assert "es: nothing has changed" in kyr("diff", "es")[1]


def test_english_that_was_not_kept(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    past_path(stamped.root / "docs", "now.md").unlink()
    code, text = kyr("diff", "es", "now.md")
    assert code == 0
    assert "The one that was translated was not kept, so compare all of it:" in text
    assert "1. **Keep calm.** Do not run." in text and "{+" not in text


def test_damaged_past_english_is_told(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    past_path(stamped.root / "docs", "now.md").write_text("top: [")
    code, text = kyr("diff", "es", "now.md")
    assert code == 1 and "docs/past/now.md.lock" in text


def test_right_to_left_lines_stand_by_themselves(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    code, text = kyr("diff", "ar", "now.md")
    assert code == 0
    own = text.split("The translation")[1].split("\n")[1:-3]
    lines = [line for line in own if line.strip()]
    assert lines and all(
        line.strip().startswith("\u2067") and line.endswith("\u2069") for line in lines
    )
    assert "\u2067" not in text.split("English, old and new:")[1].split("The translation")[0]


def test_what_a_stranger_wrote_commands_no_terminal(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    stamped.edit("docs/es/now.md", "No corra.", "No \x1b[2Jcorra. [red]:skull:[/] \u202e911")
    code, text = kyr("diff", "es", "now.md")
    assert code == 0
    assert "\x1b" not in text and "\u202e" not in text
    assert "<U+001B>[2Jcorra. [red]:skull:[/] <U+202E>911" in text


def test_colours_on_a_terminal_and_marks_elsewhere(
    kyr: Kyr, stamped: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stamped.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    terminal = Console(force_terminal=True, color_system="standard", soft_wrap=True, no_color=False)
    monkeypatch.setattr(difference, "out", terminal)
    kyr("diff", "es", "now.md")
    # Not by colour alone: what was is struck out, what is underlined.
    difference._runs(compare("Stay calm.", "Keep calm."))
    shown = capsys.readouterr().out
    assert "\x1b[9;31mStay\x1b[0m \x1b[4;32mKeep\x1b[0m calm." in shown and "[-" not in shown
    terminal.no_color = True
    difference._runs(compare("Stay calm.", "Keep calm."))
    assert "[-Stay-] {+Keep+} calm." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        ("a b c", "a b c", [(Edit.SAME, "a b c")]),
        ("", "new", [(Edit.NEW, "new")]),
        ("old", "", [(Edit.OLD, "old")]),
        ("Do lie.", "Do not lie.", [(Edit.SAME, "Do"), (Edit.NEW, " not"), (Edit.SAME, " lie.")]),
        ("one\n\n- two", "one two", [(Edit.SAME, "one"), (Edit.OLD, "\n\n-"), (Edit.SAME, " two")]),
        (
            "{{ a.phone }}",
            "{{ b.phone }}",
            [(Edit.SAME, "{{"), (Edit.OLD, " a"), (Edit.NEW, " b"), (Edit.SAME, ".phone }}")],
        ),
    ],
)
def test_runs_of_words(before: str, now: str, wanted: list[tuple[Edit, str]]) -> None:
    assert [(run.edit, run.text) for run in compare(before, now)] == wanted


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("xx",), "xx is no language to translate into here."),
        (("en",), "en is no language to translate into here."),
        (("es", "nov.md"), "there is no file called nov.md. Did you mean now.md"),
        (
            ("es", "protocol/now.md"),
            "docs/es/protocol/now.md is not there yet. Copy docs/en/protocol/now.md to it",
        ),
    ],
)
def test_wrong_usage(kyr: Kyr, arguments: tuple[str, ...], why: str) -> None:
    code, text = kyr("diff", *arguments)
    assert code == 2 and why in told(text)
