"""The tables of rules of language: YAML files beside the rules, by tag, where several languages may share an entry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kyr.languages import Language
from kyr.yamlfile import read_yaml


@lru_cache(maxsize=16)
def read_table(path: Path) -> Mapping[str, Any]:
    """The entries of the table in ``path`` by tag; ``es pt: …`` is the entry of both."""
    value = read_yaml(path).value
    return {tag: entry for tags, entry in value.items() for tag in tags.split()}


def entry_of(path: Path, language: Language) -> Any:
    """What the table in ``path`` says of ``language``, or of the language that its tag begins with; else ``None``."""
    table = read_table(path)
    return table.get(language.tag, table.get(language.tag.partition("-")[0]))
