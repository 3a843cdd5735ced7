"""``kyr status``: a table of the languages, or what is wanted of one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from kyr.cli.common import Root, app, count, faults, load_language, out, safe, write
from kyr.cli.direction import isolated
from kyr.project import Project, load_project
from kyr.translation.lock import Origin
from kyr.translation.overview import Overview, Part, Rank, as_data, overview, source_overview
from kyr.translation.publication import Lack
from kyr.translation.state import CONDITIONS, Condition, UnitState
from kyr.translation.units import units_of

WIDE = 124
"""Columns from which the table is readable."""
KEYS = 8
"""Texts of site.yml and print.yml that are named one by one."""

_MEANING = (
    "missing: English has it and the translation has not, or still has the English words. "
    "stale: the English has changed since. orphan: English no longer has it. "
    "unrecorded: it is there, and nobody has stamped it. changed: it is another text than was stamped."
)
_WANTED = (Condition.MISSING, Condition.STALE, Condition.ORPHAN, Condition.UNRECORDED)


@app.command()
def status(
    language: Annotated[
        str,
        typer.Argument(
            metavar="[LANGUAGE]", help="Say what is wanted of this one.", show_default=False
        ),
    ] = "",
    json: Annotated[
        bool, typer.Option("--json", help="Everything, unit by unit, for programs.")
    ] = False,
    root: Root = Path(),
) -> None:
    """Say of each language what is there, drafted, reviewed and out of date."""
    with faults(root):
        project = (
            load_language(root, language) if language not in ("", "en") else load_project(root)
        )
        source = project.source.language.tag
        tags = [language] if language else list(project.texts)
        found = [overview(project, tag) for tag in tags if tag != source]
    if json:
        _print_json(project, found)
    elif language and found:
        _print_wanted(project, found[0])
    else:
        _print_all(found)
        _print_source(project)


def _print_json(project: Project, found: Iterable[Overview]) -> None:
    from json import dumps

    write(dumps(as_data(project, found), ensure_ascii=False, indent=1) + "\n")


def _print_all(found: Sequence[Overview]) -> None:
    if not found:
        return
    if out.width >= WIDE:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        for title in ("language", "published"):
            table.add_column(title)
        for title in (
            "pages",
            *CONDITIONS,
            "changed",
            "drafts by\nmachine",
            "drafts by\npersons",
            "reviewed",
        ):
            table.add_column(title, justify="right")
        for one in found:
            table.add_row(
                safe(f"{one.language.tag}  {one.language.english}"),
                _published(one),
                _pages(one),
                *(str(one.count(condition)) for condition in CONDITIONS),
                str(one.changed),
                str(one.drafts(Origin.MACHINE)),
                str(one.drafts(Origin.PERSON)),
                str(one.reviewed),
            )
        out.print(table)
    else:
        for one in found:
            out.print(f"[bold]{one.language.tag}[/]  {safe(one.language.english)}")
            _print_figures(one)
    _print(_MEANING)
    _print("kyr status LANGUAGE says what is wanted.")


def _published(one: Overview) -> str:
    if one.is_published:
        return "yes"
    lacks = [obstacle.lack for obstacle in one.obstacles]
    told = [
        f"{count(lacks.count(lack), 'core file')} {words}"
        for lack, words in (
            (Lack.GONE, "not there"),
            (Lack.UNTRANSLATED, "to translate"),
            (Lack.UNREVIEWED, "to review"),
        )
        if lack in lacks
    ]
    return f"no: {', '.join(told)}"


def _pages(one: Overview) -> str:
    """The pages that can be read whole, and those that readers get where these are fewer."""
    hides = one.is_published and one.shown < one.pages
    return f"{one.pages} of {one.of}" + (f"\n{one.shown} shown" if hides else "")


def _print_figures(one: Overview) -> None:
    published = "published" if one.is_published else f"not published ({_published(one)[4:]})"
    machine, person = one.drafts(Origin.MACHINE), one.drafts(Origin.PERSON)
    _print(f"{published}, {one.pages} of {one.of} pages", "    ")
    if one.is_published and one.shown < one.pages:
        _print(
            f"readers get {one.shown} of these pages: drafts are hidden until a second speaker reviews them",
            "    ",
        )
    _list("", (f"{one.count(condition)} {condition}" for condition in CONDITIONS), "    ")
    if one.changed:
        _print(f"changed since they were stamped: {one.changed}", "    ")
    _print(f"drafts: {machine} by machine, {person} by persons; reviewed {one.reviewed}", "    ")


def _print_source(project: Project) -> None:
    found = source_overview(project)
    _print(f"English, the source: {count(found.pages, 'page')}, {found.units} sections and texts.")
    if not found.reviews:
        _print("A lawyer has reviewed none of the English pages.")
        return
    _print(f"A lawyer has reviewed {len(found.reviews)} of the {found.pages} English pages:")
    for name, review in found.reviews:
        _print(f"{safe(name)}: {safe(review.by)}, {review.date.isoformat()}", "    ")


def _print_wanted(project: Project, one: Overview) -> None:
    """What is wanted of a language, the most important first."""
    language = one.language
    out.print(
        f"[bold]{language.tag}[/]  {safe(language.english)}, {isolated(safe(language.name), language)}"
    )
    _print_figures(one)
    blocks = [
        part for part in one.parts if part.is_there or part.rank in (Rank.EMERGENCY, Rank.CORE)
    ]
    wanted = [part for part in blocks if part.state.where(*_WANTED) or _changed(part)]
    if wanted:
        out.print("\n[bold]Wanted, the most important first[/]")
    for part in wanted:
        _print_part(project, one, part)
    _print_review(one)
    for rank, readers in ((Rank.PATRON, "patrons"), (Rank.STAFF, "staff")):
        _print_not_begun(one, rank, readers)
    if not wanted and not any(unit.is_draft for unit in one.units):
        _print("Nothing is wanted: what is there is translated, current and reviewed.")
    reviews = source_overview(project).reviews
    out.print()
    _print(f"A lawyer has reviewed {len(reviews) or 'none'} of the English pages.")


def _print_part(project: Project, one: Overview, part: Part) -> None:
    path = part.path.relative_to(project.root).as_posix()
    out.print(f"\n[bold]{safe(path)}[/]  [dim]{part.rank}[/]")
    if not part.is_there:
        english = f"docs/en/{part.file}"
        _row(
            "missing",
            f"the whole file, {count(len(part.state.units), 'section or text', 'sections and texts')}",
        )
        _row("next", f"copy {safe(english)} to {safe(path)} and translate it")
        return
    if part.file not in units_of(project.source):
        _row("orphan", "the whole file: English no longer has it, and nothing of it is shown")
        _row("next", f"remove {safe(path)}")
        return
    renamed = {unit.now for unit in part.state.units if unit.now}
    for condition in _WANTED:
        units = part.state.where(condition)
        if condition is Condition.MISSING:
            # What is only called otherwise now is there: it is told where it stands.
            units = tuple(unit for unit in units if unit.unit.key not in renamed)
        moved = [unit for unit in units if unit.now]
        rest = [unit for unit in units if not unit.now]
        if moved:
            _print_units(project, one, condition, moved)
            _row("next", _rename(one, part, moved))
        if rest:
            _print_units(project, one, condition, rest)
            _row("next", _next(project, one, part, condition, rest))
    if changed := _changed(part):
        _print_units(project, one, "changed", changed)
        _row("next", f"changed since it was stamped: {_stamp(one, part)}")


def _changed(part: Part) -> list[UnitState]:
    """The units of ``part`` that are another text than was stamped."""
    return [unit for unit in part.state.units if unit.changed]


def _print_units(project: Project, one: Overview, label: str, units: Sequence[UnitState]) -> None:
    shown = units[:KEYS] if units[0].unit.file.endswith(".yml") else units
    for number, unit in enumerate(shown):
        _row(label if number == 0 else "", _name(project, one, unit))
    if left := len(units) - len(shown):
        _row("", f"and {left} more")


def _name(project: Project, one: Overview, state: UnitState) -> str:
    """What readers call a unit, its key, where it stands, and whether in English words."""
    unit = state.unit
    is_english = _is_english(project, state)
    place = f"line {unit.line}"
    if not (state.is_there or state.untouched):
        place += " in English"
    elif is_english and state.condition is Condition.UNRECORDED:
        place += ", the English word" + "s" * (" " in unit.text)
    if unit.title == unit.key:
        return f"{safe(unit.key)}, {place}"
    title = safe(unit.title) if is_english else isolated(safe(unit.title), one.language)
    return f"{title} ({safe(unit.key)}, {place})"


def _is_english(project: Project, state: UnitState) -> bool:
    """Whether a unit says what the English says, word by word."""
    english = units_of(project.source).get(state.unit.file, {}).get(state.unit.key)
    return english is not None and english.text == state.unit.text


def _stamp(one: Overview, part: Part) -> str:
    stamp = f"kyr stamp {one.language.tag} {safe(part.file)}"
    return f"{stamp} --origin person, or machine if a machine made any of it"


def _rename(one: Overview, part: Part, units: Sequence[UnitState]) -> str:
    """What to do with ``units`` that English has under another id or key: the words can stay."""
    mark = "{}" if part.file.endswith(".yml") else "{{#{}}}"
    names = (f"{mark.format(unit.unit.key)} to {mark.format(unit.now)}" for unit in units)
    return f"rename {safe(', '.join(names))} as in English, then: {_stamp(one, part)}"


def _next(
    project: Project, one: Overview, part: Part, condition: Condition, units: Sequence[UnitState]
) -> str:
    tag, file = one.language.tag, safe(part.file)
    if condition is Condition.MISSING:
        if any(unit.untouched for unit in units):
            return f"translate these in docs/{tag}/{file}, then: kyr stamp {tag} {file} --origin person"
        return (
            f"copy these from docs/en/{file} and translate them (kyr diff {tag} {file} shows them)"
        )
    if condition is Condition.STALE:
        return f"kyr diff {tag} {file} shows what has changed in English"
    if condition is Condition.ORPHAN:
        return f"take these out of docs/{tag}/{file}, then: kyr stamp {tag} {file} --origin person"
    if any(_is_english(project, unit) for unit in units):
        return f"translate what is in English words, then: {_stamp(one, part)}"
    return _stamp(one, part)


def _print_review(one: Overview) -> None:
    """What can be reviewed: whole files, and sections of those where others are to be stamped first."""
    waiting: dict[str, int] = {}
    unready: set[str] = set()
    for part in one.parts:
        for unit in part.state.units:
            if unit.condition is Condition.CURRENT and not unit.changed:
                waiting[part.file] = waiting.get(part.file, 0) + unit.is_draft
            elif unit.condition is not Condition.ORPHAN and (unit.is_there or unit.untouched):
                unready.add(part.file)
    for title, is_ready, section in (
        ("For a second speaker to compare with the English", True, ""),
        (
            "Section by section, because the rest is to be stamped",
            False,
            "--section ID ",
        ),
    ):
        files = [
            f"{safe(file)} ({number})"
            for file, number in waiting.items()
            if number and (file not in unready) is is_ready
        ]
        if files:
            out.print(f"\n[bold]{title}[/]")
            _list("", files)
            _row("next", f"kyr review {one.language.tag} FILE {section}--by NAME, or --unnamed")


def _print_not_begun(one: Overview, rank: Rank, readers: str) -> None:
    """Pages and groups of words that a language can do without, of one ``rank``."""
    pages = [
        f"{safe(part.file)} ({len(part.state.units)})"
        for part in one.parts
        if not part.is_there and part.rank is rank
    ]
    groups: dict[str, list[str]] = {}
    for group in one.later:
        if group.rank is rank:
            groups.setdefault(group.file, []).append(f"{safe(group.group)} ({group.texts})")
    if not pages and not groups:
        return
    out.print(f"\n[bold]Not begun yet, for {readers}[/]")
    if pages:
        _list("", pages)
        _row("next", f"copy docs/en/PAGE to docs/{one.language.tag}/PAGE and translate it")
    for file, names in groups.items():
        _list(f"{file}: ", names)
    if groups:
        _row("next", f"copy a whole group from docs/en to docs/{one.language.tag} and translate it")


def _row(label: str, text: str) -> None:
    _print(f"{label:<12}{text}", "  ", " " * 14)


def _print(text: str, indent: str = "", below: str | None = None) -> None:
    """``text`` in lines no longer than the terminal is wide, or 100 columns."""
    out.print(
        textwrap.fill(
            text,
            min(out.width, 100),
            initial_indent=indent,
            subsequent_indent=indent if below is None else below,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _list(title: str, items: Iterable[str], indent: str = "  ") -> None:
    """``items`` after each other, none of them broken over two lines."""
    lines = [indent + title]
    for item in items:
        if lines[-1].strip() and len(lines[-1]) + len(item) + 1 > min(out.width, 100):
            lines.append(indent)
        lines[-1] += f"{item}, "
    out.print("\n".join(line.rstrip() for line in lines).removesuffix(","))
