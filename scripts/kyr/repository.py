"""Where the files of this copy are kept on the web, and the addresses at which a browser opens one of them to edit it.

A library says so by the settings that MkDocs has for it: ``repo_url``, ``edit_uri`` and ``edit_uri_template``.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from string import Formatter
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from kyr.contacts import check_address
from kyr.problems import ProblemError, shorten
from kyr.yamlfile import YamlFile

RULE = "repository"

_EDIT = re.compile(r"(?P<how>(?:-/)?_?edit)/(?P<branch>[^/]+)/(?P<folder>(?:[^/]+/)*)")
"""How ``edit_uri`` is made up on GitHub (``edit/…``), GitLab (``-/edit/…``) and Forgejo or Gitea (``_edit/…``)."""

_DEFAULT = {
    "github.com": "edit/main/docs/",
    "gitlab.com": "-/edit/main/docs/",
    "bitbucket.org": "src/default/docs/",
}
"""What stands for ``edit_uri`` where it is not set. MkDocs would take “master”, as branches were called once."""
_USUAL = frozenset({"main", "master"})
"""Branches below which git allows no other, so that what follows is a folder; elsewhere a branch may hold “/”."""


class _Quoting(Formatter):
    """Fills a template as MkDocs does: ``!q`` quotes the whole value."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return (
            quote(value, safe="") if conversion == "q" else super().convert_field(value, conversion)
        )


@dataclass(frozen=True, slots=True)
class Repository:
    """``url`` is its address; ``edit_uri`` and ``template`` are MkDocs's settings, one of them empty."""

    url: str
    edit_uri: str = ""
    template: str = ""

    def edit(self, path: str) -> str:
        """The address at which the file ``path`` below docs/ is edited; empty where there is none."""
        if not self.edit_uri and not self.template:
            return ""
        if self.template:
            noext = posixpath.splitext(path)[0]
            uri = _Quoting().format(self.template, path=path, path_noext=noext)
        else:
            uri = self.edit_uri + quote(path)
        return urljoin(self.url if uri.startswith(("?", "#")) else f"{self.url}/", uri)

    def new(self, path: str) -> str:
        """The address at which a file ``path`` below docs/ that is not there yet is made.

        Empty where it cannot be told where the branch ends, and where the host is none whose addresses are known:
        GitHub, GitLab, Forgejo (Codeberg) and Gitea.
        """
        match = None if self.template else _EDIT.fullmatch(self.edit_uri)
        if match is None:
            return ""
        if match["branch"] not in _USUAL and match["folder"] not in ("", "docs/"):
            return ""
        host = _host(self.url)
        branch, name = match["branch"], quote(f"{match['folder']}{path}")
        if match["how"] == "_edit":
            return f"{self.url}/_new/{branch}/?filename={name}"
        if match["how"] == "-/edit" or host.startswith("gitlab."):
            return f"{self.url}/-/new/{branch}?file_name={name}"
        if host.startswith("github."):
            return f"{self.url}/new/{branch}?filename={name}"
        return ""


def read_repository(config: YamlFile) -> Repository | None:
    """The repository that the configuration ``config`` names; ``None`` if it names none.

    Raises:
        ProblemError: it is at no address on the public web, or a file of it would not be.
    """
    values = config.value if isinstance(config.value, dict) else {}
    if not values.get("repo_url"):
        return None
    url = str(values["repo_url"]).rstrip("/").removesuffix(".git")
    uri, template = values.get("edit_uri"), str(values.get("edit_uri_template") or "")
    edit_uri = _DEFAULT.get(_host(url), "") if uri is None else str(uri)
    found = Repository(url, "" if template else _with_slash(edit_uri), template)
    key = "repo_url"
    try:
        check_address(url)
        key = "edit_uri_template" if template else "edit_uri"
        check_address(found.edit("en/index.md") or url)
    except (ValueError, LookupError) as error:
        expected = "a template with {path} in it" if template else str(error)
        raise ProblemError(
            [
                config.problem(
                    (key,),
                    RULE,
                    expected,
                    shorten(values.get(key)),
                    "Write the address at which your files are kept, such as https://github.com/your-library/kyr, and "
                    "“edit_uri: edit/main/docs/”; or take both out.",
                )
            ]
        ) from error
    return found


def _host(url: str) -> str:
    """The host of ``url`` without “www”; empty where it is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _with_slash(uri: str) -> str:
    return f"{uri}/" if uri and not uri.endswith("/") else uri
