"""The few things that we ask of GitHub's API, with limits on whatever comes back. Python alone: nothing is installed.

The address, the repository and the token come from the environment that GitHub gives to each run.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

SECONDS = 30
JSON_BYTES = 10_000_000
PAGES = 10
AUTHOR = "github-actions[bot]"
"""The account in whose name the token of a run writes."""


class ForgeError(Exception):
    """GitHub did not answer, or with something that cannot be used."""


class Forge:
    """One repository."""

    def __init__(self, api: str, repository: str, token: str) -> None:
        self.root = f"{api.rstrip('/')}/repos/{repository}"
        self.token = token

    @classmethod
    def of_this_run(cls) -> Forge:
        """The repository in which the run takes place."""
        names = ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")
        return cls(*(os.environ[name] for name in names))

    def get(self, path: str, **query: str | int) -> Any:
        """What the API says at ``path`` below the repository."""
        return json.loads(self._ask("GET", _with_query(path, query), None, JSON_BYTES))

    def each(self, path: str, **query: str | int) -> Iterator[Any]:
        """The entries of a list, page by page, ``PAGES`` at most."""
        for page in range(1, PAGES + 1):
            entries = self.get(path, per_page=100, page=page, **query)
            yield from entries
            if len(entries) < 100:
                return

    def send(self, method: str, path: str, data: dict[str, Any]) -> Any:
        """What the API answers to ``data``."""
        return json.loads(self._ask(method, path, json.dumps(data).encode(), JSON_BYTES))

    def download(self, path: str, most: int) -> bytes:
        """The file at ``path``.

        Raises:
            ForgeError: it is larger than ``most`` bytes, or does not come.
        """
        return self._ask("GET", path, None, most)

    def _ask(self, method: str, path: str, data: bytes | None, most: int) -> bytes:
        request = urllib.request.Request(f"{self.root}{path}", data, method=method)
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # Files are kept elsewhere: the token must not go along when we are sent on.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                found: bytes = answer.read(most + 1)
        except (urllib.error.URLError, OSError) as error:
            raise ForgeError(f"{method} {path}: {error}") from error
        if len(found) > most:
            raise ForgeError(f"{method} {path}: more than {most:,} bytes")
        return found


def _with_query(path: str, query: dict[str, str | int]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
