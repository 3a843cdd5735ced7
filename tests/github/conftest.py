"""A host on loopback, and the environment of a run that is told of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.github.host import REPOSITORY, TOKEN, Host, host


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """The host, with the environment that a run has."""
    with host() as found:
        for name, value in {
            "GITHUB_API_URL": found.address,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SERVER_URL": "https://host.test",
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_RUN_ID": "500",
            "no_proxy": "*",
        }.items():
            monkeypatch.setenv(name, value)
        yield found
