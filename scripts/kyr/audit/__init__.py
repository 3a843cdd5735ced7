"""Walks a finished site and says what breaks a promise. It trusts nothing but the files.

findings = audit(Path("site"), "https://library.example/")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kyr.audit import (
    alternates,
    files,
    inline,
    leftovers,
    links,
    outline,
    phones,
    policy,
    privacy,
    scripts,
    search,
    weight,
)
from kyr.audit.finding import Finding
from kyr.audit.site import Site

__all__ = ["RULES", "SAFETY", "Finding", "Rule", "audit"]

Rule = Callable[[Site], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    files.check,
    policy.check,
    privacy.check,
    inline.check,
    scripts.check,
    links.check,
    outline.check,
    alternates.check,
    leftovers.check,
    phones.check,
    search.check,
    weight.check,
)

SAFETY: tuple[Rule, ...] = (policy.check, privacy.check, inline.check, scripts.check)
"""What holds of every page, finished or not: it loads and runs nothing foreign, and tells nobody about its readers."""


def audit(site: Path, site_url: str, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Every broken promise of the finished site in the folder ``site``, by page and rule; or those of some ``rules``.

    ``site_url`` is the address at which it will stand.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    if not site.is_dir():
        raise FileNotFoundError(site)
    finished = Site(site, site_url if site_url.endswith("/") else site_url + "/")
    return sorted({finding for rule in rules for finding in rule(finished)})
