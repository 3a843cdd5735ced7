"""The command line: its exit codes, and words a person can act on."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kyr.cli import app
from tests.sandbox import ROOT, Sandbox

COMMANDS = ("build", "serve", "press", "check", "audit", "status", "owners", "stamp")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    code, text = run("--help")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert code == 0
    for command in COMMANDS:
        assert command in text
        assert f"`kyr {command}" in readme
        assert run(command, "--help")[0] == 0


def test_check_is_content_with_the_project(sandbox: Sandbox) -> None:
    code, text = run("check", "--strict", "--root", str(sandbox.root))
    assert code == 0, text
    assert "no problems" in text


def test_content_problems_are_one(sandbox: Sandbox) -> None:
    line = sandbox.append("docs/es/help.md", "Llame al 212-555-0143.")
    code, text = run("check", "--root", str(sandbox.root))
    assert code == 1
    assert f"docs/es/help.md:{line}" in text
    for word in ("expected", "found", "next", "1 problem"):
        assert word in text


def test_configuration_problems_are_two(sandbox: Sandbox) -> None:
    line = sandbox.edit("mkdocs.yml", "paper: letter", "paper: folio")
    code, text = run("check", "--root", str(sandbox.root))
    assert code == 2
    assert f"mkdocs.yml:{line}" in text


def test_wrong_usage_is_two(sandbox: Sandbox) -> None:
    assert run("check", "--root", str(sandbox.root / "nowhere"))[0] == 2
    assert run("stamp", "xx", "--root", str(sandbox.root))[0] == 2
    code, text = run("press", "--only", "xx", "--root", str(sandbox.root))
    assert code == 2 and "zh-Hans" in text
    assert run("frobnicate")[0] == 2


def test_warnings_stop_only_a_strict_run(sandbox: Sandbox) -> None:
    sandbox.edit("mkdocs.yml", 'name: ""', "name: Springfield Public Library")
    assert run("check", "--root", str(sandbox.root))[0] == 0
    assert run("check", "--strict", "--root", str(sandbox.root))[0] == 2


def test_a_port_that_is_taken_is_told(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        sandbox.append("docs/en/now.md", "{{ nobody.phone }}")  # so that nothing is built
        port = taken.getsockname()[1]
        code, text = run("serve", "--port", str(port), "--root", str(sandbox.root))
    assert code == 2
    assert "in use" in text


def test_stamp_and_status(sandbox: Sandbox) -> None:
    root = str(sandbox.root)
    code, text = run("stamp", "es", "now.md", "--origin", "machine", "--root", root)
    assert code == 0, text
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    code, text = run("status", "es", "--root", root)
    assert code == 0
    assert "now.md" in text
