"""A library that has an address or contacts of its own does not leave the placeholder address in."""

from __future__ import annotations

from collections.abc import Iterator

from kyr.problems import Level, Problem, shorten
from kyr.project import Project

RULE = "site-url-placeholder"


def check(project: Project) -> Iterator[Problem]:
    """A warning when the library's details are filled in but the site's address is not."""
    library = project.library
    if project.is_placeholder and (library.name or library.site or library.contacts):
        yield Problem(
            project.config.path,
            project.config.line(("site_url",)),
            RULE,
            "the address where your site will stand",
            shorten(project.site_url),
            "Set site_url; until then every piece with a QR code is stamped SAMPLE.",
            Level.WARNING,
        )
