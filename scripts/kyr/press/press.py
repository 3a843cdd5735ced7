"""The print shop: words in, proofed PDF out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from kyr.press import cache as kept
from kyr.press.cache import Finished
from kyr.press.fonts import Fonts, read_fonts
from kyr.press.manuscript import Desk, Job, Manuscript, jobs
from kyr.prints import Print, made_from, write_prints
from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.translation.publication import Publication

Report = Callable[[str], None]
_LIST = "prints.json"
_OUT = "out"


def press_all(
    project: Project,
    publications: Mapping[str, Publication],
    out: Path,
    cache: Path,
    report: Report,
) -> tuple[Print, ...]:
    """Make every piece × edition × language on the library's paper into ``<tag>/print/`` of the empty folder ``out``.

    What was made before from the same words, fonts, design and programs comes from ``cache/press``. ``report``
    is told the name of each piece when it is there.

    Raises:
        ProblemError: everything that is wrong with any piece, at once. Nothing is handed out then.
    """
    desk = Desk(project, read_fonts(project.root / "printables" / "fonts"))
    shop = _Shop(desk.fonts, cache)
    problems: list[Problem] = []
    made: list[tuple[Manuscript, str, Finished]] = []
    work = list(jobs(project, publications))
    for number, (publication, job) in enumerate(work, 1):
        try:
            manuscript = desk.write(publication, job)
            key = kept.key_of(manuscript, desk.fonts)
            finished = kept.load(cache, key, len(manuscript.sides))
            if finished is None:
                finished = shop.make(manuscript)
                kept.keep(cache, key, finished)
            made.append((manuscript, key, finished))
            report(f"{job.language.tag}: {job.stem}, {number} of {len(work)}")
        except ProblemError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemError(dict.fromkeys(problems))
    own = cache / "press"
    prints = tuple(_print(manuscript, finished) for manuscript, _, finished in made)
    # Kept as they stand on the site too, for a build of the pages without the press.
    shutil.rmtree(own / _OUT, ignore_errors=True)
    for item, (_, _, finished) in zip(prints, made, strict=True):
        for folder in (own / _OUT, out):
            _lay_out(folder, item, finished)
    write_prints(own / _LIST, prints, made_from(project.root))
    kept.forget_others(cache, {key for _, key, _ in made})
    return prints


class _Shop:
    """Makes pieces; the machines are switched on for the first one only."""

    def __init__(self, fonts: Fonts, cache: Path) -> None:
        self.fonts = fonts
        self.cache = cache
        self._setter: object | None = None

    def make(self, manuscript: Manuscript) -> Finished:
        """The finished PDF of ``manuscript``, proofed, with its previews.

        Raises:
            ProblemError: it does not fit, or the proof found something.
        """
        from kyr.press.impose import impose
        from kyr.press.mend import StructureError
        from kyr.press.proof import proof
        from kyr.press.raster import previews
        from kyr.press.setting import Setter

        if not isinstance(self._setter, Setter):
            self._setter = Setter(self.fonts)
        try:
            pdf = impose(self._setter.set(manuscript), manuscript.job, self.fonts)
        except StructureError as error:
            raise ProblemError([_untagged(manuscript, error)]) from error
        if problems := proof(pdf, manuscript, self.fonts):
            raise ProblemError(problems)
        return Finished(pdf, previews(pdf, manuscript.job))


def _untagged(manuscript: Manuscript, error: Exception) -> Problem:
    return Problem(
        manuscript.words_path,
        0,
        "press-tags",
        f"tags that mirror the page ({manuscript.job.stem})",
        str(error),
        "Write the template in printables/pieces/ with plain lists, headings and paragraphs.",
    )


def _pdf(job: Job) -> str:
    return f"{job.language.tag}/print/{job.stem}.pdf"


def _print(manuscript: Manuscript, finished: Finished) -> Print:
    job = manuscript.job
    stem = _pdf(job).removesuffix(".pdf")
    return Print(
        job.piece_id,
        job.language.tag,
        job.edition,
        job.paper,
        f"{stem}.pdf",
        tuple(f"{stem}-{number}.png" for number in range(1, len(finished.previews) + 1)),
        job.trim,
        job.sheet.count,
        job.piece.sides,
        len(finished.pdf),
        manuscript.is_draft,
        manuscript.is_sample,
    )


def _lay_out(folder: Path, item: Print, finished: Finished) -> None:
    path = folder / item.pdf
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(finished.pdf)
    for name, picture in zip(item.previews, finished.previews, strict=True):
        (folder / name).write_bytes(picture)
