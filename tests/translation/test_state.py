"""What becomes of each unit when English, the translation or the record changes: the scenarios of the field."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from kyr import checks
from kyr.problems import Level, ProblemError
from kyr.translation.lock import Origin, read_lock, write_lock
from kyr.translation.publication import CORE_FILES, publications
from kyr.translation.stamp import review, stamp
from kyr.translation.state import Condition
from kyr.translation.units import units_of
from tests.sandbox import Sandbox
from tests.translation.conftest import conditions, lock_of, state

PAGE = "rights/home.md"
TODAY = date(2026, 11, 21)
CLOSED, EVERY = "**Keep the door closed.**", "**Keep every door closed.**"


def errors(sandbox: Sandbox) -> list[str]:
    return [item.rule for item in checks.run(sandbox.load()) if item.level is Level.ERROR]


def test_stamped_as_it_stands_it_is_current_and_a_draft(sandbox: Sandbox) -> None:
    assert conditions(sandbox, PAGE) == {}
    found = state(sandbox, PAGE)
    assert found.is_draft and found.origin is Origin.MACHINE and found.reviewed is None


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (PAGE, CLOSED, EVERY, "open-door"),
        (PAGE, "I-200", "I-2000", "papers"),
        (PAGE, "title: ", "title: X", "front"),
        ("site.yml", "label: Search", "label: Find", "search.label"),
        ("print.yml", "Do not lie, run or fight.", "Do not lie or run.", "red_card.holder.rules"),
        ("now.md", "(rights/", "(./rights/", "top"),
    ],
)
def test_a_changed_text_is_stale_by_name(
    sandbox: Sandbox, name: str, old: str, new: str, key: str
) -> None:
    sandbox.edit(f"docs/en/{name}", old, new)
    found = conditions(sandbox, name)
    if (name, key) == (PAGE, "papers"):
        # Whichever section names the form: one of them, and no other.
        assert list(found.values()) == [Condition.STALE]
    else:
        assert found == {key: Condition.STALE}
    assert errors(sandbox) == []


def test_rewrapped_english_is_no_change(sandbox: Sandbox) -> None:
    sandbox.edit(f"docs/en/{PAGE}", "**Keep the door closed.** ", "**Keep the door\nclosed.**\n")
    assert conditions(sandbox, PAGE) == {}


def test_a_new_section_and_a_gone_one_break_nothing(sandbox: Sandbox) -> None:
    sandbox.append(f"docs/en/{PAGE}", "## Windows {#windows}\n\nKeep them closed too.")
    assert conditions(sandbox, PAGE) == {"windows": Condition.MISSING}
    assert errors(sandbox) == [] and "es" in publications(sandbox.load())
    text = (sandbox.root / f"docs/en/{PAGE}").read_text()
    first = text[: text.index("\n## Windows")]
    gone = first[first.rindex("\n## ") :].split("{#")[1].split("}")[0]
    (sandbox.root / f"docs/en/{PAGE}").write_text(first[: first.rindex("\n## ")] + "\n")
    assert conditions(sandbox, PAGE) == {gone: Condition.ORPHAN}
    assert not {"headings", "structure"} & set(errors(sandbox))
    stamp(sandbox.load(), "es", [PAGE], Origin.MACHINE)
    assert "headings" in errors(sandbox), "who stamps it has seen that it should go"


def test_a_typo_mended_in_the_translation_hides_no_english_change(sandbox: Sandbox) -> None:
    sandbox.edit(f"docs/en/{PAGE}", CLOSED, EVERY)
    sandbox.edit(f"docs/es/{PAGE}", "title: ", "title: x ")
    assert conditions(sandbox, PAGE) == {"open-door": Condition.STALE}


def test_what_nobody_stamped_is_there_and_a_draft_of_nobody(sandbox: Sandbox) -> None:
    (sandbox.root / "docs/es/translation.lock").unlink()
    found = state(sandbox, PAGE)
    assert {unit.condition for unit in found.units} == {Condition.UNRECORDED}
    assert found.is_draft and found.origin is None


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_review_lapses_where_either_text_changes_and_nowhere_else(
    sandbox: Sandbox, language: str
) -> None:
    review(sandbox.load(), "es", [PAGE], "Ana Reader", TODAY)
    assert state(sandbox, PAGE).reviewed == TODAY
    sandbox.edit(f"docs/{language}/{PAGE}", "I-200", "I-2000")
    found = state(sandbox, PAGE)
    (lapsed,) = [unit for unit in found.units if unit.is_draft]
    assert found.is_draft and found.reviewed is None
    assert lapsed.moved is (language == "en")
    assert (lapsed.condition is Condition.STALE) is (language == "en")
    assert len(found.units) > 3


def test_a_reverted_change_brings_the_review_back(sandbox: Sandbox) -> None:
    review(sandbox.load(), "es", [PAGE], None, TODAY)
    sandbox.edit(f"docs/en/{PAGE}", CLOSED, EVERY)
    assert state(sandbox, PAGE).is_draft
    sandbox.edit(f"docs/en/{PAGE}", EVERY, CLOSED)
    assert state(sandbox, PAGE).reviewed == TODAY


def test_only_what_is_stamped_as_it_stands_can_be_reviewed(sandbox: Sandbox) -> None:
    before = (sandbox.root / "docs/es/translation.lock").read_bytes()
    sandbox.edit(f"docs/en/{PAGE}", CLOSED, EVERY)
    with pytest.raises(ProblemError, match="stamped as it stands"):
        review(sandbox.load(), "es", [PAGE], "Ana Reader", TODAY)
    assert (sandbox.root / "docs/es/translation.lock").read_bytes() == before


def test_one_section_is_stamped_alone(sandbox: Sandbox) -> None:
    sandbox.edit(f"docs/en/{PAGE}", CLOSED, EVERY)
    sandbox.edit("docs/en/site.yml", "label: Search", "label: Find")
    sandbox.edit(f"docs/es/{PAGE}", "**Mantenga la puerta", "**Mantenga siempre la puerta")
    stamp(sandbox.load(), "es", [PAGE], Origin.PERSON, "open-door")
    assert conditions(sandbox, PAGE) == {}
    assert conditions(sandbox, "site.yml") == {"search.label": Condition.STALE}
    origins = {key: record.origin for key, record in lock_of(sandbox).files[PAGE].items()}
    assert origins.pop("open-door") is Origin.PERSON
    assert set(origins.values()) == {Origin.MACHINE}


def test_stamping_again_keeps_a_review_that_still_holds(sandbox: Sandbox) -> None:
    review(sandbox.load(), "es", [PAGE], "Ana Reader", TODAY)
    sandbox.edit(f"docs/es/{PAGE}", "I-200", "I-2000")
    stamp(sandbox.load(), "es", [PAGE], Origin.PERSON)
    drafts = [unit.unit.key for unit in state(sandbox, PAGE).units if unit.is_draft]
    assert len(drafts) == 1


def begun(sandbox: Sandbox) -> None:
    """Vietnamese as a copy of the English core set."""
    for name in CORE_FILES:
        path = sandbox.root / "docs/vi" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(sandbox.root / "docs/en" / name, path)
    for name in ("index.md", "now.md"):
        text = (sandbox.root / "docs/vi" / name).read_text()
        head, _, rest = text.partition("facts_checked:")
        (sandbox.root / "docs/vi" / name).write_text(head + "---" + rest.partition("\n---")[2])
    sandbox.edit(
        "mkdocs.yml", "{locale: es,", "{locale: vi, name: Tiếng Việt}\n        - {locale: es,"
    )


def test_a_copy_of_the_english_is_no_translation(sandbox: Sandbox) -> None:
    begun(sandbox)
    project = sandbox.load()
    found = state(sandbox, PAGE, "vi")
    assert {unit.condition for unit in found.units if unit.unit.key != "top"} == {Condition.MISSING}
    assert all(unit.untouched for unit in found.missing)
    assert "vi" not in publications(project) and "vi" in publications(project, also={"vi"})
    (note,) = [item for item in checks.run(project) if item.rule == "core-missing"]
    assert "Vietnamese" in note.expected and "now.md" in note.found and note.level is Level.NOTE
    assert "kyr status vi" in note.next_step


def test_what_still_has_the_english_words_is_not_stamped(sandbox: Sandbox) -> None:
    begun(sandbox)
    sandbox.edit("docs/vi/now.md", "title: ", "title: Ngay bây giờ ")
    stamped = stamp(sandbox.load(), "vi", ["now.md"], Origin.PERSON)
    assert "front" in {unit.key for unit in stamped.units}
    assert "top" in {unit.key for unit in stamped.untouched}
    assert "vi" not in publications(sandbox.load())


def test_english_put_into_a_published_language_stops_the_build(sandbox: Sandbox) -> None:
    new = "New words that nobody has translated"
    sandbox.append("docs/en/site.yml", f"novel_text: {new}")
    assert errors(sandbox) == [], "English may gain a text at any time"
    line = sandbox.append("docs/es/site.yml", f"novel_text: {new}")
    (problem,) = [item for item in checks.run(sandbox.load()) if item.level is Level.ERROR]
    assert (problem.rule, problem.line) == ("core-missing", line)


def test_without_its_core_a_language_is_not_published(sandbox: Sandbox) -> None:
    (sandbox.root / "docs/es/now.md").unlink()
    project = sandbox.load()
    assert "es" not in publications(project)
    assert {"core-missing", "file-gone"} <= {item.rule for item in checks.run(project)}


def test_english_words_stand_in_for_what_a_language_has_not_got_yet(sandbox: Sandbox) -> None:
    sandbox.edit("docs/en/site.yml", "\nsite_name:", "\nnovel_text: New words\nsite_name:")
    sandbox.edit(
        "docs/en/print.yml", "    title: You have rights", "    title: [You, have, rights]"
    )
    spanish = publications(sandbox.load())["es"]
    assert spanish.texts.site.text("novel_text") == "New words"
    assert spanish.borrowed == {
        "site.yml": frozenset({"novel_text"}),
        "print.yml": frozenset({"red_card.holder.title"}),
    }
    pieces = sandbox.load().catalogue.pieces
    assert not spanish.can_make(pieces["red-card"]), "no card speaks two languages on one side"
    assert spanish.can_make(pieces["bookmark"])


def test_hidden_shows_only_what_a_person_reviewed_unit_by_unit(sandbox: Sandbox) -> None:
    assert set(publications(sandbox.load())) == {"en", "es", "ar", "zh-Hans"}
    sandbox.edit("mkdocs.yml", "drafts: marked", "drafts: hidden")
    project = sandbox.load()
    assert set(publications(project)) == {"en"}
    review(project, "es", CORE_FILES, "Ana Reader", TODAY)
    found = publications(sandbox.load())
    assert set(found) == {"en", "es"} and PAGE in found["es"].pages
    pieces = project.catalogue.pieces
    assert found["es"].can_make(pieces["zine"])
    zine = units_of(sandbox.load().source)["print.yml"]
    key = next(key for key in zine if key.startswith(pieces["zine"].words))
    records = dict(read_lock(sandbox.root / "docs/es").files)
    records["print.yml"] = {
        **records["print.yml"],
        key: type(records["print.yml"][key])(Origin.MACHINE, "0" * 12, "0" * 12),
    }
    write_lock(sandbox.root / "docs/es", records)
    found = publications(sandbox.load())
    assert "es" in found
    assert not found["es"].can_make(pieces["zine"]) and found["es"].can_make(pieces["red-card"])
    sandbox.edit(f"docs/en/{PAGE}", CLOSED, EVERY)
    found = publications(sandbox.load())
    assert "es" in found and PAGE not in found["es"].pages, "only what lapsed goes"
    sandbox.edit("docs/en/index.md", "title: ", "title: New ")
    assert set(publications(sandbox.load())) == {"en"}, "without its first page a language goes"
