"""The print shop: words in, proofed PDFs out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from kyr.press import cache as kept
from kyr.press.cache import Finished
from kyr.press.contents import PackPart
from kyr.press.fonts import Fonts, read_fonts
from kyr.press.manuscript import Desk, Job, Manuscript, Work, jobs
from kyr.press.pack import Made, bind_pack, parts_of
from kyr.press.plan import paper_of
from kyr.press.typed import fields_of
from kyr.prints import Print, made_from, write_prints
from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.translation.publication import Publication
from kyr.translation.state import Standing

Report = Callable[[str], None]
Packs = Mapping[int, tuple[PackPart, ...]]
"""What is bound into each pack, by the number of its work."""
_NO_PACKS: Packs = {}
_LIST = "prints.json"
_OUT = "out"
FEW = 8
"""Pieces in so many editions and languages are made sooner than two more processes are started."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A piece to be made, and the name under which it is kept."""

    job: Job
    key: str
    standing: Standing
    is_sample: bool
    fields: Literal["own", "latin", ""]

    def finished(self, cache: Path) -> Finished:
        """What is kept of it."""
        found = kept.load(cache, self.key)
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Pressed:
    """What the press made; and, by the id of the piece, what is wrong with those that it could not make."""

    prints: tuple[Print, ...]
    problems: Mapping[str, tuple[Problem, ...]]


def press_all(
    project: Project,
    publications: Mapping[str, Publication],
    out: Path,
    cache: Path,
    processes: int,
    report: Report,
    only: str = "",
) -> tuple[Print, ...]:
    """Make every piece × edition × language on the library's papers into ``<tag>/print/`` of the empty folder ``out``.

    What was made before from the same words, fonts, design and programs comes from ``cache/press``. ``processes`` is
    how many may work at once. ``report`` is told the name of each piece when it is there. With the tag of a language
    in ``only`` nothing but its pieces are made; what is kept of the others stays kept, so that several machines can
    make a language each, and one that has all their caches the whole.

    Raises:
        ProblemError: everything that is wrong with any piece, at once. Nothing is handed out then.
    """
    floor = _Floor(project, publications, cache, processes, report)
    orders = floor.make_all(only)
    if floor.problems:
        raise ProblemError(dict.fromkeys(p for found in floor.problems.values() for p in found))
    if only:
        return tuple(_hand_out(order, cache, (out,)) for order in orders)
    return _hand_out_all(floor, orders, out)


def press_possible(
    project: Project,
    publications: Mapping[str, Publication],
    out: Path,
    cache: Path,
    processes: int,
    report: Report,
) -> Pressed:
    """As ``press_all``, but what can be made is handed out although other pieces cannot.

    Raises:
        ProblemError: the list of fonts cannot be read, so that nothing can be made.
    """
    floor = _Floor(project, publications, cache, processes, report)
    orders = floor.make_all()
    problems = {piece: tuple(found) for piece, found in floor.problems.items()}
    return Pressed(_hand_out_all(floor, orders, out), problems)


def _hand_out_all(floor: _Floor, orders: Sequence[_Order], out: Path) -> tuple[Print, ...]:
    """Lay out all that there is, and forget what was kept of anything else."""
    cache = floor.cache
    own = cache / "press"
    # Kept as they stand on the site too, for a build of the pages without the press.
    shutil.rmtree(own / _OUT, ignore_errors=True)
    prints = tuple(_hand_out(order, cache, (own / _OUT, out)) for order in orders)
    write_prints(own / _LIST, prints, made_from(floor.desk.project.root))
    kept.forget_others(cache, {order.key for order in orders})
    return prints


def _contents(work: Work, made: Sequence[Made]) -> tuple[PackPart, ...]:
    return parts_of(work.job, work.publication.texts, made)


class _Floor:
    """All the work there is, and those who do it."""

    def __init__(
        self,
        project: Project,
        publications: Mapping[str, Publication],
        cache: Path,
        processes: int,
        report: Report,
    ) -> None:
        self.desk = Desk(project, read_fonts(project.root / "printables" / "fonts"))
        self.work = jobs(project, publications)
        self.publications = publications
        self.cache = cache
        self.processes = processes
        self.report = report
        self.problems: dict[str, dict[Problem, None]] = {}
        """What is wrong, by the id of the piece, each once."""

    def make_all(self, only: str = "") -> list[_Order]:
        """Make all that can be made, or only what is for one language; what is wrong with others is in ``problems``."""
        chosen = [n for n, item in enumerate(self.work) if only in ("", item.job.language.tag)]
        packs = [number for number in chosen if self.work[number].job.piece.pack]
        orders = self.make([number for number in chosen if number not in packs])
        # A pack is bound from what is made, and its cover tells of it.
        made = [Made(order.job, order.key, order.finished(self.cache)) for order in orders.values()]
        parts = {number: _contents(self.work[number], made) for number in packs}
        orders |= self.make(packs, parts)
        return [orders[number] for number in sorted(orders)]

    def make(self, numbers: Sequence[int], packs: Packs = _NO_PACKS) -> dict[int, _Order]:
        """Make what is missing of ``numbers``, with what is in the ``packs`` among them; those that are there then."""
        orders: dict[int, _Order] = {}
        for number in numbers:
            item = self.work[number]._replace(parts=packs.get(number, ()))
            try:
                orders[number] = _order(self.desk.write(*item), self.desk.fonts)
            except ProblemError as error:
                self._note(number, error.problems)
        missing = [n for n, order in orders.items() if kept.load(self.cache, order.key) is None]
        done = 0
        helpers = (self.desk.project, self.publications, self.cache, packs)
        for batch, found in _make_all(helpers, _batches(self.work, missing), self.processes):
            self._note(batch[0], found)
            for number in batch:
                done += 1
                job = self.work[number].job
                self.report(f"{job.language.tag}: {job.stem}, {done} of {len(missing)}")
        return {n: order for n, order in orders.items() if kept.load(self.cache, order.key)}

    def _note(self, number: int, problems: Iterable[Problem]) -> None:
        """Note ``problems`` of the piece of work ``number``, each once."""
        piece_id = self.work[number].job.piece_id
        for problem in problems:
            self.problems.setdefault(piece_id, {})[problem] = None


def _order(manuscript: Manuscript, fonts: Fonts) -> _Order:
    return _Order(
        manuscript.job,
        kept.key_of(manuscript, fonts),
        manuscript.standing,
        manuscript.is_sample,
        fields_of(manuscript),
    )


def _batches(work: Sequence[Work], numbers: Sequence[int]) -> list[list[int]]:
    """``numbers`` of ``work`` by piece and language: its editions stay together, because most share their type."""

    def piece(number: int) -> tuple[str, str]:
        return work[number].job.language.tag, work[number].job.piece_id

    return [list(group) for _, group in groupby(numbers, piece)]


def _make_all(
    shop: tuple[Project, Mapping[str, Publication], Path, Packs],
    batches: list[list[int]],
    processes: int,
) -> Iterator[tuple[list[int], tuple[Problem, ...]]]:
    """Make the ``batches``; each when it is done, with the problems that it had."""
    processes = min(processes, len(batches))
    if processes < 2 or sum(map(len, batches)) <= FEW:
        own = Shop(*shop) if batches else None
        for batch in batches:
            assert own is not None
            yield batch, own.make_all(batch)
        return
    # Fresh processes: a copy of one that shows its progress from a second thread may hang.
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_start, initargs=shop
    ) as pool:
        yield from zip(batches, pool.map(_make_batch, batches, chunksize=1), strict=True)


_worker_shop: list[Shop] = []


def _start(
    project: Project, publications: Mapping[str, Publication], cache: Path, packs: Packs
) -> None:
    _worker_shop[:] = [Shop(project, publications, cache, packs)]


def _make_batch(batch: list[int]) -> tuple[Problem, ...]:
    return _worker_shop[0].make_all(batch)


class Shop:
    """Makes pieces, one after the other."""

    def __init__(
        self, project: Project, publications: Mapping[str, Publication], cache: Path, packs: Packs
    ) -> None:
        from kyr.press.setting import SetPiece, Setter

        self.desk = Desk(project, read_fonts(project.root / "printables" / "fonts"))
        self.work = jobs(project, publications)
        self.packs = packs
        self.cache = cache
        self.setter = Setter(self.desk.fonts)
        self.last: tuple[str, SetPiece | None] = ("", None)

    def make_all(self, numbers: Sequence[int]) -> tuple[Problem, ...]:
        """Make and keep each of ``numbers`` of the work; what is wrong with any."""
        problems: list[Problem] = []
        for number in numbers:
            item = self.work[number]._replace(parts=self.packs.get(number, ()))
            try:
                self.make(self.desk.write(*item))
            except ProblemError as error:
                problems.extend(error.problems)
        return tuple(problems)

    def make(self, manuscript: Manuscript) -> None:
        """Set, finish, proof and keep ``manuscript``; what it is the cover of is bound to it.

        Raises:
            ProblemError: it does not fit, or the proof found something.
        """
        from kyr.press.impose import impose
        from kyr.press.ink import InkError
        from kyr.press.mend import StructureError
        from kyr.press.proof import proof

        fonts, job = self.desk.fonts, manuscript.job
        layout = kept.layout_key(manuscript, fonts)
        if self.last[0] != layout:
            self.last = (layout, self.setter.set(manuscript))
        piece = self.last[1]
        assert piece is not None
        try:
            pdf = impose(piece, job, fonts)
        except StructureError as error:
            raise ProblemError([_unfinished(manuscript, _TAGS, error)]) from error
        except InkError as error:
            raise ProblemError([_unfinished(manuscript, _INKS, error)]) from error
        if problems := proof(pdf, manuscript, fonts):
            raise ProblemError(problems)
        whole = bind_pack(pdf, manuscript) if manuscript.parts else pdf
        kept.keep(self.cache, kept.key_of(manuscript, fonts), *_files(whole, pdf, job))


_TAGS = (
    "press-tags",
    "tags that mirror the page",
    "Write the template in printables/pieces/ with plain lists, headings and paragraphs.",
)
_INKS = (
    "press-ink",
    "colours that the edition can print",
    "Use the colours of printables/pieces/base.css: var(--ink), var(--strong), var(--head).",
)


def _unfinished(manuscript: Manuscript, rule: tuple[str, str, str], error: Exception) -> Problem:
    name, expected, next_step = rule
    job = manuscript.job
    return Problem(
        manuscript.words_path,
        0,
        name,
        f"{expected} ({job.stem}, {job.language.tag})",
        str(error),
        next_step,
    )


def _files(pdf: bytes, shown: bytes, job: Job) -> tuple[dict[str, bytes], dict[str, bytes], int]:
    """What is handed out of the finished ``pdf``, previews of what is ``shown`` of it, and the number of its pages."""
    from kyr.press.raster import count_pages, previews, screens

    pages = count_pages(pdf)
    if job.edition.form == "screen":
        return _numbered(job, screens(pdf, job)), {}, pages
    # One picture a side is enough: the other editions show the same words.
    is_shown = job.edition.form in ("sheet", "pages") and not job.least_pt
    pictures = previews(shown, job) if is_shown else ()
    return {f"{job.stem}.pdf": pdf}, _numbered(job, pictures), pages


def _numbered(job: Job, pictures: tuple[bytes, ...]) -> dict[str, bytes]:
    return {f"{job.stem}-{number}.png": data for number, data in enumerate(pictures, 1)}


def _hand_out(order: _Order, cache: Path, folders: tuple[Path, ...]) -> Print:
    """Lay the kept files of ``order`` out in each of ``folders``."""
    job, finished = order.job, order.finished(cache)
    place = Path(job.language.tag) / "print"
    for folder in folders:
        (folder / place).mkdir(parents=True, exist_ok=True)
        for path in (*finished.files, *finished.previews):
            shutil.copyfile(path, folder / place / path.name)
    width, height = paper_of(job)
    return Print(
        piece=job.piece_id,
        language=job.language.tag,
        edition=job.edition_id,
        paper=job.paper if job.stem.endswith(f"-{job.paper}") else "",
        files=_names(place, finished.files),
        previews=_names(place, finished.previews),
        trim=job.trim,
        per_sheet=job.sheet.count,
        pages=finished.pages,
        is_wide=width > height,
        sizes=tuple(path.stat().st_size for path in finished.files),
        speaks=job.piece.speaks,
        is_sample=order.is_sample,
        draft=order.standing.draft,
        is_stale=order.standing.is_stale,
        reviewed=order.standing.reviewed.isoformat() if order.standing.reviewed else "",
        fields=order.fields,
    )


def _names(place: Path, paths: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple((place / path.name).as_posix() for path in paths)
