"""Nothing is made in vain: what a press makes is counted, and no test looks at a clock.

Where only the number matters, a stand-in takes the place of type and paper; what is written, what it is kept under and
what is handed out is real.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from kyr.catalogue import Catalogue
from kyr.press import cache as kept
from kyr.press import press as press_module
from kyr.press import press_all
from kyr.press.manuscript import Manuscript
from kyr.prints import Print
from kyr.project import Project
from kyr.words import Words
from tests.press.conftest import ROOT, only, publish

TAGS = ("es", "ar")
BOOKMARKS = {"bookmark-office-letter", "bookmark-press"}
CARDS = {"red-card-office-letter"}


@pytest.fixture(scope="module")
def small(project: Project) -> Project:
    """Two pieces: the bookmark for the office and for a print shop, the card for the office."""
    some = only(project, "red-card", "bookmark")
    single = project.catalogue.editions["press"].model_copy(update={"pieces": ("bookmark",)})
    editions = {**some.catalogue.editions, "press": single}
    return dataclasses.replace(
        some, catalogue=Catalogue(some.catalogue.pieces, editions, some.catalogue.file)
    )


class Run:
    """Presses one after the other over one cache; ``made`` is what the last of them made, by language and stem."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.count = 0
        self.made: list[str] = []

    def press(self, project: Project, processes: int = 1) -> tuple[Print, ...]:
        """Press ``project`` in ``TAGS``."""
        self.count += 1
        self.made.clear()
        out = self.folder / f"site{self.count}"
        return press_all(
            project,
            {tag: publish(project, tag) for tag in TAGS},
            out,
            self.cache,
            processes,
            lambda line: None,
        )

    def files(self) -> dict[str, bytes]:
        """What the last press handed out."""
        out = self.folder / f"site{self.count}"
        return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A press whose pieces are made of nothing, and noted."""
    found = Run(tmp_path)

    def stand_in(shop: press_module.Shop, manuscript: Manuscript) -> None:
        job = manuscript.job
        found.made.append(f"{job.language.tag} {job.stem}")
        key = kept.key_of(manuscript, shop.desk.fonts)
        kept.keep(shop.cache, key, {f"{job.stem}.pdf": key.encode()}, {}, job.piece.sides)

    monkeypatch.setattr(press_module.Shop, "make", stand_in)
    return found


def of(tags: tuple[str, ...], stems: set[str]) -> list[str]:
    """``stems`` in each of ``tags``, as they are noted, in order."""
    return sorted(f"{tag} {stem}" for tag in tags for stem in stems)


def with_text(project: Project, tag: str, key: str) -> Project:
    """``project`` with another text of ``key`` in the words on paper of ``tag``."""
    found = project.texts[tag]
    words = Words(found.print.file, {**found.print.texts, key: f"{found.print.text(key)} !"})
    texts = {**project.texts, tag: dataclasses.replace(found, print=words)}
    return dataclasses.replace(project, texts=texts)


def elsewhere(project: Project, folder: Path) -> Project:
    """``project`` in a folder of its own, with templates to change at will."""
    shutil.copytree(ROOT / "printables" / "pieces", folder / "printables" / "pieces")
    (folder / "printables" / "fonts").symlink_to(ROOT / "printables" / "fonts")
    return dataclasses.replace(project, root=folder)


def counted_settings(patch: pytest.MonkeyPatch) -> list[str]:
    """What is set in type from now on, by language and piece."""
    from kyr.press.setting import SetPiece, Setter

    done: list[str] = []
    first = Setter.set

    def counted(setter: Setter, manuscript: Manuscript) -> SetPiece:
        done.append(f"{manuscript.job.language.tag} {manuscript.job.piece_id}")
        return first(setter, manuscript)

    patch.setattr(Setter, "set", counted)
    return done


def test_each_once_and_nothing_where_nothing_changed(small: Project, run: Run) -> None:
    prints = run.press(small)
    assert sorted(run.made) == of(TAGS, BOOKMARKS | CARDS)
    first = run.files()
    assert run.press(small) == prints
    assert run.made == []
    assert run.files() == first
    # Nor in another folder: a fresh checkout of the same words can use what is kept.
    assert run.press(elsewhere(small, run.folder / "elsewhere")) == prints
    assert run.made == []


@pytest.mark.parametrize(
    ("tag", "key", "expected"),
    [
        ("es", "bookmark.title", of(("es",), BOOKMARKS)),
        ("es", "red_card.holder.title", of(("es",), CARDS)),
        ("ar", "common.not_advice", of(("ar",), BOOKMARKS | CARDS)),
        # The side for the agent, in every language.
        ("en", "red_card.agent.title", of(TAGS, CARDS)),
        # The website shows it as what the English means; paper does not.
        ("es", "red_card.agent.title", []),
        ("es", "flyer.title", []),
    ],
)
def test_a_changed_text_remakes_what_prints_it(
    small: Project, run: Run, tag: str, key: str, expected: list[str]
) -> None:
    run.press(small)
    run.press(with_text(small, tag, key))
    assert sorted(run.made) == expected


def test_a_changed_number_remakes_what_prints_it(small: Project, run: Run) -> None:
    run.press(small)
    line = small.contacts["lifeline-988"]
    phones = (line.phones[0].model_copy(update={"number": "212-555-0143"}), *line.phones[1:])
    by_id = {**small.contacts, line.id: line.model_copy(update={"phones": phones})}
    contacts = dataclasses.replace(small.contacts, by_id=by_id)
    run.press(dataclasses.replace(small, contacts=contacts))
    assert sorted(run.made) == of(TAGS, BOOKMARKS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bookmark.css", BOOKMARKS),
        ("red-card-1.html", CARDS),
        ("base.css", BOOKMARKS | CARDS),
        ("flyer.css", set()),
    ],
)
def test_a_changed_design_remakes_what_wears_it(
    small: Project, run: Run, name: str, expected: set[str]
) -> None:
    moved = elsewhere(small, run.folder / "elsewhere")
    run.press(moved)
    path = moved.root / "printables" / "pieces" / name
    text = path.read_text(encoding="utf-8")
    more = "\n.number { font-weight: 400 }\n" if name.endswith(".css") else "\n<p></p>\n"
    path.write_text(text + more, encoding="utf-8")
    run.press(moved)
    assert sorted(run.made) == of(TAGS, expected)


def test_several_processes_make_the_same_in_the_same_order(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One batch for each: the bookmark in both its editions, in two languages."""
    monkeypatch.setattr(press_module, "FEW", 0)
    own = small.catalogue
    pieces = {"bookmark": own.pieces["bookmark"]}
    two = dataclasses.replace(small, catalogue=Catalogue(pieces, own.editions, own.file))
    alone, together = Run(tmp_path / "alone"), Run(tmp_path / "together")
    with monkeypatch.context() as patch:
        done = counted_settings(patch)
        prints = alone.press(two)
    assert len(prints) == 4
    # Editions that differ in nothing but ink or paper are set in type once.
    assert sorted(done) == of(TAGS, {"bookmark"})
    assert together.press(two, processes=2) == prints
    assert together.files() == alone.files()
    # Where nothing changed no process is started.
    monkeypatch.setattr(press_module, "ProcessPoolExecutor", None)
    assert together.press(two, processes=2) == prints
    assert together.files() == alone.files()


@pytest.mark.parametrize("moment", ["write_bytes", "write_text", "rename"])
def test_an_interruption_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    key = "0" * 32
    kept.keep(tmp_path, key, {"card.pdf": b"old"}, {"card-1.png": b"old"}, 2)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    new = {"card.pdf": b"new"}, {"card-1.png": b"new"}, 2
    with monkeypatch.context() as patch:
        patch.setattr(Path, moment, stop)
        with pytest.raises(KeyboardInterrupt):
            kept.keep(tmp_path, key, *new)
    found = kept.load(tmp_path, key)
    if found is not None:
        assert [path.read_bytes() for path in (*found.files, *found.previews)] == [b"old"] * 2
    # What is left behind neither comes back nor is in the way.
    kept.keep(tmp_path, key, *new)
    again = kept.load(tmp_path, key)
    assert again is not None
    assert [path.read_bytes() for path in (*again.files, *again.previews)] == [b"new"] * 2


def test_a_kept_piece_that_lost_a_file_is_made_again(small: Project, run: Run) -> None:
    run.press(small)
    folder = next(path for path in (run.cache / "press").iterdir() if len(path.name) == 32)
    gone = next(folder.glob("*.pdf"))
    gone.unlink()
    prints = run.press(small)
    assert len(run.made) == 1 and run.made[0].endswith(f" {gone.stem}")
    assert len(prints) == 6


@pytest.mark.parametrize(
    "spoil",
    [
        {"files": {"/etc/hostname": ""}},
        {"files": ["/etc/hostname"]},
        {"files": {"../../words.pdf": ""}},
        {"files": {"evil.html": ""}},
        {"files": {"card.pdf": "0" * 64}},
        {"files": {}},
        {"previews": {"finished.json": ""}},
        {"pages": "2"},
        "link",
        "folder",
    ],
)
def test_a_kept_piece_that_somebody_put_there_is_made_again(
    tmp_path: Path, spoil: dict[str, object] | str
) -> None:
    """The folder can come with a stranger's change; what it names would be laid out on the site."""
    key = "0" * 32
    folder = tmp_path / "press" / key
    (tmp_path / "words.pdf").write_bytes(b"secret")
    piece = {"card.pdf": b"card"}, {"cartón-1.png": b"side"}, 2
    kept.keep(tmp_path, key, *piece)
    assert kept.load(tmp_path, key) is not None
    if spoil == "link":
        (folder / "card.pdf").unlink()
        (folder / "card.pdf").symlink_to(tmp_path / "words.pdf")
    elif spoil == "folder":
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        assert isinstance(spoil, dict)
        listed = json.loads((folder / "finished.json").read_text(encoding="utf-8"))
        (folder / "finished.json").write_text(json.dumps(listed | spoil), encoding="utf-8")
    assert kept.load(tmp_path, key) is None
    kept.keep(tmp_path, key, *piece)
    found = kept.load(tmp_path, key)
    assert found is not None and found.files[0].read_bytes() == b"card"
    assert not folder.is_symlink() and (tmp_path / "words.pdf").read_bytes() == b"secret"
