"""Keeps one issue that lists the outside addresses that are dead: opened, written anew, and closed when none is left.

    python3 .github/scripts/dead_links.py EXIT_CODE FILE

The exit code and the standard error of “kyr check --links”. What is in it has partly been said by servers outside.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from forge import AUTHOR, Forge
from harmless import fenced

TITLE = "Outside addresses that are dead"
MARK = "<!-- kyr: dead links -->"
BODY = 55_000

FOUND = """\
The weekly visit found addresses that no longer lead anywhere. Those marked *error* are dead. Those marked
*warning* need a look in a browser: the page may have moved, or may refuse only machines.

To mend one: open the file at that line, find where the page is now, and change the address together with the day you
opened it. If nothing has taken its place, say so here. A machine sees that a server answers, not that the page still
says the same."""
NONE_LEFT = "The last visit found no dead address."


def main(code: str, path: str) -> str:
    """Bring the issue up to date; what was done, for the log."""
    forge = Forge.of_this_run()
    found = problems(Path(path).read_text(encoding="utf-8", errors="replace"))
    open_ones = [
        issue["number"]
        for issue in forge.each("/issues", state="open")
        # Anybody can write the mark; only our own account's issue is ours.
        if issue["user"]["login"] == AUTHOR and (issue["body"] or "").startswith(MARK)
    ]
    server, repository = os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_REPOSITORY"]
    run = f"{server}/{repository}/actions/runs/{os.environ['GITHUB_RUN_ID']}"
    when = f"Visited on {datetime.now(UTC).date()} ([the whole list]({run}))."
    if code == "0":
        for number in open_ones:
            body = f"{MARK}\n{NONE_LEFT} {when}"
            forge.send("PATCH", f"/issues/{number}", {"body": body, "state": "closed"})
        return "no dead addresses"
    body = f"{MARK}\n{FOUND}\n\n{when}\n\n{fenced(found, BODY)}"
    if open_ones:
        forge.send("PATCH", f"/issues/{open_ones[0]}", {"body": body})
        return f"issue {open_ones[0]} written anew"
    made = forge.send("POST", "/issues", {"title": TITLE, "body": body})
    return f"issue {made['number']} opened"


def problems(text: str) -> str:
    """The errors and warnings in the output ``text`` of kyr, errors first; notes ask for nothing."""
    blocks = re.split(r"(?m)^(?=(?:error|warning|note) )", text)
    kept = [block.rstrip() for block in blocks if block.startswith(("error ", "warning "))]
    return "\n\n".join(sorted(kept, key=lambda block: not block.startswith("error ")))


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
