"""The language pack: its cover, and all pieces of a language behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from kyr.catalogue import Paper
from kyr.press import press_all
from kyr.press.bind import Part, bind
from kyr.press.cache import Finished
from kyr.press.contents import PackPart
from kyr.press.fonts import Fonts
from kyr.press.manuscript import Desk, Job, Manuscript
from kyr.press.mend import structure
from kyr.press.pack import Made, bind_pack, parts_of
from kyr.press.proof import proof
from kyr.problems import ProblemError
from kyr.project import Project
from kyr.words import Words, read_words
from tests.press.conftest import Maker, _setter, only, publish
from tests.press.reading import languages, letters, opened, text, ua_failures

PACK = "language-pack"
GROUP = "more.pack"
FOLDER = Path(__file__).parent / "pack"


@pytest.fixture(scope="module")
def told(project: Project) -> Project:
    """The project with draft words for the cover in languages that have none of their own."""
    texts = dict(project.texts)
    for path in sorted(FOLDER.glob("*.yml")):
        own, draft = texts[path.stem], read_words(path)
        if own.print.has(GROUP):
            continue
        words = {f"{GROUP}.{key}": value for key, value in draft.items() if key != "name"}
        site = {f"pieces.{GROUP}.name": draft.text("name"), f"pieces.{GROUP}.about": "–"}
        texts[path.stem] = dataclasses.replace(
            own,
            print=Words(own.print.file, {**own.print.texts, **words}),
            site=Words(own.site.file, {**own.site.texts, **site}),
        )
    return dataclasses.replace(project, texts=texts)


def job_of(project: Project, piece: str, tag: str, paper: Paper = "letter") -> Job:
    """The job of a piece in the office edition."""
    catalogue = project.catalogue
    office = catalogue.editions["office"]
    return Job(piece, catalogue.pieces[piece], "office", office, paper, project.texts[tag].language)


def part(words: str, **changes: Any) -> PackPart:
    """A part that is one sheet with ten pieces, to be cut."""
    made = PackPart(
        words, f"pieces.{words}.name", "letter", 2, 10, "two_sided", "cut", Path("none"), words
    )
    return dataclasses.replace(made, **changes)


MANY = (
    part("red_card"),
    part("bookmark", per_sheet=5),
    part("flyer", pages=1, flip="one_sided", per_sheet=1, after=""),
    part("flyer", pages=1, flip="one_sided", per_sheet=1, after="", paper="tabloid"),
    part("red_card", pages=2, flip="two_sided_short", after="zine"),
    part("bookmark", pages=8, flip="two_sided_short", after="booklet"),
    *[part("flyer", per_sheet=1, after="")] * 14,
)
"""About as many pieces as there will be."""


def cover(
    project: Project, fonts: Fonts, tag: str, parts: tuple[PackPart, ...], paper: Paper = "letter"
) -> bytes:
    """The cover of a pack of ``parts``, proofed."""
    from kyr.press.impose import impose

    job = job_of(project, PACK, tag, paper)
    manuscript = Desk(project, fonts).write(publish(project, tag), job, (), parts)
    pdf = impose(_setter(fonts.folder).set(manuscript), job, fonts)
    assert proof(pdf, manuscript, fonts) == ()
    return pdf


@pytest.fixture(scope="module")
def covers(told: Project, fonts: Fonts) -> Mapping[str, bytes]:
    """Covers in four scripts and both directions, one of them full."""
    few = MANY[:6]
    return {
        tag: cover(told, fonts, tag, parts)
        for tag, parts in (("en", few), ("es", few), ("ar", MANY), ("zh-Hans", few))
    }


# The cover.


def names_pages(found: str, pages: str, tag: str) -> bool:
    """Whether ``found`` has ``pages``; PDFium may turn them round in a line that runs from the right."""
    turned = "–".join(reversed(pages.split("–")))
    return f" {pages} " in found if tag != "ar" else pages in found or turned in found


def test_the_cover_names_each_piece_with_its_pages(
    project: Project, covers: Mapping[str, bytes]
) -> None:
    for tag, pdf in covers.items():
        found = " ".join(text(pdf, 0).split())
        for pages in ("3–4", "5–6", "7", "9", "11–12", "13–20"):
            assert names_pages(found, pages, tag)
        for texts in {tag: project.texts[tag], "en": project.source}.values():
            for words in ("red_card", "bookmark", "flyer"):
                assert letters(texts.site.text(f"pieces.{words}.name")) <= letters(found)
        assert "11 × 17 in" in found


def test_the_cover_speaks_both_languages(told: Project, covers: Mapping[str, bytes]) -> None:
    """Staff print packs in languages that they do not read."""
    for tag, pdf in covers.items():
        found = [" ".join(text(pdf, page).replace("\u200b", "").split()) for page in (0, 1)]
        for words in (told.texts[tag].print, told.source.print):
            for page, key in ((0, "title"), (1, "how_title"), (1, "papers_title")):
                # In a line from right to left the order of extracted words varies.
                said = letters(words.text(f"{GROUP}.{key}"))
                assert said <= letters(found[page]), (tag, key)
                assert tag == "ar" or words.text(f"{GROUP}.{key}") in found[page]
    assert text(covers["en"], 0).count(told.source.print.text(f"{GROUP}.title")) == 1
    name = told.texts["ar"].language.name
    assert name in text(covers["ar"], 0) and "Arabic" in text(covers["ar"], 0)


def test_the_cover_says_in_both_languages_that_it_is_a_draft(
    told: Project, covers: Mapping[str, bytes]
) -> None:
    for tag in ("es", "zh-Hans"):
        found = " ".join(text(covers[tag], 0).split())
        for words in (told.texts[tag].print, told.source.print):
            assert words.text("common.draft") in found
    assert told.source.print.text("common.draft") not in text(covers["en"], 0)


def test_each_language_is_read_in_its_own_voice(
    covers: Mapping[str, bytes], tmp_path: Path
) -> None:
    found = languages(covers["ar"])
    assert [lang for kind, lang in found if kind == "Sect"] == ["ar", "ar"]
    assert sum(lang == "en" for _, lang in found) > 30
    for pdf in covers.values():
        assert not ua_failures(pdf, tmp_path)


def test_heads_of_the_table_say_what_they_stand_over(covers: Mapping[str, bytes]) -> None:
    with opened(covers["es"]) as document:
        heads = [
            str(own.Scope)
            for item in structure(document)
            if str(item.S) == "/TH"
            for own in item.A
            if "/Scope" in own
        ]
    assert heads == ["/Column"] * 6 + ["/Row"] * 6


def test_a4(told: Project, fonts: Fonts) -> None:
    pdf = cover(told, fonts, "es", (part("flyer", paper="a4"),), "a4")
    assert "A4" in text(pdf, 0)


def test_a_field_for_the_hotline_of_all_pieces(told: Project, fonts: Fonts) -> None:
    manuscript = Desk(told, fonts).write(
        publish(told, "es"), job_of(told, PACK, "es"), (), (part("flyer"),)
    )
    assert 'data-field="own_hotline"' in manuscript.sides[1].html


# The pack.


def kept(project: Project, piece: str, tag: str, paper: Paper = "letter", **changes: Any) -> Made:
    """A piece as the press keeps it."""
    job = dataclasses.replace(job_of(project, piece, tag, paper), **changes)
    return Made(job, f"{piece}-{tag}", Finished((Path("none"),), (), 2))


def test_patrons_pieces_come_first_and_others_stay_out(told: Project) -> None:
    catalogue = told.catalogue
    made = [
        kept(told, "desk-card", "es"),
        kept(told, PACK, "es"),
        kept(told, "red-card", "es"),
        kept(told, "red-card", "es", edition_id="black", edition=catalogue.editions["black"]),
        kept(told, "bookmark", "ar"),
        kept(told, "flyer", "es", "a4"),
        kept(told, "flyer", "es"),
    ]
    texts = dataclasses.replace(told.texts["es"], site=told.source.site)
    found = parts_of(job_of(told, PACK, "es"), texts, made)
    assert [(item.title, item.after, item.per_sheet) for item in found] == [
        ("Red card", "cut", 10),
        ("Flyer", "", 1),
        ("Desk card for staff", "cut", 2),
    ]


@pytest.fixture(scope="module")
def packed(
    told: Project, fonts: Fonts, maker: Maker, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Manuscript, bytes]:
    """A manuscript of a pack in Arabic, and its finished cover."""
    from kyr.press.impose import impose

    folder, made = tmp_path_factory.mktemp("kept"), []
    for piece in ("red-card", "flyer", "bookmark"):
        path = folder / f"{piece}.pdf"
        path.write_bytes(maker(piece, "ar").pdf)
        item = kept(told, piece, "ar")
        made.append(dataclasses.replace(item, finished=Finished((path,), (), _pages(path))))
    job = job_of(told, PACK, "ar")
    parts = parts_of(job, told.texts["ar"], made)
    manuscript = Desk(told, fonts).write(publish(told, "ar"), job, (), parts)
    return manuscript, impose(_setter(fonts.folder).set(manuscript), job, fonts)


def _pages(path: Path) -> int:
    with opened(path.read_bytes()) as document:
        return len(document.pages)


def test_everything_stands_where_the_cover_says(
    told: Project, packed: tuple[Manuscript, bytes], maker: Maker, tmp_path: Path
) -> None:
    manuscript, front = packed
    pdf = bind_pack(front, manuscript)
    assert not ua_failures(pdf, tmp_path)
    for page, piece, own in (
        (0, "cover", 0),
        (2, "red-card", 0),
        (4, "flyer", 0),
        (7, "bookmark", 1),
    ):
        alone = front if piece == "cover" else maker(piece, "ar").pdf
        assert text(pdf, page) == text(alone, own)
    assert text(pdf, 5).strip() == ""
    words = " ".join(text(pdf, 0).split())
    site = told.texts["ar"].site
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 8
        entries = [(item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
    finally:
        document.close()
    assert entries[1:] == [
        (site.text("pieces.red_card.name"), 2),
        (site.text("pieces.flyer.name"), 4),
        (site.text("pieces.bookmark.name"), 6),
    ]
    for pages in ("3–4", "5", "7–8"):
        assert names_pages(words, pages, "ar")
    with opened(pdf) as whole:
        assert str(whole.docinfo["/Title"]) == manuscript.title
        assert str(whole.Root.Lang) == "ar"


def test_a_fault_names_the_pack_and_the_piece(
    told: Project,
    packed: tuple[Manuscript, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manuscript, front = packed

    def lose_all_but_the_cover(parts: Sequence[Part], title: str, tag: str) -> bytes:
        return bind(parts[:1], title, tag)

    monkeypatch.setattr("kyr.press.pack.bind", lose_all_but_the_cover)
    with pytest.raises(ProblemError) as caught:
        bind_pack(front, manuscript)
    lines = [str(problem) for problem in caught.value.problems]
    assert all("press-pack" in line and "language-pack-office-letter, ar" in line for line in lines)
    assert any("8 pages" in line and "found 2" in line for line in lines)
    name = told.texts["ar"].site.text("pieces.flyer.name")
    assert any(name in line for line in lines)
    monkeypatch.undo()
    flyer = manuscript.parts[1]
    with opened(flyer.path.read_bytes()) as document:
        del document.Root["/StructTreeRoot"]
        document.save(tmp_path / "flyer.pdf")
    parts = (manuscript.parts[0], dataclasses.replace(flyer, path=tmp_path / "flyer.pdf"))
    with pytest.raises(ProblemError, match=f"{name}: it has no tags"):
        bind_pack(front, dataclasses.replace(manuscript, parts=parts))


def test_the_press_binds_what_it_made_and_only_once(project: Project, tmp_path: Path) -> None:
    some = only(project, PACK, "red-card", "test-sheet")
    told_of: list[str] = []
    cache = tmp_path / "cache"
    pubs = {"en": publish(some, "en")}
    prints = press_all(some, pubs, tmp_path / "one", cache, 1, told_of.append)
    assert [item.piece for item in prints] == [PACK, "red-card", "test-sheet"]
    assert len(told_of) == 3 and told_of[-1].startswith("en: language-pack-office-letter")
    first = prints[0]
    assert (first.pages, len(first.previews)) == (6, 2)
    pdf = (tmp_path / "one" / first.files[0]).read_bytes()
    assert "3–4" in text(pdf, 0) and "5–6" in text(pdf, 0)
    with opened(pdf) as document:
        pages = [page.obj.objgen for page in document.pages]
        hotline = next(f for f in document.Root.AcroForm.Fields if str(f.T) == "own_hotline")
        # Typed on the cover, it stands on each of the ten cards.
        assert sorted(pages.index(place.P.objgen) for place in hotline.Kids) == [1, *[2] * 10]
    told_of.clear()
    press_all(some, pubs, tmp_path / "two", cache, 1, told_of.append)
    assert told_of == []
    assert (tmp_path / "two" / first.files[0]).read_bytes() == pdf
    # Another card is another pack, though its cover says the same.
    card = some.catalogue.pieces["red-card"].model_copy(update={"body_pt": (6, 7)})
    pieces = {**some.catalogue.pieces, "red-card": card}
    other = dataclasses.replace(some, catalogue=dataclasses.replace(some.catalogue, pieces=pieces))
    press_all(other, pubs, tmp_path / "three", cache, 1, told_of.append)
    assert [line.split(",")[0] for line in told_of] == [
        "en: red-card-office-letter",
        "en: language-pack-office-letter",
    ]
    assert (tmp_path / "three" / first.files[0]).read_bytes() != pdf
