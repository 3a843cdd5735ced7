"""CPU seconds of the red card sheet made two ways, and of every piece by stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import process_time
from typing import Any, TypeVar

from kyr.press.fonts import Fonts
from kyr.press.impose import impose
from kyr.press.manuscript import Desk, Job, Manuscript, jobs
from kyr.press.press import _files
from kyr.press.proof import proof
from kyr.press.setting import Setter
from kyr.project import Project
from kyr.translation.publication import Publication
from tests.bench.sheet import Watched, by_weasyprint

T = TypeVar("T")


@dataclass
class Versus:
    """CPU seconds of the sheets of all languages, ours and those of WeasyPrint alone."""

    ours: float = 0.0
    theirs: float = 0.0

    @property
    def ratio(self) -> float:
        """How many times less ours took."""
        return self.theirs / self.ours


def clocked(work: Callable[..., T], *given: Any) -> tuple[float, T]:
    """The CPU seconds of this process that ``work`` took, and what it gave."""
    start = process_time()
    found = work(*given)
    return process_time() - start, found


def cards(
    project: Project, fonts: Fonts, publications: Mapping[str, Publication]
) -> list[Manuscript]:
    """The manuscripts of the red card in every language, for the office."""
    desk, catalogue = Desk(project, fonts), project.catalogue
    piece, edition = catalogue.pieces["red-card"], catalogue.editions["office"]
    return [
        desk.write(one, Job("red-card", piece, "office", edition, "letter", one.language))
        for one in publications.values()
    ]


def with_known_sizes(fonts: Fonts, manuscripts: Sequence[Manuscript], rounds: int) -> Versus:
    """Layout and finish at sizes that are given: the best of ``rounds``, both ways in turns for each language.

    Ours is one card laid out, measured, written, imposed and mended; the other way is the sheet of twenty laid out
    and written. Neither is proofed.
    """
    setter = Watched(fonts)
    fits = []
    for manuscript in manuscripts:
        piece = setter.set(manuscript)
        fits.append(piece.fits)
        # So that what is read once, such as the letters of a font, is there for both.
        impose(piece, manuscript.job, fonts)
    best = [Versus(float("inf"), float("inf")) for _ in manuscripts]
    for _ in range(rounds):
        for manuscript, setter.known, least in zip(manuscripts, fits, best, strict=True):
            spent, _ = clocked(lambda m: impose(setter.set(m), m.job, fonts), manuscript)
            least.ours = min(least.ours, spent)
            spent, _ = clocked(_written, setter, manuscript, setter.known)
            least.theirs = min(least.theirs, spent)
    return Versus(sum(one.ours for one in best), sum(one.theirs for one in best))


def with_search(fonts: Fonts, manuscripts: Sequence[Manuscript]) -> Versus:
    """The whole way, in which the largest size that fits is sought first; one round.

    The other way tries the same sizes, each on the whole sheet.
    """
    found, setter = Versus(), Watched(fonts)
    for manuscript in manuscripts:
        setter.tried.clear()
        spent, piece = clocked(setter.set, manuscript)
        found.ours += spent
        found.ours += clocked(impose, piece, manuscript.job, fonts)[0]
        for trial, fits in setter.tried:
            found.theirs += clocked(by_weasyprint, setter, trial, fits)[0]
        found.theirs += clocked(_written, setter, manuscript, piece.fits)[0]
    return found


def _written(setter: Setter, manuscript: Manuscript, fits: Any) -> bytes:
    return bytes(by_weasyprint(setter, manuscript, fits).write_pdf(pdf_variant="pdf/ua-1"))


class _Timed(Setter):
    """A setter that tells how long its last search took."""

    searching = 0.0

    def _fit(self, manuscript: Manuscript) -> Any:
        self.searching, fits = clocked(super()._fit, manuscript)
        return fits


STAGES = ("words", "size", "type", "sheet", "proof", "pictures")


def stages(
    project: Project, fonts: Fonts, publications: Mapping[str, Publication]
) -> dict[str, dict[str, float]]:
    """Mean CPU seconds of each stage of ``STAGES`` for each piece and edition, over ``publications``.

    ``size`` is the search; ``type`` the layout and WeasyPrint's file; ``sheet`` all that makes it a finished one.
    """
    desk, setter = Desk(project, fonts), _Timed(fonts)
    spent: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for work in jobs(project, publications):
        setter.searching = 0.0
        words, manuscript = clocked(desk.write, *work)
        setting, piece = clocked(setter.set, manuscript)
        sheet, pdf = clocked(impose, piece, work.job, fonts)
        proofed, problems = clocked(proof, pdf, manuscript, fonts)
        assert not problems
        pictures, _ = clocked(_files, pdf, work.job)
        searching = setter.searching
        spent[work.job.stem].append(
            (words, searching, setting - searching, sheet, proofed, pictures)
        )
    return {
        stem: {
            stage: sum(column) / len(column)
            for stage, column in zip(STAGES, zip(*rows, strict=True), strict=True)
        }
        for stem, rows in spent.items()
    }
