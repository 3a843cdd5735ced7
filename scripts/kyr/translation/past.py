"""The English that translations were made from, kept in ``docs/past/`` so that what changed can be shown anywhere.

A fingerprint says that the English has changed; only its old text says how. It is kept when a translation is stamped,
by fingerprint, one file for each file of English, so that neither a network nor the project's history is needed. What
no translation was made from any more is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from kyr.project import Project
from kyr.translation.fingerprint import fingerprint
from kyr.translation.lock import Lock
from kyr.translation.units import units_of
from kyr.yamlfile import parse_yaml, read_text

FOLDER = "past"
ENDING = ".lock"
_HEAD = (
    "# The English that translations were made from. Written by kyr stamp. Do not edit by hand.\n"
)


def past_path(docs: Path, file: str) -> Path:
    """Where the past English of ``file`` is kept."""
    return docs / FOLDER / f"{file}{ENDING}"


def past_text(docs: Path, file: str, key: str, wanted: str) -> str | None:
    """The English of unit ``key`` of ``file`` that had the fingerprint ``wanted``; ``None`` if it was not kept.

    Raises:
        ProblemError: the file has been damaged.
    """
    path = past_path(docs, file)
    if not path.exists():
        return None
    text = _read(path, read_text(path)).get(key, {}).get(wanted)
    # Whoever edits this file by hand changes no translation's past.
    return text if text is not None and fingerprint(text) == wanted else None


@lru_cache(maxsize=256)
def _read(path: Path, text: str) -> Mapping[str, Mapping[str, str]]:
    value = parse_yaml(text, path).value
    return {
        key: {name: words for name, words in texts.items() if isinstance(words, str)}
        for key, texts in (value.items() if isinstance(value, dict) else ())
        if isinstance(texts, dict)
    }


def keep_past(project: Project, locks: Iterable[Lock], files: Iterable[str]) -> None:
    """Keep the English of ``files`` that any of ``locks`` names, that of today and that kept before; drop the rest."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for lock in locks:
        for file, records in lock.files.items():
            for key, record in records.items():
                wanted.setdefault((file, key), set()).add(record.source)
    now = units_of(project.source)
    for file in dict.fromkeys(files):
        kept: dict[str, dict[str, str]] = {}
        for (of, key), names in sorted(wanted.items()):
            if of != file:
                continue
            unit = now.get(file, {}).get(key)
            for name in sorted(names):
                text = (
                    unit.text
                    if unit and unit.fingerprint == name
                    else past_text(project.docs, file, key, name)
                )
                if text is not None:
                    kept.setdefault(key, {})[name] = text
        _write(past_path(project.docs, file), kept)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they stand."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent)


def _write(path: Path, kept: Mapping[str, Mapping[str, str]]) -> None:
    if not kept:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    body = yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=True, width=100)
    temporary.write_text(_HEAD + body, encoding="utf-8")
    temporary.replace(path)
