"""Which files of two versions differ: none hides by its name, and what tools have made is no change."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kyr.differing import differing


def fill(root: Path, **files: str) -> Path:
    """A folder with ``files``; ``__`` in their names stands for ``/``, ``_DOT_`` for a dot."""
    for name, text in files.items():
        put(root, name.replace("__", "/").replace("_DOT_", "."), text)
    return root


def put(root: Path, name: str, text: str = "x") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return fill(tmp_path / "base", a="1", docs__b="2", _DOT_gitignore="/.venv/\n*.pyc\n/.cache/\n")


@pytest.fixture
def head(tmp_path: Path, base: Path) -> Path:
    """The same, as a work tree of git."""
    root = tmp_path / "head"
    subprocess.run(["cp", "-r", base, root], check=True)
    git(root, "init", "-q")
    git(root, "add", "-A")
    return root


HIDDEN = (
    ".cache/kyr/press/finished.json",
    ".venv/bin/python",
    "scripts/evil_cache/__init__.py",
    "overrides/x_cache/a.html",
    "scripts/__pycache__/a.pyc",
    "site/index.html",
    "na\nme",
)


def test_what_git_tracks_never_hides(base: Path, head: Path) -> None:
    assert differing(base, head) == ()
    for name in HIDDEN:
        put(head, name)
    git(head, "add", "-f", ".")
    assert differing(base, head) == tuple(sorted(HIDDEN))
    # Taking it away again is a change too.
    assert differing(head, base) == tuple(sorted(HIDDEN))


def test_what_git_ignores_or_a_tool_has_made_is_no_change(base: Path, head: Path) -> None:
    for name in (".venv/bin/python", "scripts/a.pyc", ".cache/x", "report/report.md"):
        put(head, name)
    put(head, "docs/new.md")
    assert differing(base, head) == ("docs/new.md",)


def test_the_work_tree_of_a_hook_is_not_taken_for_the_project(
    base: Path, head: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(head, ".cache/x")
    git(head, "add", "-f", ".")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert differing(base, head) == (".cache/x",)


def test_without_git_only_the_names_of_tools_at_the_top_are_left_out(
    base: Path, tmp_path: Path
) -> None:
    head = fill(tmp_path / "other", a="1", docs__b="3", _DOT_gitignore="/.venv/\n*.pyc\n/.cache/\n")
    for name in HIDDEN:
        put(head, name)
    shown = {"docs/b", *HIDDEN} - {HIDDEN[0], HIDDEN[1], "site/index.html"}
    assert set(differing(base, head)) == shown
    put(base, "site/index.html", "another")
    assert set(differing(base, head)) == shown | {"site/index.html"}


def test_links_and_leave_to_run_differ_too(base: Path, head: Path) -> None:
    (head / "a").chmod(0o755)
    (head / "docs/b").unlink()
    (head / "docs/b").symlink_to(base / "docs/b")
    (head / "folder").symlink_to("/etc")
    assert differing(base, head) == ("a", "docs/b", "folder")


def test_a_project_within_the_project_is_told(base: Path, head: Path) -> None:
    inner = fill(head / "inner", code="x")
    git(inner, "init", "-q")
    git(inner, "add", "-A")
    git(inner, "-c", "user.name=A", "-c", "user.email=a@library.test", "commit", "-qm", "x")
    git(head, "add", "inner")
    assert differing(base, head) == ("inner",)
