"""Who is asked to look at changes: handles of accounts and teams of a code-hosting site."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator

_NAME = r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:_[A-Za-z0-9]{1,39})?"
"""GitHub's form: letters, digits and single hyphens; “_” and a short code where a firm runs the accounts."""
_HANDLE = re.compile(rf"@{_NAME}(?:/[A-Za-z0-9_.-]{{1,100}})?")


def check_handle(value: str) -> str:
    """``value`` if it is the handle of an account or a team.

    Raises:
        ValueError: the message says what a handle looks like.
    """
    if not _HANDLE.fullmatch(value):
        raise ValueError("“@name” of an account, or “@organization/team”")
    return value


Handle: TypeAlias = Annotated[str, AfterValidator(check_handle)]
