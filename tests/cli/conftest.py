"""A copy of the project for each test, without its history, and the command line run on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kyr.cli import app
from kyr.cli.common import err, out
from tests.sandbox import ROOT, Sandbox

Kyr = Callable[..., tuple[int, str]]
"""Runs a command on the copy: its exit code, and all that it printed."""


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    """A copy of the project's words."""
    return Sandbox(tmp_path / "project")


@pytest.fixture
def kyr(sandbox: Sandbox) -> Kyr:
    """Runs a command on ``sandbox``."""
    return partial(run, sandbox)


def run(sandbox: Sandbox, *arguments: str, width: int = 80) -> tuple[int, str]:
    """Run a command on ``sandbox``, as on a terminal ``width`` columns wide."""
    for console in (out, err):
        console.width = width
    result = CliRunner().invoke(app, [*arguments, "--root", str(sandbox.root)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def told(text: str) -> str:
    """``text`` in one line, without the frame that a message about wrong usage has."""
    return " ".join(text.replace("│", " ").split())


def with_one_piece(sandbox: Sandbox) -> None:
    """Leave one small piece in the catalogue, and give the copy the fonts: a whole press takes half a minute."""
    fonts = sandbox.root / "printables/fonts"
    shutil.rmtree(fonts)
    shutil.copytree(ROOT / "printables/fonts", fonts, copy_function=os.link)
    path = sandbox.root / "printables/catalogue.yml"
    text = path.read_text(encoding="utf-8")
    editions = "\neditions:\n  office:\n    form: sheet\n    pieces: all\n"
    path.write_text(text[: text.index("  bookmark:")] + editions, encoding="utf-8")


def lend_words(sandbox: Sandbox, lender: str, tag: str) -> None:
    """Fill the folder of language ``tag`` with the words of ``lender``, as if somebody had translated it."""
    folder = sandbox.root / "docs" / lender
    for path in folder.rglob("*"):
        if path.suffix in (".md", ".yml"):
            shutil.copy(path, sandbox.root / "docs" / tag / path.relative_to(folder))
