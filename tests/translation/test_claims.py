"""What a change claims of texts without being seen in them: reviews, who made them, and what they were made from."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kyr.project import Project, load_project
from kyr.translation.comparison import LanguageChange, compare
from kyr.translation.lock import NAME, Origin, Record, Review, read_lock, write_lock
from kyr.translation.units import units_of
from tests.sandbox import Sandbox

HOME = "rights/home.md"
DOOR = (HOME, "open-door")
REVIEW = Review(date(2026, 11, 20), "Ana Reader")
Files = dict[str, dict[str, Record]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project before the change: a machine made the Spanish; one section of it is reviewed."""
    sandbox = Sandbox(tmp_path_factory.mktemp("base"))
    sandbox.declare("es", Origin.MACHINE)
    record(
        sandbox, lambda files: files[HOME].update({"open-door": with_(files, *DOOR, review=REVIEW)})
    )
    return sandbox.load()


@pytest.fixture
def sandbox(base: Project, tmp_path: Path) -> Sandbox:
    """The project that is changed."""
    sandbox = Sandbox(tmp_path / "project")
    shutil.copytree(base.docs, sandbox.root / "docs", dirs_exist_ok=True)
    return sandbox


def with_(files: Files, file: str, key: str, **changes: Any) -> Record:
    return dataclasses.replace(files[file][key], **changes)


def record(sandbox: Sandbox, change: Callable[[Files], object]) -> None:
    """Change what is recorded of the Spanish."""
    folder = sandbox.root / "docs/es"
    files = {name: dict(kept) for name, kept in read_lock(folder).files.items()}
    change(files)
    write_lock(folder, files)


def copy(sandbox: Sandbox, folder: Path) -> Project:
    """The project as it stands, to compare with."""
    return load_project(Path(shutil.copytree(sandbox.root, folder / "before")))


def words(sandbox: Sandbox, file: str, key: str, tag: str = "es") -> str:
    """The fingerprint of a text as it stands."""
    return units_of(sandbox.load().texts[tag])[file][key].fingerprint


def spanish(base: Project, sandbox: Sandbox) -> LanguageChange:
    found = compare(base, sandbox.load())
    return next(one for one in found.languages if one.language.tag == "es")


def test_nothing_is_claimed_where_nothing_changes(base: Project, sandbox: Sandbox) -> None:
    found = spanish(base, sandbox)
    assert not found.is_touched
    assert set(dataclasses.astuple(found.claims)) == {()}


def test_a_review_that_moves_to_other_words_is_claimed(base: Project, sandbox: Sandbox) -> None:
    sandbox.edit(f"docs/es/{HOME}", "{#open-door}\n", "{#open-door}\n\nAbra la puerta.\n")
    text = words(sandbox, *DOOR)
    record(sandbox, lambda files: files[HOME].update({DOOR[1]: with_(files, *DOOR, text=text)}))
    claims = spanish(base, sandbox).claims
    assert [(claim.place, claim.by) for claim in claims.claimed] == [(DOOR, "Ana Reader")]


def test_a_review_that_moves_to_other_english_is_claimed(base: Project, sandbox: Sandbox) -> None:
    sandbox.edit(f"docs/en/{HOME}", "{#open-door}\n", "{#open-door}\n\nDo not open it.\n")
    source = words(sandbox, *DOOR, tag="en")
    record(sandbox, lambda files: files[HOME].update({DOOR[1]: with_(files, *DOOR, source=source)}))
    claims = spanish(base, sandbox).claims
    assert [claim.place for claim in claims.claimed] == [DOOR]
    assert claims.declared == (DOOR,) and claims.lapsed == ()


def test_old_words_that_bring_a_lapsed_review_back_are_claimed(
    base: Project, sandbox: Sandbox, tmp_path: Path
) -> None:
    text = (sandbox.root / f"docs/es/{HOME}").read_text(encoding="utf-8")
    sandbox.edit(f"docs/es/{HOME}", "{#open-door}\n", "{#open-door}\n\nAbra la puerta.\n")
    before = copy(sandbox, tmp_path)
    assert [claim.place for claim in spanish(base, sandbox).claims.lapsed] == [DOOR]
    (sandbox.root / f"docs/es/{HOME}").write_text(text, encoding="utf-8")
    assert [claim.place for claim in spanish(before, sandbox).claims.claimed] == [DOOR]


def test_what_a_machine_made_cannot_lose_that_by_a_new_record(
    base: Project, sandbox: Sandbox
) -> None:
    def change(files: Files) -> None:
        files[HOME]["ice-memo"] = with_(files, HOME, "ice-memo", origin=Origin.PERSON)
        del files[HOME]["front"]

    record(sandbox, change)
    claims = spanish(base, sandbox).claims
    assert set(claims.no_machine) == {(HOME, "ice-memo"), (HOME, "front")}
    assert claims.now_by_person == () and claims.unrecorded == ()


def test_what_a_machine_made_cannot_lose_that_in_another_place(
    base: Project, sandbox: Sandbox
) -> None:
    sandbox.edit(f"docs/es/{HOME}", "{#ice-memo}", "{#los-papeles}")
    (sandbox.root / "docs/es/now.md").rename(sandbox.root / "docs/es/jetzt.md")
    text = words(sandbox, "jetzt.md", "top")

    def change(files: Files) -> None:
        del files[HOME]["ice-memo"]
        files["jetzt.md"] = {"top": Record(Origin.PERSON, "0" * 12, text)}

    record(sandbox, change)
    claims = spanish(base, sandbox).claims
    assert set(claims.no_machine) == {
        (HOME, "los-papeles"),
        ("jetzt.md", "top"),
        ("jetzt.md", "front"),
    }


def test_what_a_machine_made_cannot_lose_that_in_another_language(
    base: Project, sandbox: Sandbox
) -> None:
    sandbox.edit("mkdocs.yml", "locale: es,", "locale: es-MX,")
    (sandbox.root / "docs/es").rename(sandbox.root / "docs/es-MX")
    sandbox.declare("es-MX", Origin.PERSON)
    found = compare(base, sandbox.load())
    mexican = next(one for one in found.languages if one.language.tag == "es-MX")
    assert DOOR in mexican.claims.no_machine


def test_a_person_who_writes_it_anew_is_told_apart(base: Project, sandbox: Sandbox) -> None:
    sandbox.edit(f"docs/es/{HOME}", "{#ice-memo}\n", "{#ice-memo}\n\nEscrito por mí.\n")
    place = (HOME, "ice-memo")
    text = words(sandbox, *place)
    record(
        sandbox,
        lambda files: files[HOME].update(
            {"ice-memo": with_(files, *place, origin=Origin.PERSON, text=text)}
        ),
    )
    claims = spanish(base, sandbox).claims
    assert claims.now_by_person == (place,) and claims.no_machine == ()


def test_a_record_that_is_deleted_is_told(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.declare("es", Origin.PERSON)
    before = copy(sandbox, tmp_path)
    parts = len(units_of(before.texts["es"])[HOME])
    record(sandbox, lambda files: files.pop(HOME))
    found = spanish(before, sandbox)
    assert found.is_touched
    assert len(found.claims.unrecorded) == parts and DOOR in found.claims.unrecorded


def test_a_whole_lock_that_is_deleted_is_told(base: Project, sandbox: Sandbox) -> None:
    (sandbox.root / "docs/es" / NAME).unlink()
    claims = spanish(base, sandbox).claims
    everything = {
        (file, key) for file, units in units_of(base.texts["es"]).items() for key in units
    }
    assert {*claims.no_machine, *claims.unrecorded} == everything


def test_stale_words_cannot_be_declared_current_without_a_word(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.edit(f"docs/en/{HOME}", "{#ice-memo}\n", "{#ice-memo}\n\nDo not open it.\n")
    before = copy(sandbox, tmp_path)
    source = words(sandbox, HOME, "ice-memo", tag="en")
    place = (HOME, "ice-memo")
    record(
        sandbox, lambda files: files[HOME].update({"ice-memo": with_(files, *place, source=source)})
    )
    assert spanish(before, sandbox).claims.declared == (place,)
    sandbox.edit(f"docs/es/{HOME}", "{#ice-memo}\n", "{#ice-memo}\n\nNo la abra.\n")
    found = spanish(before, sandbox)
    assert found.claims.declared == () and found.changed == (place,)
