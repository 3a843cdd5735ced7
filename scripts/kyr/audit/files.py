"""The folder holds what a site needs and nothing else: no links out of it, no sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kyr.audit.finding import Finding
from kyr.audit.site import CHOOSER, NOT_FOUND, Site

TYPE = "file-type"
SYMLINK = "symlink"
NAME = "file-name"
MISSING = "missing-file"

ENDINGS = frozenset(
    (
        ".html",
        ".css",
        ".js",
        ".pdf",
        ".png",
        ".jpg",
        ".svg",
        ".ico",
        ".xml",
        ".txt",
        ".zip",
        ".json",
    )
)
"""What a site may consist of. No web fonts: a phone's own cost no bytes and tell nobody."""

WHOLE_NAMES = frozenset({"_headers", "_redirects", ".nojekyll", "CNAME", "SHA256SUMS"})
"""Files that a host or a reader of checksums expects under this very name, at the root."""

PLAIN = re.compile(r"[A-Za-z0-9._-]+")
"""Names that every file system, zip and host keeps as they are."""


def check(site: Site) -> Iterator[Finding]:
    """Files that do not belong, and files that must be there."""
    seen: dict[str, str] = {}
    for path in site.paths:
        name = path.relative_to(site.root).as_posix()
        if path.is_symlink():
            yield Finding(
                name,
                SYMLINK,
                "files, not links to files",
                f"a link to {path.readlink()}",
                "Copy the file.",
            )
            continue
        if not PLAIN.fullmatch(path.name) or name.lower() in seen:
            yield Finding(
                name,
                NAME,
                "a name of plain letters, digits, “.”, “_”, “-”, unlike any other in small letters",
                seen.get(name.lower(), path.name),
                "Rename it, so that every disk and host can hold it.",
            )
        seen[name.lower()] = name
        if path.is_file() and name not in WHOLE_NAMES:
            if PurePosixPath(name).suffix not in ENDINGS or path.name.startswith("."):
                yield Finding(
                    name,
                    TYPE,
                    f"one of {' '.join(sorted(ENDINGS))}",
                    path.name,
                    "Keep it out of the site, or add its type to the audit with the reason.",
                )
            elif not path.stat().st_size:
                yield Finding(name, TYPE, "a file with something in it", "0 bytes", "Make it anew.")
    for name in (CHOOSER, NOT_FOUND, *(f"{tag}/index.html" for tag in site.languages)):
        if name not in site.files:
            yield Finding(name, MISSING, "this page", "none", "Build the site anew.")
