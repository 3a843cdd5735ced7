"""A first visit to any page stays small enough for an old phone on a slow line."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from kyr.audit.document import Document
from kyr.audit.finding import Finding
from kyr.audit.references import references, scheme
from kyr.audit.site import Site

RULE = "first-load"

MAX_BYTES = 32 * 1024
"""Page, stylesheets and scripts together, each gzipped as a host would (level 6)."""

MAX_REQUESTS = 6
"""The page and all that it loads by itself; not pictures that wait until they are in view."""


def check(site: Site) -> Iterator[Finding]:
    """Pages whose first load is heavier, or asks oftener."""
    sizes: dict[str, int] = {}
    for name, document in site.pages.items():
        loaded = first_load(site, name, document)
        size = sum(
            _gzipped(site, file, sizes)
            for file in loaded
            if file.endswith((".html", ".css", ".js"))
        )
        if size > MAX_BYTES or len(loaded) > MAX_REQUESTS:
            yield Finding(
                name,
                RULE,
                f"at most {MAX_BYTES} bytes gzipped in {MAX_REQUESTS} requests",
                f"{size} bytes in {len(loaded)}: {', '.join(loaded)}",
                "Shorten the page, the stylesheet or the script; give pictures loading=lazy.",
            )


def first_load(site: Site, name: str, document: Document) -> tuple[str, ...]:
    """The files that a first visit to ``name`` fetches, itself first, each once."""
    found = {name: None}
    for reference in references(document):
        if reference.kind != "loads" or scheme(reference.address):
            continue
        if reference.element.get("loading") == "lazy":
            continue
        target = site.resolve(name, reference.address)
        if target in site.files and target is not None:
            found.setdefault(target)
    return tuple(found)


def _gzipped(site: Site, name: str, sizes: dict[str, int]) -> int:
    if name not in sizes:
        sizes[name] = len(gzip.compress((site.root / name).read_bytes(), 6, mtime=0))
    return sizes[name]
