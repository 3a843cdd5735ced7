"""The command line of scripts/bench: the only module here that prints."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kyr.press.fonts import read_fonts
from tests.bench.again import again
from tests.bench.checking import measure
from tests.bench.memory import peak
from tests.bench.speed import STAGES, Versus, cards, stages, with_known_sizes, with_search
from tests.bench.tongues import LENT, in_many
from tests.press.conftest import ROOT, publish

app = typer.Typer(
    help="Measures the press. CPU seconds count this process alone, whatever else the machine does.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
out = Console(width=100, highlight=False)

Languages = Annotated[int, typer.Option(min=1, help="At most so many languages.")]
Pages = Annotated[int, typer.Option(min=1, help="Pages of each language.")]
Rounds = Annotated[int, typer.Option(min=1, help="Rounds, of which the best counts.")]
Processes = Annotated[int, typer.Option(min=1, help="Processes that press at once.")]

FEW = 9
"""Languages of the press beside which the memory of many is seen to grow or not."""

SMALL = 4
"""Languages of the library beside which a large one is measured."""


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right")
    return table


@app.callback(invoke_without_command=True)
def everything(context: typer.Context) -> None:
    """All of it, where no part is named."""
    if context.invoked_subcommand is None:
        sheet()
        stage()
        change()
        memory()
        check()


@app.command()
def sheet(languages: Languages = 60, rounds: Rounds = 3) -> None:
    """The red card sheet, one card laid out and imposed, against all twenty laid out by WeasyPrint."""
    project, publications = in_many(languages)
    fonts = read_fonts(ROOT / "printables" / "fonts")
    manuscripts = cards(project, fonts, publications)
    table = _table("Red card sheet, CPU seconds", "", "languages", "ours", "WeasyPrint", "ratio")

    def row(name: str, count: int, found: Versus) -> None:
        table.add_row(
            name, str(count), f"{found.ours:.2f}", f"{found.theirs:.2f}", f"{found.ratio:.1f}"
        )

    row("size known", len(manuscripts), with_known_sizes(fonts, manuscripts, rounds))
    # Words that are lent to further languages would only be sought again.
    own = [one for one in manuscripts if one.job.language.tag not in LENT]
    row("size sought", len(own), with_search(fonts, own))
    out.print(table)
    out.print(
        "Known: layout and finish. Sought: the search for the largest size that fits as well, on the whole"
    )
    out.print(
        "sheet where WeasyPrint makes it alone. The words and the proof are apart (see “stage”).\n"
    )


@app.command()
def stage() -> None:
    """Every piece and edition by stage, over the languages that the project has."""
    project, _ = in_many(0)
    publications = {tag: publish(project, tag) for tag in project.texts}
    fonts = read_fonts(ROOT / "printables" / "fonts")
    table = _table("Mean CPU milliseconds a piece", "", *STAGES, "all")
    for stem, spent in stages(project, fonts, publications).items():
        columns = [*(spent[name] for name in STAGES), sum(spent.values())]
        table.add_row(stem, *(f"{1000 * seconds:.0f}" for seconds in columns))
    out.print(table)
    out.print(
        "size: the search; type: layout and WeasyPrint's file; sheet: all that finishes it.\n"
    )


@app.command()
def change() -> None:
    """A press with nothing changed, and with one changed string."""
    project, _ = in_many(0)
    table = _table("Spanish and Arabic, pressed again", "", "CPU seconds", "made", "of")
    with tempfile.TemporaryDirectory() as folder:
        names = ("nothing kept", "nothing changed", "another bookmark.title in Spanish")
        found = again(project, ("es", "ar"), Path(folder), ("es", "bookmark.title"))
        for name, press in zip(names, found, strict=True):
            table.add_row(name, f"{press.seconds:.2f}", str(press.made), str(press.handed_out))
    out.print(table, "")


@app.command()
def memory(languages: Languages = 60, processes: Processes = 2) -> None:
    """The peak of every process that presses all pieces in many languages, beside a press in few."""
    table = _table("Peak memory, MB", "languages", "files", "leader", "each worker", "all, at most")
    for count in sorted({min(FEW, languages), languages}):
        found = peak(count, processes)
        table.add_row(
            str(found.languages),
            str(found.made),
            f"{found.leader:.0f}",
            f"{found.worker:.0f}" if found.workers else "",
            f"{found.together:.0f}",
        )
    out.print(table)


@app.command()
def check(languages: Languages = 40, pages: Pages = 25, rounds: Rounds = 3) -> None:
    """What the checks and the status cost, as commands, in a large library beside a small one."""
    counts = sorted({min(SMALL, languages), languages})
    table = _table("Checks, CPU seconds", "languages", "pages each", "kyr check", "kyr status")
    for count in counts:
        found = measure(count, pages, rounds, ("check", "status"))
        spent = (f"{found[name].seconds:.2f}" for name in ("check", "status"))
        table.add_row(str(count), str(pages), *spent)
    out.print(table)
    out.print(f"kyr check says of the largest: {found['check'].said}")


if __name__ == "__main__":
    app()
