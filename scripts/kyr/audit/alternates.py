"""Pages tell search engines the truth: canonical addresses, alternates, and the sitemap.

Alternates may stand in the pages or in the sitemap; each set must name every language that has
the page, itself too, and nothing else, or search engines drop it. A site without an address of its
own needs no canonical ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from kyr.audit.finding import Finding
from kyr.audit.references import scheme
from kyr.audit.site import CHOOSER, NOT_FOUND, Site
from kyr.problems import shorten
from kyr.project import is_placeholder_address

CANONICAL = "canonical"
ALTERNATES = "alternates"
SITEMAP = "sitemap"
ROBOTS = "robots"

DEFAULT = "x-default"
SITEMAP_FILE = "sitemap.xml"
ROBOTS_FILE = "robots.txt"

URLSET = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def check(site: Site) -> Iterator[Finding]:
    """Untrue canonical addresses and alternates, and a sitemap that differs from the pages."""
    for name in site.pages:
        yield from _canonical(site, name)
    sitemap: dict[str, dict[str, str | None]] = {}
    if SITEMAP_FILE in site.files:
        yield from _sitemap(site, sitemap)
    for name in site.pages:
        if name == NOT_FOUND:
            continue
        given = _in_page(site, name)
        if name == CHOOSER and not given and is_placeholder_address(site.url):
            continue
        yield from _alternates(site, name, given or sitemap.get(name, {}))
        if given and sitemap.get(name):
            yield from _alternates(site, name, sitemap[name], SITEMAP_FILE)
    if ROBOTS_FILE in site.files:
        yield from _robots(site)


def _canonical(site: Site, name: str) -> Iterator[Finding]:
    links = [link for link in site.pages[name].all("link") if "canonical" in link.tokens("rel")]
    given = [link.get("href") for link in links]
    if not given and (name == NOT_FOUND or is_placeholder_address(site.url)):
        return
    expected = site.addresses(name)
    if len(given) != 1 or given[0] not in expected:
        yield Finding(
            name,
            CANONICAL,
            f"its own address {expected[0]} as the canonical one",
            ", ".join(given) or "none",
            "Mend the head of the template, or site_url in mkdocs.yml.",
        )


def _in_page(site: Site, name: str) -> dict[str, str | None]:
    """The page of each ``hreflang`` in the head of ``name``; ``None`` where it leads to no page."""
    found: dict[str, str | None] = {}
    for link in site.pages[name].all("link"):
        if "alternate" not in link.tokens("rel") or not link.get("hreflang"):
            continue
        address = link.get("href")
        target = site.page_at(address) if scheme(address) else site.resolve(name, address)
        found[link.get("hreflang")] = target if target in site.pages else None
    return found


def siblings(site: Site, name: str) -> dict[str, str]:
    """The same page in each language that has it; for the chooser, each language's first page."""
    rest = "index.html" if name == CHOOSER else name.partition("/")[2]
    return {
        language: f"{language}/{rest}"
        for language in site.languages
        if f"{language}/{rest}" in site.pages
    }


def _alternates(
    site: Site, name: str, given: Mapping[str, str | None], where: str = ""
) -> Iterator[Finding]:
    wanted = siblings(site, name)
    if len(wanted) < 2 and not given:
        return
    others = {language: page for language, page in given.items() if language != DEFAULT}
    default = given.get(DEFAULT, wanted.get("en"))
    wrong = sorted(
        language
        for language in {*wanted, *others}
        if wanted.get(language) != others.get(language) or others.get(language) is None
    )
    if wrong:
        yield Finding(
            where or name,
            ALTERNATES,
            "an alternate for each language that has this page, itself too, and no other",
            f"{', '.join(wrong)} missing or wrong" + (f" for {name}" if where else ""),
            "Make the alternates from the pages that exist.",
        )
    if DEFAULT in given and (default not in site.pages):
        yield Finding(
            where or name,
            ALTERNATES,
            f"a page of this site as {DEFAULT}",
            shorten(given[DEFAULT]),
            "Lead it to the chooser.",
        )


def _sitemap(site: Site, sitemap: dict[str, dict[str, str | None]]) -> Iterator[Finding]:
    try:
        root = ElementTree.fromstring(site.read(SITEMAP_FILE))
    except ElementTree.ParseError as error:
        yield Finding(
            SITEMAP_FILE, SITEMAP, "well-formed XML", str(error), "Write it with an XML library."
        )
        return
    listed: list[str] = []
    for entry in root.iter(f"{URLSET}url"):
        address = (entry.findtext(f"{URLSET}loc") or "").strip()
        page = site.page_at(address)
        listed.append(address)
        if page is None:
            yield _entry("only pages that exist", address)
            continue
        canonical = [
            link.get("href")
            for link in site.pages[page].all("link")
            if "canonical" in link.tokens("rel")
        ]
        if canonical and address != canonical[0]:
            yield _entry(f"the canonical address {canonical[0]}", address)
        sitemap[page] = {
            link.get("hreflang", ""): site.page_at(link.get("href", ""))
            for link in entry.iter(f"{XHTML}link")
        }
    yield from (_entry("each page once", address) for address in _repeated(listed))
    for name in site.pages:
        if name != NOT_FOUND and name not in sitemap:
            yield _entry(f"an entry for {name}", "none")
    if NOT_FOUND in sitemap:
        yield _entry(f"no entry for {NOT_FOUND}", site.url + NOT_FOUND)


def _entry(expected: str, found: str) -> Finding:
    return Finding(
        SITEMAP_FILE, SITEMAP, expected, found, "Make the sitemap from the pages that exist."
    )


def _repeated(values: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [value for value in values if value in seen or seen.add(value)]  # type: ignore[func-returns-value]


def _robots(site: Site) -> Iterator[Finding]:
    for line in site.read(ROBOTS_FILE).splitlines():
        key, _, value = line.partition(":")
        if key.strip().lower() == "sitemap" and value.strip() != site.url + SITEMAP_FILE:
            yield Finding(
                ROBOTS_FILE,
                ROBOTS,
                f"Sitemap: {site.url + SITEMAP_FILE}",
                line,
                "Correct the address.",
            )
