"""The thin plugin between MkDocs and us. Everything it decides is asked of ``views`` and ``markdown``.

It is listed before static-i18n, so that importing it lets that plugin accept every BCP 47 tag, and it acts on both
sides of static-i18n: before, it drops what is no page of the language being built; after, it moves every language,
English too, into a folder of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import mkdocs_static_i18n.config  # type: ignore[import-untyped]
import mkdocs_static_i18n.folder  # type: ignore[import-untyped]
from jinja2 import Environment, FileSystemLoader
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kyr import checks
from kyr.explained import mark_terms
from kyr.glossary import PAGE as GLOSSARY
from kyr.glossary import Term, read_glossary
from kyr.languages import Language
from kyr.pages import Page as SourcePage
from kyr.plain import PlainExtension
from kyr.prints import Print, made_from, read_prints
from kyr.problems import Level, Problem, ProblemError
from kyr.project import load_project
from kyr.site.assemble import assemble, copy_file
from kyr.site.content import arrange
from kyr.site.css import used_in
from kyr.site.lent import write_marks
from kyr.site.markdown import LinkExtension, PageWriter
from kyr.site.search import Record, index_script, records
from kyr.site.terms import write_term
from kyr.site.views import Site, page_path, relative
from kyr.specimen import FOLDER
from kyr.translation.publication import Publication, publications

PRESS_CACHE = Path(".cache/kyr/press")
"""Where the press leaves the list of its PDFs, and below ``out`` the PDFs at their paths on the site."""

TAG = re.compile(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$"
)
"""Language, script, region and variants of BCP 47. Static-i18n itself knows two letters only."""

mkdocs_static_i18n.config.RE_LOCALE = TAG
mkdocs_static_i18n.folder.RE_LOCALE = TAG


class Options(Config):  # type: ignore[no-untyped-call]
    """None: all that can be chosen stands under ``extra.library``."""


class KyrPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """One instance lives for one build. ``site`` is given by ``build``, or read here in a plain ``mkdocs build``."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self.is_part = False
        """Whether this run builds one language only, and leaves the assembly to others."""
        self.problems: list[Problem] = []
        self._records: list[Record] = []
        self._writers: dict[str, PageWriter] = {}
        self._writer: PageWriter | None = None
        self._language: Language
        self._glossary: SourcePage | None = None
        self._terms: tuple[Term, ...] = ()
        self._nav: Any = None
        self._theme_dirs: list[str] = []

    # Before static-i18n reads its languages: leave out those that are not published.
    @event_priority(100)
    def _before_i18n(self, config: MkDocsConfig) -> MkDocsConfig:
        if self.site is None:
            try:
                project = load_project(Path(config.config_file_path).parent)
                wrong = [item for item in checks.run(project) if item.level is Level.ERROR]
                if wrong:
                    raise ProblemError(wrong)
                found = publications(project)
            except ProblemError as error:
                raise PluginError(str(error)) from error
            self.site = Site(project, found, _pressed(project.root, found))
            faults = self.site.menu_problems()
            if faults:
                raise PluginError("\n".join(map(str, faults)))
        for language in self._i18n(config).config.languages:
            language.build = language.build and language.locale in self.site.publications
        return config

    # After it: the menu, the theme and the extensions for the language of this run.
    @event_priority(-150)
    def _after_i18n(self, config: MkDocsConfig) -> MkDocsConfig:
        if self._nav is None:
            self._nav, self._theme_dirs = deepcopy(config.nav), list(config.theme.dirs)
            for extension in (PlainExtension(), LinkExtension(lambda: self._writer)):
                config.markdown_extensions.append(extension)  # type: ignore[arg-type]
        tag, site = self._tag(config), self._site
        config.nav = (
            self._nav if tag == "en" else _only(self._nav, set(site.publications[tag].pages))
        )
        # The theme's icons are thousands of files that MkDocs would list for each language.
        config.theme.dirs = [str(site.project.root / "overrides")]
        config.theme.static_templates = set()
        self.problems, self._records, self._writers = [], [], {}
        self._language = site.publications[tag].language
        self._glossary = site.page(tag, GLOSSARY) if site.has(tag, GLOSSARY) else None
        self._terms = read_glossary(self._glossary, self._language) if self._glossary else ()
        return config

    on_config = CombinedEvent(_before_i18n, _after_i18n)

    @event_priority(100)
    def _drop_files(self, files: Files, config: MkDocsConfig) -> Files:
        tag = self._tag(config)
        names = self._site.publications[tag].pages
        made = [name for name in names if name in self._site.project.states.by_page]
        pages = {f"{tag}/{name}" for name in names}
        return Files(
            [file for file in files if file.src_uri in pages]
            # Not in the menu: 51 entries would bury the others. The list of the states leads to them.
            + [
                File(
                    f"{tag}/{name}",
                    config.docs_dir,
                    config.site_dir,
                    config.use_directory_urls,
                    inclusion=InclusionLevel.NOT_IN_NAV,
                )
                for name in made
            ]
        )

    @event_priority(-200)
    def _move_files(self, files: Files, config: MkDocsConfig) -> Files:
        tag = self._tag(config)
        for file in files:
            file.dest_uri = file.url = page_path(tag, file.src_uri.removeprefix(f"{tag}/"))
            file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
        return files

    on_files = CombinedEvent(_drop_files, _move_files)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str:
        """Nothing: MkDocs has its own idea of where front matter ends, and pages have one reader."""
        return ""

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """The text of the page, with marks in the place of placeholders."""
        tag = self._tag(config)
        name = page.file.src_uri.removeprefix(f"{tag}/")
        source = self._site.page(tag, name)
        page.meta = {"title": source.front.title}
        self._writer = PageWriter(self._site, tag, source)
        self._writers[page.file.src_uri] = self._writer
        return self._writer.prepare(source.body)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the HTML of placeholders in the place of their marks, and note the page's text for the search."""
        writer = self._writers[page.file.src_uri]
        html = arrange(writer.page.name, writer.finish(html))
        for item in page.toc:
            for entry in (item, *item.children):
                entry.title = re.sub(r"<[^>]*>", "", writer.finish(entry.title))
        self.problems.extend(writer.problems)
        path = page_path("", writer.page.name).lstrip("/")
        self._records.extend(records(path, writer.page.front.title, html))
        html = self._with_terms(writer.page.name, html)
        return self._site.page_state(writer.tag, writer.page.name).mark(html)

    def _with_terms(self, name: str, html: str) -> str:
        """``html`` of page ``name`` with the terms of this language's glossary explained."""
        glossary = self._glossary
        if glossary is None or name == glossary.name:
            return html
        write = partial(
            write_term,
            glossary=relative(name, glossary.html_name),
            link_text=glossary.front.title,
        )
        return mark_terms(html, self._terms, self._language, write)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let templates escape by themselves, and reach the theme's own.

        Raises:
            PluginError: there were faults in the pages.
        """
        if self.problems:
            raise PluginError("\n".join(map(str, self.problems)))
        env.loader = FileSystemLoader(self._theme_dirs)
        env.autoescape = env.trim_blocks = env.lstrip_blocks = True
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates their view of the page."""
        writer = self._writers[page.file.src_uri]
        values: dict[str, Any] = context  # type: ignore[assignment]
        values["kyr"] = self._site.view(writer.tag, writer.page.name)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mark the words that English lends."""
        return write_marks(output)

    # Before static-i18n builds the other languages from inside this event.
    def _write_index(self, *, config: MkDocsConfig) -> None:
        target = Path(config.site_dir, self._tag(config), "search.js")
        target.write_text(index_script(self._records), encoding="utf-8")

    # After them, and then only once.
    @event_priority(-200)
    def _assemble(self, *, config: MkDocsConfig) -> None:
        if not self.is_part and not self._i18n(config).building:
            out, press = Path(config.site_dir), self._site.project.root / PRESS_CACHE / "out"
            for item in self._site.prints:
                for path in (*item.files, *item.previews):
                    copy_file(press / path, out / path)
            assemble(self._site, out, used_in(out))

    on_post_build = CombinedEvent(_write_index, _assemble)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch what MkDocs does not know of."""
        for name in ("overrides", "printables/catalogue.yml", str(FOLDER)):
            server.watch(str(self._site.project.root / name))
        return server

    @property
    def _site(self) -> Site:
        assert self.site is not None, "on_config comes first"
        return self.site

    @staticmethod
    def _i18n(config: MkDocsConfig) -> Any:
        return config.plugins["i18n"]

    def _tag(self, config: MkDocsConfig) -> str:
        return str(self._i18n(config).current_language)


def _pressed(root: Path, published: Mapping[str, Publication]) -> tuple[Print, ...]:
    """What was pressed before, for a build without the press: nothing if any of it is gone, or the words moved on."""
    prints = read_prints(root / PRESS_CACHE / "prints.json", made_from(root))
    if not all(
        (root / PRESS_CACHE / "out" / name).is_file() for item in prints for name in item.files
    ):
        return ()
    return tuple(item for item in prints if item.language in published)


def _only(items: Any, names: set[str]) -> Any:
    """The menu ``items`` without the pages that are not in ``names``, and without sections left empty."""
    if isinstance(items, str):
        return items if items in names else None
    if isinstance(items, dict):
        kept = {key: _only(value, names) for key, value in items.items()}
        return {key: value for key, value in kept.items() if value} or None
    return [kept for item in items if (kept := _only(item, names))]
