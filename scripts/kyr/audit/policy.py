"""The content security and referrer policies stand in every page, before what they govern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kyr.audit.document import Document, Element
from kyr.audit.finding import Finding
from kyr.audit.site import Site
from kyr.problems import shorten

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page may load: its own files, and pictures inside its own stylesheet."""

REFERRER = "no-referrer"

HEADERS = {
    "content-security-policy": "frame-ancestors 'none'",
    "referrer-policy": REFERRER,
    "x-content-type-options": "nosniff",
}
"""What a host should send with each page, at least.

``frame-ancestors`` has no effect in a page (CSP Level 3, 3.3); the rest of the policy the page itself says.
"""

MOST_RULES = 100
LONGEST_LINE = 2000
"""What Cloudflare Pages reads of a headers file; it ignores the rest."""

GOVERNED = frozenset(
    {
        "link",
        "script",
        "style",
        "img",
        "source",
        "video",
        "audio",
        "iframe",
        "object",
        "embed",
        "form",
        "body",
    }
)

CSP_RULE = "csp"
REFERRER_RULE = "referrer"
HEADERS_RULE = "headers"


def check(site: Site) -> Iterator[Finding]:
    """Pages without the policies, with others, or too late; a headers file that differs."""
    for name, document in site.pages.items():
        yield from _meta(
            name, CSP_RULE, document, document.metas("http-equiv", "content-security-policy"), CSP
        )
        yield from _meta(
            name, REFERRER_RULE, document, document.metas("name", "referrer"), REFERRER
        )
    if "_headers" in site.files:
        yield from _headers(site)


def _meta(
    name: str,
    rule: str,
    document: Document,
    metas: list[Element],
    content: str,
) -> Iterator[Finding]:
    given = [meta.attributes.get("content", "") for meta in metas]
    if given != [content]:
        yield Finding(
            name,
            rule,
            f"one meta with {shorten(content, 120)}",
            shorten("; and ".join(given), 160) if given else "none",
            "Mend the head of the template.",
        )
        return
    for element in document.elements:
        if element is metas[0]:
            break
        if element.tag in GOVERNED:
            yield Finding(
                name,
                rule,
                "the policy before everything that it governs",
                f"{element} before it",
                "Put the meta first in the head.",
            )
            break


def _headers(site: Site) -> Iterator[Finding]:
    text = site.read("_headers")
    rules = _rules(text)
    if (
        len({pattern for pattern, _, _ in rules}) > MOST_RULES
        or max(map(len, text.splitlines()), default=0) > LONGEST_LINE
    ):
        yield Finding(
            "_headers",
            HEADERS_RULE,
            f"at most {MOST_RULES} rules, and lines of at most {LONGEST_LINE} letters",
            f"{len({pattern for pattern, _, _ in rules})} rules",
            "Use fewer and wider patterns.",
        )
    for name in site.pages:
        # Netlify and Cloudflare Pages also show a page without “.html”, and its headers are those of that address.
        for address in dict.fromkeys(
            (site.url + name, site.addresses(name)[-1].removesuffix(".html"))
        ):
            path = urlsplit(address).path
            sent = {
                (key, part.strip())
                for pattern, key, value in rules
                if pattern.fullmatch(path)
                for part in (value, *value.split(";"))
            }
            missing = sorted(key for key, value in HEADERS.items() if (key, value) not in sent)
            if missing:
                yield Finding(
                    "_headers",
                    HEADERS_RULE,
                    "; ".join(f"“{key}: {HEADERS[key]}”" for key in missing) + f" for {path}",
                    "no rule that sends it",
                    "Widen the pattern, such as to /*.",
                )
                return


def _rules(text: str) -> list[tuple[re.Pattern[str], str, str]]:
    """Each header of a ``_headers`` file with the pattern of the paths it is for; ``*`` stands for anything."""
    found = []
    pattern = re.compile("")
    for line in text.splitlines():
        if line[:1].isspace():
            key, _, value = line.partition(":")
            found.append((pattern, key.strip().lower(), value.strip()))
        else:
            pattern = re.compile(".*".join(map(re.escape, line.strip().split("*"))))
    return found
