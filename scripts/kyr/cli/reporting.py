"""Commands for the place where changes are proposed: what a change is about, and who is asked to look at it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kyr.cli.common import CONTENT, Root, app, faults, out, write, wrong
from kyr.project import load_project


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

    if not (base / "mkdocs.yml").is_file():
        raise wrong(
            f"{base} is not the project before the change: it has no mkdocs.yml. "
            "Name the folder in which a copy of the whole project stands."
        )
    with faults(root):
        found = run(base, root)
    write(write_comment(found))
    if strict and found.problems:
        raise typer.Exit(CONTENT)


@app.command()
def owners(root: Root = Path()) -> None:
    """Write who is asked to look at a change of which files, as the list of languages says."""
    from kyr.owners import FILE, code_owners

    with faults(root):
        project = load_project(root)
        path = project.root / FILE
        path.parent.mkdir(exist_ok=True)
        path.write_text(code_owners(project), encoding="utf-8")
    out.print(f"{FILE}: written from mkdocs.yml.")
