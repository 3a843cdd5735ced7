"""Who is asked to look at a change of which files: ``.github/CODEOWNERS``, written from the registry in mkdocs.yml.

The last line that fits a file is the one that counts, so the general comes first.
"""

from __future__ import annotations

from pathlib import Path

from kyr.project import Project

FILE = Path(".github") / "CODEOWNERS"

_HEAD = """\
# Who is asked to look at a change. Written by “uv run kyr owners” from mkdocs.yml: do not edit it here.
# A language's people stand there as “extra: {reviewers: [...]}” of its entry, the maintainers as
# “maintainers: [...]” under extra, library. Only accounts that can write to the repository are asked.
"""
_NOBODY = """
# Nobody is named there yet, so nobody is asked.
"""
_EVERYTHING = """
# Everything that is not one language's words: the English, the facts and contacts, the program, this folder.
"""
_WORDS = """
# The words of a language.
"""
_RECORDS = """
# Who translated and who reviewed: a change could claim a review that nobody made.
"""


def code_owners(project: Project) -> str:
    """The text of ``FILE``: nobody stands in it who is not named in the registry."""
    maintainers = project.library.maintainers
    reviewers = {
        tag: texts.language.reviewers
        for tag, texts in project.texts.items()
        if texts.language.reviewers
    }
    text = _HEAD
    if not maintainers and not reviewers:
        return text + _NOBODY
    if maintainers:
        text += _EVERYTHING + _line("*", maintainers)
    if reviewers:
        text += _WORDS
    for tag, handles in reviewers.items():
        # What all languages are translated from is also for the maintainers to look at.
        also = maintainers if tag == project.source.language.tag else ()
        text += _line(f"/docs/{tag}/", tuple(dict.fromkeys((*handles, *also))))
    if maintainers:
        text += _RECORDS + _line("/docs/*/translation.lock", maintainers)
    return text


def _line(pattern: str, handles: tuple[str, ...]) -> str:
    return f"{pattern} {' '.join(handles)}\n"
