"""Commands that look and change nothing: at what is written down, and at a finished site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kyr.cli.building import broken_promises
from kyr.cli.common import CONTENT, Root, Strict, app, faults, out, progress, show, wrong
from kyr.problems import Level
from kyr.project import Project, load_project


@app.command()
def check(
    root: Root = Path(),
    strict: Strict = False,
    links: Annotated[
        bool, typer.Option("--links", help="Also visit every outside address; needs a network.")
    ] = False,
) -> None:
    """Read everything that is written down and say what is wrong with it."""
    from kyr.verdict import check as run

    with faults(root):
        project = load_project(root)
        problems = run(project, strict=strict)
    show(problems, root)
    pages = sum(len(texts.pages) for texts in project.texts.values())
    out.print(f"{len(project.texts)} languages, {pages} pages: no problems that stop a build.")
    if links:
        _check_links(project, root, strict)


def _check_links(project: Project, root: Path, strict: bool) -> None:
    """Visit the outside addresses; leave with 1 if one is dead, or with ``strict`` if one needs a look."""
    from kyr.outside import check_links

    with faults(root), progress("visiting") as report:
        visited = check_links(project, report)
    show(visited.problems, root)
    counts = {level: sum(p.level is level for p in visited.problems) for level in Level}
    told = ", ".join(f"{count} {level}s" for level, count in counts.items())
    out.print(f"{visited.addresses} outside addresses visited: {told}.")
    if counts[Level.ERROR] or (strict and counts[Level.WARNING]):
        raise typer.Exit(CONTENT)


@app.command("audit")
def audit_site(
    site: Annotated[Path, typer.Argument(help="A finished site.", exists=True, file_okay=False)],
    site_url: Annotated[str, typer.Option(help="The address it was built for.")] = "",
    root: Root = Path(),
) -> None:
    """Walk a finished site and say what breaks a promise."""
    from kyr.audit import audit
    from kyr.build import AuditError

    with faults(root), broken_promises():
        try:
            findings = audit(site, site_url or load_project(root).site_url)
        except ValueError as error:
            raise wrong(f"--site-url: {error}") from error
        if findings:
            raise AuditError(findings)
    out.print(f"{site}: no findings.")
