"""``kyr preview``: one language as far as it has come, with what is wrong told and the rest shown.

Each of the two fixtures builds a site with all of English, which takes some seconds; the tests look at what is there.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import kyr.serve
from tests.cli.conftest import run, told, with_one_piece
from tests.sandbox import Sandbox
from tests.site.reading import Reader, read, tree


@dataclass(frozen=True)
class Shown:
    """A preview, the project it was made of, and what was printed."""

    sandbox: Sandbox
    folder: Path
    text: str

    @property
    def cover(self) -> Reader:
        """Its first page."""
        return read(self.folder, "index.html")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Sorani, of which one page is translated, beside languages that are spoiled and a finished site."""
    folder = tmp_path_factory.mktemp("begun")
    sandbox = Sandbox(folder / "project")
    with_one_piece(sandbox)
    assert run(sandbox, "new-language", "ckb")[0] == 0
    arabic = (sandbox.root / "docs/ar/help.md").read_text(encoding="utf-8")
    (sandbox.root / "docs/ckb/help.md").write_text(arabic, encoding="utf-8")
    assert run(sandbox, "stamp", "ckb", "help.md", "--origin", "person")[0] == 0
    sandbox.append("docs/es/now.md", "<script>alert(1)</script> {{ nobody.phone }}")
    (sandbox.root / "docs/zh-Hans/site.yml").write_text("a: [", encoding="utf-8")
    (sandbox.root / "docs/ar/translation.lock").write_text("damaged\n", encoding="utf-8")
    (sandbox.root / "site").mkdir()
    (sandbox.root / "site/index.html").write_text("finished", encoding="utf-8")
    code, text = run(sandbox, "preview", "ckb", "--to", str(folder / "shown"))
    assert code == 0, text
    return Shown(sandbox, folder / "shown", text)


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Spanish with faults: a file that cannot be read, pages and texts with errors, a letter that no font has."""
    folder = tmp_path_factory.mktemp("spoiled")
    sandbox = Sandbox(folder / "project")
    with_one_piece(sandbox)
    sandbox.edit("docs/es/rights/car.md", "---\n", "--\n")
    sandbox.append(
        "docs/es/rights/work.md", '<meta http-equiv="refresh" content="0;url=//evil.test">'
    )
    sandbox.append("docs/es/rights/public.md", "[nada](nowhere.md)")
    sandbox.edit("docs/es/site.yml", 'results: "', 'results: "{total} ')
    sandbox.edit(
        "docs/es/print.yml", "title: Usted tiene derechos", "title: Usted tiene ሀ derechos"
    )
    code, text = run(sandbox, "preview", "es", "--to", str(folder / "shown"))
    assert code == 0, text
    return Shown(sandbox, folder / "shown", text)


def test_a_language_that_has_begun_is_shown_with_english_beside_it(begun: Shown) -> None:
    folder = begun.folder
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {"assets", "ckb", "en"}
    assert (folder / "en/protocol/now.html").is_file()
    page = read(folder, "ckb/help.html")
    assert (page.one("html")["lang"], page.one("html")["dir"]) == ("ckb", "rtl")
    for text in (begun.text, begun.cover.one("main").text):
        assert "red-card: print.yml: not all translated (red_card.holder.title" in told(text)
    assert "13 pages in ckb, 0 printed pieces." in begun.text
    assert f"Open {folder / 'index.html'}" in begun.text


def test_what_is_not_translated_says_so(begun: Shown) -> None:
    page = read(begun.folder, "ckb/rights/home.html")
    heading = page.one("h2", id="open-door")
    assert (heading["lang"], heading["dir"]) == ("en", "ltr")
    assert heading.text == "When officers knock (in English)"
    article = [e for e in page.elements if e.inside and e.inside[-1].tag == "article"]
    blocks = [e for e in article if e.tag in ("p", "ol", "ul", "h2", "blockquote")]
    assert blocks and all(e.get("lang") == "en" for e in blocks)
    done = read(begun.folder, "ckb/help.html")
    assert not [
        e
        for e in done.elements
        if e.tag in ("h2", "p", "ul")
        and e.get("lang") == "en"
        and e.is_in(lambda x: x.tag == "article")
    ]
    # Buttons and notices are lent by English, and marked where they stand.
    assert page.one("a", id="kyr-exit").text == "Leave this site"
    (lent,) = [e for e in page.all("span") if e.is_in(lambda x: x.get("id") == "kyr-exit")]
    assert lent["lang"] == "en"


def test_the_first_page_lists_what_to_look_at(begun: Shown) -> None:
    cover = begun.cover
    assert "Central Kurdish" in cover.one("h1").text and "کوردیی ناوەندی" in cover.one("h1").text
    links = {a["href"]: a.text for a in cover.all("a")}
    assert {"ckb/now.html", "en/now.html", "ckb/rights/home.html"} <= set(links)
    for href in links:
        assert (begun.folder / href).is_file(), href
    text = cover.one("main").text
    assert "10 parts that no second person has checked" in text
    assert "2 of 2 parts still in English" in text
    assert "Disallow: /" in (begun.folder / "robots.txt").read_text()


def test_the_site_and_the_project_are_left_alone(begun: Shown) -> None:
    root = begun.sandbox.root
    assert tree(root / "site") == {"index.html": b"finished"}
    assert {path.name for path in root.iterdir()} == {
        ".cache",
        "docs",
        "mkdocs.yml",
        "overrides",
        "printables",
        "site",
    }
    for target in (root / "site", root / "site/preview", root / "docs", root):
        code, text = run(begun.sandbox, "preview", "ckb", "--to", str(target))
        assert code == 2, text
        assert "choose another" in told(text)
    assert tree(root / "site") == {"index.html": b"finished"}


def test_what_is_wrong_in_english_stops_it_and_the_last_preview_stays(begun: Shown) -> None:
    path = begun.sandbox.root / "docs/en/now.md"
    before, text = tree(begun.folder), path.read_text(encoding="utf-8")
    begun.sandbox.append("docs/en/now.md", "{{ nobody.phone }}")
    try:
        code, said = run(begun.sandbox, "preview", "ckb", "--to", str(begun.folder))
    finally:
        path.write_text(text, encoding="utf-8")
    assert code == 1 and "docs/en/now.md" in said and "Nothing was changed." in said
    assert tree(begun.folder) == before


def test_it_is_shown_on_this_machine_and_made_again(
    begun: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begun.sandbox.root / "docs/ckb/help.md"
    served: list[str] = []
    serve = kyr.serve.serve_folder

    def noted(folder: Path, port: int) -> object:
        context = serve(folder, port)
        address = context.__enter__()
        served.append(address)

        class Open:
            def __enter__(self) -> str:
                return address

            def __exit__(self, *error: object) -> None:
                context.__exit__(None, None, None)

        return Open()

    def fetch(name: str) -> str:
        with urllib.request.urlopen(served[0] + name, timeout=10) as answer:
            return str(answer.read().decode())

    def changes(root: Path) -> Iterator[None]:
        assert root == begun.sandbox.root.resolve()
        assert "یارمەتی" not in fetch("ckb/help.html")
        begun.sandbox.edit("docs/ckb/help.md", "title: ", "title: یارمەتی ")
        yield
        assert "یارمەتی" in fetch("ckb/help.html")
        # What cannot be made leaves the last one there.
        page.with_name("now.md").unlink()
        begun.sandbox.append("docs/en/now.md", "{{ nobody.phone }}")
        yield
        assert "یارمەتی" in fetch("ckb/help.html") and "ckb" in fetch("ckb/now.html")
        raise KeyboardInterrupt

    monkeypatch.setattr(kyr.serve, "serve_folder", noted)
    monkeypatch.setattr(kyr.serve, "watch", changes)
    code, text = run(begun.sandbox, "preview", "ckb", "--port", "0")
    assert code == 0, text
    assert served[0].startswith("http://127.0.0.1:") and f"{served[0]}  (Ctrl+C ends)" in text
    assert text.count("Something changed: making it again.") == 2 and text.rstrip().endswith(
        "Ended."
    )


def test_its_own_faults_are_told_and_the_rest_is_shown(spoiled: Shown) -> None:
    there = {path.name for path in (spoiled.folder / "es/rights").iterdir()}
    assert there >= {"home.html", "papers.html", "work.html"}
    assert not there & {"car.html", "public.html"}
    cover = spoiled.cover.one("main").text
    for text in (spoiled.text, cover):
        line = told(text)
        for words in (
            "docs/es/rights/car.md:1",
            "docs/es/rights/work.md",
            "docs/es/rights/public.md",
            "docs/es/site.yml",
            "(U+1200 ETHIOPIC SYLLABLE HA)",
            "rights/car.md: it cannot be shown",
            "rights/public.md: it cannot be shown",
            "site.yml: texts with errors stand in English",
            "red-card: the press could not make it",
        ):
            assert words in line, words
    # What links to a page that was left out leads to the English one.
    home = read(spoiled.folder, "es/rights/index.html")
    (link,) = [
        a
        for a in home.all("a")
        if a["href"].endswith("rights/car.html") and a.is_in(lambda e: e.tag == "main")
    ][:1]
    assert link["href"] == "../../en/rights/car.html" and "en inglés" in link.text
    form = read(spoiled.folder, "es/index.html").one("form")
    assert form["data-results"] == "{count} found"
    # What a stranger wrote is shown, and does nothing.
    work = read(spoiled.folder, "es/rights/work.html")
    assert '<meta http-equiv="refresh"' in work.one("main").text
    assert not [e for e in work.all("meta") if e.get("http-equiv") == "refresh"]


def test_a_language_that_is_not_there(begun: Shown) -> None:
    code, text = run(begun.sandbox, "preview", "vi")
    assert code == 2 and "A new one: kyr new-language vi" in told(text)
