"""Each language has a search index of its own pages; every entry leads to a page and an id."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.audit.finding import Finding
from kyr.audit.scripts import INDEX, read_index
from kyr.audit.site import Site
from kyr.problems import shorten

ENTRY = "search-entry"
MISSING = "search-missing"


def check(site: Site) -> Iterator[Finding]:
    """Entries that lead nowhere or to another language, and pages that no entry leads to."""
    for language in site.languages:
        name = f"{language}/{INDEX}"
        if name not in site.files:
            yield Finding(
                name, MISSING, "a search index for each language", "none", "Build the site anew."
            )
            continue
        try:
            entries = read_index(site.read(name))
        except ValueError:
            continue  # reported by the rule for scripts
        reached: set[str] = set()
        for entry in entries if isinstance(entries, list) else [entries]:
            address = _address(entry)
            page, _, fragment = address.partition("#")
            target = f"{language}/{page}"
            reached.add(target)
            if target not in site.pages or (fragment and fragment not in site.pages[target].ids):
                yield Finding(
                    name,
                    ENTRY,
                    f"a page below {language}/, and an id in it",
                    shorten(address or entry),
                    "Make the index from the finished pages.",
                )
        for page in site.pages:
            if site.language(page) == language and page not in reached:
                yield Finding(
                    name,
                    MISSING,
                    f"an entry for {page}",
                    "none",
                    "Make the index from the finished pages.",
                )


def _address(entry: object) -> str:
    """The address in an entry ``[address, title, text]``, relative to the language's folder."""
    return str(entry[0]) if isinstance(entry, list) and entry else ""
