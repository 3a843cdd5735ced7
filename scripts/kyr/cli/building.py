"""Commands that make something: the whole site, a preview on this machine, the PDFs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kyr.cli.common import (
    CONTENT,
    Jobs,
    Port,
    Root,
    Strict,
    Tag,
    app,
    count,
    err,
    faults,
    out,
    progress,
    safe,
    show,
    wrong,
)
from kyr.problems import ProblemError
from kyr.project import Project, load_project

if TYPE_CHECKING:
    from kyr.build import Built
    from kyr.translation.publication import Obstacle

SHOWN = 3
"""Reasons and texts that the summary names one by one."""


@contextmanager
def broken_promises() -> Iterator[None]:
    """Show what the audit found, and leave."""
    from kyr.build import AuditError

    try:
        yield
    except AuditError as error:
        for finding in error.findings:
            err.print(f"[bold red]error[/] {safe(finding)}")
        err.print(f"[bold red]{len(error.findings)} findings.[/] Nothing was changed.")
        raise typer.Exit(CONTENT) from None


@app.command()
def build(
    root: Root = Path(),
    strict: Strict = False,
    jobs: Jobs = 0,
    site: Annotated[Path | None, typer.Option(help="Where the site goes.")] = None,
) -> None:
    """Make the whole website and all PDFs."""
    from kyr.build import build as run

    started = time.perf_counter()
    with faults(root), broken_promises(), progress("building") as report:
        project = load_project(root)
        target = site or project.root / "site"
        built = run(project, target.resolve(), strict=strict, jobs=jobs, report=report)
    show(built.problems, root)
    _summary(built, time.perf_counter() - started, project)


def _summary(built: Built, seconds: float, project: Project) -> None:
    out.print(
        f"{built.site}: languages {', '.join(built.languages)}; "
        f"{len(built.prints)} PDFs, {built.files} files, {built.size / 1e6:.1f} MB "
        f"in {seconds:.1f} s"
    )
    for item in built.left_out:
        language = item.language
        name = f"{item.name} in {language.english}" if item.name else language.english
        why = _some(f"{one.file} {one.lack}{_units(one)}" for one in item.obstacles)
        out.print(f"Left out: {safe(name)} ({language.tag}): {safe(why)}.")
    if built.left_out:
        out.print("kyr status LANGUAGE says what is wanted.")
    if project.is_placeholder:
        out.print(
            "The site has no address of its own yet (site_url in mkdocs.yml): "
            "pieces with a QR code are stamped SAMPLE."
        )


def _units(obstacle: Obstacle) -> str:
    names = _some(unit.unit.key for unit in obstacle.units)
    return f" ({names})" if names else ""


def _some(items: Iterable[str]) -> str:
    """The first of ``items``, and how many more there are."""
    found = list(items)
    rest = [f"{len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return ", ".join([*found[:SHOWN], *rest])


@app.command()
def serve(root: Root = Path(), port: Port = 8000) -> None:
    """Build, show the site on this machine, and build again when a file changes."""
    from kyr.build import AuditError
    from kyr.build import build as run
    from kyr.serve import serve_folder, watch

    def rebuild() -> Path | None:
        try:
            project = load_project(root)
            with progress("building") as report:
                return run(project, project.root / "site", strict=False, jobs=0, report=report).site
        except ProblemError as error:
            show(error.problems, root)
        except AuditError as error:
            for finding in error.findings:
                err.print(safe(finding))
        return None

    changes = watch(root.resolve())
    folder = rebuild() or root.resolve() / "site"
    with faults(root), serve_folder(folder, port) as address:
        out.print(f"{address}  (Ctrl+C ends)")
        try:
            for _ in changes:
                out.print("Something changed: building again.")
                rebuild()
        except KeyboardInterrupt:
            out.print("Ended.")


@app.command()
def press(
    root: Root = Path(),
    strict: Strict = False,
    jobs: Jobs = 0,
    to: Annotated[Path, typer.Option(help="Where the PDFs go.")] = Path("prints"),
    only: Annotated[str, typer.Option(help="The tag of a language: nothing but its pieces.")] = "",
) -> None:
    """Make only the PDFs."""
    from kyr.build import press as run
    from kyr.translation.publication import publications

    with faults(root), progress("pressing") as report:
        project = load_project(root)
        if only and only not in (published := publications(project)):
            raise wrong(f"--only: {only} is not published; these are: {', '.join(published)}")
        prints = run(project, to.resolve(), strict=strict, jobs=jobs, report=report, only=only)
    out.print(f"{to}: {len(prints)} PDFs")


@app.command()
def preview(
    language: Tag,
    port: Port = 8000,
    to: Annotated[
        Path | None,
        typer.Option(help="Only write it into this folder, and show nothing.", show_default=False),
    ] = None,
    root: Root = Path(),
) -> None:
    """Show one language, ready or not, as its readers would get it: its pages and its pieces."""
    from kyr.preview import NoLanguageError, preview_folder
    from kyr.preview import preview as run
    from kyr.serve import serve_folder, watch

    target = to.resolve() if to else preview_folder(root, language)

    def make() -> None:
        with faults(root), broken_promises(), progress("preview") as report:
            try:
                made = run(root, language, target, report)
            except NoLanguageError:
                raise wrong(
                    f"{language} is not in the list of languages in mkdocs.yml. A new one: kyr new-language {language}"
                ) from None
        show(made.problems, root)
        for item in made.left:
            out.print(f"Left out: {safe(item.name)}: {safe(item.why)}")
        out.print(
            f"{count(made.pages, 'page')} in {language}, {count(made.prints, 'printed piece')}."
        )

    changes = watch(root.resolve())
    make()
    if to:
        out.print(f"Open {target / 'index.html'}")
        return
    with faults(root), serve_folder(target, port) as address:
        out.print(f"{address}  (Ctrl+C ends)")
        try:
            for _ in changes:
                out.print("Something changed: making it again.")
                # What cannot be made now can after the next change; the last one is shown until then.
                with suppress(typer.Exit):
                    make()
        except KeyboardInterrupt:
            out.print("Ended.")
