"""The red card sheet made two ways: one card laid out and imposed, and all twenty laid out by WeasyPrint."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from kyr.press.fonts import Fonts
from kyr.press.impose import impose
from kyr.press.manuscript import Manuscript
from kyr.press.plan import paper_of, plan
from kyr.press.search import Fit
from kyr.press.setting import Setter, compose, style_sheets


class Watched(Setter):
    """A setter that notes what it tried, or that need not try because it was told the ``known`` sizes."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__(fonts)
        self.known: tuple[Fit, ...] | None = None
        self.tried: list[tuple[Manuscript, tuple[Fit, ...]]] = []

    def _fit(self, manuscript: Manuscript) -> tuple[Fit, ...]:
        return self.known or super()._fit(manuscript)

    def _layout(self, manuscript: Manuscript, fits: tuple[Fit, ...], tall: int) -> Any:
        if tall > 1:
            self.tried.append((manuscript, fits))
        return super()._layout(manuscript, fits, tall)


def ours(setter: Setter, manuscript: Manuscript, fonts: Fonts) -> bytes:
    """The finished sheet as the press makes it."""
    return impose(setter.set(manuscript), manuscript.job, fonts)


def by_weasyprint(setter: Setter, manuscript: Manuscript, fits: tuple[Fit, ...]) -> Any:
    """The same sheet laid out by WeasyPrint alone, of the same HTML and CSS; still to be written."""
    from weasyprint import HTML  # type: ignore[import-untyped]

    html = ten_up(manuscript, fits)
    return HTML(string=html).render(font_config=setter.fonts)


def ten_up(manuscript: Manuscript, fits: tuple[Fit, ...]) -> str:
    """The HTML of whole sheets: each side as often as it stands there, every copy in its place."""
    job = manuscript.job
    width, height = paper_of(job)
    head, _, rest = compose(manuscript, fits).partition("<body>")
    sections = rest.removesuffix("</body></html>").split("</section>")[:-1]
    sheets = []
    for side, section in zip(manuscript.sides, sections, strict=True):
        copies = []
        for spot in plan(job, job.piece.sides)[side.number - 1]:
            place = spot.place
            copies.append(
                f'<div class="place" style="left:{place.left:.4f}in;top:{place.top:.4f}in">'
                f"{section}</section></div>"
            )
        sheets.append(f'<div class="sheet">{"".join(copies)}</div>')
    page, own = style_sheets(manuscript)
    page += (
        f"@page{{size:{width:.4f}in {height:.4f}in}}"
        f".place{{position:absolute;overflow:hidden;width:{job.trim[0]}in;height:{job.trim[1]}in}}"
        f".place .side{{margin:-{job.bleed}in;break-after:auto}}"
        f".sheet{{position:relative;width:{width:.4f}in;height:{height:.4f}in;break-after:page}}"
        ".sheet:last-child{break-after:auto}"
    )
    style = Markup(f"<style>{page}{own}</style></head>")
    return f"{head.replace('</head>', style)}<body>{''.join(sheets)}</body></html>"
