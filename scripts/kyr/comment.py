"""A report as Markdown, for the comment below a proposed change.

What somebody wrote stands in code spans, in which nothing is a link, a mention, an image or HTML (CommonMark 0.31,
6.1), and which nothing in it can end; tables hold only what the program made. All lists have an end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from kyr.problems import Level, Problem, visible
from kyr.report import Report
from kyr.settings import Setting, SettingsChange
from kyr.translation.claims import Claim, Claims, Place
from kyr.translation.comparison import Comparison, EnglishChange, FactChange, LanguageChange
from kyr.translation.lock import Origin
from kyr.translation.overview import Overview
from kyr.translation.publication import LeftOut
from kyr.translation.rules import RulesChange
from kyr.translation.state import CONDITIONS, Condition
from kyr.usage import Ignore

LIMIT = 60_000
"""Characters of the whole: GitHub takes 65,536 of a comment."""
PROBLEMS = 30
"""Problems that are told in full."""
SHOWN = 20
"""Entries of any other list."""
LINE = 700
"""Characters of the names that stand in one line."""
FILES = 5
"""Files of a folder that are named."""
LETTERS = 200
"""Characters of any text that somebody wrote."""


def write_comment(report: Report) -> str:
    """``report`` as Markdown."""
    lines = list(_lines(report))
    text = "\n".join(lines) + "\n"
    if len(text) <= LIMIT:
        return text
    while len(text) > LIMIT - 100:
        lines.pop()
        text = "\n".join(lines) + "\n"
    return text + "\nThis is not all: the rest was too long for a comment. `kyr report` shows it.\n"


def code(text: object, letters: int = LETTERS) -> str:
    """``text`` in one line as a code span that nothing in it ends: its own backticks become signs that look alike."""
    plain = " ".join(visible(str(text)).split()).replace("`", "\u02cb")
    if len(plain) > letters:
        plain = plain[: letters - 1] + "…"
    return f"`{plain or ' '}`"


def _lines(report: Report) -> Iterator[str]:
    yield from _verdict(report)
    yield from _problems(report.problems)
    comparison = report.comparison
    if comparison is not None:
        for language in comparison.languages:
            if language.is_touched:
                yield from _language(language)
        yield from _english(comparison)
        if comparison.rules:
            yield from ("", "### The rules of the English change")
            yield from _rules("The rules for all languages change", comparison.rules)
        yield from _facts(comparison.facts)
        yield from _settings(comparison.settings)
    yield from _others(report.others)


def _verdict(report: Report) -> Iterator[str]:
    warnings = len(report.problems) - report.errors
    if report.errors:
        yield f"**{_count(report.errors, 'problem')} to mend before this can be taken**, listed below."
    elif warnings:
        yield f"**The checks found no error, but {_count(warnings, 'warning')}.**"
    else:
        yield "**The checks found nothing that stops this.** Whether the words are right, only a person can tell."
    if warnings:
        told = (
            f"There {_verb(warnings)} {_count(warnings, 'warning')} too. " if report.errors else ""
        )
        yield (
            f"{told}The strict build of the main branch stops at warnings. Mend them; or, where a check of language is "
            "wrong, record under `ignore:` in the language's `language.yml` why (CONTRIBUTING.md says how)."
        )
    if report.known:
        yield f"{_count(report.known, 'problem')} stood there before and {_verb(report.known)} not counted."
    if report.comparison is None:
        which = "The change" if report.base_is_read else "The version before the change"
        yield f"{which} cannot be read as a whole, so of what it touches only the files are shown."
    elif not (report.others or report.comparison):
        yield "It changes nothing that people read, and no fact."


def _verb(number: int) -> str:
    return "is" if number == 1 else "are"


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    ordered = sorted(
        problems, key=lambda p: (p.level is not Level.ERROR, str(p.path), p.line, p.rule)
    )
    if ordered:
        yield from ("", "### What is wrong")
    for path, found in groupby(ordered[:PROBLEMS], key=lambda problem: problem.path):
        yield from ("", f"**{code(path.as_posix())}**", "")
        for problem in found:
            place = f"Line {problem.line}" if problem.line else "The file"
            kind = "" if problem.level is Level.ERROR else f", a {problem.level}"
            yield f"- {place} ({code(problem.rule)}{kind})"
            yield f"  - expected: {code(problem.expected)}"
            yield f"  - found: {code(problem.found)}"
            yield f"  - next: {code(problem.next_step, 400)}"
    if len(ordered) > PROBLEMS:
        yield from ("", f"And {len(ordered) - PROBLEMS} more. `kyr check` shows them all.")


def _language(one: LanguageChange) -> Iterator[str]:
    tag = one.language.tag
    yield from ("", f"### {one.language.english} (`{tag}`)")
    if one.before is None:
        yield from ("", "A new language.")
    if one.after is None:
        yield from ("", "**This takes the language away.**")
    yield from _table(one.before, one.after)
    for title, places in (
        ("Translated", one.translated),
        ("Changed", one.changed),
        ("**No longer there**", one.gone),
        ("Fallen behind the English", one.stale),
        *_records(one.claims),
    ):
        yield from _places(title, places)
    if one.rules:
        yield from _rules("Its own rules change", one.rules)
    yield from _reviews(one.claims)
    yield from _left(one)


def _records(claims: Claims) -> Iterator[tuple[str, Sequence[Place]]]:
    yield (
        "**No longer recorded as made by a machine, though the words are the same**",
        claims.no_machine,
    )
    yield (
        "**Recorded as made by a person, and before, with other words, as made by a machine**",
        claims.now_by_person,
    )
    yield "**No longer recorded, though they are still there**", claims.unrecorded
    yield "Declared to say what the English says now, without a change", claims.declared


def _rules(title: str, rules: RulesChange) -> Iterator[str]:
    """What becomes of the entries of a language.yml: each can make a check say less."""
    yield from ("", f"**{title}** (`language.yml`).")
    for told, entries in (("Taken out", rules.gone), ("New", rules.new)):
        if entries:
            yield from ("", f"{told}:")
            yield from _list(map(code, entries))
    for told, ignored in (
        ("**Checks that it switches off**", rules.off),
        ("Checks that it switches on again", rules.on),
    ):
        if ignored:
            yield from ("", f"{told}:")
            yield from _list(map(_ignore, ignored))


def _ignore(entry: Ignore) -> str:
    return f"{code(entry.check)} at {code(entry.where)}, because: {code(entry.reason)}"


def _table(before: Overview | None, after: Overview | None) -> Iterator[str]:
    rows: list[tuple[str, Callable[[Overview], object]]] = [
        ("published", lambda one: "yes" if one.is_published else "no"),
        ("pages that can be read whole", lambda one: f"{one.pages} of {one.of}"),
        *((condition.value, _counter(condition)) for condition in CONDITIONS),
        ("drafts made by a machine", lambda one: one.drafts(Origin.MACHINE)),
        ("drafts made by persons", lambda one: one.drafts(Origin.PERSON)),
        ("reviewed by a second person", lambda one: one.reviewed),
    ]
    yield from ("", "| sections and texts | before | after |", "|---|---:|---:|")
    for title, figure in rows:
        cells = [str(figure(side)) if side else "" for side in (before, after)]
        mark = "**" if cells[0] != cells[1] else ""
        yield f"| {title} | {cells[0]} | {mark}{cells[1]}{mark if cells[1] else ''} |".replace(
            "****", ""
        )


def _counter(condition: Condition) -> Callable[[Overview], object]:
    return lambda one: one.count(condition)


def _places(title: str, places: Sequence[Place]) -> Iterator[str]:
    if places:
        yield from ("", f"{title}: {_joined(map(_name, places), len(places))}.")


def _name(place: Place) -> str:
    return code("#".join(place))


def _reviews(claims: Claims) -> Iterator[str]:
    if claims.claimed:
        yield from (
            "",
            "**This says that a second person compared these with the English. Is that so?**",
        )
        yield from _claims(claims.claimed)
    if claims.lapsed:
        yield from ("", "Reviews that end with this:")
        yield from _claims(claims.lapsed)


def _claims(claims: Iterable[Claim]) -> Iterator[str]:
    def whose(claim: Claim) -> tuple[str, str, str]:
        return claim.by or "", claim.on.isoformat(), claim.why or ""

    lines = []
    for (by, day, why), found in groupby(sorted(claims, key=whose), key=whose):
        places = [claim.place for claim in found]
        person = code(by) if by else "Somebody without a name"
        reason = f", because {why}" if why else ""
        lines.append(f"{person}, {day}{reason}: {_joined(map(_name, places), len(places))}")
    yield from _list(lines)


def _left(one: LanguageChange) -> Iterator[str]:
    if one.left:
        yield from ("", "Pages and pieces that readers of this language do not get:")
        yield from _list(_left_out(item, one) for item in one.left)


def _left_out(item: LeftOut, one: LanguageChange) -> str:
    reasons = dict.fromkeys(f"{code(found.file)}: {found.lack}" for found in item.obstacles)
    new = " (**new with this change**)" if item.name in one.newly_left else ""
    return f"{code(item.name)}: {', '.join(reasons)}{new}"


def _english(comparison: Comparison) -> Iterator[str]:
    if not comparison.english:
        return
    yield from ("", "### The English changes")
    yield from _list(map(_english_change, comparison.english))
    behind = [one for one in comparison.languages if one.stale]
    if behind:
        told = ", ".join(f"`{one.language.tag}` ({len(one.stale)})" for one in behind)
        yield from (
            "",
            f"Translations that fall behind, with the number of sections: {told}. `kyr diff` shows them.",
        )
    lines = [
        f"`{tag}`: {_joined(map(code, pieces), len(pieces))}"
        for tag, pieces in comparison.pieces.items()
    ]
    if lines:
        yield from ("", "Printed pieces that say from now on that they are out of date:")
        yield from _list(lines)


def _english_change(change: EnglishChange) -> str:
    tags = ", ".join(f"`{tag}`" for tag in change.stale)
    return f"{_name(change.place)} {change.kind}" + (f"; falls behind in {tags}" if tags else "")


def _facts(facts: Sequence[FactChange]) -> Iterator[str]:
    if facts:
        yield from ("", "### Contacts and facts change", "")
        yield "**Somebody has to compare these with their sources, and call numbers that are new.**"
        yield from _list(
            f"{code(fact.file)}: {code(fact.id)}: {_joined(map(code, fact.fields), len(fact.fields))}"
            for fact in facts
        )


def _settings(change: SettingsChange) -> Iterator[str]:
    if not change:
        return
    yield from ("", "### Settings change (`mkdocs.yml`)")
    if change.settings:
        yield from (
            "",
            "**Settings can bring in programs, and other words than those in `docs`. Look at each.**",
        )
        yield from _list(map(_setting, change.settings))
    if change.languages:
        yield from ("", "In the list of languages:")
        yield from _list(
            f"{code(tag)}: {_joined(map(_setting, found), len(found))}"
            for tag, found in change.languages
        )
    if change.reordered:
        yield from ("", "The languages come in another order.")


def _setting(setting: Setting) -> str:
    return f"{code(setting.name)} ({setting.kind})"


def _others(names: Sequence[str]) -> Iterator[str]:
    """The files that are left, by the folder they stand in, so that none hides among many of another."""
    if not names:
        return
    yield from ("", "### Beyond the words", "")
    yield "This also changes files of which nothing is told above: the program, the design, the set-up or others."
    yield from _list(
        f"{code(top)}: {_joined((code(name) for name in found), len(found), FILES)}"
        for top, found in (
            (top, list(group)) for top, group in groupby(names, lambda name: name.split("/")[0])
        )
    )


def _list(lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield ""
    yield from (f"- {line}" for line in found[:SHOWN])
    if len(found) > SHOWN:
        yield f"- and {len(found) - SHOWN} more"


def _joined(names: Iterable[str], number: int, most: int = SHOWN) -> str:
    """At most ``most`` of the ``number`` of ``names``, and no more than fit in a line that is passed on whole."""
    shown: list[str] = []
    for name in names:
        if len(shown) == most or sum(map(len, shown)) + len(name) > LINE:
            break
        shown.append(name)
    rest = f" and {number - len(shown)} more" if number > len(shown) else ""
    return ", ".join(shown) + rest


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
