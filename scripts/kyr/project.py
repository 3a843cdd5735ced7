"""Everything that is written down, read once and checked for its form: the one door to configuration.

``load_project`` reads mkdocs.yml, the contacts, the states, the catalogue, the terms, each language's words and how
it says what matters, and the front matter of all pages into frozen objects, and reports every fault of form at once.
What the words *say* is for ``checks``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from kyr.catalogue import Catalogue, Paper, read_catalogue
from kyr.contacts import (
    Contacts,
    Frozen,
    LibraryContact,
    check_address,
    check_form,
    read_contacts,
)
from kyr.folders import Folders, read_folders
from kyr.handles import Handle
from kyr.hosts import is_example, is_this_machine, plain_host
from kyr.languages import (
    Language,
    UnknownLanguageError,
    make_language,
    name_is_of,
    own_name,
    usual_tag,
)
from kyr.pages import Page, read_page
from kyr.problems import Level, Problem, ProblemError, shorten
from kyr.repository import Repository, read_repository
from kyr.states import CODES, TEMPLATE, State, States, read_states
from kyr.terms import Terms, read_terms
from kyr.translation.registry import how_to_list
from kyr.usage import NAME as USAGE
from kyr.usage import NO_USAGE, Usage, read_usage
from kyr.words import Words, read_words
from kyr.yamlfile import Location, YamlFile, read_yaml, validate

EXTRA_KEYS = frozenset({"library", "generator"})
"""What stands under ``extra`` in mkdocs.yml: the library's details, and the theme's mark switched off."""

ENTRY_KEYS = ("locale", "name", "default", "build", "extra")
"""What an entry of the list of languages may say."""


def is_placeholder_address(address: str) -> bool:
    """Whether ``address`` leads nowhere: none, this machine, or a name reserved for examples."""
    try:
        host = urlsplit(address).hostname
        return not host or _is_placeholder(plain_host(host))
    except ValueError:
        return False


def _is_placeholder(host: str) -> bool:
    return is_example(host) or is_this_machine(host)


def _check_state(value: str) -> str:
    if value.upper() not in CODES:
        raise ValueError("the two letters of a state or DC, such as OH")
    return value.upper()


def _empty_is_none(value: Any) -> Any:
    return None if value == "" else value


class Library(Frozen):
    """The library's own details, ``extra.library`` in mkdocs.yml. All may stay empty: a neutral edition.

    ``drafts`` says what becomes of words that no person has reviewed: ``marked`` shows and prints them with a
    notice, ``hidden`` leaves them out. ``signs`` are the one or two languages of signs for the wall; the first
    two where it names none. ``exit`` is where the button that leaves the site leads; empty takes it away.
    ``maintainers`` are asked to look at changes of everything but the languages' words.
    """

    name: str | None = None
    site: Annotated[
        Annotated[str, AfterValidator(check_address)] | None, BeforeValidator(_empty_is_none)
    ] = None
    state: Annotated[
        Annotated[str, AfterValidator(_check_state)] | None, BeforeValidator(_empty_is_none)
    ] = None
    paper: Literal["letter", "a4", "both"] = "letter"
    signs: Annotated[tuple[str, ...], Field(max_length=2)] = ()
    drafts: Literal["marked", "hidden"] = "marked"
    exit: Annotated[
        Annotated[str, AfterValidator(check_address)] | None, BeforeValidator(_empty_is_none)
    ] = None
    contacts: Annotated[
        tuple[LibraryContact, ...], BeforeValidator(lambda value: () if value is None else value)
    ] = ()
    maintainers: tuple[Handle, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The common papers that it prints on."""
        return ("letter", "a4") if self.paper == "both" else (self.paper,)


def _check_script(value: str) -> str:
    if value and not re.fullmatch("[A-Z][a-z]{3}", value):
        raise ValueError("the four letters of a script, such as Arab (ISO 15924)")
    return value


class LanguageDetails(Frozen):
    """What ``extra`` of a language's entry may hold: its script where CLDR knows none, and who looks at changes."""

    script: Annotated[str, AfterValidator(_check_script)] = ""
    reviewers: tuple[Handle, ...] = ()


@dataclass(frozen=True, eq=False)
class Texts:
    """One language as it is written down: its words, the pages it has, by name, and how it says what matters."""

    language: Language
    site: Words
    print: Words
    pages: Mapping[str, Page]
    usage: Usage = NO_USAGE


@dataclass(frozen=True, eq=False)
class Project:
    """All that is written down. Two of them are never equal, so that what is worked out of one can be kept for it."""

    root: Path
    config: YamlFile
    site_url: str
    library: Library
    contacts: Contacts
    states: States
    catalogue: Catalogue
    terms: Terms
    texts: Mapping[str, Texts]
    nav: tuple[str, ...]
    notes: tuple[Problem, ...]
    listed: tuple[str, ...]
    """The tags of all languages of the list, those too that were not asked for."""
    repository: Repository | None = None

    @property
    def docs(self) -> Path:
        """The folder of the words."""
        return self.root / "docs"

    @property
    def is_placeholder(self) -> bool:
        """Whether the site has no address of its own yet."""
        return is_placeholder_address(self.site_url)

    @cached_property
    def source(self) -> Texts:
        """The English."""
        return self.texts["en"]

    @property
    def sign_languages(self) -> tuple[str, ...]:
        """The tags of the one or two languages of its signs."""
        return self.library.signs or self.listed[:2]

    @property
    def own_state(self) -> State | None:
        """The library's own state, if it has said which."""
        return self.states[self.library.state] if self.library.state else None

    def page(self, tag: str, name: str) -> Page:
        """The page ``name`` as readers of language ``tag`` get it: written, or made for a state.

        Raises:
            KeyError: the language has no such page.
        """
        pages = self.texts[tag].pages
        if name in self.states.by_page:
            return self.states.page(pages[TEMPLATE], name)
        return pages[name]


def load_project(
    root: Path, *, only: Container[str] | None = None, without: Container[Path] = ()
) -> Project:
    """The project in ``root``; with no languages but ``only``, if some are named, and as if ``without`` were no files.

    Raises:
        ProblemError: every fault found in the configuration, the contacts, the states, the catalogue, the words and the
            front matter, each with file and line.
    """
    root = root.resolve()
    problems: list[Problem] = []
    notes: list[Problem] = []
    config = read_yaml(root / "mkdocs.yml", foreign_tags=True)
    languages = _languages(config, problems)
    extra = config.sub("extra").value
    for key in extra if isinstance(extra, dict) else ():
        if key not in EXTRA_KEYS:
            problems.append(
                config.problem(
                    ("extra", key),
                    "library",
                    f"only {' and '.join(sorted(EXTRA_KEYS))} under “extra”",
                    shorten(key),
                    "Look at the spelling; your own details belong below “library:”, two spaces further in.",
                )
            )
    library = _collect(
        problems, lambda: validate(Library, config.sub("extra", "library"), "library")
    )
    contacts = _collect(problems, lambda: read_contacts(read_yaml(root / "docs/contacts.yml")))
    states = _collect(problems, lambda: read_states(read_yaml(root / "docs/states.yml")))
    catalogue = _collect(
        problems, lambda: read_catalogue(read_yaml(root / "printables/catalogue.yml"))
    )
    terms = _collect(problems, lambda: read_terms(read_yaml(root / "docs/terms.yml")))
    texts: dict[str, Texts] = {}
    listed = {language.tag for _, language in languages}
    folders = read_folders(root / "docs", frozenset(listed))
    notes.extend(folders.problems)
    for location, language in languages:
        if only is not None and language.tag not in only:
            continue
        found = _texts(root, folders, config, location, language, problems, without)
        if found is None:
            continue
        texts[language.tag] = found
    notes.extend(_unlisted(root, folders, config, listed))
    if "en" not in listed:
        problems.append(
            config.problem(
                ("plugins",),
                "languages",
                "English (en) among the languages, as the source",
                "no “locale: en”",
                "Add “- {locale: en, name: English, default: true}” under languages.",
            )
        )
    for place, tag in enumerate(library.signs if library else ()):
        if tag not in listed:
            problems.append(
                config.problem(
                    ("extra", "library", "signs", place),
                    "library",
                    f"languages of the list below: {', '.join(sorted(listed))}",
                    shorten(tag),
                    "Write the tag of a language that the site has.",
                )
            )
    site_url = _site_url(config, problems)
    repository = _collect(problems, lambda: read_repository(config))
    if problems or None in (library, contacts, states, catalogue, terms):
        raise ProblemError(problems)
    nav = tuple(nav_pages(config.value.get("nav") or []))
    return Project(
        root,
        config,
        site_url,
        library,
        contacts,
        states,
        catalogue,
        terms,
        texts,
        nav,
        tuple(notes),
        tuple(language.tag for _, language in languages),
        repository,
    )


def registered(root: Path) -> tuple[Language, ...]:
    """The languages of the list in mkdocs.yml, English first, whatever is in their folders.

    Raises:
        ProblemError: the list has faults.
    """
    problems: list[Problem] = []
    found = _languages(read_yaml(root / "mkdocs.yml", foreign_tags=True), problems)
    if problems:
        raise ProblemError(problems)
    return tuple(language for _, language in found)


def _collect(problems: list[Problem], read: Any) -> Any:
    """What ``read`` gives, or ``None`` with its problems added to ``problems``."""
    try:
        return read()
    except ProblemError as error:
        problems.extend(error.problems)
        return None


def _languages(config: YamlFile, problems: list[Problem]) -> list[tuple[Location, Language]]:
    """The registry of languages: the i18n plugin's list in mkdocs.yml."""
    found: list[tuple[Location, Language]] = []
    plugins = config.value.get("plugins") if isinstance(config.value, dict) else None
    for index, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
        options = plugin.get("i18n") if isinstance(plugin, dict) else None
        entries = options.get("languages") if isinstance(options, dict) else None
        for place, entry in enumerate(entries if isinstance(entries, list) else ()):
            location: Location = ("plugins", index, "i18n", "languages", place, "locale")
            entry = entry if isinstance(entry, dict) else {}
            if not isinstance(entry.get("name"), str):
                problems.append(
                    config.problem(
                        location,
                        "language-name",
                        "“name:” with the language's own name for itself, such as Tiếng Việt",
                        f"no name for {shorten(entry.get('locale'))}",
                        "Add it: readers find their language by it.",
                    )
                )
            tag, name = str(entry.get("locale") or ""), str(entry.get("name") or "")
            problems.extend(
                config.problem(
                    (*location[:-1], key),
                    "language",
                    f"only {', '.join(ENTRY_KEYS)} for a language",
                    shorten(key),
                    "Remove it: the plugin would let it change the addresses, names or words of the site.",
                )
                for key in entry
                if key not in ENTRY_KEYS
            )
            own = config.sub(*location[:-1], "extra")
            details = _collect(problems, lambda own=own: validate(LanguageDetails, own, "language"))
            if details is None:
                details = LanguageDetails()
            try:
                language = make_language(tag, name, details.script, details.reviewers)
            except UnknownLanguageError as error:
                problems.append(
                    config.problem(
                        location,
                        "language-tag",
                        str(error),
                        shorten(tag),
                        "Correct the tag here, and name the folder in docs/ the same.",
                    )
                )
                continue
            if (str(entry.get("default")).lower() == "true") != language.is_source:
                expected = "default: true" if language.is_source else "no “default” here"
                problems.append(
                    config.problem(
                        (*location[:-1], "default"),
                        "language",
                        f"{expected}, for English and no other language",
                        shorten(str(entry.get("default", "none"))),
                        "Write “{locale: en, name: English, default: true}”: all others are made from it.",
                    )
                )
            if any(language.tag == other.tag for _, other in found):
                problems.append(
                    config.problem(
                        location, "language-tag", "each language once", shorten(tag), "Remove one."
                    )
                )
                continue
            if (fault := _name_fault(language, found)) is not None:
                expected, next_step = fault
                problems.append(
                    config.problem(
                        (*location[:-1], "name"),
                        "language-name",
                        expected,
                        shorten(name),
                        next_step,
                    )
                )
            found.append((location, language))
    # English first, because the others are compared with it.
    return sorted(found, key=lambda item: not item[1].is_source)


def _name_fault(
    language: Language, others: list[tuple[Location, Language]]
) -> tuple[str, str] | None:
    """Why readers would not find ``language`` by its name, and what to do; ``None`` where they do."""
    tag, name = language.tag, " ".join(language.name.split())
    for _, other in others:
        if name and other.name.casefold() == name.casefold():
            return (
                "a name that no other language of the list has",
                f"{other.tag} has it too. Write what tells them apart, such as “中文（繁體）”.",
            )
    if is_of := name_is_of(name, tag):
        known = own_name(tag)
        return (
            f"the name of {language.english} ({tag}) for itself",
            f"Readers of {tag} would not find their language: that is what {make_language(is_of).english} ({is_of}) "
            f"calls itself.{f' Write {known}.' if known else ''}",
        )
    return None


def _texts(
    root: Path,
    folders: Folders,
    config: YamlFile,
    location: Location,
    language: Language,
    problems: list[Problem],
    without: Container[Path],
) -> Texts | None:
    folder = root / "docs" / language.tag
    if language.tag not in folders.pages:
        problems.append(
            config.problem(
                location,
                "language-folder",
                f"the folder docs/{language.tag}/",
                "no such folder",
                f"Make it (a copy of docs/en/ to translate), or remove {language.tag} from the list.",
            )
        )
        return None
    site, words = (
        # Who begins a language may not have come to its words yet; English cannot do without.
        _collect(problems, lambda path=path: read_words(path))
        if language.is_source or (path not in without and (path.exists() or path.is_symlink()))
        else Words(YamlFile(path, {}, {}), {})
        for path in (folder / "site.yml", folder / "print.yml")
    )
    pages: dict[str, Page] = {}
    for path in folders.pages[language.tag]:
        if path in without:
            continue
        name = path.relative_to(folder).as_posix()
        page = _collect(problems, lambda path=path, name=name: read_page(path, name))
        if page is not None:
            pages[name] = page
    rules = folder / USAGE
    usage = NO_USAGE if rules in without else _collect(problems, lambda: read_usage(rules))
    if site is None or words is None or usage is None:
        return None
    return Texts(language, site, words, pages, usage)


def _unlisted(root: Path, folders: Folders, config: YamlFile, listed: set[str]) -> list[Problem]:
    """Folders that look like a language but are not in the registry."""
    docs = root / "docs"
    return [
        Problem(
            docs / name,
            0,
            "language-unlisted",
            f"“{name}” in the list of languages in {config.path.name}",
            "a folder of words that no list names",
            _list_or_remove(name),
            Level.WARNING,
        )
        for name, pages in folders.pages.items()
        if name not in listed and (pages or (docs / name / "site.yml").is_file())
    ]


def _list_or_remove(name: str) -> str:
    """What to do with a folder of words called ``name``."""
    try:
        tag = usual_tag(name)
    except UnknownLanguageError:
        return "Move its pages into a language's folder, such as docs/en/, or remove it: it is no language's tag."
    if tag != name:
        return f"Name it docs/{tag}, or remove it. {how_to_list(tag)}"
    return f"{how_to_list(tag)} Or remove the folder."


def _site_url(config: YamlFile, problems: list[Problem]) -> str:
    value = config.value.get("site_url") if isinstance(config.value, dict) else None
    try:
        address = check_form(str(value or ""))
        if not is_placeholder_address(address):
            check_address(address)
        if urlsplit(address).query or urlsplit(address).fragment:
            raise ValueError("an address without “?” and “#”")
    except ValueError as error:
        problems.append(
            config.problem(
                ("site_url",),
                "site-url",
                str(error),
                shorten(value),
                "Write the address where the site will stand, or https://library.example/ until you know it.",
            )
        )
        return ""
    return address if address.endswith("/") else address + "/"


def nav_pages(items: object) -> list[str]:
    """The pages below a part of the navigation, in order."""
    if isinstance(items, str):
        return [items]
    if isinstance(items, dict):
        return [page for value in items.values() for page in nav_pages(value)]
    return [page for item in items for page in nav_pages(item)] if isinstance(items, list) else []
