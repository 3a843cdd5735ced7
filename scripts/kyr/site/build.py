"""One MkDocs build a language, several at a time, each kept by its content; then the assembly of the whole."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache as remember
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import kyr
from kyr.prints import Print
from kyr.problems import Problem, ProblemError
from kyr.project import Project
from kyr.site.assemble import assemble
from kyr.site.css import Used, used_in
from kyr.site.status import STATUS, StatusWriter
from kyr.site.views import Site
from kyr.specimen import FOLDER
from kyr.translation.publication import Publication

LIBRARIES = (
    "mkdocs",
    "mkdocs-material",
    "mkdocs-static-i18n",
    "markdown",
    "pymdown-extensions",
    "jinja2",
    "babel",
)
"""Whose versions a page depends on."""

FEW = 4
"""Languages that are built sooner than two more processes are started (about a third of a second each)."""

_DOC_FILE = re.compile(r"Doc file '([^']+)'")
_QUOTED = re.compile(r"(?:link|anchor) '([^']+)'")


def build_site(
    project: Project,
    publications: Mapping[str, Publication],
    prints: Iterable[Print],
    out: Path,
    cache: Path,
    jobs: int,
    report: Callable[[str], None],
) -> None:
    """Write the whole website into the folder ``out``, where the press has put its PDFs.

    ``cache`` keeps finished languages, ``jobs`` is the number of processes, ``report`` gets a short line for each
    language.

    Raises:
        ProblemError: MkDocs or a placeholder found fault with a page; every fault of every language is in it.
    """
    site = Site(project, publications, tuple(prints))
    faults = site.menu_problems()
    if faults:
        raise ProblemError(faults)
    cache.mkdir(parents=True, exist_ok=True)
    cache = cache.resolve()
    shared = _shared_key(site)
    keys = {tag: _key(site, tag, shared) for tag in publications}
    ready = {tag: cache / f"{tag}-{key}" for tag, key in keys.items()}
    missing = [tag for tag, folder in ready.items() if not (folder / "used.json").exists()]
    problems: list[Problem] = []
    for number, (tag, found) in enumerate(_build_all(site, missing, ready, jobs), 1):
        problems.extend(found)
        if not found:
            report(f"{tag}: {_count(site, tag)}, {number} of {len(missing)}")
    if problems:
        raise ProblemError(problems)
    used = Used()
    for tag, folder in ready.items():
        if tag not in missing:
            report(f"{tag}: {_count(site, tag)}, unchanged")
        shutil.copytree(folder / "site", out, dirs_exist_ok=True)
        used |= Used.from_data(json.loads((folder / "used.json").read_text(encoding="utf-8")))
        _forget_older(cache, tag, folder)
    assemble(site, out, used)


def _count(site: Site, tag: str) -> str:
    number = len(site.publications[tag].pages)
    return f"{number} pages" if number != 1 else "1 page"


def _build_all(
    site: Site, tags: list[str], ready: Mapping[str, Path], jobs: int
) -> Iterable[tuple[str, list[Problem]]]:
    if len(tags) <= FEW or jobs < 2:
        for tag in tags:
            yield tag, build_language(site, tag, ready[tag])
        return
    # Fresh processes: a copy of one that shows its progress from a second thread may hang.
    with ProcessPoolExecutor(
        min(jobs, len(tags)), get_context("spawn"), initializer=_start, initargs=(site,)
    ) as pool:
        yield from zip(
            tags, pool.map(_work, tags, [ready[tag] for tag in tags], chunksize=1), strict=True
        )


_worker_site: list[Site] = []


def _start(site: Site) -> None:
    _worker_site[:] = [site]


def _work(tag: str, folder: Path) -> list[Problem]:
    return build_language(_worker_site[0], tag, folder)


def build_language(site: Site, tag: str, folder: Path) -> list[Problem]:
    """Build language ``tag`` into ``folder``, which appears only when all went well.

    The faults that were found are returned; any of them, a warning of MkDocs too, means that there is no folder.
    """
    # MkDocs is loaded only where something is to be built.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    listener = _Listener(site.project)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    temporary = Path(tempfile.mkdtemp(prefix=f"{tag}.", dir=folder.parent))
    try:
        target = temporary / "site"
        config = load_config(config_file=str(site.project.config.path), site_dir=str(target))
        plugin = config.plugins["kyr"]
        plugin.site, plugin.is_part = site, True  # type: ignore[attr-defined]
        languages = config.plugins["i18n"].config.languages
        for language in languages:
            language.default = language.build = language.locale == tag
        try:
            build(config)
        except (Abort, MkDocsException) as error:
            faults: list[Problem] = plugin.problems  # type: ignore[attr-defined]
            return faults or listener.problems or [listener.problem(str(error))]
        if listener.problems:
            return listener.problems
        used = json.dumps(used_in(target).as_data())
        (temporary / "used.json").write_text(used, encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        temporary.rename(folder)
    except MkDocsException as error:
        return [listener.problem(str(error))]
    finally:
        logger.removeHandler(listener)
        shutil.rmtree(temporary, ignore_errors=True)
    return []


class _Listener(logging.Handler):
    """Hears the warnings of MkDocs and makes problems of them."""

    def __init__(self, project: Project) -> None:
        super().__init__(logging.WARNING)
        self.project = project
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(self.problem(record.getMessage()))

    def problem(self, message: str) -> Problem:
        """What MkDocs says, at the line it speaks of where that can be told."""
        path, line = self.project.config.path, 0
        found, quoted = _DOC_FILE.search(message), _QUOTED.search(message)
        if found and (self.project.docs / found[1]).is_file():
            path = self.project.docs / found[1]
            lines = path.read_text(encoding="utf-8").splitlines()
            needle = quoted[1] if quoted else message
            line = next((i for i, text in enumerate(lines, 1) if needle in text), 0)
        return Problem(
            path,
            line,
            "mkdocs",
            "pages that MkDocs builds without a warning",
            " ".join(message.split()),
            "Correct the link, the heading id or the entry it names.",
        )


def _forget_older(cache: Path, tag: str, newest: Path) -> None:
    for path in cache.glob(f"{tag}-*"):
        if path != newest and re.fullmatch(r"[0-9a-f]{16}", path.name.removeprefix(f"{tag}-")):
            shutil.rmtree(path, ignore_errors=True)


def _shared_key(site: Site) -> str:
    """A digest of everything that each language depends on."""
    root, source = site.project.root, site.project.source
    digest = hashlib.sha256(_code())
    names = [
        "mkdocs.yml",
        "docs/contacts.yml",
        "docs/states.yml",
        "printables/catalogue.yml",
        "docs/en/print.yml",
    ]
    paths = [root / name for name in names]
    for folder in (root / "overrides", root / FOLDER):
        paths += sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths:
        _add(digest, path.relative_to(root).as_posix(), path.read_bytes())
    for tag, publication in site.publications.items():
        language = publication.language
        _add(digest, tag, repr((language, sorted(publication.pages))).encode())
    for name, page in sorted(source.pages.items()):
        _add(digest, name, repr(page.front).encode())
    _add(digest, "spoken", repr(sorted(site.spoken)).encode())
    _add(digest, "language", source.site.text("language.button").encode())
    return digest.hexdigest()


def _key(site: Site, tag: str, shared: str) -> str:
    """Sixteen hexadecimal digits that change with anything that language ``tag`` is made from."""
    digest = hashlib.sha256(shared.encode())
    folder = site.project.docs / tag
    texts = site.project.texts[tag]
    read = (
        texts.site.file.path,
        texts.print.file.path,
        *(page.path for page in texts.pages.values()),
    )
    for path in sorted(read):
        if path.is_file():
            _add(digest, path.relative_to(folder).as_posix(), path.read_bytes())
    publication = site.publications[tag]
    for name, state in sorted(publication.states.items()):
        _add(digest, name, repr([unit.told for unit in state.units]).encode())
    for name, words in (
        ("site.yml", publication.texts.site),
        ("print.yml", publication.texts.print),
    ):
        borrowed = {key: words[key] for key in sorted(publication.borrowed.get(name, ()))}
        _add(digest, f"borrowed {name}", repr(borrowed).encode())
    if any(STATUS in page.body for page in publication.texts.pages.values()):
        # There every language is told of.
        _add(digest, "status", StatusWriter(site, tag).status().encode())
    _add(digest, "prints", repr([item for item in site.prints if item.is_for(tag)]).encode())
    # Whether there are any PDFs at all is said on every print page.
    _add(digest, "made", repr(bool(site.prints)).encode())
    return digest.hexdigest()[:16]


def _add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode())
    digest.update(content)


@remember
def _code() -> bytes:
    """A digest of our own source and of the versions of the libraries."""
    digest = hashlib.sha256(repr([version(name) for name in LIBRARIES]).encode())
    package = Path(kyr.__file__).parent
    for folder in (package, package / "site", package / "translation"):
        for path in sorted(folder.glob("*.py")):
            _add(digest, path.relative_to(package).as_posix(), path.read_bytes())
    return digest.digest()
