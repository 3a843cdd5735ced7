"""The parts of the press, each alone: fonts, line breaks, codes, the fit, the mending, the proof, the cache."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, String

from kyr.languages import Language, make_language
from kyr.press import cache as kept
from kyr.press import press as press_module
from kyr.press import press_all
from kyr.press.fit import Measure
from kyr.press.fonts import Fonts, only_fonts_of
from kyr.press.linebreak import BREAK, HOLD, bare, hold_words, prepare
from kyr.press.manuscript import Manuscript
from kyr.press.mend import instructions, mend_glyphs
from kyr.press.proof import proof
from kyr.press.qr import MAX_LENGTH, QUIET, AddressError, make_code
from kyr.press.raster import draw, read_codes
from kyr.press.search import Manner, Search
from kyr.press.setting import Setter
from kyr.press.wording import Voice, address, direction_of, letters
from kyr.prints import made_from, read_prints
from kyr.problems import ProblemError
from kyr.project import Project, Texts
from kyr.words import Words, read_words
from kyr.yamlfile import parse_yaml
from tests.press.conftest import ROOT, WORDS, Maker, make, only, publish

KHMER = make_language("km")
BURMESE = make_language("my")
LAO = make_language("lo")
KOREAN = make_language("ko")


# Fonts.


def test_every_font_is_the_one_of_the_lock(fonts: Fonts) -> None:
    assert len(fonts.digests(fonts.families)) >= 40


def test_a_changed_font_is_refused(fonts: Fonts, tmp_path: Path) -> None:
    (tmp_path / "NotoSans-Regular.ttf").write_bytes(b"another font")
    spoiled = dataclasses.replace(fonts, folder=tmp_path)
    with pytest.raises(ProblemError) as caught:
        spoiled.digests((fonts.named("Noto Sans"),))
    assert {problem.rule for problem in caught.value.problems} == {"press-font"}
    assert "no such file" in str(caught.value)


def test_families_of_a_language(fonts: Fonts) -> None:
    def names(tag: str) -> list[str]:
        return [family.family for family in fonts.of(make_language(tag))]

    assert names("es") == ["Noto Sans"]
    assert names("ar") == ["Noto Sans", "Noto Naskh Arabic"]
    assert names("ur") == ["Noto Sans", "Noto Nastaliq Urdu"]
    assert names("zh-Hans") == ["Noto Sans SC", "Noto Sans"]
    small = fonts.of_small_print(make_language("ur"))
    assert [family.family for family in small] == ["Noto Sans", "Noto Naskh Arabic"]


def test_a_script_without_a_font_is_told(fonts: Fonts) -> None:
    with pytest.raises(ProblemError, match="press-font"):
        fonts.of(make_language("dv"))


def test_uncovered_characters(fonts: Fonts) -> None:
    latin = (fonts.named("Noto Sans"),)
    assert fonts.uncovered("Ñandú – “sí”\u200b\u2060", latin) == ()
    assert fonts.uncovered("☎ call ☎ 中", latin) == ("☎", "中")


def test_other_programs_keep_their_fonts(fonts: Fonts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/somewhere")
    with only_fonts_of(fonts.folder):
        assert os.environ["FONTCONFIG_FILE"] == str(fonts.folder / "fonts.conf")
    assert os.environ["FONTCONFIG_FILE"] == "/somewhere"


# Line breaks.


def test_khmer_and_burmese_get_breaks() -> None:
    for text, language in (
        ("អ្នកមានសិទ្ធិនៅស្ងៀម", KHMER),
        ("တံခါးပိတ်ထားပါ", BURMESE),
        ("ທ່ານມີສິດທີ່ຈະບໍ່ເວົ້າ", LAO),
    ):
        found = prepare(text, language)
        assert found.count(BREAK) >= 2
        assert found.replace(BREAK, "") == text


def test_no_burmese_syllable_is_torn() -> None:
    """ICU breaks before the closing consonant in a loan word that it does not know, and between stacked letters."""
    for part in prepare("ပိုမိုဖတ်ရှုရန် စကင်န်ဖတ်ပါ ဘင်္ဂလား အစ္စလာမ်", BURMESE).split(BREAK):
        assert part[1:2] != "\u103a"
        assert not part.endswith(("\u1039", "စ"))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # "Cannot stop the arrest", "do not run": without the first letter it says the opposite.
        ("ဖမ်းဆီးမှုကိုမတားနိုင်ပါ", BURMESE, "ဖမ်းဆီး|မှု|ကို|မတား|နိုင်ပါ"),
        ("မပြေးပါနှင့်၊မတွန်းပါနှင့်။", BURMESE, "မပြေးပါနှင့်၊|မတွန်းပါနှင့်။"),
        ("တရားရုံးဝရမ်းမဟုတ်ဘူးလား", BURMESE, "တရားရုံး|ဝရမ်း|မဟုတ်ဘူး|လား"),
        # What is not known begins with a letter that cannot stand alone; an ending of one letter can.
        ("စကင်န်ဖတ်အမြန်မေး", BURMESE, "စကင်န်|ဖတ်|အမြန်|မေး"),
        ("တံခါးနောက်ကပြောရမည်", BURMESE, "တံခါး|နောက်|က|ပြော|ရ|မည်"),
        ("ខ្ញុំមិនយល់ព្រមទេ", KHMER, "ខ្ញុំ|មិនយល់ព្រម|ទេ"),
        ("កុំរត់កុំកុហក", KHMER, "កុំរត់|កុំកុហក"),
        ("ທ່ານບໍ່ເວົ້າຢ່າແລ່ນ", LAO, "ທ່ານ|ບໍ່ເວົ້າ|ຢ່າແລ່ນ"),
        # Another language in the same script has other words.
        ("သဘောမတူပါ", make_language("ksw", script="Mymr"), "သဘော|မ|တူ|ပါ"),
        # Who types a break has a reason.
        ("မ\u200bတား", BURMESE, "မ|တား"),
    ],
)
def test_no_line_parts_not_from_what_is_not_done(
    text: str, language: Language, expected: str
) -> None:
    assert prepare(text, language).replace(BREAK, "|") == expected


def test_lao_am_is_one_character() -> None:
    assert "\u0eb3" in prepare("ນໍ\u0eb2".replace("ໍ", "\u0ecd"), LAO)


def test_korean_words_hold_together() -> None:
    assert prepare("문을 닫고", KOREAN) == f"문{HOLD}을 닫{HOLD}고"


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("zh-Hans", ("请到", "服务台", "询问")),
        ("zh-Hans", ("有", "问题吗", "？", "公共", "区域")),
        ("zh-Hant", ("請到", "服務台", "詢問")),
        ("ja", ("権利を", "知る")),
    ],
)
def test_words_of_a_chinese_or_japanese_title_hold_together(
    tag: str, words: tuple[str, ...]
) -> None:
    """ICU alone would let 服务台, a desk, break into 服务 and 台."""
    found = hold_words("".join(words), make_language(tag))
    assert found == "".join(HOLD.join(word) for word in words)


def test_other_scripts_are_left_alone() -> None:
    text = "Mantenga la puerta cerrada."
    assert prepare(text, make_language("es")) == text


@given(st.text(alphabet="កខគឃងាិីុំះ្ ។a1", max_size=40))
def test_breaks_change_nothing_else(text: str) -> None:
    assert bare(prepare(text, KHMER)) == bare(text)


# Codes.


def test_a_code_is_one_path_within_its_quiet_zone() -> None:
    code = make_code("https://library.example/es/now.html", 1.15)
    assert code.path.count("<") == 0 and code.path.startswith(f"M{QUIET} {QUIET}")
    assert code.extent == code.modules + 8
    assert code.module_mm(1.15) >= 0.4


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://library.example/es/?utm_source=card", "without parameters"),
        ("https://library.example/es/#now", "without parameters"),
        ("https://library.example/" + "a" * MAX_LENGTH, "at most"),
        ("ftp://library.example/", "https://"),
    ],
)
def test_addresses_that_cannot_stand_in_a_code(target: str, expected: str) -> None:
    with pytest.raises(AddressError, match=expected):
        make_code(target, 2)


def test_modules_are_never_too_small() -> None:
    with pytest.raises(AddressError, match=r"0\.40 mm"):
        make_code("https://library.example/" + "a" * 60, 0.6)


def test_an_address_too_long_is_told_with_its_line(project: Project, fonts: Fonts) -> None:
    long = dataclasses.replace(project, site_url="https://library.example/" + "a" * 100 + "/")
    with pytest.raises(ProblemError) as caught:
        make(long, fonts, "bookmark", "en")
    problem = caught.value.problems[0]
    assert problem.rule == "press-qr"
    assert problem.path == project.config.path and problem.line > 0


# Words.


def test_voice_escapes_and_marks(project: Project) -> None:
    file = parse_yaml(
        'a: "**Bold** <b> & {{ lifeline-988.phone }}, “Am I free to go?”"', Path("print.yml")
    )
    words = Words(file, {"a": file.value["a"]})
    arabic = project.texts["ar"].language
    voice = Voice(words, arabic, project.contacts, frozenset({"Am I free to go?"}))
    html = str(voice("a"))
    assert "<strong>Bold</strong> &lt;b&gt; &amp; " in html
    assert '<span class="number" dir="ltr">988</span>' in html
    assert 'lang="en" dir="ltr">“Am I free to go?”</span>' in html
    assert voice.said[0].text == "Bold <b> & 988, “Am I free to go?”"
    assert voice.said[0].line == 1


def test_a_placeholder_that_leads_nowhere_is_told(project: Project) -> None:
    file = parse_yaml('a: "{{ iceblock.name }}"', Path("print.yml"))
    voice = Voice(Words(file, {"a": file.value["a"]}), KHMER, project.contacts, frozenset())
    with pytest.raises(ProblemError, match="press-placeholder"):
        voice("a")


def test_letters_of_an_address() -> None:
    assert letters("https://library.example/") == "library.example"
    assert letters("https://library.example/es/now.html") == "library.example/es/now.html"
    assert direction_of("1 العربية") == "rtl" and direction_of("Legal aid") == "ltr"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://kyr.springfield-oh.gov/zh-Hans/now.html", "kyr.springfield-oh.gov/|zh-Hans/|now.html"),
        ("https://know-your-rights.springfield.gov/es/", "know-your-rights|.springfield|.gov/|es/"),
        ("https://springfield-free-public-library.org/", "springfield|-free|-public|-library|.org"),
    ],
)  # fmt: skip
def test_where_an_address_may_break(url: str, expected: str) -> None:
    said = re.sub("<[^>]*>", "", address(url))
    assert said.replace(BREAK, "|").replace(HOLD, "") == expected
    # Pango would break behind every hyphen.
    assert said.count("-") == said.count(f"-{HOLD}")


# Fitting.


@given(st.integers(40, 160), st.integers(60, 110))
def test_search_finds_the_largest_that_fits(limit: int, top: int) -> None:
    """Whatever the limit in tenths of a point, the answer is the largest size not above it."""
    search = Search((Manner(6.0),), top / 10)
    for _ in range(40):
        if search.done:
            break
        tenths = round(search.fit.size * 10)
        search.tell(Measure(tenths <= limit, max(0.1, (tenths / limit) ** 2), ""))
    assert search.done
    assert search.failed == (limit < 60)
    if not search.failed:
        assert round(search.fit.size * 10) == min(limit, max(60, top))


def test_search_turns_to_the_next_manner() -> None:
    search = Search((Manner(7.0), Manner(6.0, tight=True)), 9.0)
    while not search.done:
        fits = search.fit.manner.tight and search.fit.size <= 6.4
        search.tell(Measure(fits, 1.0 if fits else 1.3, ""))
    assert search.fit.manner.tight and search.fit.size == 6.4


def _with_words(project: Project, tmp_path: Path, old: str, new: str) -> Project:
    """The project with its Spanish print.yml changed."""
    path = tmp_path / "print.yml"
    text = (project.docs / "es" / "print.yml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    spanish = project.texts["es"]
    texts = dict(project.texts)
    texts["es"] = Texts(spanish.language, spanish.site, read_words(path), spanish.pages)
    return dataclasses.replace(project, texts=texts)


def _line_of(project: Project, tmp_path: Path, needle: str) -> int:
    lines = (tmp_path / "print.yml").read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if needle in line)


def test_words_that_do_not_fit_are_told(project: Project, fonts: Fonts, tmp_path: Path) -> None:
    title = project.texts["es"].print.list("red_card.holder.rules")[2].split(".")[0]
    spoiled = _with_words(project, tmp_path, title, title + " y mucho más" * 40)
    with pytest.raises(ProblemError) as caught:
        make(spoiled, fonts, "red-card", "es")
    (problem,) = caught.value.problems
    assert problem.rule == "press-fit"
    assert problem.path == tmp_path / "print.yml"
    assert problem.line == _line_of(project, tmp_path, "y mucho más")
    assert "6 points" in problem.expected and "% too long" in problem.found


def test_a_word_too_wide_is_told(project: Project, fonts: Fonts, tmp_path: Path) -> None:
    title = project.texts["es"].print.text("bookmark.title")
    spoiled = _with_words(project, tmp_path, title, "Derechos" * 8)
    with pytest.raises(ProblemError) as caught:
        make(spoiled, fonts, "bookmark", "es")
    assert "too wide" in caught.value.problems[0].found


def test_a_character_without_a_glyph_is_told(
    project: Project, fonts: Fonts, tmp_path: Path
) -> None:
    title = project.texts["es"].print.text("red_card.holder.title")
    spoiled = _with_words(project, tmp_path, title, f"{title} ☎")
    with pytest.raises(ProblemError) as caught:
        make(spoiled, fonts, "red-card", "es")
    problem = caught.value.problems[0]
    assert problem.rule == "press-glyph"
    assert "U+260E BLACK TELEPHONE" in problem.found
    assert (problem.path, problem.line) == (
        tmp_path / "print.yml",
        _line_of(project, tmp_path, "☎"),
    )


# Templates that break a promise.


def test_a_font_of_another_language_is_refused(
    project: Project, fonts: Fonts, templates: Path
) -> None:
    path = templates / "red-card.css"
    path.write_text(path.read_text() + "\nh1 { font-family: 'Noto Sans Cherokee' }\n")
    page = templates / "red-card-1.html"
    page.write_text(page.read_text().replace("{{ words('red_card.holder.title') }}", "ᏣᎳᎩ"))
    made = make(project, fonts, "red-card", "es", folder=templates)
    found = proof(made.pdf, made.manuscript, fonts)
    assert any(p.rule == "press-font" and "Cherokee" in p.found for p in found)


def test_a_warning_of_the_layout_is_an_error(
    project: Project, fonts: Fonts, templates: Path
) -> None:
    path = templates / "red-card.css"
    path.write_text(path.read_text() + "\nh1 { colour: red }\n")
    with pytest.raises(ProblemError, match="press-layout"):
        make(project, fonts, "red-card", "es", folder=templates)


def test_a_template_cannot_fetch(project: Project, fonts: Fonts, templates: Path) -> None:
    path = templates / "red-card-1.html"
    path.write_text('<p><img src="https://tracker.example/x.png" alt="x"></p>' + path.read_text())
    with pytest.raises(ProblemError, match="press-layout"):
        make(project, fonts, "red-card", "es", folder=templates)


def test_a_misspelt_key_is_told(project: Project, fonts: Fonts, templates: Path) -> None:
    path = templates / "red-card-1.html"
    path.write_text(path.read_text().replace("red_card.holder.title", "red_card.holder.titel"))
    with pytest.raises(ProblemError, match="press-template"):
        make(project, fonts, "red-card", "es", folder=templates)


def test_a_translated_agent_side_is_refused(
    project: Project, fonts: Fonts, templates: Path
) -> None:
    """The template of an English side cannot reach the translation; one that brings its own words is caught."""
    path = templates / "red-card-2.html"
    path.write_text(path.read_text().replace("{{ words('red_card.agent.title') }}", "Al agente"))
    made = make(project, fonts, "red-card", "es", folder=templates)
    found = proof(made.pdf, made.manuscript, fonts)
    assert [problem.rule for problem in found] == ["press-english-side"]
    assert "Alagente" in found[0].found


def test_an_agent_side_that_leaves_words_out_is_refused(
    project: Project, fonts: Fonts, templates: Path
) -> None:
    path = templates / "red-card-2.html"
    path.write_text(
        path.read_text().replace("red_card.agent.statements')", "red_card.agent.statements')[1:]")
    )
    made = make(project, fonts, "red-card", "es", folder=templates)
    found = proof(made.pdf, made.manuscript, fonts)
    assert [problem.rule for problem in found] == ["press-english-side"]


def test_ink_at_the_edge_is_refused(project: Project, fonts: Fonts, templates: Path) -> None:
    path = templates / "flyer.css"
    path.write_text(path.read_text() + "\n.side { border-top: .1in solid #b11111 }\n")
    made = make(project, fonts, "flyer", "en", folder=templates)
    assert "press-edge" in {problem.rule for problem in proof(made.pdf, made.manuscript, fonts)}


def test_a_code_that_cannot_be_read_is_refused(
    project: Project, fonts: Fonts, templates: Path
) -> None:
    parts = templates / "_parts.html"
    parts.write_text(parts.read_text().replace('fill="#000"', 'fill="#fafafa"'))
    made = make(project, fonts, "flyer", "en", folder=templates)
    assert "press-qr" in {problem.rule for problem in proof(made.pdf, made.manuscript, fonts)}


# Mending.


def test_empty_strings_leave_the_arrays() -> None:
    array = Array(
        [String(b"\x00\x2a"), 30, String(b""), 391, String(b"\x00\x40"), -391, String(b"")]
    )
    mended = list(mend_glyphs(array))
    assert [bytes(item) if isinstance(item, String) else int(item) for item in mended] == [
        b"\x00\x2a",
        421,
        b"\x00\x40",
        -391,
    ]


def test_lao_marks_stand_in_their_place_in_pdfium(fonts: Fonts) -> None:
    """Without the mend PDFium moves what follows a raised mark: the word ເວົ້າ falls together."""
    page = (
        "<style>@page{size:3in 1in;margin:.1in}p{font:40pt 'Noto Sans Lao';margin:0;line-height:1.5}</style>"
        "<p lang=lo>ເວົ້າ"
    )
    with only_fonts_of(fonts.folder):
        from weasyprint import HTML  # type: ignore[import-untyped]

        pdf = HTML(string=page).write_pdf()

    def width(data: bytes) -> int:
        box = draw(data, 100)[0].convert("L").point(lambda v: 255 if v < 128 else 0).getbbox()
        assert box is not None
        return int(box[2] - box[0])

    with pikepdf.open(io.BytesIO(pdf)) as document:
        first = document.pages[0]
        content = instructions(first)
        assert not any(
            isinstance(item, String) and not bytes(item)
            for operands, operator in content
            if str(operator) == "TJ"
            for item in operands[0]
        )
        first.obj["/Contents"] = document.make_stream(pikepdf.unparse_content_stream(content))
        out = io.BytesIO()
        document.save(out)
    # The width at which Poppler, which reads both alike, draws the word.
    assert width(out.getvalue()) == pytest.approx(55, abs=1)
    assert width(pdf) != pytest.approx(55, abs=1), "the mend is no longer needed"


# The whole.


def test_nothing_is_made_twice_and_nothing_stale_comes_back(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    first = press_module.Shop.make

    def counted(shop: press_module.Shop, manuscript: Manuscript) -> None:
        made.append("piece")
        first(shop, manuscript)

    monkeypatch.setattr(press_module.Shop, "make", counted)
    some = only(project, "red-card", "flyer")
    pubs = {tag: publish(some, tag) for tag in ("en", "ar")}
    out, cache = tmp_path / "site", tmp_path / "cache"
    told: list[str] = []
    prints = press_all(some, pubs, out, cache, 1, told.append)
    assert len(made) == len(prints) == len(told) == 4
    assert prints == read_prints(cache / "press" / "prints.json", made_from(project.root))
    for item in prints:
        assert tuple((out / name).stat().st_size for name in item.files) == item.sizes
        assert all((out / name).exists() for name in item.previews)
        assert (cache / "press" / "out" / item.files[0]).read_bytes() == (
            out / item.files[0]
        ).read_bytes()
    assert [item.per_sheet for item in prints] == [10, 1, 10, 1]
    assert [item.draft for item in prints] == ["", "", "draft", "draft"]
    assert [item.is_sample for item in prints] == [False, True, False, True]

    # A second run makes nothing, and hands out the same bytes.
    before = {item.files[0]: (out / item.files[0]).read_bytes() for item in prints}
    again = press_all(some, pubs, tmp_path / "site2", cache, 1, told.append)
    assert again == prints and len(made) == 4
    assert {n: (tmp_path / "site2" / n).read_bytes() for n in before} == before

    # A language that is gone leaves nothing behind.
    fewer = press_all(some, {"en": pubs["en"]}, tmp_path / "site3", cache, 1, told.append)
    assert len(fewer) == 2 and len(made) == 4
    assert not (cache / "press" / "out" / "ar").exists()
    assert len([p for p in (cache / "press").iterdir() if len(p.name) == 32]) == 2


def test_languages_that_were_pressed_apart_make_the_whole(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def quick(shop: press_module.Shop, manuscript: Manuscript) -> None:
        made.append(f"{manuscript.job.language.tag} {manuscript.job.stem}")
        files = {f"{manuscript.job.stem}.pdf": b"%PDF"}
        kept.keep(shop.cache, kept.key_of(manuscript, shop.desk.fonts), files, {}, 1)

    monkeypatch.setattr(press_module.Shop, "make", quick)
    some = only(project, "red-card", "sign-public", "language-pack")
    pubs = {tag: publish(some, tag) for tag in ("en", "es", "ar")}
    for tag in pubs:
        cache, out = tmp_path / f"cache-{tag}", tmp_path / tag
        prints = press_all(some, pubs, out, cache, 1, lambda line: None, tag)
        assert {item.language for item in prints} == {tag}
        assert [path.name for path in out.iterdir()] == [tag]
        # A list of one language would pass for the whole.
        assert not (cache / "press" / "prints.json").exists()
        shutil.copytree(cache / "press", tmp_path / "cache" / "press", dirs_exist_ok=True)
    # A card and a pack in each language, and the sign that two of them share, on two papers.
    assert len(made) == len(set(made)) == 3 * 2 + 2
    before = list(made)
    whole = press_all(some, pubs, tmp_path / "whole", tmp_path / "cache", 1, lambda line: None)
    assert made == before
    assert sorted(f"{item.language} {Path(item.files[0]).stem}" for item in whole) == sorted(made)
    # One language alone leaves what is kept of the others.
    press_all(some, pubs, tmp_path / "again", tmp_path / "cache", 1, lambda line: None, "es")
    press_all(some, pubs, tmp_path / "more", tmp_path / "cache", 1, lambda line: None)
    assert made == before


def test_all_problems_come_at_once(project: Project, tmp_path: Path) -> None:
    title = project.texts["es"].print.text("red_card.holder.title")
    spoiled = _with_words(only(project, "red-card"), tmp_path, title, f"{title} ☎")
    texts = dict(spoiled.texts)
    arabic = texts["ar"]
    path = tmp_path / "ar.yml"
    text = (project.docs / "ar" / "print.yml").read_text(encoding="utf-8")
    path.write_text(text.replace(arabic.print.text("red_card.holder.title"), "☏"), encoding="utf-8")
    texts["ar"] = Texts(arabic.language, arabic.site, read_words(path), arabic.pages)
    spoiled = dataclasses.replace(spoiled, texts=texts)
    pubs = {tag: publish(spoiled, tag) for tag in ("es", "ar")}
    with pytest.raises(ProblemError) as caught:
        press_all(spoiled, pubs, tmp_path / "site", tmp_path / "cache", 1, lambda line: None)
    assert {problem.path.name for problem in caught.value.problems} == {"print.yml", "ar.yml"}
    assert not (tmp_path / "site").exists()


_SCRIPT = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.press.conftest import ROOT, make
from kyr.press.fonts import read_fonts
from kyr.project import load_project
project = load_project(ROOT)
fonts = read_fonts(ROOT / "printables" / "fonts")
for piece, tag in (("red-card", "ar"), ("bookmark", "en")):
    print(hashlib.sha256(make(project, fonts, piece, tag, fresh=True).pdf).hexdigest())
"""


def test_another_process_makes_the_same_bytes(maker: Maker) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(ROOT)],
        stdout=subprocess.PIPE,
        text=True,
        # Neither the order of sets nor the time of day is that of this process.
        env={**os.environ, "PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati"},
        cwd=ROOT,
        check=True,
    )
    own = [maker(piece, tag).pdf for piece, tag in (("red-card", "ar"), ("bookmark", "en"))]
    assert done.stdout.split() == [hashlib.sha256(pdf).hexdigest() for pdf in own]


def test_two_setters_agree(many: Project, fonts: Fonts, maker: Maker) -> None:
    """What was set before leaves no trace in what comes after."""
    from kyr.press.impose import impose

    setter = Setter(fonts)
    for tag in ("km", "en"):
        made = maker("bookmark", tag)
        assert impose(setter.set(made.manuscript), made.job, fonts) == made.pdf


def test_test_words_are_marked_and_never_in_docs() -> None:
    for path in WORDS.glob("*.yml"):
        assert path.read_text(encoding="utf-8").startswith("# TEST TEXT")
        assert not (ROOT / "docs" / path.stem).exists() or (
            "TEST TEXT" not in (ROOT / "docs" / path.stem / "print.yml").read_text(encoding="utf-8")
        )


def test_reader_finds_what_is_drawn() -> None:
    """The reader that proves the codes is no rubber stamp."""
    from PIL import Image

    assert read_codes(Image.new("RGB", (200, 200), "white")) == []
