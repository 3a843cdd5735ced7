"""``kyr report``: what a change touches, for the comment below a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kyr.cli.common import CONTENT, Root, app, faults, write


@app.command()
def report(
    base: Annotated[
        Path,
        typer.Option(
            help="The folder with the project as it was before the change.",
            exists=True,
            file_okay=False,
        ),
    ],
    strict: Annotated[
        bool, typer.Option("--strict", help="Leave with 1 if the change brings errors or warnings.")
    ] = False,
    root: Root = Path(),
) -> None:
    """Say what a change is about, as Markdown: what is wrong with it, what it translates, claims and touches."""
    from kyr.comment import write_comment
    from kyr.report import report as run

    with faults(root):
        found = run(base, root)
    write(write_comment(found))
    if strict and found.problems:
        raise typer.Exit(CONTENT)
