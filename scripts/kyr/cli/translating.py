"""Commands for a translation: begin one, see what has changed, record who made and who reviewed it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

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
from kyr.project import Project, load_project
from kyr.translation.lock import Origin
from kyr.translation.units import Unit, units_of

Files = Annotated[
    list[str] | None,
    typer.Argument(help="Files below its folder, such as now.md; all when left out."),
]
Section = Annotated[
    str, typer.Option(help="Only this section, by its heading's id, or this text, by its key.")
]
MANY = 12
"""Units that are named one by one."""


@app.command("new-language")
def new_language(
    tag: Annotated[
        str,
        typer.Argument(metavar="TAG", help="Its BCP 47 tag, such as vi, hmn, zh-Hant or pt-BR."),
    ],
    name: Annotated[
        str, typer.Option(help="Its name for itself, in its own letters.", show_default=False)
    ] = "",
    script: Annotated[
        str,
        typer.Option(help="Its script, such as Arab, where it is not known.", show_default=False),
    ] = "",
    root: Root = Path(),
) -> None:
    """Begin a language: a folder in English words that teaches how to translate it, and its line in mkdocs.yml."""
    from kyr.press.fonts import read_fonts
    from kyr.translation.scaffold import new_language as make
    from kyr.translation.scaffold import propose

    with faults(root):
        project = load_project(root)
        try:
            language = propose(project, tag, name, script)
        except ValueError as error:
            raise wrong(f"{tag}: {error}") from error
        fonts = read_fonts(root / "printables" / "fonts")
        made = make(project, language)
    told = isolated(safe(language.name), language)
    out.print(
        f"docs/{tag}: {count(len(made), 'file')}, to be translated into {safe(language.english)}, {told}."
    )
    out.print("mkdocs.yml lists it. Readers do not see it before its core set is translated.")
    if not fonts.serves(language):
        out.print(
            f"Its script, {language.script}, has no font in printables/fonts. The website needs none. Before the "
            "language is published, add one for the printed pieces: printables/fonts/README.md says how."
        )
    out.print("\nNext:")
    for step in (
        f"Translate docs/{tag}/now.md first. kyr status {tag} lists what comes after it.",
        f"kyr preview {tag} shows the pages and pieces as far as they are translated.",
        f"kyr stamp {tag} now.md --origin person records that a file is translated.",
    ):
        out.print(f"  {step}")


@app.command()
def stamp(
    language: Tag,
    files: Files = None,
    origin: Annotated[
        Origin | None,
        typer.Option(help="Who made it; machine if a machine made any of it.", show_default=False),
    ] = None,
    section: Section = "",
    still_right: Annotated[
        bool,
        typer.Option(
            "--still-right",
            help="Also what has not changed although the English has: you compared it, and it still says the same.",
        ),
    ] = False,
    root: Root = Path(),
) -> None:
    """Declare that a translation says what the English says now."""
    from kyr.translation.stamp import stamp as record

    if origin is None:
        raise wrong("say who made it: --origin person, or --origin machine")
    with faults(root):
        project = load_language(root, language)
        names = _chosen(project, language, files, section)
        stamped = record(project, language, names, origin, section, still_right)
    out.print(
        f"{language}: {count(len(stamped.units), 'section or text', 'sections and texts')} stamped."
    )
    _left(
        stamped.untouched,
        "Left, because they still have the English words (if that is meant, name one with --section):",
    )
    _left(
        stamped.unchanged,
        f"Left, because the English has changed and they have not. kyr diff {language} shows how. "
        "If they still say the same, say so with --still-right:",
    )
    _left(
        stamped.english,
        "These still have the English words, and count as translated from now on, because you named them:",
    )
    _left(stamped.machine, "Still recorded as made by a machine, because nobody has changed them:")


def _left(units: Iterable[Unit], why: str) -> None:
    names = [unit.name for unit in units]
    if names:
        rest = f" and {len(names) - MANY} more" if len(names) > MANY else ""
        out.print(f"{why} {safe(', '.join(names[:MANY]))}{rest}")


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
        raise wrong("say either --by with a name or handle, or --unnamed")
    try:
        person = check_person(by) if by.strip() else None
    except ValueError as error:
        raise wrong(f"--by: expected {error}") from error
    with faults(root):
        project = load_language(root, language)
        names = _chosen(project, language, files, section)
        units = record(project, language, names, person, date.today(), section)
    told = count(len(units), "section or text", "sections and texts")
    out.print(
        f"{language}: {told} recorded as reviewed today, {f'by {safe(person)}' if person else 'without a name'}."
    )
    out.print("The review holds until the English or the translation changes.")


def _chosen(project: Project, language: str, files: list[str] | None, section: str) -> list[str]:
    """The files of ``language`` that are meant: all that English has too when none is named.

    Raises:
        typer.Exit: there is no such file, or no such section or text, or it is not clear which is meant.
    """
    source, own = units_of(project.source), units_of(project.texts[language])
    known = [name for name, units in own.items() if name in source and units]
    names = [file_name(name, language) for name in files] if files else known
    for name in names:
        if name not in known:
            raise wrong(unknown(name, known, f"file in {language} and English"))
    if section:
        found = [name for name in names if section in own[name] and section in source[name]]
        if not found:
            keys = [key for name in names for key in own[name] if key in source[name]]
            raise wrong(unknown(section, keys, f"section or text in {language} and English"))
        if len(found) > 1:
            raise wrong(f"{section} is in several files: say which ({', '.join(found[:MANY])})")
        return found
    return names
