"""What ``kyr check`` and ``kyr status`` cost in a library of many languages, as commands, with all that they load."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench.library import make_library


@dataclass(frozen=True)
class Spent:
    """One run of a command: its CPU seconds, of all its processes together, and the last line that it wrote."""

    seconds: float
    said: str


def measure(languages: int, pages: int, rounds: int, commands: tuple[str, ...]) -> dict[str, Spent]:
    """What each of ``commands`` costs at best in ``rounds``, in a library of so many ``languages`` and ``pages``."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_library(root, languages, pages)
        return {
            command: min((_run(root, command) for _ in range(rounds)), key=lambda one: one.seconds)
            for command in commands
        }


def _run(root: Path, command: str) -> Spent:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # All that the commands load counts as well, as it does for whoever waits for them.
    done = subprocess.run(
        [Path(sys.executable).with_name("kyr"), command, "--root", root],
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines = (done.stdout or done.stderr).strip().splitlines()
    return Spent(seconds, lines[-1] if lines else "")
