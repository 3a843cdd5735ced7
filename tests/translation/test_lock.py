"""What is recorded of a translation: staleness by content, reviews that lapse when either text changes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kyr.problems import ProblemError
from kyr.project import Project, load_project
from kyr.translation.fingerprint import fingerprint
from kyr.translation.lock import Lock, Origin, file_state, read_lock, stamp, write_lock
from kyr.translation.publication import publications

TODAY = date(2026, 11, 21)
PAGE = "rights/home.md"


@pytest.fixture
def copy(project: Project, tmp_path: Path) -> Path:
    """A project of its own with English and Spanish, to change at will."""
    shutil.copytree(project.root / "docs", tmp_path / "docs")
    shutil.copytree(
        project.root / "printables", tmp_path / "printables", ignore=shutil.ignore_patterns("*.ttf")
    )
    shutil.copy(project.root / "mkdocs.yml", tmp_path)
    return tmp_path


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "docs" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def record(root: Path, reviewer: str = "") -> Lock:
    project = load_project(root)
    lock = stamp(project, "es", [PAGE, "site.yml"], Origin.MACHINE, reviewer, TODAY)
    write_lock(root / "docs/es", lock)
    return lock


def test_wrapping_is_no_change() -> None:
    one = fingerprint("One two\nthree.\n\n- a\n- b\n")
    assert one == fingerprint("One two three.  \r\n\r\n- a\n- b".replace("\r\n", "\n"))
    assert one != fingerprint("One two three.\n\n- a\n- c")


def test_a_fresh_stamp_is_current_and_a_draft(copy: Path) -> None:
    record(copy)
    state = file_state(load_project(copy), read_lock(copy / "docs/es"), "es", PAGE)
    assert state.origin is Origin.MACHINE
    assert state.is_draft
    assert state.stale == ()


def test_a_changed_section_is_named(copy: Path) -> None:
    record(copy)
    change(copy, f"en/{PAGE}", "**Keep the door closed.**", "**Keep every door closed.**")
    state = file_state(load_project(copy), read_lock(copy / "docs/es"), "es", PAGE)
    assert state.stale == ("open-door",)


def test_a_changed_string_is_named(copy: Path) -> None:
    record(copy)
    change(copy, "en/site.yml", "label: Search", "label: Find")
    state = file_state(load_project(copy), read_lock(copy / "docs/es"), "es", "site.yml")
    assert state.stale == ("search.label",)


def test_a_typo_mended_in_the_translation_hides_no_english_change(copy: Path) -> None:
    record(copy)
    change(copy, f"en/{PAGE}", "**Keep the door closed.**", "**Keep every door closed.**")
    change(copy, f"es/{PAGE}", "title: ", "title: x ")
    state = file_state(load_project(copy), read_lock(copy / "docs/es"), "es", PAGE)
    assert state.stale == ("open-door",)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_review_lapses_when_either_text_changes(copy: Path, language: str) -> None:
    record(copy, reviewer="somebody")
    lock = read_lock(copy / "docs/es")
    assert file_state(load_project(copy), lock, "es", PAGE).reviewed == TODAY
    change(copy, f"{language}/{PAGE}", "I-200", "I-2000")
    assert file_state(load_project(copy), lock, "es", PAGE).reviewed is None


def test_front_matter_cannot_claim_a_review(copy: Path) -> None:
    change(copy, f"es/{PAGE}", "title: ", "reviewed: true\ntitle: ")
    with pytest.raises(ProblemError, match="reviewed"):
        load_project(copy)


def test_nothing_recorded_is_an_unreviewed_draft(copy: Path) -> None:
    (copy / "docs/es/translation.lock").unlink(missing_ok=True)
    state = file_state(load_project(copy), read_lock(copy / "docs/es"), "es", PAGE)
    assert state.origin is None
    assert state.is_draft


def test_a_damaged_lock_is_told(copy: Path) -> None:
    (copy / "docs/es/translation.lock").write_text("files: {a.md: {origin: alien}}\n")
    with pytest.raises(ProblemError, match=r"translation\.lock"):
        read_lock(copy / "docs/es")


def test_hidden_leaves_out_what_no_person_reviewed(copy: Path) -> None:
    everything = set(publications(load_project(copy)))
    assert everything >= {"en", "es", "ar", "zh-Hans"}
    path = copy / "mkdocs.yml"
    path.write_text(path.read_text().replace("drafts: marked", "drafts: hidden"))
    assert set(publications(load_project(copy))) == {"en"}
    project = load_project(copy)
    names = ["site.yml", "print.yml", *project.texts["es"].pages]
    write_lock(copy / "docs/es", stamp(project, "es", names, Origin.PERSON, "somebody", TODAY))
    assert set(publications(load_project(copy))) == {"en", "es"}


def test_without_its_core_a_language_is_not_published(copy: Path) -> None:
    (copy / "docs/es/now.md").unlink()
    project = load_project(copy)
    assert "es" not in publications(project)
    assert any("now.md" in str(note) and "Spanish" in str(note) for note in project.notes)
