"""``translation.lock`` and the past English: what is written comes back, and nothing false is believed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kyr import dates
from kyr.problems import ProblemError
from kyr.translation.fingerprint import fingerprint
from kyr.translation.lock import Origin, Record, Review, parse_lock, read_lock, write_lock
from kyr.translation.past import past_text
from kyr.translation.stamp import stamp
from kyr.translation.units import units_of
from tests.sandbox import Sandbox
from tests.translation.conftest import lock_of

PAGE = "rights/home.md"
ONE, TWO = "0123456789ab", "ba9876543210"


def test_wrapping_is_no_change() -> None:
    one = fingerprint("One two\nthree.\n\n- a\n- b\n")
    assert one == fingerprint("One two three.  \r\n\r\n- a\r\n- b")
    assert one == fingerprint("\n\nOne  two\tthree.\n \n\n- a\n- b\n\n")
    assert one != fingerprint("One two three.\n\n- a\n- c")
    assert fingerprint("caf\u00e9") == fingerprint("cafe\u0301")
    assert fingerprint("a\n\nb") != fingerprint("a\nb")


def test_what_is_written_comes_back_sorted(tmp_path: Path) -> None:
    files = {
        "site.yml": {"search.label": Record(Origin.PERSON, ONE, TWO)},
        PAGE: {
            "open-door": Record(
                Origin.MACHINE, ONE, TWO, Review(date(2026, 11, 21), "Zoë de la Cruz")
            ),
            "front": Record(Origin.MACHINE, TWO, ONE, Review(date(2026, 11, 20))),
        },
    }
    write_lock(tmp_path, files)
    assert read_lock(tmp_path).files == files
    lines = (tmp_path / "translation.lock").read_text(encoding="utf-8").splitlines()[1:]
    assert lines == [
        f"machine {TWO} {ONE} {PAGE}#front reviewed 2026-11-20",
        f"machine {ONE} {TWO} {PAGE}#open-door reviewed 2026-11-21 by Zoë de la Cruz",
        f"person  {ONE} {TWO} site.yml#search.label",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "alien 0123456789ab 0123456789ab a.md#b",
        "machine 0123 0123456789ab a.md#b",
        "machine 0123456789ab 0123456789ab a.md",
        "machine 0123456789ab 0123456789ab ../a.md#b",
        "machine 0123456789ab 0123456789ab a.md#b reviewed",
        "machine 0123456789ab 0123456789ab a.md#b reviewed yesterday",
        "machine 0123456789ab 0123456789ab a.md#b reviewed 2999-01-01 by Ana Reader",
        "machine 0123456789ab 0123456789ab a.md#b reviewed 2026-13-01 by Ana Reader",
        "machine 0123456789ab 0123456789ab a.md#b reviewed 2026-11-01 by ChatGPT",
        "machine 0123456789ab 0123456789ab a.md#b reviewed 2026-11-01 by the AI assistant",
        "machine 0123456789ab 0123456789ab a.md#b reviewed 2026-11-01 by -",
        "machine 0123456789ab 0123456789ab a.md#b reviewed 1999-12-31 by Ana Reader",
        "files: {a.md: {origin: machine}}",
    ],
)
def test_what_cannot_be_is_told_with_its_line(line: str) -> None:
    with pytest.raises(ProblemError) as error:
        parse_lock(Path("translation.lock"), f"# A comment\n\n{line}\n")
    (problem,) = error.value.problems
    assert (problem.line, problem.rule) == (3, "translation-lock")


def test_a_day_that_has_begun_east_of_here_is_taken() -> None:
    line = f"person {ONE} {TWO} a.md#b reviewed "
    tomorrow = dates.today() + timedelta(days=1)
    record = parse_lock(Path("translation.lock"), line + tomorrow.isoformat()).record("a.md", "b")
    assert record is not None and record.review == Review(tomorrow)
    with pytest.raises(ProblemError, match="not in the future"):
        parse_lock(Path("translation.lock"), line + (tomorrow + timedelta(days=1)).isoformat())


def test_a_merge_that_is_not_finished_says_how_to_finish_it() -> None:
    line = f"person  {ONE} {TWO} a.md#b"
    text = f"# A comment\n<<<<<<< HEAD\n{line}\n=======\n{line} reviewed 2026-11-21\n>>>>>>> new\n"
    with pytest.raises(ProblemError) as error:
        parse_lock(Path("translation.lock"), text)
    (problem,) = error.value.problems
    assert (problem.line, problem.rule) == (2, "translation-lock")
    assert "Keep the lines of both sides" in problem.next_step
    assert "Undo" not in problem.next_step


def test_a_unit_stands_once() -> None:
    line = f"person {ONE} {TWO} a.md#b\n"
    with pytest.raises(ProblemError, match="line 1"):
        parse_lock(Path("translation.lock"), line * 2)


def test_no_record_is_an_empty_one(tmp_path: Path) -> None:
    assert read_lock(tmp_path).files == {}


def test_the_english_is_kept_as_long_as_somebody_translated_it(sandbox: Sandbox) -> None:
    def english() -> str:
        return units_of(sandbox.load().source)[PAGE]["open-door"].text

    def kept(name: str) -> str | None:
        return past_text(sandbox.root / "docs", PAGE, "open-door", name)

    first = english()
    assert kept(fingerprint(first)) == first
    sandbox.edit(f"docs/en/{PAGE}", "**Keep the door closed.**", "**Keep every door closed.**")
    second = english()
    stamp(sandbox.load(), "es", [PAGE], Origin.PERSON, still_right=True)
    assert kept(fingerprint(first)) == first, "Arabic still is made from it"
    assert kept(fingerprint(second)) == second
    for tag in ("ar", "zh-Hans"):
        stamp(sandbox.load(), tag, [PAGE], Origin.PERSON, still_right=True)
    assert kept(fingerprint(first)) is None
    assert kept(fingerprint(second)) == second
    assert {record.source for record in [lock_of(sandbox).files[PAGE]["open-door"]]} == {
        fingerprint(second)
    }


def test_a_past_that_somebody_rewrote_is_not_believed(sandbox: Sandbox) -> None:
    record = lock_of(sandbox).files[PAGE]["open-door"]
    sandbox.edit(f"docs/past/{PAGE}.lock", "Keep the door closed", "Open the door")
    assert past_text(sandbox.root / "docs", PAGE, "open-door", record.source) is None
