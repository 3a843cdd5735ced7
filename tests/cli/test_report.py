"""``kyr report``: what a change is about, as a comment in which nothing that a stranger wrote does anything."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kyr.comment import LIMIT, code, write_comment
from kyr.problems import Problem
from kyr.report import Report
from kyr.translation.fingerprint import fingerprint
from kyr.translation.lock import Lock, Origin, Review, read_lock, write_lock
from tests.cli.conftest import Kyr, told
from tests.sandbox import Sandbox

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""GitHub's tables beside CommonMark, HTML taken for HTML."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project before the change: its languages are stamped, a part of the Spanish is reviewed."""
    sandbox = Sandbox(tmp_path_factory.mktemp("base"))
    sandbox.declare("es", Origin.MACHINE)
    for tag in ("ar", "zh-Hans"):
        sandbox.declare(tag)
    review(sandbox, "es", "now.md", "top", "Ana Reader")
    review(sandbox, "es", "rights/car.md", "driver", "Ana Reader")
    review(sandbox, "es", "help.md", "raid", None)
    return sandbox.root


@pytest.fixture
def sandbox(base: Path, tmp_path: Path) -> Sandbox:
    """The project that is changed."""
    sandbox = Sandbox(tmp_path / "project")
    shutil.copytree(base / "docs", sandbox.root / "docs", dirs_exist_ok=True)
    return sandbox


@pytest.fixture
def spoiled(base: Path, tmp_path: Path) -> Path:
    """A version before the change, to spoil at will."""
    return Path(shutil.copytree(base, tmp_path / "before"))


def review(sandbox: Sandbox, tag: str, file: str, key: str, by: str | None) -> None:
    """Record a review without being asked who one is."""
    folder = sandbox.root / "docs" / tag
    lock: Lock = read_lock(folder)
    files = {name: dict(kept) for name, kept in lock.files.items()}
    files[file][key] = dataclasses.replace(files[file][key], review=Review(date(2026, 11, 20), by))
    write_lock(folder, files)


def report(kyr: Kyr, base: Path, *options: str) -> tuple[int, str]:
    return kyr("report", "--base", str(base), *options)


def section(text: str, title: str) -> str:
    """The part of ``text`` below the heading that begins with ``title``."""
    parts = re.split(r"(?m)^### ", text)
    (found,) = [part for part in parts if part.startswith(title)]
    return found


def inline(text: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


def test_nothing_changes(kyr: Kyr, base: Path) -> None:
    code_, text = report(kyr, base, "--strict")
    assert code_ == 0
    assert "**The checks found nothing that stops this.**" in text
    assert "It changes nothing that people read, and no fact." in text
    assert "###" not in text


def test_a_translation_with_its_claims(kyr: Kyr, sandbox: Sandbox, base: Path) -> None:
    sandbox.edit("docs/es/now.md", "No corra.", "No se eche a correr.")
    sandbox.edit("docs/es/rights/car.md", "title: ", "title: X ")
    shutil.copy(sandbox.root / "docs/en/wellbeing.md", sandbox.root / "docs/es/wellbeing.md")
    page = sandbox.root / "docs/es/wellbeing.md"
    words = re.sub(
        r"(?s)^---.*?---",
        "---\ntitle: Cuidarse\ndescription: Cosas que ayudan.\n---",
        page.read_text(),
    )
    page.write_text(words.replace("you", "usted"), encoding="utf-8")
    review(sandbox, "es", "rights/home.md", "front", "Bo Listener")
    review(sandbox, "es", "rights/home.md", "open-door", "Bo Listener")
    review(sandbox, "es", "rights/work.md", "front", None)
    lock = read_lock(sandbox.root / "docs/es")
    files = {name: dict(kept) for name, kept in lock.files.items()}
    files["index.md"]["front"] = dataclasses.replace(
        files["index.md"]["front"], origin=Origin.PERSON
    )
    del files["help.md"]["raid"]
    write_lock(sandbox.root / "docs/es", files)
    code_, text = report(kyr, base)
    assert code_ == 0
    spanish = section(text, "Spanish (`es`)")
    assert "| published | yes | yes |" in spanish
    assert "| reviewed by a second person | 3 | **4** |" in spanish
    assert "`wellbeing.md#front`" in spanish.split("Translated: ")[1].split("\n")[0]
    assert "Changed: `now.md#top`, `rights/car.md#front`." in spanish
    assert "though the words are the same**: `help.md#raid`, `index.md#front`." in spanish
    claimed = spanish.split("Is that so?**")[1].split("Reviews that end")[0]
    assert (
        "- `Bo Listener`, 2026-11-20: `rights/home.md#front`, `rights/home.md#open-door`" in claimed
    )
    assert "- Somebody without a name, 2026-11-20: `rights/work.md#front`" in claimed
    ended = spanish.split("Reviews that end with this:")[1]
    assert "- `Ana Reader`, 2026-11-20, because the translation has changed: `now.md#top`" in ended
    assert (
        "- Somebody without a name, 2026-11-20, because its record has changed or gone: `help.md#raid`"
        in ended
    )
    assert "### Arabic" not in text and "### The English" not in text


def test_english_that_leaves_translations_behind(kyr: Kyr, sandbox: Sandbox, base: Path) -> None:
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    sandbox.edit("docs/en/print.yml", "Do not lie, run or fight.", "Do not lie or run.")
    sandbox.edit(
        "docs/en/rights/home.md", "## The ICE memo", "## News {#news}\n\nSome.\n\n## The ICE memo"
    )
    code_, text = report(kyr, base)
    assert code_ == 0
    english = section(text, "The English changes")
    assert "- `now.md#top` changed; falls behind in `es`, `ar`, `zh-Hans`" in english
    assert "- `print.yml#red_card.holder.rules` changed; falls behind in" in english
    assert "- `rights/home.md#news` new\n" in english
    assert "`es` (2), `ar` (2), `zh-Hans` (2)" in english
    pieces = english.split("out of date:")[1]
    assert "- `ar`: `red-card`" in pieces and "bookmark" not in pieces.split("\n")[2]
    assert "### Spanish" not in text


def test_facts_are_named_and_not_shown(kyr: Kyr, sandbox: Sandbox, base: Path) -> None:
    line = sandbox.edit("docs/contacts.yml", 'number: "988"', 'number: "911"')
    assert line
    sandbox.edit("docs/en/now.md", "facts_checked: 2026-11-21", "facts_checked: 2026-11-20")
    sandbox.edit("mkdocs.yml", "exit: https://www.weather.gov/", "exit: https://www.nps.gov/")
    code_, text = report(kyr, base)
    assert code_ == 0
    facts = section(text, "Contacts and facts change")
    assert "- `docs/contacts.yml`: `lifeline-988`: `phones`" in facts
    assert "- `docs/en`: `now.md`: `facts_checked`" in facts
    assert "- `mkdocs.yml`: `library`: `exit`" in facts
    assert "911" not in text and "nps.gov" not in text
    assert "### Settings" not in text and "### Beyond" not in text


def test_new_problems_in_plain_words_and_old_ones_counted(
    kyr: Kyr, sandbox: Sandbox, spoiled: Path
) -> None:
    with (spoiled / "docs/ar/now.md").open("a", encoding="utf-8") as file:
        file.write("\n<b>old</b>\n")
    sandbox.append("docs/ar/now.md", "above")
    sandbox.append("docs/ar/now.md", "<b>old</b>")
    line = sandbox.append("docs/es/now.md", "<img src=x onerror=alert(1)>")
    code_, text = report(kyr, spoiled)
    assert code_ == 0
    assert "**1 problem to mend before this can be taken**" in text
    assert "1 problem stood there before and is not counted." in text
    wrong = section(text, "What is wrong")
    assert "**`docs/es/now.md`**" in wrong and "docs/ar/now.md" not in wrong
    assert f"- Line {line} (`html`)" in wrong
    assert "  - expected: `plain Markdown without HTML`" in wrong
    assert "  - found: `“<img src=x onerror=alert(1)>”`" in wrong
    assert "  - next: `Write it with Markdown, or as words." in wrong
    assert report(kyr, spoiled, "--strict")[0] == 1


def test_a_change_that_cannot_be_read(kyr: Kyr, sandbox: Sandbox, base: Path) -> None:
    (sandbox.root / "docs/es/site.yml").write_text("a: [", encoding="utf-8")
    code_, text = report(kyr, base)
    assert code_ == 0
    assert "The change cannot be read as a whole, so of what it touches only the files are" in text
    assert "- `docs`: `docs/es/site.yml`" in section(text, "Beyond the words")
    assert "**`docs/es/site.yml`**" in text and "(`yaml`)" in text
    assert report(kyr, base, "--strict")[0] == 1
    shutil.rmtree(sandbox.root / "docs")
    code_, text = report(kyr, base)
    assert code_ == 0 and "**`docs/contacts.yml`**" in text and "No such file or directory" in text


def test_a_version_before_that_cannot_be_read(kyr: Kyr, spoiled: Path) -> None:
    (spoiled / "mkdocs.yml").write_text("a: [", encoding="utf-8")
    code_, text = report(kyr, spoiled)
    assert code_ == 0
    assert "The version before the change cannot be read as a whole" in text


def test_a_language_that_comes_and_one_that_goes(kyr: Kyr, sandbox: Sandbox, base: Path) -> None:
    assert kyr("new-language", "vi")[0] == 0
    sandbox.edit("mkdocs.yml", "        - {locale: ar, name: العربية}\n", "")
    code_, text = report(kyr, base)
    assert code_ == 0
    new = section(text, "Vietnamese (`vi`)")
    assert "A new language." in new and "| published |  | **no** |" in new
    assert "Translated:" not in new and "Its own rules" not in new
    assert "### Settings" not in text and "### Beyond" not in text
    assert "**This takes the language away.**" in section(text, "Arabic (`ar`)")


def test_checks_that_are_switched_off_and_files_beside_the_words(
    kyr: Kyr, sandbox: Sandbox, base: Path
) -> None:
    sandbox.append("docs/ar/language.yml", "# words")
    (sandbox.root / "docs/es/language.yml").write_text(
        "ignore:\n  - {check: punctuation, where: now.md#top, reason: a quotation}\n",
        encoding="utf-8",
    )
    (sandbox.root / "docs/es/evil.js").write_text("alert(1)")
    (sandbox.root / ".github").mkdir()
    for number in range(9):
        (sandbox.root / f".github/{number}.yml").write_text("on: push")
    (sandbox.root / "site").mkdir()
    (sandbox.root / "site/index.html").write_text("built")
    for name in ("docs/index.md", "docs/past/x.md", "scripts/evil_cache/__pycache__/__init__.py"):
        (sandbox.root / name).parent.mkdir(parents=True, exist_ok=True)
        (sandbox.root / name).write_text("x")
    (sandbox.root / "overrides/link.html").symlink_to("/etc/passwd")
    code_, text = report(kyr, base)
    assert code_ == 0
    spanish = section(text, "Spanish (`es`)")
    assert "**Its own rules change** (`language.yml`)" in spanish
    assert (
        "- `terms.court-warrant.never: orden* judicial* de ICE`" in spanish.split("Taken out:")[1]
    )
    off = spanish.split("**Checks that it switches off**:")[1]
    assert "- `punctuation` at `now.md#top`, because: `a quotation`" in off
    assert "### Arabic" not in text
    others = section(text, "Beyond the words")
    assert "- `.github`: `.github/0.yml`" in others and "and 4 more" in others
    assert "`docs/es/evil.js`" in others and "`overrides/link.html`" in others
    assert "`docs/index.md`" in others and "`docs/past/x.md`" in others
    # Nothing that is read differs in it, and so no section above names it.
    assert "`docs/ar/language.yml`" in others
    assert "`scripts/evil_cache/__pycache__/__init__.py`" in others
    assert "site/index.html" not in others


def test_warnings_stop_the_main_branch(kyr: Kyr, sandbox: Sandbox, base: Path) -> None:
    (sandbox.root / "docs/vi").mkdir()
    (sandbox.root / "docs/vi/now.md").write_text("x", encoding="utf-8")
    code_, text = report(kyr, base)
    assert code_ == 0 and "nothing that stops this" not in text
    verdict = text.split("###")[0]
    assert "**The checks found no error, but 1 warning.**" in verdict
    assert "The strict build of the main branch stops at warnings." in verdict
    assert "`ignore:`" in verdict and "CONTRIBUTING.md" in verdict


def test_settings_are_named_and_files_that_git_tracks_never_hide(
    kyr: Kyr, sandbox: Sandbox, base: Path
) -> None:
    sandbox.edit("mkdocs.yml", "\nnav:\n", "\nhooks: [x.py]\n'`@all` <b>': 1\nnav:\n")
    sandbox.edit("mkdocs.yml", "name: Español", 'name: Espanol, extra: {reviewers: ["@x"]}')
    sandbox.append("docs/en/language.yml", "ignore: []")
    sandbox.edit("docs/en/language.yml", "keep: [ICE, ", "keep: [")
    cache = sandbox.root / ".cache/kyr/press/finished.json"
    cache.parent.mkdir(parents=True)
    cache.write_text("{}")
    for command in (("init", "-q"), ("add", "-f", ".cache")):
        subprocess.run(["git", "-C", sandbox.root, *command], check=True)
    code_, text = report(kyr, base)
    assert code_ == 0
    settings = section(text, "Settings change")
    assert "- `hooks` (new)" in settings and "- `ˋ@allˋ <b>` (new)" in settings
    assert "- `es`: `name` (changed), `extra.reviewers` (new)" in settings
    assert (
        "- `keep: ICE`" in section(text, "The rules of the English change").split("Taken out:")[1]
    )
    others = section(text, "Beyond the words")
    assert "`.cache/kyr/press/finished.json`" in others and "mkdocs.yml" not in others


PAST = "docs/past/rights/home.md.lock"


def test_english_that_never_was(kyr: Kyr, sandbox: Sandbox, base: Path) -> None:
    words = "You must open the door."
    name = fingerprint(words)
    path = sandbox.root / PAST
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "open-door:\n", f"open-door:\n  {name}: {words}\n"
        ),
        encoding="utf-8",
    )
    stale = sandbox.root / "docs/past/nothing.md.lock"
    stale.write_text("<<<<<<< HEAD\nfront:\n  a: b\n=======\n", encoding="utf-8")
    (sandbox.root / "docs/past/a.md.lock").write_text("front:\n  0123456789ab: x\n- y: z\n")
    (sandbox.root / "docs/past/b.md.lock").write_text("front:\n  0123456789ab: x\n")
    code_, text = report(kyr, base)
    assert code_ == 0
    wrong = section(text, "What is wrong")
    assert "4 problems to mend" in text
    ours = wrong.split(f"**`{PAST}`**")[1].split("**`docs")[0]
    assert "(`past-unknown`)" in ours and f"“{words}”" in ours and "kyr stamp" in ours
    assert "**`docs/past/nothing.md.lock`**" in wrong and "**`docs/past/a.md.lock`**" in wrong
    assert "(`past-damaged`)" in wrong.split("**`docs/past/b.md.lock`**")[1]


def test_english_that_there_was_is_kept_without_a_word(
    kyr: Kyr, sandbox: Sandbox, base: Path
) -> None:
    sandbox.edit("docs/en/now.md", "**Stay calm.**", "**Keep calm.**")
    assert kyr("stamp", "es", "now.md", "--still-right", "--origin", "machine")[0] == 0
    assert kyr("stamp", "ar", "now.md", "--section", "top", "--origin", "person")[0] == 0
    code_, text = report(kyr, base)
    assert code_ == 0
    assert "past" not in text
    assert "Declared to say what the English says now, without a change: `now.md#top`." in section(
        text, "Spanish (`es`)"
    )


HOSTILE = (
    "`@everyone` [x](https://evil.test) <img src=x onerror=alert(1)>",
    "`` ` ``` @team | --- | <!-- -->",
    "``` \u202e911 \x1b[31m $`x`$ #1 ![a](data:x)",
    "\\` </code><script>alert(1)</script> https://evil.test",
)


def test_nothing_in_it_does_anything(kyr: Kyr, sandbox: Sandbox, base: Path) -> None:
    for number, words in enumerate(HOSTILE):
        sandbox.append("docs/es/now.md", f"{{{{ {words} }}}} {words}")
        name = re.sub(r"[/\0\x1b]", "", words)
        page = f"---\ntitle: x\ndescription: y\n---\n# {words}\n"
        (sandbox.root / "docs/es" / f"{name}.md").write_text(page, encoding="utf-8")
        (sandbox.root / "printables" / f"{number} {name}").write_text("x")
        key = re.sub("['\x1b]", "", words)
        with (sandbox.root / "docs/es/site.yml").open("a", encoding="utf-8") as file:
            file.write(f"\n'{number} {key}': {{a: b}}\n")
    code_, text = report(kyr, base)
    assert code_ == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    tokens = list(inline(text))
    kinds = {token.type for token in tokens}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "fence", "code_block"}
    for token in tokens:
        if token.type == "text":
            for sign in ("@", "evil", "alert", "<", "http", "$", "#1"):
                assert sign not in token.content, token.content


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text("`|\\ \n<@"))
def test_a_code_span_holds_whatever_it_is_given(text: str) -> None:
    written = f"- before {code(text)} after"
    (paragraph,) = [token for token in MARKDOWN.parse(written) if token.type == "inline"]
    assert [child.type for child in paragraph.children or ()] == ["text", "code_inline", "text"]


def test_it_is_short_enough_for_a_comment() -> None:
    problems = tuple(
        Problem(Path(f"docs/es/{number}.md"), 1, "r" * 300, "e" * 300, "f" * 900, "n" * 900)
        for number in range(5000)
    )
    others = tuple(f"folder-{number}/{'x' * 300}" for number in range(5000))
    text = write_comment(Report(problems, 7, None, True, others))
    assert len(text) <= LIMIT
    assert "And 4970 more." in text
    assert (
        "5000 problems to mend" in text
        and "7 problems stood there before and are not counted" in text
    )


def test_wrong_usage(kyr: Kyr, tmp_path: Path) -> None:
    code_, text = kyr("report")
    assert code_ == 2 and "--base" in text
    assert kyr("report", "--base", str(tmp_path / "nowhere"))[0] == 2
    code_, text = kyr("report", "--base", str(tmp_path))
    assert code_ == 2 and "has no mkdocs.yml" in told(text)
    assert told(kyr("report", "--help")[1]).startswith("Usage:")
