"""Which files of two folders differ: all of them, whatever they are called, so that none can hide by its name."""

from __future__ import annotations

import filecmp
import os
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MADE = frozenset(
    ".git .venv .cache .hypothesis .mypy_cache .ruff_cache .pytest_cache "
    "site prints preview report test-results".split()
)
"""What our tools make at the top of the project, and leave there."""


@dataclass(frozen=True)
class _Files:
    """``own`` are surely of the project; ``made`` stand below a name of ``MADE``, and could be a tool's."""

    own: frozenset[str]
    made: frozenset[str]


def differing(base: Path, head: Path) -> tuple[str, ...]:
    """The files that only one of two versions of the project has, or that differ; paths below them, with ``/``.

    Where a version is a work tree of git, what git tracks counts always, and what it is told to ignore never. What a
    tool could have made counts where the other version has it too.
    """
    old, new = _files(base), _files(head)
    before = old.own | (old.made & (new.own | new.made))
    after = new.own | (new.made & (old.own | old.made))
    found = before ^ after
    found |= {name for name in before & after if not _is_same(base / name, head / name)}
    return tuple(sorted(found))


def _is_same(old: Path, new: Path) -> bool:
    if old.is_symlink() or new.is_symlink():
        return old.is_symlink() and new.is_symlink() and old.readlink() == new.readlink()
    runs = [bool(path.stat().st_mode & stat.S_IXUSR) for path in (old, new)]
    # What is no plain file, such as a project within the project, is never the same.
    return runs[0] == runs[1] and filecmp.cmp(old, new, shallow=False)


def _files(root: Path) -> _Files:
    tracked = _git(root)
    if tracked is None:
        loose = set(_walk(root))
        tracked = set()
    else:
        loose = (_git(root, "--others", "--exclude-standard") or set()) - tracked
    made = {name for name in loose if name.split("/")[0] in MADE}
    return _Files(frozenset(tracked | (loose - made)), frozenset(made))


def _git(root: Path, *options: str) -> set[str] | None:
    """What git lists of ``root`` and is there; ``None`` where that is no work tree."""
    if not (root / ".git").exists():
        return None
    # Within one of git's hooks, these name another work tree.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    # A work tree may belong to somebody else, as in a container; nothing that its settings name is run.
    settings = ("-c", f"safe.directory={root}", "-c", "core.fsmonitor=false")
    try:
        done = subprocess.run(
            ["git", *settings, "-C", root, "ls-files", "-z", *options],
            env=environment,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    names = (os.fsdecode(name).rstrip("/") for name in done.stdout.split(b"\0") if name)
    return {name for name in names if os.path.lexists(root / name)}


def _walk(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        links = [name for name in folders if (root / here / name).is_symlink()]
        yield from ((here / name).as_posix() for name in (*names, *links))
