"""``kyr new-language``: a folder that teaches, a line in the list, and nothing where it cannot be whole."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from kyr.pages import CORE_PAGES
from kyr.press import press_all
from kyr.problems import ProblemError
from kyr.project import Project, load_project
from kyr.site.build import build_site
from kyr.site.plugin import TAG
from kyr.translation import scaffold
from kyr.translation.publication import publications
from kyr.translation.registry import entry
from kyr.translation.state import Condition
from kyr.translation.units import units_of
from kyr.words import group_of
from tests.cli.conftest import Kyr, lend_words, told, with_one_piece
from tests.sandbox import Sandbox
from tests.site.reading import read, tree
from tests.translation.conftest import state


def status(kyr: Kyr, tag: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(kyr("status", tag, "--json")[1])["languages"][0]
    return found


def test_a_new_folder_says_what_english_says_and_teaches(kyr: Kyr, sandbox: Sandbox) -> None:
    config = sandbox.root / "mkdocs.yml"
    before = config.read_text(encoding="utf-8").split("\n")
    code, text = kyr("new-language", "vi")
    assert code == 0, text
    assert "docs/vi: 16 files, to be translated into Vietnamese, Tiếng Việt." in text
    assert "Translate docs/vi/now.md first. kyr status vi lists what comes after it." in text
    # One line more, and nothing else is touched.
    after = config.read_text(encoding="utf-8").split("\n")
    place = before.index("        - {locale: zh-Hans, name: 简体中文}") + 1
    assert after == [*before[:place], "        - {locale: vi, name: Tiếng Việt}", *before[place:]]
    project = sandbox.load()
    source, own = units_of(project.source), units_of(project.texts["vi"])
    assert set(own) == {"site.yml", "print.yml", *CORE_PAGES}
    for name, units in own.items():
        wanted = {key: unit.text for key, unit in source[name].items() if not group_of(key)}
        assert {key: unit.text for key, unit in units.items()} == wanted, name
    for name in own:
        words = (sandbox.root / "docs/vi" / name).read_text(encoding="utf-8")
        head = words.split("\ntitle:")[0] if name.endswith(".md") else words.split("\n\n")[0]
        lesson = " ".join(line.lstrip("# ") for line in head.split("\n"))
        assert "Vietnamese" in lesson and "Translate what stands after" in lesson, name
        assert "Leave" in lesson and "braces" in lesson
        assert max(map(len, head.split("\n"))) <= 120
    page = (sandbox.root / "docs/vi/now.md").read_text(encoding="utf-8")
    assert "legal_review" not in page and "sources:" not in page
    for name in ("site.yml", "print.yml"):
        end = (sandbox.root / "docs/vi" / name).read_text(encoding="utf-8").rstrip().split("\n\n")
        assert f"docs/en/{name} below “more:”" in end[-1]


def test_untouched_words_are_missing_and_nobody_sees_them(kyr: Kyr, sandbox: Sandbox) -> None:
    assert kyr("new-language", "vi")[0] == 0
    for name in ("now.md", "rights/home.md", "print.yml"):
        for unit in state(sandbox, name, "vi").units:
            if unit.unit.says_something:
                assert unit.condition is Condition.MISSING and unit.untouched, unit.unit.name
    project = sandbox.load()
    assert "vi" not in publications(project)
    code, text = kyr("check", "--strict")
    assert code == 0, text
    assert status(kyr, "vi")["pages"] == 0
    code, text = kyr("stamp", "vi", "--origin", "person")
    assert code == 0 and "Left, because they still have the English words" in text
    assert "vi" not in publications(sandbox.load())


@pytest.mark.parametrize(
    ("tag", "name", "line"),
    [
        ("hmn", "Hmoob", "{locale: hmn, name: Hmoob}"),
        ("prs", "دری", "{locale: prs, name: دری}"),
        ("ckb", "", "{locale: ckb, name: کوردیی ناوەندی}"),
        ("quc", "K’iche’", "{locale: quc, name: K’iche’}"),
        ("kea", "", "{locale: kea, name: Kabuverdianu}"),
        ("zh-Hant-HK", "", '{locale: zh-Hant-HK, name: "中文（繁體, 中國香港特別行政區）"}'),
        ("pt-BR", "", "{locale: pt-BR, name: Português (Brasil)}"),
        ("es-419", "", "{locale: es-419, name: Español (Latinoamérica)}"),
        ("ca-valencia", "", "{locale: ca-valencia, name: Català}"),
        ("no", "", '{locale: "no", name: Norsk}'),
        ("mam", "Qyol: Mam, “x” # no", '{locale: mam, name: "Qyol: Mam, “x” # no"}'),
    ],
)
def test_any_tag(project: Project, tag: str, name: str, line: str) -> None:
    language = scaffold.propose(project, tag, name)
    assert entry(language) == line
    assert TAG.fullmatch(tag), "the site builder would refuse it"
    assert language.direction == ("rtl" if tag in ("prs", "ckb") else "ltr")


def test_odd_names_and_tags_come_through_the_file(kyr: Kyr, sandbox: Sandbox) -> None:
    names = {
        "no": "Norsk",
        "mam": "Qyol: Mam, “x” # no",
        "zh-Hant-HK": "中文（香港）",
        "prs": "دری",
    }
    for tag, name in names.items():
        code, text = kyr("new-language", tag, "--name", name)
        assert code == 0, text
    texts = sandbox.load().texts
    assert {tag: texts[tag].language.name for tag in names} == names
    assert list(texts)[-4:] == list(names)


def test_a_script_that_has_to_be_said(kyr: Kyr, sandbox: Sandbox) -> None:
    code, text = kyr("new-language", "ms-Arab", "--script", "Latn")
    assert code == 2 and "the script that the tag names, Arab, or none" in told(text)
    code, text = kyr("new-language", "pa", "--script", "Arab", "--name", "پنجابی")
    assert code == 0, text
    # The letters of the name tell it, so it is not said twice.
    assert "{locale: pa, name: پنجابی}\n" in (sandbox.root / "mkdocs.yml").read_text()
    code, text = kyr("new-language", "ckb", "--script", "Latn", "--name", "Kurdîy nawendî")
    assert code == 0, text
    code, text = kyr("new-language", "yue", "--script", "Hans", "--name", "粤语")
    assert code == 0, text
    assert "{locale: yue, name: 粤语, extra: {script: Hans}}\n" in (
        sandbox.root / "mkdocs.yml"
    ).read_text(encoding="utf-8")
    assert sandbox.load().texts["yue"].language.script == "Hans"


def test_a_script_without_a_font_is_told(kyr: Kyr) -> None:
    code, text = kyr("new-language", "zgh", "--name", "ⵜⴰⵎⴰⵣⵉⵖⵜ")
    assert code == 0
    assert "Its script, Tfng, has no font in printables/fonts." in text
    assert "printables/fonts/README.md says how" in text
    assert "has no font" not in kyr("new-language", "ti")[1]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("es",), "es is here already. kyr status es says what it still needs"),
        (("spa",), "its usual form is es. Type: kyr new-language es"),
        (("VI",), "its usual form is vi. Type: kyr new-language vi"),
        (("zh-hant",), "its usual form is zh-Hant. Type: kyr new-language zh-Hant"),
        (("vi-Latn",), "its usual form is vi. Type: kyr new-language vi"),
        (("zh-yue",), "its usual form is yue."),
        (("iw",), "its usual form is he."),
        (("en",), "English is the source"),
        (("eng",), "English is the source"),
        (("en-GB",), "English is the source"),
        (("zz",), "expected a language tag of the BCP 47 registry"),
        (("../vi",), "expected a language tag of the BCP 47 registry"),
        (("mul",), "expected the tag of one language"),
        (("vi-x-plain",), "expected a tag without a part behind a single letter"),
        (("vi-XX",), "with a script and a region that exist"),
        (
            ("hmn",),
            "Readers find their language by it, so say it, in its own letters: kyr new-language hmn --name NAME",
        ),
        (
            ("ckb", "--script", "Latn"),
            "is not written in Latn. Say it in these letters: kyr new-language ckb --script Latn --name NAME",
        ),
        (("hmn", "--name", "123"), "--name: expected a name of letters"),
        (("hmn", "--name", "a\u202eb"), "--name: expected a name of letters"),
        (("hmn", "--name", "Español"), "es has the name Español already."),
        (
            ("hmn", "--name", "Hmoob", "--script", "Xxxx"),
            "--script: expected the four letters of a script",
        ),
    ],
)
def test_what_is_refused(project: Project, arguments: tuple[str, ...], why: str) -> None:
    tag, *rest = arguments
    options = {
        name.removeprefix("--"): value for name, value in zip(rest[::2], rest[1::2], strict=True)
    }
    with pytest.raises(ValueError, match=re.escape(why)):
        scaffold.propose(project, tag, **options)


def test_what_is_refused_changes_nothing(kyr: Kyr, sandbox: Sandbox) -> None:
    before = tree(sandbox.root)
    for tag, why in (
        ("spa", "Type: kyr new-language es"),
        ("hmn", "kyr new-language hmn --name NAME"),
        ("es", "es is here already"),
    ):
        # However narrow the terminal, a command is in one piece, to be copied.
        code, text = kyr("new-language", tag, width=40)
        assert code == 2 and f"{tag}: " in text and why in text
    assert tree(sandbox.root) == before


def test_a_folder_without_a_line_in_the_list_is_left_alone(kyr: Kyr, sandbox: Sandbox) -> None:
    folder = sandbox.root / "docs/vi"
    shutil.copytree(sandbox.root / "docs/es", folder)
    before = tree(sandbox.root)
    code, text = kyr("new-language", "vi")
    assert code == 2 and "docs/vi is there already, and mkdocs.yml does not list it" in told(text)
    assert "Add “- {locale: vi, name: Tiếng Việt}” under plugins, i18n, languages" in told(text)
    assert tree(sandbox.root) == before


LISTS = (
    # As a person may write it: blocks, comments behind and between, another indent.
    """      languages:
      # the source
      - locale: en
        name: English   # us
        default: true
      - locale: es
        name: Español
        extra:
          script: Latn   # latin
      # more to come

# Pages""",
    "      languages: [{locale: en, name: English, default: true}, {locale: es, name: Español}]\n\n# Pages",
    "      languages: [\n        {locale: en, name: English, default: true},\n"
    "        {locale: es, name: Español},  # two\n      ]\n\n# Pages",
)


def test_the_words_that_matter_are_asked_for_one_by_one(kyr: Kyr, sandbox: Sandbox) -> None:
    (sandbox.root / "docs/en/language.yml").write_text(
        "terms:\n"
        "  court-warrant: {use: [court warrant*, judicial warrant*], note: A judge signed it.}\n"
        "  lawyer: {use: [lawyer*]}\n"
    )
    assert kyr("new-language", "vi")[0] == 0
    text = (sandbox.root / "docs/vi/language.yml").read_text(encoding="utf-8")
    assert (
        "\nterms:\n"
        "  # court warrant*, judicial warrant*\n"
        "  # A judge signed it.\n"
        "  court-warrant: {use: []}\n"
        "  # lawyer*\n"
        "  lawyer: {use: []}\n" in text
    )
    assert "Write your words between the brackets" in text
    for tag in ("es", "ar", "zh-Hans"):
        (sandbox.root / "docs" / tag / "language.yml").unlink()
    assert kyr("check")[0] == 0


@pytest.mark.parametrize("written", LISTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_list_in_any_layout(kyr: Kyr, sandbox: Sandbox, written: str, newline: str) -> None:
    path = sandbox.root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("      languages:"), text.index("# Pages")
    text = text[:start] + written + text[end + len("# Pages") :]
    for tag in ("ar", "zh-Hans"):
        shutil.rmtree(sandbox.root / "docs" / tag)
    path.write_bytes(text.replace("\n", newline).encode())
    code, said = kyr("new-language", "hmn", "--name", "Hmoob")
    if "# two" in written:
        # Nothing is guessed: what cannot be added to without a doubt is left to the person.
        assert code == 2
        assert "Add this to the list yourself, and try again: {locale: hmn, name: Hmoob}" in told(
            said
        )
        assert path.read_bytes() == text.replace("\n", newline).encode()
        assert not (sandbox.root / "docs/hmn").exists()
        return
    assert code == 0, said
    assert list(sandbox.load().texts) == ["en", "es", "hmn"]
    lines = path.read_bytes().decode().split(newline)
    assert not [line for line in lines if "\r" in line or "\n" in line]
    old = text.split("\n")
    if "[" in written:
        assert len(lines) == len(old)
    else:
        assert [line for line in lines if "hmn" not in line] == old


@pytest.mark.parametrize("fault", ["load", "config", "interrupt"])
def test_nothing_is_left_after_a_fault(
    kyr: Kyr, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    before = tree(sandbox.root)

    def broken(root: Path) -> None:
        raise ProblemError([])

    def full(path: Path, text: str, replace: object = scaffold._replace) -> None:
        if "hmn" in text:
            raise OSError(28, "No space left on device", str(path))
        replace(path, text)  # type: ignore[operator]

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    match fault:
        case "load":
            monkeypatch.setattr(scaffold, "load_project", broken)
        case "config":
            monkeypatch.setattr(scaffold, "_replace", full)
        case _:
            monkeypatch.setattr(scaffold, "_check", interrupted)
    if fault == "interrupt":
        with pytest.raises(KeyboardInterrupt):
            scaffold.new_language(
                load_project(sandbox.root), scaffold.propose(sandbox.load(), "hmn", "Hmoob")
            )
    else:
        assert kyr("new-language", "hmn", "--name", "Hmoob")[0] != 0
    assert tree(sandbox.root) == before
    assert sorted(path.name for path in sandbox.root.iterdir()) == [
        "docs",
        "mkdocs.yml",
        "overrides",
        "printables",
    ]


def test_from_nothing_to_pages_and_a_card(kyr: Kyr, sandbox: Sandbox, tmp_path: Path) -> None:
    """Right to left, and without a known name; the theme has a file for neither. A card is pressed and a site built."""
    with_one_piece(sandbox)
    lenders = {"ckb": "ar", "mam": "es"}
    for tag, lender in lenders.items():
        name = ("--name", "Qyol Mam") if tag == "mam" else ()
        assert kyr("new-language", tag, *name)[0] == 0
        lend_words(sandbox, lender, tag)
        code, text = kyr("stamp", tag, "--origin", "person")
        assert code == 0, text
    project = sandbox.load()
    found = {tag: one for tag, one in publications(project).items() if tag in (*lenders, "en")}
    site = tmp_path / "site"
    site.mkdir()
    prints = press_all(project, {"ckb": found["ckb"]}, site, tmp_path / "cache", 1, print)
    build_site(project, found, prints, site, tmp_path / "cache", 1, print)
    for tag in lenders:
        page = read(site, f"{tag}/rights/home.html")
        direction = "rtl" if tag == "ckb" else "ltr"
        assert (page.one("html")["lang"], page.one("html")["dir"]) == (tag, direction)
    assert "Qyol Mam" in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "ckb/print/red-card-office-letter.pdf").is_file()
