"""``kyr stamp`` and ``kyr review``: what they record, and what they leave because it would not be true."""

from __future__ import annotations

import pytest

from kyr.translation.lock import Origin, read_lock
from kyr.translation.state import Condition
from tests.cli.conftest import Kyr, told
from tests.sandbox import Sandbox
from tests.translation.conftest import conditions, lock_of, state

CALM, CLOSED = "**Stay calm.**", "**Keep the door closed.**"


@pytest.fixture
def stamped(sandbox: Sandbox) -> Sandbox:
    """A copy whose Spanish is recorded as made by a machine from the English of today."""
    sandbox.declare("es", Origin.MACHINE)
    return sandbox


def test_what_nobody_looked_at_stays_stale(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit("docs/en/rights/home.md", CLOSED, "**Keep every door closed.**")
    stamped.edit("docs/en/rights/home.md", "{#read-warrant}", "now {#read-warrant}")
    stamped.edit(
        "docs/es/rights/home.md", "**Mantenga la puerta cerrada.**", "**Cierre cada puerta.**"
    )
    code, text = kyr("stamp", "es", "rights/home.md", "--origin", "person")
    assert code == 0
    assert "Left, because the English has changed and they have not." in text
    assert "rights/home.md#read-warrant" in text and "rights/home.md#open-door" not in text
    assert conditions(stamped, "rights/home.md") == {"read-warrant": Condition.STALE}
    record = lock_of(stamped).record("rights/home.md", "open-door")
    assert record is not None and record.origin is Origin.PERSON
    code, text = kyr("stamp", "es", "rights/home.md", "--origin", "person", "--still-right")
    assert code == 0 and "Left" not in text
    assert conditions(stamped, "rights/home.md") == {}


def test_a_named_section_was_looked_at(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit("docs/en/now.md", CALM, "**Keep calm.**")
    code, text = kyr("stamp", "es", "docs/es/now.md", "--section", "top", "--origin", "machine")
    assert code == 0 and "es: 1 section or text stamped." in text
    assert conditions(stamped, "now.md") == {}


def test_a_machines_words_stay_a_machines(kyr: Kyr, stamped: Sandbox) -> None:
    stamped.edit("docs/es/now.md", "title: Necesito ayuda ahora", "title: Ayuda, ahora")
    code, text = kyr("stamp", "es", "now.md", "--origin", "person")
    assert code == 0
    assert (
        "Still recorded as made by a machine, because nobody has changed them: now.md#top" in text
    )
    lock = lock_of(stamped)
    origins = {key: record.origin for key, record in lock.files["now.md"].items()}
    assert origins == {"front": Origin.PERSON, "top": Origin.MACHINE}


def test_english_words_are_left_unless_they_are_named(kyr: Kyr, stamped: Sandbox) -> None:
    english = stamped.load().source.site.text("site_name")
    spanish = stamped.load().texts["es"].site.text("site_name")
    stamped.edit("docs/es/site.yml", f"site_name: {spanish}", f"site_name: {english}")
    before = lock_of(stamped).record("site.yml", "site_name")
    code, text = kyr("stamp", "es", "site.yml", "--origin", "person")
    assert code == 0
    assert (
        "Left, because they still have the English words" in text and "site.yml#site_name" in text
    )
    assert lock_of(stamped).record("site.yml", "site_name") == before
    assert kyr("stamp", "es", "site.yml", "--section", "site_name", "--origin", "person")[0] == 0
    assert lock_of(stamped).record("site.yml", "site_name") != before
    assert conditions(stamped, "site.yml") == {}


def test_a_review_is_of_what_was_stamped(kyr: Kyr, stamped: Sandbox) -> None:
    assert kyr("new-language", "vi")[0] == 0
    stamped.edit("docs/en/now.md", CALM, "**Keep calm.**")
    stamped.edit("docs/es/help.md", "title: ", "title: X")
    for arguments, found, step in (
        (("vi", "now.md"), "the English words", "Translate it first"),
        (
            ("es", "now.md"),
            "older English than it has now",
            "kyr diff es now.md shows what has changed.",
        ),
        (
            ("es", "help.md"),
            "another text than was stamped",
            "Who changed it says so first: kyr stamp es help.md.",
        ),
    ):
        code, text = kyr("review", *arguments, "--unnamed")
        assert code == 1, text
        assert f"found {found}" in told(text) and step in told(text)
    assert not any(
        record.review
        for tag in ("es", "vi")
        for records in read_lock(stamped.root / "docs" / tag).files.values()
        for record in records.values()
    )
    code, text = kyr("review", "es", "rights/home.md", "--by", "Ana  Reader")
    assert code == 0 and "recorded as reviewed today, by Ana Reader." in text
    assert all(unit.by == "Ana Reader" for unit in state(stamped, "rights/home.md").units)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("stamp", "es", "now.md"), "say who made it: --origin person, or --origin machine"),
        (
            ("stamp", "es", "--section", "top", "--origin", "person"),
            "top is in several files: say which",
        ),
        (("stamp", "es", "now.md", "--section", "tpo", "--origin", "person"), "Did you mean top?"),
        (("stamp", "es", "nwo.md", "--origin", "person"), "Did you mean now.md"),
        (("review", "es", "now.md"), "say either --by with a name or handle, or --unnamed"),
        (("review", "es", "now.md", "--by", "Ana", "--unnamed"), "say either --by"),
        (
            ("review", "es", "now.md", "--by", "ChatGPT"),
            "--by: expected the name or handle of a person",
        ),
    ],
)
def test_wrong_usage(kyr: Kyr, stamped: Sandbox, arguments: tuple[str, ...], why: str) -> None:
    before = (stamped.root / "docs/es/translation.lock").read_bytes()
    code, text = kyr(*arguments)
    assert code == 2 and why in told(text)
    assert (stamped.root / "docs/es/translation.lock").read_bytes() == before
