"""The outside world, and an environment in which everything leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outside.elsewhere import Elsewhere, elsewhere


@pytest.fixture
def world(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Elsewhere]:
    """A server that answers for every host of the files."""
    with elsewhere() as server:
        trusted: Path = tmp_path_factory.mktemp("trust") / "authority.pem"
        server.authority.cert_pem.write_to_path(str(trusted))
        for name in ("ALL_PROXY", "NO_PROXY", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.lower(), raising=False)
        monkeypatch.setenv("HTTP_PROXY", server.address)
        monkeypatch.setenv("HTTPS_PROXY", server.address)
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        yield server
