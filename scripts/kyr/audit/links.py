"""Every relative reference leads to a file of the site, and every fragment to an id in it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from kyr.audit.finding import Finding
from kyr.audit.references import css_addresses, references, scheme
from kyr.audit.site import NOT_FOUND, Site
from kyr.problems import shorten

DEAD = "dead-link"
FRAGMENT = "dead-fragment"
ABSOLUTE = "absolute-link"
OWN_ADDRESS = "own-address"
PDF = "unlinked-pdf"


def check(site: Site) -> Iterator[Finding]:
    """Dead and absolute references; PDFs to which no page links."""
    reached: set[str] = set()
    for name, document in (*site.pages.items(), *site.pictures.items()):
        for reference in references(document):
            if reference.kind == "names":
                continue
            if reference.address.startswith(site.url):
                yield Finding(
                    name,
                    OWN_ADDRESS,
                    "relative paths between files of this site",
                    str(reference.element),
                    "Write the path from this file, so that mirrors and USB sticks work.",
                )
            elif not scheme(reference.address):
                yield from _relative(site, name, reference.address, str(reference.element), reached)
        for element in document.elements:
            # Paths that the script reads, such as that of the search index.
            for key, value in element.attributes.items():
                if key.startswith("data-") and value.endswith((".js", ".html")):
                    yield from _relative(site, name, value, str(element), reached)
    for name in site.named(".css"):
        for address in css_addresses(site.read(name)):
            if not scheme(address):
                yield from _relative(site, name, address, shorten(address), reached)
    for name in site.named(".pdf"):
        if name not in reached:
            yield Finding(
                name,
                PDF,
                "a page that links to each PDF",
                "none",
                "Link to it from the print shop, or do not publish it.",
            )


def _relative(
    site: Site, name: str, address: str, shown: str, reached: set[str]
) -> Iterator[Finding]:
    parts = urlsplit(address)
    if parts.path.startswith("/") and name != NOT_FOUND:
        yield Finding(
            name,
            ABSOLUTE,
            f"a path from this file; only {NOT_FOUND} may begin with “/”",
            shown,
            "Write the path from this file.",
        )
        return
    target = site.resolve(name, address)
    if target not in site.files:
        yield Finding(
            name,
            DEAD,
            "a file of this site",
            f"{target or 'nothing below the root'} in {shown}",
            "Correct the path; name the file in full (a USB stick shows no index for a folder).",
        )
        return
    reached.add(target)
    fragment = unquote(parts.fragment)
    if fragment in ("", "top") and "#" not in address.removesuffix("#top"):
        return
    if target in site.pages and fragment not in site.pages[target].ids:
        yield Finding(
            name,
            FRAGMENT,
            f"an id “{fragment}” in {target}",
            shown,
            "Correct the fragment, or give the heading this id.",
        )
