"""One comment under the right pull request, whatever its run has left behind."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import comment
import pytest
from forge import AUTHOR

from tests.github.host import TOKEN, Host
from tests.github.test_harmless import effects

SHA = "0123456789abcdef0123456789abcdef01234567"
OTHER = "fedcba9876543210fedcba9876543210fedcba98"
BOT, STRANGER = {"login": AUTHOR}, {"login": "stranger"}


def packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def artifact(name: str, number: int, size: int = 1_000, expired: bool = False) -> dict[str, Any]:
    return {"name": name, "id": number, "size_in_bytes": size, "expired": expired}


def pull(number: int, sha: str = SHA) -> dict[str, Any]:
    return {"number": number, "head": {"sha": sha}}


@pytest.fixture
def run(
    github: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Host, dict[str, Any]]:
    """A host with one pull request from a fork whose run left a report and two previews; the run, to be spoiled."""
    github.there = {
        "/pulls": [pull(12)],
        "/actions/runs/500/artifacts": {
            "artifacts": [artifact("report", 1), artifact("preview-es", 2), artifact("x", 3)]
        },
        "/actions/artifacts/1/zip": packed({"report.md": b"- es: **1** problem"}),
        "/issues/12/comments": [],
    }
    found = {
        "id": 500,
        "event": "pull_request",
        "head_sha": SHA,
        "head_branch": "mend & more",
        "head_repository": {"owner": {"login": "volunteer"}},
    }
    event = tmp_path / "event.json"
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    event.write_text(json.dumps({"workflow_run": found}))
    return github, found


def spoil(tmp_path: Path, run: dict[str, Any], **changes: Any) -> None:
    (tmp_path / "event.json").write_text(json.dumps({"workflow_run": {**run, **changes}}))


def test_the_report_and_the_previews_are_told(run: tuple[Host, dict[str, Any]]) -> None:
    github, _ = run
    assert "pull request 12" in comment.main()
    (sent,) = github.written
    assert (sent.method, sent.path) == ("POST", "/issues/12/comments")
    body = sent.data["body"]
    assert body.startswith(comment.MARK)
    assert "- es: **1** problem" in body
    assert "[es](https://host.test/library/rights/actions/runs/500/artifacts/2)" in body
    asked = next(one for one in github.asked if one.path == "/pulls")
    assert asked.query["head"] == "volunteer:mend & more"


def test_the_token_goes_to_the_api_alone(run: tuple[Host, dict[str, Any]]) -> None:
    github, _ = run
    comment.main()
    fetched = [one for one in github.asked if one.path == "/actions/artifacts/1/zip"]
    assert [one.token for one in fetched] == [f"Bearer {TOKEN}", ""]


def test_our_own_comment_is_written_anew_and_nobody_else_s(
    run: tuple[Host, dict[str, Any]],
) -> None:
    github, _ = run
    others = [{"id": n, "user": STRANGER, "body": f"{comment.MARK} mine"} for n in range(130)]
    talk = {"id": 200, "user": BOT, "body": "something else"}
    ours = {"id": 201, "user": BOT, "body": f"{comment.MARK}\nold"}
    github.there["/issues/12/comments"] = [*others, talk, ours]
    comment.main()
    assert [(one.method, one.path) for one in github.written] == [("PATCH", "/issues/comments/201")]


@pytest.mark.parametrize(
    ("pulls", "changes"),
    [
        # A newer commit is there already; its own run will tell.
        ([pull(12, OTHER)], {}),
        ([], {}),
        ([pull(12)], {"event": "push"}),
        ([pull(12)], {"head_repository": None}),
        ([pull(12)], {"head_branch": None}),
    ],
)
def test_no_comment_where_no_pull_request_fits(
    run: tuple[Host, dict[str, Any]], tmp_path: Path, pulls: list[Any], changes: dict[str, Any]
) -> None:
    github, found = run
    github.there["/pulls"] = pulls
    spoil(tmp_path, found, **changes)
    assert "nothing to say" in comment.main()
    assert github.written == []


def test_the_pull_request_is_never_that_of_the_artifact(
    run: tuple[Host, dict[str, Any]],
) -> None:
    github, _ = run
    files = {"report.md": b"x", "number": b"1", "pr.txt": b"1", "../../number": b"1"}
    github.there["/actions/artifacts/1/zip"] = packed(files)
    github.there["/pulls"] = [pull(1, OTHER), pull(30), pull(12)]
    comment.main()
    assert [one.path for one in github.written] == ["/issues/12/comments"]


def _bomb() -> bytes:
    return packed({"report.md": b"a" * 50_000_000})


def _lies_about_its_size() -> bytes:
    content = bytearray(packed({"report.md": b"a" * 5_000_000}))
    place = content.index(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(content)


def _locked() -> bytes:
    content = bytearray(packed({"report.md": b"hello"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        packed({}),
        packed({"report.md/": b""}),
        packed({"other.md": b"x"}),
        packed({"report.md": b"  \n "}),
        packed({"report.md": b"hello"})[:-30],
        packed({"report.md": b"hello" * 100}).replace(b"PK\x03\x04", b"PK\x03\x05"),
        _locked(),
        b"x" * (comment.ZIP_BYTES + 1),
    ],
    ids=range(10),
)
def test_an_archive_that_is_none_is_told(run: tuple[Host, dict[str, Any]], content: bytes) -> None:
    github, _ = run
    github.there["/actions/artifacts/1/zip"] = content
    comment.main()
    assert comment.MISSING in github.written[0].data["body"]


@pytest.mark.parametrize("make", [_bomb, _lies_about_its_size])
def test_an_archive_that_swells_is_cut(run: tuple[Host, dict[str, Any]], make: Any) -> None:
    github, _ = run
    github.there["/actions/artifacts/1/zip"] = make()
    comment.main()
    assert len(github.written[0].data["body"]) < 65_536


@pytest.mark.parametrize(
    "artifacts",
    [
        [],
        [artifact("report", 1, size=10**9)],
        [artifact("report", 1, expired=True)],
    ],
    ids=range(3),
)
def test_what_is_too_large_or_gone_is_not_fetched(
    run: tuple[Host, dict[str, Any]], artifacts: list[Any]
) -> None:
    github, _ = run
    github.there["/actions/runs/500/artifacts"] = {"artifacts": artifacts}
    comment.main()
    assert comment.MISSING in github.written[0].data["body"]
    assert not any(one.path.endswith("/zip") for one in github.asked)


def test_of_two_attempts_the_newer_one_is_told(run: tuple[Host, dict[str, Any]]) -> None:
    github, _ = run
    pairs = [("report", 4), ("preview-es", 6), ("report", 1), ("preview-es", 5)]
    github.there["/actions/runs/500/artifacts"] = {
        "artifacts": [artifact(name, number) for name, number in pairs]
    }
    github.there["/actions/artifacts/4/zip"] = packed({"report.md": b"second attempt"})
    comment.main()
    body = github.written[0].data["body"]
    assert "second attempt" in body
    assert body.count("/artifacts/") == 1 and "/artifacts/6" in body


def test_names_of_artifacts_are_strangers_too(run: tuple[Host, dict[str, Any]]) -> None:
    github, _ = run
    names = [
        "preview-es](https://evil.test)",
        "preview-@all",
        "preview-",
        "preview-<b>",
        "preview-es\n",
    ]
    names += [f"preview-es-x{n:03}" for n in range(50)] + ["preview-zh-Hans"]
    github.there["/actions/runs/500/artifacts"] = {
        "artifacts": [artifact(name, n) for n, name in enumerate(names, 10)]
    }
    comment.main()
    body = github.written[0].data["body"]
    assert "evil" not in body and "@all" not in body and "<b>" not in body
    assert body.count("/artifacts/") == comment.MOST


def test_a_hostile_report_has_no_effect(run: tuple[Host, dict[str, Any]]) -> None:
    github, _ = run
    hostile = "\n".join(
        ["```", "@all <b>", "/merge", "[a](https://evil.test)", comment.MARK, "\x00\x1b[31m"]
    ).encode()
    github.there["/actions/artifacts/1/zip"] = packed({"report.md": hostile + b"\xff\xfe\xed\xa0"})
    comment.main()
    ours, _, theirs = github.written[0].data["body"].partition("\n---\n")
    assert effects(theirs) == []
    assert ours.count(comment.MARK) == 1
    assert comment.WARNING in ours


@pytest.mark.parametrize("report", [b"- es: **1** problem", b" "])
def test_a_stranger_s_program_is_warned_of_before_what_it_made(
    run: tuple[Host, dict[str, Any]], report: bytes
) -> None:
    github, _ = run
    github.there["/actions/artifacts/1/zip"] = packed({"report.md": report})
    comment.main()
    ours, _, _ = github.written[0].data["body"].partition("/artifacts/")
    assert comment.WARNING in ours


def test_where_nothing_was_made_nothing_is_warned_of(run: tuple[Host, dict[str, Any]]) -> None:
    github, _ = run
    github.there["/actions/runs/500/artifacts"] = {"artifacts": []}
    comment.main()
    body = github.written[0].data["body"]
    assert comment.WARNING not in body and body.endswith(comment.MISSING)
