"""What is set up for code-hosting sites, as far as it can be known without them: nothing here has run there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from kyr.cli import app
from tests.sandbox import ROOT

GITHUB, GITLAB = ROOT / ".github", ROOT / ".gitlab-ci.yml"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").iterdir() if path.name != "config.yml")
TOOLS = Path(sysconfig.get_path("scripts"))


def read(path: Path) -> dict[str, Any]:
    # Without YAML 1.1's booleans, in which "on" is one.
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def jobs() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path.name, name, job) for path in WORKFLOWS for name, job in read(path)["jobs"].items()
    ]


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for workflow, name, job in jobs():
        for step in job["steps"]:
            yield f"{workflow} {name}", step


def scripts() -> Iterator[tuple[str, str]]:
    """Every piece of shell, with the file that it stands in."""
    for place, step in steps():
        if "run" in step:
            yield place, step["run"]
    for name, job in read(GITLAB).items():
        for line in job.get("script", []) if isinstance(job, dict) else ():
            yield f"{GITLAB.name} {name}", line


def tool(*arguments: str | Path) -> None:
    """Run a linter; it must find nothing."""
    done = subprocess.run(
        [TOOLS / arguments[0], *arguments[1:]],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# Linters.


def test_zizmor_finds_nothing_unsafe() -> None:
    tool(
        "zizmor",
        "--offline",
        "--no-progress",
        "--persona",
        "auditor",
        "--strict-collection",
        ".github",
    )


def test_what_zizmor_is_told_to_leave_has_a_reason() -> None:
    for path in (*WORKFLOWS, GITHUB / "dependabot.yml"):
        for rule, reason in re.findall(r"zizmor: ignore\[([^\]]*)\](.*)", path.read_text("utf-8")):
            assert len(reason.split()) >= 5, f"{path.name}: {rule}"


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
        ("gitlab-ci", [GITLAB]),
    ],
)
def test_files_fit_the_public_schema(schema: str, paths: list[Path]) -> None:
    assert paths
    extra = ("--data-transform", "gitlab-ci") if schema == "gitlab-ci" else ()
    tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *extra, *paths)


# Rights.


def test_every_action_is_pinned_by_its_commit() -> None:
    pinned = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
    used = [step["uses"] for _, step in steps() if "uses" in step]
    assert used
    assert [name for name in used if not pinned.fullmatch(name)] == []
    lines = [
        line
        for path in WORKFLOWS
        for line in path.read_text("utf-8").splitlines()
        if "uses:" in line
    ]
    assert len(lines) == len(used)
    # The version beside the hash, one of each everywhere.
    versions = {line.split("uses: ")[1] for line in lines}
    assert all(re.fullmatch(r"\S+ # v\d+\.\d+\.\d+", version) for version in versions)
    assert len({version.split("@")[0] for version in versions}) == len(versions)


def test_every_job_is_bounded_and_has_only_the_rights_it_names() -> None:
    for path in WORKFLOWS:
        whole = read(path)
        assert whole["permissions"] == {}, path.name
        assert whole["concurrency"]["group"], path.name
        assert "secrets" not in path.read_text(encoding="utf-8"), path.name
    for workflow, name, job in jobs():
        assert 0 < int(job["timeout-minutes"]) <= 60, f"{workflow} {name}"
        assert job["permissions"], f"{workflow} {name}"


def test_a_change_from_a_stranger_runs_with_no_right_but_to_read() -> None:
    strangers = [path.name for path in WORKFLOWS if "pull_request" in read(path)["on"]]
    assert strangers == ["check.yml", "pull-request.yml"]
    for workflow, name, job in jobs():
        if workflow in strangers:
            assert job["permissions"] == {"contents": "read"}, name


def test_who_may_write_runs_only_what_is_ours_and_installs_nothing() -> None:
    writing = {
        (workflow, name): job
        for workflow, name, job in jobs()
        if "write" in job["permissions"].values()
    }
    assert {key: job["permissions"] for key, job in writing.items()} == {
        ("comment.yml", "comment"): {
            "contents": "read",
            "actions": "read",
            "pull-requests": "write",
        },
        ("links.yml", "tell"): {"contents": "read", "issues": "write"},
        ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
    }
    for key, job in writing.items():
        for step in job["steps"]:
            # Without “ref” it is the commit of the workflow itself, which is on the main branch.
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {
                    "persist-credentials": "false",
                    "sparse-checkout": ".github/scripts",
                }, key
            if "run" in step:
                assert re.fullmatch(r'python3 \.github/scripts/\w+\.py[\w"$/. ]*', step["run"]), key


def test_no_text_is_put_into_a_script_and_no_credentials_stay_behind() -> None:
    for place, step in steps():
        assert "${{" not in step.get("run", ""), place
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false", place


# Commands.


def words(script: str) -> Iterator[list[str]]:
    """The words of each simple command of ``script``, up to where its input or output goes."""
    for line in script.splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        command: list[str] = []
        is_open = True
        for word in lexer:
            if word and set(word) <= set("|&;<>()"):
                if command:
                    yield command
                command, is_open = [], not set(word) & set("<>")
            elif is_open:
                command.append(word)
        if command:
            yield command


def calls() -> list[tuple[str, tuple[str, ...]]]:
    """Every call of a command of kyr, with where it stands."""
    found = []
    for place, script in scripts():
        for command in words(script):
            if "kyr" in command:
                found.append((place, tuple(command[command.index("kyr") + 1 :])))
            elif command[0] == "scripts/build":
                found.append((place, ("build", *command[1:])))
    return found


def fault(arguments: tuple[str, ...]) -> str:
    """Why kyr would not understand ``arguments``; empty where it would."""
    group: Any = typer.main.get_command(app)
    command = group.commands.get(arguments[0]) if arguments else None
    if command is None:
        return f"no command {arguments[:1]}"
    context = command.context_class(command, info_name=arguments[0])
    try:
        values, left, _ = command.make_parser(context).parse_args(list(arguments[1:]))
    except Exception as error:
        return str(error)
    missing = [
        parameter.name
        for parameter in command.params
        if parameter.required and values.get(parameter.name) in (None, ())
    ]
    return f"left: {left}, missing: {missing}" if left or missing else ""


def test_workflows_call_kyr() -> None:
    assert {arguments[0] for _, arguments in calls()} == {
        "build",
        "check",
        "press",
        "preview",
        "report",
    }


@pytest.mark.parametrize(("place", "arguments"), calls())
def test_every_command_that_is_called_exists(place: str, arguments: tuple[str, ...]) -> None:
    assert fault(arguments) == "", place


@pytest.mark.parametrize(
    "line",
    ["kyr", "kyr biuld", "kyr build --fast", "kyr build here", "kyr audit", "kyr press --only"],
)
def test_a_command_that_does_not_exist_is_seen(line: str) -> None:
    assert fault(tuple(line.split()[1:]))


def test_every_file_that_is_called_is_there() -> None:
    called = re.compile(r"(?<![\w/.])(?:\.ci|\.github/scripts|scripts)/[\w.-]+")
    named = {(place, name) for place, script in scripts() for name in called.findall(script)}
    assert len({name for _, name in named}) >= 6
    for place, name in named:
        path = ROOT / name
        assert path.is_file(), f"{place}: {name}"
        assert path.suffix == ".py" or os.access(path, os.X_OK), f"{place}: {name}"


# Forms.


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_first_say_what_must_not_be_written(path: Path) -> None:
    body = read(path)["body"]
    first = body[0]["attributes"]["value"]
    for words in ("public and stays public", "status or case", "officers", "tips", "help page"):
        assert words in first
    required = [item for item in body if item.get("validations", {}).get("required") == "true"]
    assert 1 <= len(required) <= 2


def test_anything_else_can_be_written_too() -> None:
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": "true"}


def test_the_pull_request_template_asks_three_things() -> None:
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    for words in ("What did you change", "machine", "name", "public"):
        assert words in text
    assert len(text.split()) < 200
