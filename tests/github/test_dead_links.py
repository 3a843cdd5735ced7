"""One issue about dead addresses: opened, written anew, closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dead_links
import pytest
from forge import AUTHOR
from typer.testing import CliRunner

from kyr import cli
from kyr.outside import Visited
from kyr.problems import Level, Problem
from tests.github.host import Host
from tests.sandbox import Sandbox

BOT = {"login": AUTHOR}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What kyr itself prints about a dead, a moved and a refused address."""
    folder = tmp_path_factory.mktemp("visited")
    sandbox = Sandbox(folder / "project")
    problems = tuple(
        Problem(
            sandbox.root / "docs/contacts.yml",
            line,
            "link",
            "an address that answers",
            f"“https://{level}.test/@x”: gone",
            "Look.",
            level,
        )
        for line, level in ((3, Level.NOTE), (5, Level.WARNING), (9, Level.ERROR))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kyr.outside.check_links", lambda *_: Visited(3, problems))
        result = CliRunner().invoke(cli.app, ["check", "--links", "--root", str(sandbox.root)])
    assert result.exit_code == 1
    path = folder / "found.txt"
    path.write_text(result.stderr, encoding="utf-8")
    return path


def issue(number: int, **changes: Any) -> dict[str, Any]:
    return {"number": number, "body": f"{dead_links.MARK}\nold", "user": BOT, **changes}


def test_an_issue_is_opened(github: Host, found: Path) -> None:
    github.there["/issues"] = [
        issue(3, body=None),
        issue(4, body="something else"),
        issue(5, user={"login": "stranger"}),
    ]
    assert dead_links.main("1", str(found)) == "issue 77 opened"
    (sent,) = github.written
    assert (sent.method, sent.path) == ("POST", "/issues")
    body = sent.data["body"]
    assert body.index("error docs/contacts.yml:9") < body.index("warning docs/contacts.yml:5")
    assert "https://error.test/" in body
    assert "https://note.test/" not in body
    assert "@" not in body
    assert github.asked[0].query["state"] == "open"


def test_the_issue_is_written_anew(github: Host, found: Path) -> None:
    github.there["/issues"] = [issue(8)]
    dead_links.main("1", str(found))
    (sent,) = github.written
    assert (sent.method, sent.path) == ("PATCH", "/issues/8")
    assert "state" not in sent.data


def test_the_issue_is_closed_when_all_is_well(github: Host, found: Path) -> None:
    github.there["/issues"] = [issue(8)]
    dead_links.main("0", str(found))
    (sent,) = github.written
    assert (sent.path, sent.data["state"]) == ("/issues/8", "closed")


def test_nothing_is_opened_when_all_is_well(github: Host, found: Path) -> None:
    github.there["/issues"] = []
    dead_links.main("0", str(found))
    assert github.written == []
