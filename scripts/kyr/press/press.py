"""The print shop: words in, proofed PDF out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from kyr.press import cache as kept
from kyr.press.cache import Finished
from kyr.press.fonts import Fonts, read_fonts
from kyr.press.manuscript import Desk, Job, Manuscript, jobs
from kyr.prints import Print, read_prints, write_prints
from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.translation.publication import Publication

Report = Callable[[str], None]
_LIST = "prints.json"
_KEYS = "keys.json"
_OUT = "out"


def press_all(
    project: Project,
    publications: Mapping[str, Publication],
    out: Path,
    cache: Path,
    report: Report,
) -> tuple[Print, ...]:
    """Make every piece × edition × language on the library's paper into ``out/<tag>/print/``.

    What was made before from the same words, fonts, design and programs comes from ``cache/press``. ``report``
    is told the name of each piece when it is there.

    Raises:
        ProblemError: everything that is wrong with any piece, at once. Nothing is handed out then.
    """
    desk = Desk(project, read_fonts(project.root / "printables" / "fonts"))
    shop = _Shop(desk.fonts, cache)
    problems: list[Problem] = []
    made: list[tuple[Manuscript, str, Finished]] = []
    for publication, job in jobs(project, publications):
        try:
            manuscript = desk.write(publication, job)
            key = kept.key_of(manuscript, desk.fonts)
            finished = kept.load(cache, key, len(manuscript.sides))
            if finished is None:
                finished = shop.make(manuscript)
                kept.keep(cache, key, finished)
            made.append((manuscript, key, finished))
            report(f"{job.stem} {job.language.tag}")
        except ProblemError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemError(dict.fromkeys(problems))
    own = cache / "press"
    own.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(own / _OUT, ignore_errors=True)
    prints = tuple(_print(manuscript, finished) for manuscript, _, finished in made)
    for item, (_, _, finished) in zip(prints, made, strict=True):
        _lay_out(own / _OUT, item, finished)
    write_prints(own / _LIST, prints)
    keys = {item.pdf: key for item, (_, key, _) in zip(prints, made, strict=True)}
    (own / _KEYS).write_text(json.dumps(keys, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    kept.forget_others(cache, set(keys.values()))
    _hand_out(own / _OUT, out, prints)
    return prints


def press_from_cache(
    cache: Path,
    out: Path,
    project: Project | None = None,
    publications: Mapping[str, Publication] | None = None,
) -> tuple[Print, ...]:
    """What the last ``press_all`` made, without making anything; empty where nothing was pressed.

    With ``project`` and ``publications`` a piece is handed out only if it would be made from the same content
    today, so that a stale one never comes back.
    """
    own = cache / "press"
    prints = tuple(item for item in read_prints(own / _LIST) if (own / _OUT / item.pdf).is_file())
    if project is not None and publications is not None and prints:
        fresh = _fresh(project, publications, json.loads((own / _KEYS).read_text(encoding="utf-8")))
        prints = tuple(item for item in prints if item.pdf in fresh)
    _hand_out(own / _OUT, out, prints)
    return prints


def _fresh(
    project: Project, publications: Mapping[str, Publication], keys: Mapping[str, str]
) -> set[str]:
    """The PDFs among ``keys`` that would come out the same today."""
    desk = Desk(project, read_fonts(project.root / "printables" / "fonts"))
    found = set()
    for publication, job in jobs(project, publications):
        try:
            key = kept.key_of(desk.write(publication, job), desk.fonts)
        except ProblemError:
            continue
        if keys.get(_pdf(job)) == key:
            found.add(_pdf(job))
    return found


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


def _hand_out(source: Path, out: Path, prints: tuple[Print, ...]) -> None:
    """Copy ``prints`` to ``out`` and take away what an earlier run left in its print folders."""
    wanted = {name for item in prints for name in (item.pdf, *item.previews)}
    for path in out.glob("*/print/*"):
        if path.suffix in (".pdf", ".png") and path.relative_to(out).as_posix() not in wanted:
            path.unlink()
    for name in sorted(wanted):
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target)
