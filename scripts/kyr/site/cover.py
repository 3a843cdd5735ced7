"""The first page of a preview: what there is to look at in one language, how it stands, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kyr.prints import Print
from kyr.problems import Problem, visible
from kyr.site.assemble import environment
from kyr.site.lent import plain
from kyr.site.views import CSP, Site, page_path
from kyr.translation.publication import Publication
from kyr.translation.state import Condition, State

TEMPLATE = "preview.html"


@dataclass(frozen=True, slots=True)
class Left:
    """A file or piece that the preview goes without, in whole or in part, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its file and title, where it stands, where the English one does, and what is to be said of it."""

    file: str
    title: str
    href: str
    english: str
    state: str


@dataclass(frozen=True, slots=True)
class Made:
    """A piece: its name, whether that is English, its pictures, and its files with what they are called."""

    name: str
    is_english: bool
    pictures: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem as the page tells it."""

    place: str
    level: str
    expected: str
    found: str
    next_step: str


def write_cover(
    site: Site, tag: str, left: Sequence[Left], problems: Sequence[Problem], out: Path
) -> None:
    """Write the page into ``out``, in the place of the list of languages that a whole site begins with."""
    publication = site.publications[tag]
    text = (
        environment(site)
        .get_template(TEMPLATE)
        .render(
            csp=CSP,
            language=publication.language,
            pages=tuple(_pages(site, publication)),
            pieces=tuple(_pieces(site, tag)),
            left=left,
            faults=tuple(_fault(site, problem) for problem in problems),
        )
    )
    (out / "index.html").write_text(text + "\n", encoding="utf-8")
    # Nobody should find half a translation by a search, if this is ever put on a host.
    (out / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")


def _pages(site: Site, publication: Publication) -> Iterator[Shown]:
    tag = publication.language.tag
    order = {name: number for number, name in enumerate(site.project.nav)}
    for name in sorted(publication.pages, key=lambda name: order.get(name, len(order))):
        if name in site.project.states.by_page:
            continue
        yield Shown(
            name,
            site.page(tag, name).front.title,
            page_path(tag, name),
            page_path("en", name),
            _told(publication.state(name)),
        )


def _told(state: State) -> str:
    """What is to be said of a page in ``state``, in a few words."""
    if not state.units:
        return ""
    untouched = sum(unit.untouched for unit in state.units)
    told = [f"{untouched} of {len(state.units)} parts still in English"] if untouched else []
    told += [
        f"{number} part{'s' * (number != 1)} {words}"
        for number, words in (
            (len(state.missing) - untouched, "that English has and the translation has not"),
            (len(state.where(Condition.STALE)), "whose English has changed since"),
            (len(state.where(Condition.ORPHAN)), "that English no longer has"),
            (sum(unit.is_draft for unit in state.units), "that no second person has checked"),
        )
        if number
    ]
    return ", ".join(told) or "translated, current and reviewed"


def _pieces(site: Site, tag: str) -> Iterator[Made]:
    words, source = site.publications[tag].texts.site, site.project.source.site
    for piece_id, piece in site.project.catalogue.pieces.items():
        prints = [item for item in site.prints if item.piece == piece_id]
        if not prints:
            continue
        key = f"{piece.name}.name"
        yield Made(
            plain(words.text(key)),
            key in words.lent,
            next((item.previews for item in prints if item.previews), ()),
            tuple(
                (path, f"{source.text(f'pieces.editions.{item.edition}')}{_paper(item, number)}")
                for item in prints
                for number, path in enumerate(item.files, 1)
            ),
        )


def _paper(item: Print, number: int) -> str:
    side = f", side {number}" if len(item.files) > 1 else ""
    return (f", {item.paper}" if item.paper else "") + side


def _fault(site: Site, problem: Problem) -> Fault:
    root = site.project.root
    path = problem.path.relative_to(root) if problem.path.is_relative_to(root) else problem.path
    return Fault(
        f"{path.as_posix()}:{problem.line}" if problem.line else path.as_posix(),
        problem.level.value,
        visible(problem.expected),
        visible(problem.found),
        visible(problem.next_step),
    )
