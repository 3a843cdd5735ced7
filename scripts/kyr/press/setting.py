"""Type is set here: a manuscript becomes HTML, WeasyPrint lays it out, and the largest size that fits is kept.

Trials are laid out on a page far taller than the piece: on a page of its own height, what does not fit would
move silently to the next one.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from kyr.press.fit import is_block_of_element, is_field, measure
from kyr.press.flow import flow_faults, kept_pages
from kyr.press.fold import SIDES_OF_A_SHEET
from kyr.press.fonts import Family, Fonts, only_fonts_of
from kyr.press.linebreak import INVISIBLE
from kyr.press.manuscript import Job, Manuscript, Side
from kyr.press.mend import STRUCTURE, FieldBox, Reading
from kyr.press.search import Fit, Manner, Search
from kyr.problems import Problem, ProblemError, shorten

TALL = 8
"""How many times taller than the piece a trial page is."""


class SettingError(Exception):
    """WeasyPrint had something to say; every word of it is an error here."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__("; ".join(messages))


@dataclass(frozen=True)
class SetPiece:
    """One piece set in type."""

    pdf: bytes
    fits: tuple[Fit, ...]
    reading: Reading


class Setter:
    """Sets pieces one after the other, with one font configuration."""

    def __init__(self, fonts: Fonts) -> None:
        with only_fonts_of(fonts.folder):
            from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

            self.fonts = FontConfiguration()
        self.sought: dict[Hashable, Search] = {}

    def set(self, manuscript: Manuscript) -> SetPiece:
        """``manuscript`` at the largest size that fits.

        Raises:
            ProblemError: a side does not fit at its smallest size, or WeasyPrint complains.
        """
        try:
            if manuscript.job.piece.flow:
                fits, document = self._flow(manuscript)
            else:
                fits, document = self._fill(manuscript)
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
        return SetPiece(bytes(pdf), fits, read_back(document))

    def _fill(self, manuscript: Manuscript) -> tuple[tuple[Fit, ...], Any]:
        """Each side on a page of its own, in letters as large as its words allow."""
        fits = self._fit(manuscript)
        document = self._layout(manuscript, fits, 1)
        if len(document.pages) != len(manuscript.sides):
            raise SettingError([f"{len(document.pages)} pages for {len(manuscript.sides)} sides"])
        if not all(measure(page._page_box).fits for page in document.pages):
            raise SettingError(["words that fitted before their gaps were filled"])
        return fits, document

    def _flow(self, manuscript: Manuscript) -> tuple[tuple[Fit, ...], Any]:
        """As many pages as the words need, in letters of the smallest size: nothing is sought."""
        (side,) = manuscript.sides
        manner = manners(side, manuscript.job.body_pt[0])[0]
        fits = (Fit(manner.floor, manner),)
        document = self._layout(manuscript, fits, 1)
        if faults := [fault for page in document.pages for fault in flow_faults(page._page_box)]:
            raise SettingError(faults)
        multiple = SIDES_OF_A_SHEET if manuscript.job.fold == "booklet" else 1
        return fits, document.copy(kept_pages(document.pages, multiple))

    def _fit(self, manuscript: Manuscript) -> tuple[Fit, ...]:
        searches = [self._search(manuscript, side) for side in manuscript.sides]
        while open_ones := [
            pair for pair in zip(manuscript.sides, searches, strict=True) if not pair[1].done
        ]:
            # Only the sides that are still sought are laid out.
            trial = replace(manuscript, sides=tuple(side for side, _ in open_ones))
            document = self._layout(trial, tuple(search.fit for _, search in open_ones), TALL)
            for (_, search), page in zip(open_ones, document.pages, strict=True):
                search.tell(measure(page._page_box))
        problems = [
            _too_long(manuscript, side, search)
            for side, search in zip(manuscript.sides, searches, strict=True)
            if search.failed
        ]
        if problems:
            raise ProblemError(problems)
        return tuple(search.fit for search in searches)

    def _search(self, manuscript: Manuscript, side: Side) -> Search:
        """The search for the size of ``side``: one that is done, where the same side was met before.

        Only sides that are English in every language are met again.
        """
        job = manuscript.job
        low, top = job.body_pt
        ways = manners(side, low)
        if side.number not in job.piece.english_sides:
            return Search(ways, top)
        same = (
            _section(job, side, Fit(top, ways[0])),
            ways,
            style_sheets(manuscript),
            job.language.direction,
        )
        return self.sought.setdefault(same, Search(ways, top))

    def _layout(self, manuscript: Manuscript, fits: tuple[Fit, ...], tall: int) -> Any:
        from weasyprint import HTML  # type: ignore[import-untyped]

        with _strict_log():
            html = HTML(string=compose(manuscript, fits), url_fetcher=_nothing())
            sheets = [_style_sheet(css) for css in style_sheets(manuscript, tall)]
            return html.render(font_config=self.fonts, stylesheets=sheets)


def manners(side: Side, low: float) -> tuple[Manner, ...]:
    """The ways in which ``side`` may be set, the best first; ``low`` is the piece's own smallest size."""
    faces = [(side.families, False)]
    if side.small != side.families:
        faces.append((side.small, True))
    return tuple(
        Manner(max(low, *(family.min_pt for family in families)), tight, modest)
        for families, modest in faces
        for tight in (False, True)
    )


def _too_long(manuscript: Manuscript, side: Side, search: Search) -> Problem:
    own = [text for text in side.said if text.path == side.said[0].path]
    longest = max(own, key=lambda text: len(text.text))
    worst = search.worst
    words = f"the word {shorten(worst.word)} too wide, or words" if worst.word else "words"
    return Problem(
        longest.path,
        longest.line,
        "press-fit",
        f"words that fit side {side.number} of the {manuscript.job.piece_id} at {search.manner.floor:g} points",
        f"{words} about {max(1, round((worst.ratio - 1) * 100))} % too long; "
        f"the longest is {shorten(longest.text)}",
        "Say it more briefly: smaller letters could not be read.",
    )


def compose(manuscript: Manuscript, fits: tuple[Fit, ...]) -> str:
    """The HTML of ``manuscript`` with its sides set as ``fits`` say."""
    job = manuscript.job
    if job.piece.flow:
        return _compose_flow(manuscript, fits[0])
    sides = "\n".join(
        _section(job, side, fit) for side, fit in zip(manuscript.sides, fits, strict=True)
    )
    return (
        f'<!DOCTYPE html><html lang="{job.language.tag}" dir="{job.language.direction}"><head>'
        f'<meta charset="utf-8"><title>{escape(manuscript.title)}</title></head>'
        f"<body>{sides}</body></html>"
    )


def _section(job: Job, side: Side, fit: Fit) -> str:
    return Markup(
        '<section class="side side-{n}{plain}" lang="{tag}" dir="{dir}" data-fit="side" style="{style}">'
        "\n{html}\n</section>"
    ).format(
        n=side.number,
        plain=_classes(job, side, fit),
        tag=side.language.tag,
        dir=side.language.direction,
        style=_style(job, side, fit),
        html=side.html,
    )


def style_sheets(manuscript: Manuscript, tall: int = 1) -> tuple[str, str]:
    """The CSS of the pages of ``manuscript``, ``tall`` times its height, and of what stands on them.

    Apart from the HTML, because the pieces of all languages share them: they are read once.
    """
    job = manuscript.job
    if job.piece.flow:
        width, height = job.trim
        return f"@page{{size:{width:.4f}in {height:.4f}in}}", manuscript.css
    width = job.trim[0] + 2 * job.bleed
    height = job.trim[1] + 2 * job.bleed
    page = (
        f"@page{{size:{width:.4f}in {height * tall:.4f}in;margin:0}}"
        f"html,body{{margin:0;padding:0}}"
        f".side{{width:{width:.4f}in;height:{height:.4f}in;break-after:page}}"
        ".side:last-child{break-after:auto}"
    )
    return page, manuscript.css


@lru_cache(maxsize=16)
def _style_sheet(css: str) -> Any:
    """``css`` as WeasyPrint reads it."""
    from weasyprint import CSS

    return CSS(string=css, url_fetcher=_nothing())


def _nothing() -> Any:
    """A piece fetches nothing: what it asks for becomes an error."""
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

    return URLFetcher(allowed_protocols=())


def _compose_flow(manuscript: Manuscript, fit: Fit) -> str:
    """One text on pages whose margins and running heads the style sheet gives."""
    job, (side,) = manuscript.job, manuscript.sides
    # On the root, so that running heads are set in the same letters.
    html = Markup(
        '<!DOCTYPE html><html lang="{tag}" dir="{dir}" class="side{plain}" style="{style}"><head>'
        '<meta charset="utf-8"><title>{title}</title></head><body>{html}</body></html>'
    ).format(
        tag=side.language.tag,
        dir=side.language.direction,
        plain=_classes(job, side, fit),
        style=_style(job, side, fit),
        title=manuscript.title,
        html=side.html,
    )
    return str(html)


def _classes(job: Job, side: Side, fit: Fit) -> str:
    """``tall``: letters need more than common line heights; ``regular-only``: no bold; ``black``: one ink.

    For ``tight`` see ``Manner``.
    """
    families = side.small if fit.manner.modest else side.families
    flags = {
        "tall": _line_height(families) > 1.3,
        "regular-only": not all(family.has_bold for family in families),
        "tight": fit.manner.tight,
        "black": job.edition.ink == "black",
    }
    return "".join(f" {name}" for name, on in flags.items() if on)


def _style(job: Job, side: Side, fit: Fit) -> str:
    families = side.small if fit.manner.modest else side.families
    floor = max(job.least_pt, *(family.min_pt for family in side.small))
    tiny = min(max(floor, round(fit.size * 0.78, 1)), fit.size)
    height, small_height = _line_height(families), _line_height(side.small)
    return (
        f"font-family:{_names((*families, *side.others))};font-size:{fit.size:g}pt;line-height:{height:g};"
        f"--gap:{fit.gap:.2f}px;--line:{height:g};--tiny:{tiny:g}pt;--tiny-line:{small_height:g};"
        f"--tiny-font:{_names(side.small)}"
    )


def _names(families: tuple[Family, ...]) -> str:
    return ",".join(f"'{family.family}'" for family in families)


def _line_height(families: tuple[Family, ...]) -> float:
    return max(family.line_height for family in families)


def read_back(document: Any) -> Reading:
    """What stands on the pages of ``document``, in the order in which it is read."""
    blocks: list[tuple[str, str]] = []
    runs: list[tuple[str, str]] = []
    fields: list[FieldBox] = []

    def walk(box: Any, tag: str, page: int) -> None:
        box = getattr(box, "_box", box)
        kind = type(box).__name__
        if kind == "MarginBox":
            # Running heads and page numbers: no part of what is read.
            return
        if box.element is not None and box.element_tag == box.element.tag:
            tag = box.element.attrib.get("lang", tag)
            if is_block_of_element(box) and box.element_tag in STRUCTURE:
                blocks.append((box.element_tag, tag))
            if is_field(box):
                fields.append(_field(box, tag, page))
        if kind == "TextBox":
            runs.append((tag, box.text))
        elif kind.endswith("ReplacedBox"):
            runs.append((tag, ""))
        for child in _in_tag_order(box):
            walk(child, tag, page)

    for number, page in enumerate(document.pages):
        walk(page._page_box, "", number)
    return Reading(tuple(blocks), tuple(runs), tuple(fields))


def _field(box: Any, tag: str, page: int) -> FieldBox:
    told = box.element.attrib
    return FieldBox(
        told["data-field"],
        INVISIBLE.sub("", told["data-label"]).strip(),
        tag,
        box.style["direction"] == "rtl",
        int(told.get("data-lines", 1)),
        "data-apart" in told,
        page,
        box.padding_box_x(),
        box.padding_box_y(),
        box.padding_width(),
        box.padding_height(),
        box.style["font_size"],
    )


def _in_tag_order(box: Any) -> Sequence[Any]:
    """The children of ``box`` in the order of WeasyPrint's tags: a list in an item comes after all else in it."""
    children: Sequence[Any] = getattr(box, "children", ())
    if box.element_tag != "li" or box.style["list_style_type"] == "none":
        return children
    return sorted(children, key=lambda child: child.element_tag in ("ul", "ol"))


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
