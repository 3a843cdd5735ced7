"""Type is set here: a manuscript becomes HTML, WeasyPrint lays it out, and the largest size that fits is kept.

Trials are laid out on a page far taller than the piece: on a page of its own height, what does not fit would
move silently to the next one.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from kyr.press.fit import Measure, is_block_of_element, measure
from kyr.press.manuscript import Manuscript, Side
from kyr.press.mend import STRUCTURE
from kyr.problems import Problem, ProblemError, shorten

TALL = 8
"""How many times taller than the piece a trial page is."""
_STEP = 0.1
"""Points between two sizes that are tried."""
_MAX_TRIALS = 12


class SettingError(Exception):
    """WeasyPrint had something to say; every word of it is an error here."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__("; ".join(messages))


@dataclass(frozen=True, slots=True)
class Languages:
    """What a reader's voice must know, in the order of the page.

    ``blocks`` are element and language of each ``section`` and ``blockquote``; ``leaves`` are the languages of
    each run of text and each picture.
    """

    blocks: tuple[tuple[str, str], ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True)
class SetPiece:
    """One piece set in type. ``sizes`` are points, one for each side."""

    pdf: bytes
    sizes: tuple[float, ...]
    languages: Languages


class Setter:
    """Sets pieces one after the other, with one font configuration and every style sheet parsed once."""

    def __init__(self) -> None:
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

        self.fonts = FontConfiguration()
        self.guesses: dict[tuple[str, int, str], float] = {}

    def set(self, manuscript: Manuscript) -> SetPiece:
        """``manuscript`` at the largest size that fits.

        Raises:
            ProblemError: a side does not fit at its smallest size, or WeasyPrint complains.
        """
        try:
            sizes, gaps = self._fit(manuscript)
            document = self._layout(manuscript, sizes, gaps, 1)
            if len(document.pages) != len(manuscript.sides):
                raise SettingError([f"{len(document.pages)} pages for {len(manuscript.sides)} sides"])
            if not all(measure(page._page_box).fits for page in document.pages):
                raise SettingError(["words that fitted before their gaps were filled"])
            with _strict_log():
                pdf = document.write_pdf(pdf_variant="pdf/ua-1")
        except SettingError as error:
            raise ProblemError(
                [
                    Problem(
                        manuscript.words_path,
                        0,
                        "press-layout",
                        f"a {manuscript.job.piece_id} laid out without a warning",
                        shorten(error, 200),
                        "Look at the template and style sheet in printables/pieces/, or at the words named.",
                    )
                ]
            ) from error
        return SetPiece(bytes(pdf), sizes, _languages(document))

    def _fit(self, manuscript: Manuscript) -> tuple[tuple[float, ...], tuple[float, ...]]:
        searches = []
        for side in manuscript.sides:
            key = (manuscript.job.piece_id, side.number, side.language.tag)
            top = manuscript.job.piece.body_pt[1]
            searches.append(_Search(side.floor, max(top, side.floor), self.guesses.get(key)))
        for _ in range(_MAX_TRIALS):
            if all(search.done for search in searches):
                break
            sizes = tuple(search.size for search in searches)
            document = self._layout(manuscript, sizes, (0.0,) * len(sizes), TALL)
            for search, page in zip(searches, document.pages, strict=True):
                search.tell(measure(page._page_box))
        problems = [
            self._too_long(manuscript, side, search)
            for side, search in zip(manuscript.sides, searches, strict=True)
            if search.best is None
        ]
        if problems:
            raise ProblemError(problems)
        for side, search in zip(manuscript.sides, searches, strict=True):
            self.guesses[manuscript.job.piece_id, side.number, side.language.tag] = search.size
        return tuple(s.size for s in searches), tuple(s.gap for s in searches)

    def _too_long(self, manuscript: Manuscript, side: Side, search: _Search) -> Problem:
        # The side's own section of words, where its first line stands, is where a shortening begins.
        own = [text for text in side.said if text.path == side.said[0].path]
        place = min(own, key=lambda text: text.line)
        longest = max(own, key=lambda text: len(text.text))
        words = "words"
        if search.worst.word:
            words = f"the word {shorten(search.worst.word)} too wide, or words"
        return Problem(
            place.path,
            longest.line,
            "press-fit",
            f"words that fit side {side.number} of the {manuscript.job.piece_id} at {side.floor:g} points",
            f"{words} about {max(1, round((search.worst.ratio - 1) * 100))} % too long; "
            f"the longest is {shorten(longest.text)}",
            "Say it more briefly: smaller letters could not be read.",
        )

    def _layout(
        self, manuscript: Manuscript, sizes: tuple[float, ...], gaps: tuple[float, ...], tall: int
    ) -> Any:
        from weasyprint import HTML

        with _strict_log():
            return HTML(string=compose(manuscript, sizes, gaps, tall), url_fetcher=_no_fetch).render(
                font_config=self.fonts
            )


class _Search:
    """The largest size in tenths of a point, between ``floor`` and ``top``, that fits."""

    def __init__(self, floor: float, top: float, guess: float | None) -> None:
        self.low = math.ceil(floor / _STEP - 1e-6)
        self.high = round(top / _STEP) + 1
        self.best: int | None = None
        self.gap = 0.0
        self.floor = self.low
        self.worst = Measure(True, 1.0, "")
        self.trial = self.high - 1
        if guess is not None and self.low <= round(guess / _STEP) < self.high:
            self.trial = round(guess / _STEP)

    @property
    def done(self) -> bool:
        """Whether no size is left to try."""
        return self.trial == self.best or (self.best is None and self.high <= self.floor)

    @property
    def size(self) -> float:
        """The size to try next, or the one found, in points."""
        return round(self.trial * _STEP, 1)

    def tell(self, found: Measure) -> None:
        """What came of the last trial."""
        if self.done:
            return
        if found.fits:
            self.best = self.trial
            self.gap = found.gap
        else:
            self.high = self.trial
            self.worst = found
        if self.best is not None and self.high - self.best <= 1:
            self.trial = self.best
            return
        if self.best is None and self.high <= self.floor:
            self.trial = self.floor
            return
        low = self.floor if self.best is None else self.best + 1
        # Lines and their number both grow with the size: the area goes with its square.
        target = int(self.trial / math.sqrt(max(found.ratio, 0.05)))
        if found.fits and target <= self.trial:
            target = self.trial + 1
        self.trial = max(low, min(self.high - 1, target))


def compose(
    manuscript: Manuscript, sizes: tuple[float, ...], gaps: tuple[float, ...], tall: int = 1
) -> str:
    """The HTML of ``manuscript`` on pages ``tall`` times its height.

    ``sizes`` are points and ``gaps`` CSS pixels, one for each side.
    """
    job = manuscript.job
    width = job.trim[0] + 2 * job.bleed
    height = job.trim[1] + 2 * job.bleed
    sides = Markup("\n").join(
        Markup(
            '<section class="side side-{n}{plain}" lang="{tag}" dir="{dir}" data-fit="side" style="{style}">'
            "\n{html}\n</section>"
        ).format(
            n=side.number,
            plain=_classes(side),
            tag=side.language.tag,
            dir=side.language.direction,
            style=_style(side, size, gap),
            html=side.html,
        )
        for side, size, gap in zip(manuscript.sides, sizes, gaps, strict=True)
    )
    page = (
        f"@page{{size:{width:.4f}in {height * tall:.4f}in;margin:0}}"
        f"html,body{{margin:0;padding:0}}"
        f".side{{width:{width:.4f}in;height:{height:.4f}in;break-after:page}}"
        ".side:last-child{break-after:auto}"
    )
    return (
        f'<!DOCTYPE html><html lang="{job.language.tag}" dir="{job.language.direction}"><head>'
        f'<meta charset="utf-8"><title>{escape(manuscript.title)}</title>'
        f"<style>{page}{manuscript.css}</style></head><body>{sides}</body></html>"
    )


def _classes(side: Side) -> str:
    """``tall`` for letters that need more than common line heights, ``regular-only`` where there is no bold."""
    tall = max(family.line_height for family in side.families) > 1.3
    bold = all(family.has_bold for family in side.families)
    return (" tall" if tall else "") + ("" if bold else " regular-only")


def _style(side: Side, size: float, gap: float) -> str:
    families = ",".join(f"'{family.family}'" for family in side.families)
    height = max(family.line_height for family in side.families)
    tiny = max(side.min_pt, round(size * 0.78, 1))
    return (
        f"font-family:{families};font-size:{size:g}pt;--size:{size:g}pt;--tiny:{min(tiny, size):g}pt;"
        f"--gap:{gap:.2f}px;--line:{height:g};line-height:{height:g}"
    )


def _languages(document: Any) -> Languages:
    """The languages of what stands on the pages of ``document``."""
    blocks: list[tuple[str, str]] = []
    leaves: list[str] = []

    def walk(box: Any, tag: str) -> None:
        box = getattr(box, "_box", box)
        kind = type(box).__name__
        if box.element is not None and box.element_tag == box.element.tag:
            tag = box.element.attrib.get("lang", tag)
            if is_block_of_element(box) and box.element_tag in STRUCTURE:
                blocks.append((box.element_tag, tag))
        if kind == "TextBox" or kind.endswith("ReplacedBox"):
            leaves.append(tag)
        for child in getattr(box, "children", ()):
            walk(child, tag)

    for page in document.pages:
        walk(page._page_box, "")
    return Languages(tuple(blocks), tuple(leaves))


def _no_fetch(url: str, *_: object, **__: object) -> Mapping[str, object]:
    raise ValueError(f"a piece fetches nothing, and asked for {url}")


class _Catcher(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _strict_log() -> Iterator[None]:
    """Turns whatever WeasyPrint or fontTools warn of into a ``SettingError``."""
    catcher = _Catcher()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(catcher)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(catcher)
    if catcher.messages:
        raise SettingError(list(dict.fromkeys(catcher.messages)))
