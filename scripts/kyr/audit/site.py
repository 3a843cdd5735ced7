"""A finished site as files: what there is, and where a reference in one file leads."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kyr.audit.document import Document, parse

NOT_FOUND = "404.html"
"""What a host shows for any address it does not know: the one page that cannot link relatively."""

CHOOSER = "index.html"
"""The page at the root, in no single language."""


@dataclass(frozen=True)
class Site:
    """``root`` is the folder, ``url`` the address at which it will stand, ending in ``/``."""

    root: Path
    url: str

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder, symbolic links included and not followed."""
        return tuple(sorted(self.root.rglob("*")))

    @cached_property
    def files(self) -> frozenset[str]:
        """The files' paths relative to the root, with ``/``."""
        return frozenset(
            path.relative_to(self.root).as_posix()
            for path in self.paths
            if path.is_file() and not path.is_symlink()
        )

    @cached_property
    def pages(self) -> Mapping[str, Document]:
        """The HTML files by path."""
        return {name: parse(self.read(name)) for name in self.named(".html")}

    @cached_property
    def pictures(self) -> Mapping[str, Document]:
        """The SVG files by path."""
        return {name: parse(self.read(name)) for name in self.named(".svg")}

    def named(self, ending: str) -> tuple[str, ...]:
        """The files with ``ending``, sorted."""
        return tuple(sorted(name for name in self.files if name.endswith(ending)))

    def read(self, name: str) -> str:
        """The text of the file ``name``; what is no UTF-8 shows as U+FFFD."""
        return (self.root / name).read_text(encoding="utf-8", errors="replace")

    def language(self, page: str) -> str:
        """The tag of the folder in which ``page`` stands; empty for pages of the root."""
        return page.split("/")[0] if "/" in page else ""

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The tags of all folders that hold pages."""
        return tuple(sorted({self.language(page) for page in self.pages} - {""}))

    def addresses(self, page: str) -> tuple[str, ...]:
        """The ways to write the public address of ``page``: with its name, and as a folder."""
        names = [page]
        if posixpath.basename(page) == "index.html":
            names.append(page.removesuffix("index.html"))
        return tuple(self.url + name for name in names)

    def page_at(self, address: str) -> str | None:
        """The page with the public ``address``; ``None`` where there is none."""
        if not address.startswith(self.url):
            return None
        name = unquote(address.removeprefix(self.url))
        for candidate in (name, posixpath.join(name, "index.html")):
            if candidate in self.pages:
                return candidate
        return None

    def resolve(self, page: str, reference: str) -> str | None:
        """The path below the root that the ``reference`` in ``page`` means, without its fragment.

        ``None`` where it leads out of the site. Only ``NOT_FOUND`` may use paths from ``/``.
        """
        path = unquote(urlsplit(reference).path)
        base = unquote(urlsplit(self.url).path)
        if path.startswith("/"):
            if page != NOT_FOUND or not path.startswith(base):
                return None
            path = path.removeprefix(base)
        elif not path:
            return page
        else:
            path = posixpath.join(posixpath.dirname(page), path)
        slash = path.endswith("/")
        path = posixpath.normpath(path) if path else "."
        if path.startswith(".."):
            return None
        return ("" if path == "." else path) + ("/" if slash and path != "." else "")
