"""The language pack: everything in one language in one file, behind a cover that says what is in it.

The parts were proofed when they were made. Here only what binding can spoil is looked at.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pikepdf

from kyr.catalogue import LARGER
from kyr.press.bind import BindError, Part, bind, first_pages
from kyr.press.cache import Finished
from kyr.press.contents import PAPER_NAMES, PackPart
from kyr.press.manuscript import Job, Manuscript
from kyr.press.plan import paper_of
from kyr.prints import flip_of
from kyr.problems import Problem, ProblemError, shorten
from kyr.project import Texts


@dataclass(frozen=True, slots=True)
class Made:
    """A piece that is made, and the name under which it is kept."""

    job: Job
    key: str
    finished: Finished


def parts_of(pack: Job, texts: Texts, made: Iterable[Made]) -> tuple[PackPart, ...]:
    """What follows the cover ``pack``: its language's pieces in its edition, on its paper and the poster size of it.

    Patrons' pieces come first; the order is that of the catalogue otherwise. ``texts`` are the language's.
    """
    papers = (pack.paper, LARGER.get(pack.paper))
    chosen = [
        item
        for item in made
        if item.job.language == pack.language
        and item.job.edition_id == pack.edition_id
        and item.job.paper in papers
        and not item.job.piece.pack
    ]
    chosen.sort(key=lambda item: item.job.piece.audience == "staff")
    return tuple(_part(item, pack, texts) for item in chosen)


def _part(item: Made, pack: Job, texts: Texts) -> PackPart:
    job = item.job
    title = texts.site.text(f"{job.piece.name}.name")
    width, height = paper_of(job)
    return PackPart(
        title=title if job.paper == pack.paper else f"{title} ({PAPER_NAMES[job.paper]})",
        name=f"{job.piece.name}.name",
        paper=job.paper,
        pages=item.finished.pages,
        per_sheet=job.sheet.count,
        flip=flip_of(item.finished.pages, width > height),
        after=_after(job),
        path=item.finished.files[0],
        key=item.key,
    )


def _after(job: Job) -> Literal["", "cut", "zine", "booklet"]:
    return job.sheet.fold or ("cut" if job.is_cut else "")


def bind_pack(cover: bytes, manuscript: Manuscript) -> bytes:
    """The finished pack: ``cover``, which is that of ``manuscript``, and its parts.

    Raises:
        ProblemError: the parts cannot stand in one file, or binding has spoiled something.
    """
    tag = manuscript.job.language.tag
    bound = [
        Part(manuscript.title, tag, cover),
        *(Part(part.title, tag, part.path.read_bytes()) for part in manuscript.parts),
    ]
    try:
        pdf = bind(bound, manuscript.title, tag)
    except BindError as error:
        raise ProblemError([_problem(manuscript, "parts that fit together", str(error))]) from error
    if problems := tuple(_spoiled(pdf, manuscript, bound)):
        raise ProblemError(problems)
    return pdf


def _spoiled(pdf: bytes, manuscript: Manuscript, parts: Sequence[Part]) -> Iterator[Problem]:
    """What ``pdf`` lacks of its ``parts``, or has too much."""

    def fault(expected: str, found: object) -> Problem:
        return _problem(manuscript, expected, str(found))

    with pikepdf.open(io.BytesIO(pdf)) as whole:
        pages = list(whole.pages)
        counts: list[int] = []
        for part in parts:
            with pikepdf.open(io.BytesIO(part.pdf)) as alone:
                start = sum(count + count % 2 for count in counts)
                counts.append(len(alone.pages))
                for before, after in zip(alone.pages, pages[start:], strict=False):
                    if _looks(before) != _looks(after):
                        yield fault(f"the pages of {part.title} as they were", "another page")
                        break
        starts = first_pages(counts)
        if len(pages) != starts[-1] + counts[-1] - 1:
            yield fault(f"{starts[-1] + counts[-1] - 1} pages", len(pages))
        with whole.open_outline() as outline:
            entries = [(item.title, item.destination) for item in outline.root]
        wanted = [part.title for part in parts]
        if [title for title, _ in entries] != wanted:
            yield fault(f"an outline that names {', '.join(wanted)}", entries)
        if dict(whole.docinfo) != {"/Title": pikepdf.String(manuscript.title)}:
            yield fault(f"no metadata but the title {manuscript.title}", dict(whole.docinfo))
        for item in whole.objects:
            if _is_font(item) and not any(key in item for key in _PROGRAMS):
                yield fault("embedded fonts", item.get("/FontName"))
        documents = whole.Root.StructTreeRoot.K[0].K
        if [str(item.get("/T")) for item in documents] != wanted:
            yield fault("tags for each part", len(documents))
    if _text(pdf, 0) != _text(parts[0].pdf, 0):
        yield fault("the words of the cover", shorten(_text(pdf, 0)))


_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def _is_font(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"


def _looks(page: pikepdf.Page) -> tuple[bytes, list[float]]:
    """What is drawn on ``page``, and its size."""
    contents = page.obj.get("/Contents")
    drawn = contents.read_bytes() if isinstance(contents, pikepdf.Stream) else b""
    return drawn, [float(value) for value in page.mediabox]


def _text(pdf: bytes, page: int) -> str:
    import pypdfium2  # type: ignore[import-untyped]  # only where a pack is made

    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[page].get_textpage().get_text_bounded())
    finally:
        document.close()


def _problem(manuscript: Manuscript, expected: str, found: str) -> Problem:
    job = manuscript.job
    return Problem(
        manuscript.words_path,
        0,
        "press-pack",
        f"{expected} ({job.stem}, {job.language.tag})",
        found,
        "Look at the piece that is named: each is whole by itself, but not together with the others.",
    )
