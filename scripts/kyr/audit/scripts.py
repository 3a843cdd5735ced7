"""Scripts store, send and fetch nothing and build no code; the search index is only data.

Words are looked for in the whole file, comments too: what cuts comments out can be fooled into
cutting out code. A name put together at run time escapes this rule; the browser tests watch for
what it would do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kyr.audit.finding import Finding
from kyr.audit.site import Site
from kyr.problems import shorten

API_RULE = "script-api"
INDEX_RULE = "search-index"
ADDRESS_RULE = "script-address"

INDEX = "search.js"
"""The search index of a language, in its folder."""

FORBIDDEN = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|cookieStore|caches|XMLHttpRequest|sendBeacon|WebSocket"
    r"|WebTransport|EventSource|RTCPeerConnection|serviceWorker|SharedWorker|importScripts|requestFileSystem"
    r"|fetch\s*\(|import\s*\(|eval\s*\(|Worker\s*\(|new\s+Image\b|Image\s*\(|Function\s*\(|pushState|window\.open"
    r"|insertAdjacentHTML|innerHTML|outerHTML|document\.write(?:ln)?)"
    r"|\bdocument\s*(?:\.\s*cookie\b|\[)|\bwindow\s*\["
)
"""Ways to keep something in the browser, to send or fetch, and to turn text into code or markup."""

ADDRESS = re.compile(r"[\"'`](?:https?:|wss?:)?//[^\"'`\s]+", re.IGNORECASE)

PAYLOAD = re.compile(
    r"\s*(?:window\.)?[A-Za-z_$][\w$]*\s*(?:\((?P<call>.*)\)|=(?P<value>.*?))\s*;?\s*", re.DOTALL
)


def check(site: Site) -> Iterator[Finding]:
    """Scripts that use what the site promises not to use, and indexes that are more than data."""
    for name in site.named(".js"):
        text = site.read(name)
        if name.endswith("/" + INDEX):
            try:
                read_index(text)
            except ValueError as error:
                yield Finding(
                    name,
                    INDEX_RULE,
                    "one call with JSON, and nothing else",
                    shorten(error, 120),
                    "Write the index with json.dumps.",
                )
            continue
        for match in FORBIDDEN.finditer(text):
            yield Finding(
                name,
                API_RULE,
                "a script that stores, sends and fetches nothing, and builds no code",
                f"{match[0]} in line {text.count(chr(10), 0, match.start()) + 1}",
                "Do without it (the word may not stand in a comment either).",
            )
        for match in ADDRESS.finditer(text):
            yield Finding(
                name,
                ADDRESS_RULE,
                "no address in a script",
                match[0],
                "Write the address into the page, as a link.",
            )


def read_index(text: str) -> object:
    """The data of a search index.

    Raises:
        ValueError: it is not one call or assignment with JSON.
    """
    match = PAYLOAD.fullmatch(text)
    if not match:
        raise ValueError(shorten(text))
    data: object = json.loads(match["call"] if match["call"] is not None else match["value"])
    return data
