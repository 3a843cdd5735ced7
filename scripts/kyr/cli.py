"""The command line: the only place that prints, counts progress and chooses exit codes.

Exit codes: 0 fine; 1 the content has problems; 2 wrong usage or configuration. NO_COLOR is respected.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape as without_markup
from rich.table import Table

from kyr.problems import Level, Problem, ProblemError, visible
from kyr.project import Project, load_project
from kyr.translation.lock import Origin

if TYPE_CHECKING:
    from kyr.build import Built

CONTENT, CONFIGURATION = 1, 2

CONFIGURATION_FILES = frozenset(
    {"mkdocs.yml", "contacts.yml", "states.yml", "catalogue.yml", "fonts.yml"}
)

app = typer.Typer(
    help="A know-your-rights website and print shop for public libraries.\n\n"
    "Exit codes: 0 fine, 1 the content has problems, 2 wrong usage or configuration.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
out = Console(soft_wrap=True, highlight=False, emoji=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)

Root = Annotated[
    Path, typer.Option("--root", help="The project's folder.", file_okay=False, exists=True)
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings stop the build too.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes at once; 0 means one a core.")]

Tag = Annotated[str, typer.Argument(metavar="LANGUAGE", help="The language's tag, such as es.")]
Files = Annotated[
    list[str] | None, typer.Argument(help="Files below its folder; all when left out.")
]
Section = Annotated[
    str, typer.Option(help="Only this section, by its heading's id, or this text, by its key.")
]

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "dim"}


MOST_SHOWN = 200
"""Problems shown at once: nobody mends more, and a stranger could make a million."""


def escape(text: str) -> str:
    """``text``, whoever wrote it, for one line of the terminal."""
    return without_markup(visible(text))


def _show(problems: tuple[Problem, ...], root: Path) -> None:
    """One block a problem: place and rule, then expected, found and what to do."""
    for problem in problems[:MOST_SHOWN]:
        path = problem.path
        if path.is_absolute() and path.is_relative_to(root.resolve()):
            path = path.relative_to(root.resolve())
        place = f"{path}:{problem.line}" if problem.line else str(path)
        style = _STYLES[problem.level]
        err.print(f"[{style}]{problem.level}[/] {escape(place)} [dim]\\[{problem.rule}][/]")
        err.print(f"  expected  {escape(problem.expected)}")
        err.print(f"  found     {escape(problem.found)}")
        err.print(f"  next      {escape(problem.next_step)}")
    if (more := len(problems) - MOST_SHOWN) > 0:
        err.print(f"… and {more} more. Mend these first.")


@contextmanager
def _faults(root: Path) -> Iterator[None]:
    """Show what went wrong, and leave with the right code."""
    from kyr.build import AuditError

    try:
        yield
    except ProblemError as error:
        _show(error.problems, root)
        stops = [problem for problem in error.problems if problem.level is not Level.NOTE]
        err.print(
            f"[bold red]{len(stops)} problem{'s' * (len(stops) != 1)}.[/] Nothing was changed."
        )
        configuration = any(problem.path.name in CONFIGURATION_FILES for problem in stops)
        raise typer.Exit(CONFIGURATION if configuration else CONTENT) from None
    except AuditError as error:
        for finding in error.findings:
            err.print(f"[bold red]error[/] {escape(str(finding))}")
        err.print(f"[bold red]{len(error.findings)} findings.[/] Nothing was changed.")
        raise typer.Exit(CONTENT) from None
    except OSError as error:
        # A folder that cannot be written, a full disk, a port that is taken.
        place = f"{error.filename}: " if error.filename else ""
        err.print(f"[bold red]error[/] {escape(place + (error.strerror or str(error)))}")
        raise typer.Exit(CONFIGURATION) from None


@contextmanager
def _progress(title: str) -> Iterator[Callable[[str], None]]:
    """A line that changes on a terminal; plain lines elsewhere."""
    if out.is_terminal:
        with out.status(title) as status:
            yield lambda text: status.update(f"{title}: {escape(text)}")
    else:
        yield lambda text: out.print(escape(text))


@app.command()
def build(
    root: Root = Path(),
    strict: Strict = False,
    jobs: Jobs = 0,
    site: Annotated[Path | None, typer.Option(help="Where the site goes.")] = None,
) -> None:
    """Make the whole website and all PDFs."""
    from kyr.build import build as run

    started, cpu = time.perf_counter(), time.process_time()
    with _faults(root), _progress("building") as report:
        project = load_project(root)
        target = site or project.root / "site"
        built = run(project, target.resolve(), strict=strict, jobs=jobs, report=report)
    _show(built.problems, root)
    _summary(built, time.perf_counter() - started, time.process_time() - cpu, project)


def _summary(built: Built, seconds: float, cpu: float, project: Project) -> None:
    out.print(
        f"{built.site}: languages {', '.join(built.languages)}; "
        f"{len(built.prints)} PDFs, {built.files} files, {built.size / 1e6:.1f} MB "
        f"in {seconds:.1f} s"
    )
    if left := [tag for tag in project.texts if tag not in built.languages]:
        out.print(f"Left out: {', '.join(left)}. kyr status says what each still needs.")
    if project.is_placeholder:
        out.print(
            "The site has no address of its own yet (site_url in mkdocs.yml): "
            "pieces with a QR code are stamped SAMPLE."
        )


@app.command()
def serve(
    root: Root = Path(),
    port: Annotated[int, typer.Option(help="The port on this machine.")] = 8000,
) -> None:
    """Build, show the site on this machine, and build again when a file changes."""
    from kyr.build import AuditError
    from kyr.build import build as run
    from kyr.serve import serve_folder, watch

    def rebuild() -> Path | None:
        try:
            project = load_project(root)
            with _progress("building") as report:
                return run(project, project.root / "site", strict=False, jobs=0, report=report).site
        except ProblemError as error:
            _show(error.problems, root)
        except AuditError as error:
            for finding in error.findings:
                err.print(escape(str(finding)))
        return None

    folder = rebuild() or root.resolve() / "site"
    with _faults(root), serve_folder(folder, port) as address:
        out.print(f"{address}  (Ctrl+C ends)")
        try:
            for _ in watch(root.resolve()):
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

    with _faults(root), _progress("pressing") as report:
        project = load_project(root)
        if only and only not in (published := publications(project)):
            there = ", ".join(published)
            raise typer.BadParameter(f"--only: {only} is not published; these are: {there}")
        prints = run(project, to.resolve(), strict=strict, jobs=jobs, report=report, only=only)
    out.print(f"{to}: {len(prints)} PDFs")


@app.command()
def check(
    root: Root = Path(),
    strict: Strict = False,
    links: Annotated[
        bool, typer.Option("--links", help="Also visit every outside address; needs a network.")
    ] = False,
) -> None:
    """Read everything that is written down and say what is wrong with it."""
    from kyr.build import check as run

    with _faults(root):
        project = load_project(root)
        problems = run(project, strict=strict)
    _show(problems, root)
    pages = sum(len(texts.pages) for texts in project.texts.values())
    out.print(f"{len(project.texts)} languages, {pages} pages: no problems that stop a build.")
    if links:
        _check_links(project, root, strict)


def _check_links(project: Project, root: Path, strict: bool) -> None:
    """Visit the outside addresses; leave with 1 if one is dead, or with ``strict`` if one needs a look."""
    from kyr.outside import check_links

    with _faults(root), _progress("visiting") as report:
        visited = check_links(project, report)
    _show(visited.problems, root)
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

    with _faults(root):
        try:
            findings = audit(site, site_url or load_project(root).site_url)
        except ValueError as error:
            raise typer.BadParameter(f"--site-url: {error}") from error
        if findings:
            raise AuditError(findings)
    out.print(f"{site}: no findings.")


@app.command()
def status(root: Root = Path()) -> None:
    """Say of each language what is there, drafted, reviewed and out of date."""
    from kyr.pages import CORE_PAGES
    from kyr.translation.lock import read_lock
    from kyr.translation.state import states_of

    with _faults(root):
        project = load_project(root)
        table = Table("language", "pages", "core missing", "drafts", "reviewed", "out of date")
        for tag, texts in project.texts.items():
            if texts.language.is_source:
                continue
            states = states_of(project, read_lock(project.docs / tag), texts)
            there = [states[name] for name in ("site.yml", "print.yml", *texts.pages)]
            table.add_row(
                f"{tag} {texts.language.english}",
                f"{len(texts.pages)} of {len(project.source.pages)}",
                ", ".join(name for name in CORE_PAGES if name not in texts.pages) or "none",
                str(sum(state.is_draft for state in there)),
                str(sum(not state.is_draft for state in there)),
                ", ".join(name for name, state in states.items() if state.stale) or "none",
            )
    out.print(table)


@app.command()
def owners(root: Root = Path()) -> None:
    """Write who is asked to look at a change of which files, as the list of languages says."""
    from kyr.owners import FILE, code_owners

    with _faults(root):
        project = load_project(root)
        path = project.root / FILE
        path.parent.mkdir(exist_ok=True)
        path.write_text(code_owners(project), encoding="utf-8")
    out.print(f"{FILE}: written from mkdocs.yml.")


@app.command()
def stamp(
    language: Tag,
    files: Files = None,
    origin: Annotated[
        Origin, typer.Option(help="Who made it; a machine if it made any of it.")
    ] = Origin.PERSON,
    section: Section = "",
    root: Root = Path(),
) -> None:
    """Declare that a translation says what the English says now."""
    from kyr.translation.stamp import stamp as record

    with _faults(root):
        project, names = _chosen(root, language, files)
        try:
            stamped = record(project, language, names, origin, section)
        except KeyError as error:
            raise typer.BadParameter(
                f"nothing called {error} there, in {language} and in English"
            ) from None
    out.print(f"{language}: {len(stamped.units)} texts and sections stamped.")
    if stamped.untouched:
        names = [unit.name for unit in stamped.untouched]
        out.print(f"Left, because they still have the English words: {escape(', '.join(names))}")


@app.command()
def review(
    language: Tag,
    files: Files = None,
    by: Annotated[
        str, typer.Option(help="Your name or handle, as it will stand in public for good.")
    ] = "",
    unnamed: Annotated[bool, typer.Option("--unnamed", help="Without a name.")] = False,
    section: Section = "",
    root: Root = Path(),
) -> None:
    """Record that you, who speak both languages and did not translate it, compared it with the English."""
    from kyr.translation.lock import check_person
    from kyr.translation.stamp import review as record

    if bool(by.strip()) == unnamed:
        raise typer.BadParameter("say either --by with a name or handle, or --unnamed")
    try:
        person = check_person(by) if by else None
    except ValueError as error:
        raise typer.BadParameter(f"--by: expected {error}") from error
    with _faults(root):
        project, names = _chosen(root, language, files)
        try:
            units = record(project, language, names, person, date.today(), section)
        except KeyError as error:
            raise typer.BadParameter(
                f"nothing called {error} there, in {language} and in English"
            ) from None
    out.print(f"{language}: {len(units)} texts and sections recorded as reviewed today.")


def _chosen(root: Path, language: str, files: list[str] | None) -> tuple[Project, list[str]]:
    """The project, and the files of ``language`` that are meant: all that English has too when none is named."""
    from kyr.translation.units import files_of

    project = load_project(root)
    if language not in project.texts or project.texts[language].language.is_source:
        others = ", ".join(tag for tag in project.texts if tag != project.source.language.tag)
        raise typer.BadParameter(f"{language} is no language to translate into here: {others}")
    known = [name for name in files_of(project.texts[language]) if name in files_of(project.source)]
    names = files or known
    if unknown := [name for name in names if name not in known]:
        raise typer.BadParameter(f"no such file in {language} and English: {', '.join(unknown)}")
    return project, names
