"""Puts the report of a pull request under it: one comment, written anew at each run.

This runs with the right to comment, therefore never anything of the pull request itself. Whatever its run has left
is from a stranger: of the artifacts only the names are read and one text file of bounded size, in memory. Which pull
request it belongs to is asked of GitHub and not of the artifact.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forge import AUTHOR, Forge, ForgeError
from harmless import harmless

MARK = "<!-- kyr: what this change does -->"
REPORT = "report"
FILE = "report.md"
ZIP_BYTES = 300_000
FILE_BYTES = 300_000
BODY = 60_000
"""GitHub takes 65,536 characters."""
PREVIEW = re.compile(r"preview-([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3})")
MOST = 20
"""Previews that are linked."""

WARNING = (
    "What follows, the report and the files to download, was made by the program as the change has it: a stranger's "
    "program, if the change touches more than words and facts. Then do not rely on it, and do not open the files: "
    "look at the change itself."
)
MISSING = "There is no report: the checks say why."


def main() -> str:
    """Comment on the pull request of the run that has ended; what was done, for the log."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    run, forge = event["workflow_run"], Forge.of_this_run()
    number = find_pull_request(forge, run)
    if number is None:
        return "no open pull request is at this commit: nothing to say"
    artifacts = forge.get(f"/actions/runs/{run['id']}/artifacts", per_page=100)["artifacts"]
    # A run that was started again may list what its first attempt left: the newest of a name counts.
    newest = sorted(
        (item for item in artifacts if not item["expired"]), key=lambda item: item["id"]
    )
    named = {item["name"]: item for item in newest}
    body = compose(run, named, read_report(forge, named.get(REPORT)))
    for comment in forge.each(f"/issues/{number}/comments"):
        # Anybody can write the mark; only our own account's comment is ours.
        if comment["user"]["login"] == AUTHOR and comment["body"].startswith(MARK):
            forge.send("PATCH", f"/issues/comments/{comment['id']}", {"body": body})
            return f"pull request {number}: comment {comment['id']} written anew"
    forge.send("POST", f"/issues/{number}/comments", {"body": body})
    return f"pull request {number}: commented"


def find_pull_request(forge: Forge, run: dict[str, Any]) -> int | None:
    """The number of the open pull request whose last commit ``run`` was made for.

    Where several are open for the same branch, the first.
    """
    owner = ((run["head_repository"] or {}).get("owner") or {}).get("login")
    if run["event"] != "pull_request" or not owner or not run["head_branch"]:
        return None
    found = forge.each("/pulls", state="open", head=f"{owner}:{run['head_branch']}")
    numbers = [pull["number"] for pull in found if pull["head"]["sha"] == run["head_sha"]]
    return min(numbers, default=None)


def read_report(forge: Forge, artifact: dict[str, Any] | None) -> str | None:
    """The text of the report in ``artifact``, if there is one and it is what it should be."""
    if artifact is None or artifact["size_in_bytes"] > ZIP_BYTES:
        return None
    try:
        packed = forge.download(f"/actions/artifacts/{artifact['id']}/zip", ZIP_BYTES)
        return unpack(packed)
    except ForgeError as error:
        sys.stderr.write(f"{error}\n")
        return None


def unpack(packed: bytes) -> str | None:
    """The text of ``FILE`` in the archive ``packed``: read in memory and no further than it may be long."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive, archive.open(FILE) as file:
            content = file.read(FILE_BYTES + 1)
    # All that a broken, locked or foreign archive can make of zipfile.
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        sys.stderr.write(f"{FILE}: {type(error).__name__}\n")
        return None
    return content[:FILE_BYTES].decode("utf-8", "replace")


def compose(
    run: dict[str, Any], artifacts: Mapping[str, dict[str, Any]], report: str | None
) -> str:
    """The comment: what we know ourselves, with the ``artifacts`` by name, then what the ``report`` says."""
    address = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}/actions/runs/{run['id']}"
    lines = [MARK, f"**What this change does** ([checks of {run['head_sha'][:7]}]({address}))", ""]
    told = (report or "").strip()
    previews = sorted(
        (found[1], item["id"])
        for name, item in artifacts.items()
        if (found := PREVIEW.fullmatch(name)) is not None
    )
    if previews or told:
        lines += [WARNING, ""]
    if previews:
        links = ", ".join(f"[{tag}]({address}/artifacts/{id_})" for tag, id_ in previews[:MOST])
        lines += [
            f"See its pages and printed pieces: {links}. Each is a file to download when you are logged in: "
            "unpack it and open `index.html`.",
            "",
        ]
    if not told:
        return "\n".join([*lines, MISSING])
    return "\n".join([*lines, "---", "", harmless(told, BODY)])


if __name__ == "__main__":
    print(main())
