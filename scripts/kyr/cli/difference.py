"""``kyr diff``: what has changed in English, word by word, beside the translation as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kyr.cli.common import (
    Root,
    Tag,
    app,
    count,
    faults,
    file_name,
    load_language,
    out,
    safe,
    unknown,
    wrong,
)
from kyr.cli.direction import isolated
from kyr.languages import Language
from kyr.problems import visible
from kyr.project import Project
from kyr.translation.change import Change, Edit, Run, changes
from kyr.translation.overview import overview
from kyr.translation.state import Condition
from kyr.translation.units import units_of

AROUND = 1
"""Lines without a change that are shown before and after one that has one."""
_STYLES = {Edit.SAME: "", Edit.OLD: "red strike", Edit.NEW: "green underline"}
_MARKS = {Edit.SAME: ("", ""), Edit.OLD: ("[-", "-]"), Edit.NEW: ("{+", "+}")}


@app.command("diff")
def difference(
    language: Tag,
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]", help="Only this file, such as now.md.", show_default=False
        ),
    ] = "",
    root: Root = Path(),
) -> None:
    """Show what has changed in English since it was translated, beside the translation."""
    with faults(root):
        project = load_language(root, language)
        files = _files(project, language, file)
        found = changes(project, language, files)
    own = project.texts[language].language
    for name, items in found.items():
        out.print(f"[bold]docs/{language}/{safe(name)}[/]\n")
        for item in items:
            _print_change(project, own, item)
    if not found:
        out.print(f"{language}: nothing has changed in English since it was translated.")
        return
    number = sum(map(len, found.values()))
    out.print(
        f"{count(number, 'section or text', 'sections and texts')}. When a file is right again: "
        f"kyr stamp {language} FILE --origin person. If nothing had to change in it, add --still-right."
    )


def _files(project: Project, language: str, file: str) -> list[str]:
    """The files to be compared, the most important first."""
    own = units_of(project.texts[language])
    known = list(dict.fromkeys(part.file for part in overview(project, language).parts))
    if not file:
        return known
    name = file_name(file, language)
    if name not in known:
        raise wrong(unknown(name, known, "file"))
    if not own.get(name):
        raise wrong(
            f"docs/{language}/{name} is not there yet. Copy docs/en/{name} to it and translate it"
        )
    return [name]


def _print_change(project: Project, language: Language, change: Change) -> None:
    unit, condition = change.state.unit, change.state.condition
    key = "" if unit.title == unit.key else f" ({safe(unit.key)})"
    title = safe(unit.title)
    title = isolated(title, language) if key and change.own else title
    out.print(f"[bold]{condition}[/]  {title}{key}")
    if condition is Condition.ORPHAN:
        _label("English no longer has it. It said:")
        _text(change.before or "(That English was not kept.)")
    elif condition is Condition.MISSING and change.now:
        _label(
            f"English has it now, and the translation has not (docs/en/{unit.file}, line {unit.line}):"
        )
        _text(change.now.text)
    elif change.before is None and change.now:
        _label(
            "English, as it is now. The one that was translated was not kept, so compare all of it:"
        )
        _text(change.now.text)
    else:
        _label("English, old and new:")
        _runs(change.runs)
    if change.own:
        _label(f"The translation (docs/{language.tag}/{unit.file}, line {change.own.line}):")
        _text(change.own.text, language)
    out.print()


def _label(text: str) -> None:
    out.print(f"  [dim]{safe(text)}[/]")


def _text(text: str, language: Language | None = None) -> None:
    """``text`` as it stands; that of a right-to-left ``language`` turns nothing around it."""
    for line in map(visible, text.strip().split("\n")):
        out.print(Text(f"    {isolated(line, language) if language else line}" if line else ""))


def _runs(runs: Iterable[Run]) -> None:
    """The lines in which something has changed, with those around them."""
    lines = _lines(runs)
    changed = [number for number, (_, is_changed) in enumerate(lines) if is_changed]
    shown = [
        any(abs(number - other) <= AROUND for other in changed) for number in range(len(lines))
    ]
    for number, (line, _) in enumerate(lines):
        if shown[number]:
            out.print(Text("    ") + line)
        elif number == 0 or shown[number - 1]:
            out.print("    …")


def _lines(runs: Iterable[Run]) -> list[tuple[Text, bool]]:
    """The lines of ``runs`` that are not empty, each with whether something in it has changed."""
    has_colours = out.is_terminal and not out.no_color
    lines = [(Text(), False)]
    last = Edit.SAME
    for run in runs:
        words = "\n".join(map(visible, run.text.split("\n")))
        if run.edit is Edit.OLD:
            # What was has no lines of its own among those of today.
            words = words[: len(words) - len(words.lstrip())].replace("\n", " ") + " ".join(
                words.split()
            )
        opened, closed = ("", "") if has_colours else _MARKS[run.edit]
        style = _STYLES[run.edit] if has_colours else ""
        for number, part in enumerate(words.split("\n")):
            if number:
                lines.append((Text(), False))
            line, is_changed = lines[-1]
            said = part.lstrip()
            line.append(part[: len(part) - len(said)])
            if said:
                between = " " if (last, part) == (Edit.OLD, said) and run.edit is Edit.NEW else ""
                line.append(between).append(f"{opened}{said}{closed}", style)
                lines[-1] = (line, is_changed or run.edit is not Edit.SAME)
                last = run.edit
    return [(line, is_changed) for line, is_changed in lines if line.plain.strip()]
