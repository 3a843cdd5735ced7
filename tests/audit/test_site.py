"""The project's own site has no findings, without an address and with one below a path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kyr.audit import audit
from kyr.project import Project
from kyr.site.build import build_site
from kyr.translation.publication import Publication


def test_without_an_address(site: Path, project: Project) -> None:
    assert [str(finding) for finding in audit(site, project.site_url)] == []


def test_with_an_address(project: Project, pubs: Mapping[str, Publication], tmp_path: Path) -> None:
    placed = replace(project, site_url="https://kyr.library.org/rights/")
    out = tmp_path / "site"
    out.mkdir()
    build_site(placed, pubs, (), out, tmp_path / "cache", 1, lambda line: None)
    assert [str(finding) for finding in audit(out, placed.site_url)] == []
