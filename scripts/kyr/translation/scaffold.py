"""A new language: its folder in English words, with comments that teach who translates it, and its line in the list.

What is untouched counts as missing, so the language is not published until it is translated.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from kyr.languages import (
    Language,
    UnknownLanguageError,
    check_script,
    make_language,
    own_name,
    script_is_known,
    script_of_name,
    usual_tag,
)
from kyr.pages import CORE_PAGES, Page
from kyr.problems import Problem, ProblemError, visible
from kyr.project import Project, load_project
from kyr.translation.publication import PRINT_WORDS, SITE_WORDS
from kyr.translation.registry import how_to_list, with_language
from kyr.translation.teaching import (
    LANGUAGE_HEAD,
    LANGUAGE_TAIL,
    LATER,
    PAGE_HEAD,
    PRINT_HEAD,
    SITE_HEAD,
)
from kyr.translation.units import units_of
from kyr.usage import NAME as USAGE
from kyr.words import MORE, Words, group_of
from kyr.yamlfile import read_text

NAME_LENGTH = 60
"""Characters of a language's name: it stands in a menu."""


def propose(project: Project, tag: str, name: str = "", script: str = "") -> Language:
    """The language that somebody wants to begin: of ``tag``, called ``name``, written in ``script``.

    Raises:
        ValueError: it cannot be begun; the message says why, and what to type.
    """
    try:
        usual = usual_tag(tag)
    except UnknownLanguageError as error:
        raise ValueError(f"expected {error}") from error
    source = project.source.language.tag
    if usual.split("-")[0] == source:
        raise ValueError("English is the source: the others are translated from it")
    if usual != tag:
        raise ValueError(f"its usual form is {usual}. Type: kyr new-language {usual}")
    _check_is_new(project, tag)
    if script:
        try:
            check_script(script, tag)
        except ValueError as error:
            raise ValueError(f"--script: expected {error}") from error
    known = own_name(tag)
    if script and not name.strip() and script_of_name(known) not in ("", script):
        raise ValueError(
            f"the name known here, {known}, is not written in {script}. Say it in these letters: "
            f"kyr new-language {tag} --script {script} --name NAME"
        )
    name = " ".join(name.split()) or known
    if not name:
        raise ValueError(
            "the language's name for itself is not known here. Readers find their language by it, so say it, "
            f"in its own letters: kyr new-language {tag} --name NAME"
        )
    if len(name) > NAME_LENGTH or visible(name) != name or not any(map(str.isalpha, name)):
        raise ValueError(f"--name: expected a name of letters, at most {NAME_LENGTH} characters")
    for other in project.texts.values():
        if other.language.name.casefold() == name.casefold():
            raise ValueError(
                f"{other.language.tag} has the name {name} already. Say with --name what tells them apart"
            )
    if not script and not script_is_known(tag, name):
        raise ValueError(
            f"its script is not known here. Say it, for example: kyr new-language {tag} --script Latn"
        )
    return make_language(tag, name, script)


def _check_is_new(project: Project, tag: str) -> None:
    for other in project.texts:
        if other.casefold() == tag.casefold():
            raise ValueError(
                f"{other} is here already. kyr status {other} says what it still needs"
            )
    for folder in project.docs.iterdir():
        # Some file systems do not tell large letters from small ones.
        if folder.name.casefold() == tag.casefold():
            raise ValueError(
                f"docs/{folder.name} is there already, and mkdocs.yml does not list it. Move the folder away, or "
                f"keep it as docs/{tag}. {how_to_list(tag)}"
            )


def new_language(project: Project, language: Language) -> tuple[Path, ...]:
    """Make the folder of ``language`` and add it to the list; what was written, by path.

    It is there whole, and the project can be loaded with it, or nothing of it is there.

    Raises:
        ProblemError: mkdocs.yml is laid out in a way that cannot be added to, or the project cannot be loaded with it.
        OSError: something cannot be written.
    """
    files = dict(_files(project, language))
    config, folder = project.config.path, project.docs / language.tag
    # As it stands, with its own ends of lines.
    before = config.read_bytes().decode()
    said = (
        ""
        if make_language(language.tag, language.name).script == language.script
        else language.script
    )
    after = with_language(before, config, language, said)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=project.root) as temporary:
        staged = Path(temporary) / language.tag
        for name, text in files.items():
            path = staged / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        staged.rename(folder)
    with _undone_if_it_fails(folder, config, before):
        _replace(config, after)
        _check(load_project(project.root), language.tag, files)
    return tuple(folder / name for name in files)


@contextmanager
def _undone_if_it_fails(folder: Path, config: Path, before: str) -> Iterator[None]:
    """Put ``config`` back and take ``folder`` away if anything goes wrong, an interruption too."""
    try:
        yield
    except BaseException:
        if config.read_bytes() != before.encode():
            _replace(config, before)
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _replace(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` in one step, keeping who may read it."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(text.encode())
        shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _check(project: Project, tag: str, files: dict[str, str]) -> None:
    """Refuse a folder that says anything but what the English says.

    Raises:
        ProblemError: it does; the English is laid out in a way that cannot be copied.
    """
    source, own = units_of(project.source), units_of(project.texts[tag])
    for name in files:
        wanted = {key: unit.text for key, unit in source.get(name, {}).items() if not group_of(key)}
        if name in own and {key: unit.text for key, unit in own[name].items()} != wanted:
            raise ProblemError(
                [
                    Problem(
                        project.docs / "en" / name,
                        0,
                        "new-language",
                        "a file that can be copied without what stands below “more:”",
                        "a file that is laid out in another way",
                        "Put “more:” on a line of its own, and what belongs to it further in below it.",
                    )
                ]
            )


def _files(project: Project, language: Language) -> Iterator[tuple[str, str]]:
    """The files of ``language`` with their text."""
    for name, words, head in (
        (SITE_WORDS, project.source.site, SITE_HEAD),
        (PRINT_WORDS, project.source.print, PRINT_HEAD),
    ):
        yield (
            name,
            _comment(head, language)
            + _without_more(words)
            + _comment(LATER.replace("FILE", name), language),
        )
    yield USAGE, "".join(_rules(project, language))
    for name in CORE_PAGES:
        yield name, _page(project.source.pages[name], language)


def _rules(project: Project, language: Language) -> Iterator[str]:
    """The file of the language's own words: the terms of the English one, each with what English says and means."""
    yield _comment(LANGUAGE_HEAD, language) + "\n"
    terms = project.source.usage.terms
    yield "terms:\n" if terms else ""
    for term, wording in terms.items():
        for text in (", ".join(wording.use), wording.note):
            yield f"  # {text}\n" if text else ""
        yield f"  {term}: {{use: []}}\n"
    yield "\n" * bool(terms) + _comment(LANGUAGE_TAIL, language)


def _page(page: Page, language: Language) -> str:
    """``page`` without its facts, which translations take from the English."""
    front = "".join(
        f"{key}: {_scalar(text)}\n"
        for key, text in (("title", page.front.title), ("description", page.front.description))
    )
    return f"---\n{_comment(PAGE_HEAD, language)}{front}---\n{page.body}"


def _scalar(text: str) -> str:
    """``text`` as a value in one line of YAML."""
    return yaml.safe_dump(text, allow_unicode=True, width=10**6).removesuffix("\n...\n").strip()


def _comment(text: str, language: Language) -> str:
    lines = (
        text.replace("LANGUAGE", language.english).replace("TAG", language.tag).strip().split("\n")
    )
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _without_more(words: Words) -> str:
    """The English file without its head, which speaks to others, and without the groups of ``more``."""
    lines = read_text(words.file.path).split("\n")
    start = next((i for i, line in enumerate(lines) if not line.startswith("#")), 0)
    kept: list[str] = []
    inside = -1
    """The indent of the group that is being left out."""
    for line in lines[start:]:
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent <= inside:
            inside = -1
        if inside < 0 and line.strip() == f"{MORE}:":
            inside = indent
            while kept and kept[-1].lstrip().startswith("#"):
                kept.pop()  # What is said above the group is about it.
        if inside < 0:
            kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n\n"
