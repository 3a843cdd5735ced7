"""A build replaces the last good site whole, or leaves it alone."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from kyr import build as building
from kyr.build import AuditError, build
from kyr.output import swap
from kyr.problems import ProblemError
from tests.sandbox import ROOT, Sandbox


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """English alone, with one piece: enough to be built."""
    sandbox = Sandbox(tmp_path_factory.mktemp("my library") / "ñ")
    fonts = sandbox.root / "printables/fonts"
    shutil.copytree(ROOT / "printables/fonts", fonts, dirs_exist_ok=True)
    catalogue = (sandbox.root / "printables/catalogue.yml").read_text(encoding="utf-8")
    end = catalogue.index("  bookmark:")
    editions = "\neditions:\n  office:\n    form: sheet\n    pieces: all\n"
    (sandbox.root / "printables/catalogue.yml").write_text(
        catalogue[:end] + editions, encoding="utf-8"
    )
    sandbox.only_english()
    run(sandbox)
    return sandbox


def run(sandbox: Sandbox) -> building.Built:
    return build(
        sandbox.load(), sandbox.root / "site", strict=True, jobs=1, report=lambda line: None
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_manifest_names_every_file(sandbox: Sandbox) -> None:
    site = sandbox.root / "site"
    names = [line.split("  ")[1] for line in (site / "SHA256SUMS").read_text().splitlines()]
    assert sorted([*names, "SHA256SUMS"]) == sorted(tree(site))


def test_a_fault_leaves_the_last_good_site(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(sandbox.root / "site")
    page = sandbox.root / "docs/en/now.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n[away](nowhere.md)\n", encoding="utf-8")
    try:
        with pytest.raises(ProblemError, match=r"now\.md"):
            run(sandbox)
    finally:
        page.write_text(text, encoding="utf-8")
    monkeypatch.setattr(building, "audit", lambda site, url: ["a promise is broken"])
    with pytest.raises(AuditError):
        run(sandbox)
    assert tree(sandbox.root / "site") == before
    assert not list((sandbox.root / ".cache/kyr").glob("stage-*"))


@pytest.mark.parametrize("name", ["docs", ".", "..", "mkdocs.yml"])
def test_nothing_but_a_built_folder_is_replaced(sandbox: Sandbox, name: str) -> None:
    before = sorted(sandbox.root.iterdir())
    with pytest.raises(OSError, match="choose another"):
        build(
            sandbox.load(),
            (sandbox.root / name).resolve(),
            strict=False,
            jobs=1,
            report=lambda line: None,
        )
    assert sorted(sandbox.root.iterdir()) == before


def test_the_old_site_stays_where_the_new_one_cannot_be_put(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, stage = tmp_path / "site", tmp_path / "stage"
    for folder in (out, stage):
        folder.mkdir()
    (out / "index.html").write_text("old")

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(shutil, "move", full)
    with pytest.raises(OSError, match="space"):
        swap(stage, out)
    assert (out / "index.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "stage"]


def test_files_can_be_read_by_a_web_server(sandbox: Sandbox) -> None:
    mask = os.umask(0o077)
    try:
        run(sandbox)
    finally:
        os.umask(mask)
    for path in (sandbox.root / "site").rglob("*"):
        assert path.stat().st_mode & 0o044 == 0o044, path


def test_two_builds_at_once_give_one_whole_site(sandbox: Sandbox) -> None:
    before = tree(sandbox.root / "site")
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=run, args=(sandbox,)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(120)
        assert process.exitcode == 0
    assert tree(sandbox.root / "site") == before
