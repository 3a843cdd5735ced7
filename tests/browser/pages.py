"""Which pages the browser looks at: one of each kind, in every language that has it."""

from __future__ import annotations

from pathlib import Path

KINDS = (
    "index.html",
    "now.html",
    "rights/index.html",
    "rights/home.html",
    "rights/card.html",
    "help.html",
    "print.html",
    "protocol/now.html",
    "protocol/warrants.html",
    "glossary.html",
)
"""A page of each kind, below a language's folder."""

ROOT_PAGES = ("index.html", "404.html")
"""The chooser and the page for a wrong address."""


def languages(site: Path) -> list[str]:
    """The tags of the languages on the site, English first."""
    found = sorted(path.parent.name for path in site.glob("*/index.html"))
    return sorted(found, key=lambda tag: tag != "en")


def of_kind(site: Path, kind: str) -> list[str]:
    """The pages of ``kind`` in every language that has it."""
    found = [f"{tag}/{kind}" for tag in languages(site) if (site / tag / kind).exists()]
    assert found, f"no language has {kind}"
    return found


def every_page(site: Path) -> list[str]:
    """All pages of the site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
