"""What all commands share: where they print, how they show what is wrong, and the exit codes.

Exit codes: 0 fine; 1 the content has problems; 2 wrong usage or configuration. NO_COLOR is respected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from kyr.languages import UnknownLanguageError, tag_of_name, usual_tag
from kyr.problems import Level, Problem, ProblemError, visible
from kyr.project import Project, load_project
from kyr.translation.registry import how_to_list

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
# Words of pages stand in what is printed: “:pill:” there is no picture.
out = Console(soft_wrap=True, highlight=False, emoji=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)

Root = Annotated[
    Path, typer.Option("--root", help="The project's folder.", file_okay=False, exists=True)
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings stop the build too.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes at once; 0 means one a core.")]
Port = Annotated[int, typer.Option(help="The port on this machine.", min=0, max=65535)]

Tag = Annotated[str, typer.Argument(metavar="LANGUAGE", help="The language's tag, such as es.")]

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "dim"}


MOST_SHOWN = 200
"""Problems shown at once: nobody mends more, and a stranger could make a million."""


def safe(text: object) -> str:
    """``text``, whoever wrote it, for one line of the terminal."""
    return escape(visible(str(text)))


def show(problems: tuple[Problem, ...], root: Path) -> None:
    """One block a problem: place and rule, then expected, found and what to do."""
    for problem in problems[:MOST_SHOWN]:
        path = problem.path
        if path.is_absolute() and path.is_relative_to(root.resolve()):
            path = path.relative_to(root.resolve())
        place = f"{path}:{problem.line}" if problem.line else str(path)
        style = _STYLES[problem.level]
        err.print(f"[{style}]{problem.level}[/] {safe(place)} [dim]\\[{problem.rule}][/]")
        err.print(f"  expected  {safe(problem.expected)}")
        err.print(f"  found     {safe(problem.found)}")
        err.print(f"  next      {safe(problem.next_step)}")
    if (more := len(problems) - MOST_SHOWN) > 0:
        err.print(f"… and {more} more. Mend these first.")


def write(text: str) -> None:
    """Print ``text`` as it is, for a program or another page: however long, and whatever stands in it."""
    out.file.write(text)


@contextmanager
def faults(root: Path) -> Iterator[None]:
    """Show what went wrong, and leave with the right code."""
    try:
        yield
    except ProblemError as error:
        show(error.problems, root)
        stops = [problem for problem in error.problems if problem.level is not Level.NOTE]
        err.print(
            f"[bold red]{len(stops)} problem{'s' * (len(stops) != 1)}.[/] Nothing was changed."
        )
        configuration = any(problem.path.name in CONFIGURATION_FILES for problem in stops)
        raise typer.Exit(CONFIGURATION if configuration else CONTENT) from None
    except OSError as error:
        # A folder that cannot be written, a full disk, a port that is taken.
        place = f"{error.filename}: " if error.filename else ""
        err.print(f"[bold red]error[/] {safe(place + (error.strerror or str(error)))}")
        raise typer.Exit(CONFIGURATION) from None


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """A line that changes on a terminal; plain lines elsewhere."""
    if out.is_terminal:
        with out.status(title) as status:
            yield lambda text: status.update(f"{title}: {safe(text)}")
    else:
        yield lambda text: out.print(safe(text))


def wrong(text: str) -> typer.Exit:
    """Tell wrong usage in ``text``; what is to be raised then.

    It stands in one line without a frame: the commands that it names are there to be copied.
    """
    err.print(f"[bold red]error[/] {safe(text)}")
    return typer.Exit(CONFIGURATION)


def load_language(root: Path, language: str) -> Project:
    """The project, which has a translation into ``language``.

    Raises:
        typer.Exit: it has none; the message names those that there are.
    """
    project = load_project(root)
    others = [tag for tag in project.texts if tag != project.source.language.tag]
    if language not in others:
        raise wrong(
            f"{language} is no language to translate into here. "
            f"These are: {', '.join(others) or 'none yet'}. {_instead(project, language, others)}".rstrip()
        )
    return project


def _instead(project: Project, language: str, others: Iterable[str]) -> str:
    """What to do where ``language`` is none of ``others``: what may have been meant, or how to begin it."""
    source = project.source.language.tag
    try:
        tag = usual_tag(language)
    except UnknownLanguageError:
        tag = tag_of_name(language)
    if tag in others:
        return f"Did you mean {tag}?"
    if not tag or tag.split("-")[0] == source:
        return ""
    if (project.docs / tag).is_dir():
        return f"docs/{tag} is there, and mkdocs.yml does not list it. {how_to_list(tag)}"
    return f"A new one: kyr new-language {tag}"


def count(number: int, one: str, many: str = "") -> str:
    """``number`` with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def file_name(name: str, language: str) -> str:
    """``name`` below the language's folder, also where it was written as a path from the project's folder."""
    return name.replace("\\", "/").removeprefix("./").removeprefix(f"docs/{language}/")


def unknown(name: str, known: Iterable[str], what: str) -> str:
    """That there is no ``what`` called ``name``, and which of ``known`` could be meant."""
    near = get_close_matches(name, dict.fromkeys(known), 3, 0.5)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"there is no {what} called {name}.{meant}"
