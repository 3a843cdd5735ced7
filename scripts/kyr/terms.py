"""The few legal terms that no plainer word can replace, read once from ``docs/terms.yml``.

Each line of that file is the id of an entry in the English glossary, whose title is the term: so a term that may be
used is a term that is explained, and an editor adds one with one line.
"""

from __future__ import annotations

from dataclasses import dataclass

from kyr.problems import ProblemError, shorten
from kyr.yamlfile import YamlFile

RULE = "term"
MOST = 20
"""A longer list would excuse what should be written more plainly."""


@dataclass(frozen=True)
class Terms:
    """The ids, in the order of the file."""

    file: YamlFile
    ids: tuple[str, ...]

    def line(self, entry: str) -> int:
        """The line of the term with the id ``entry``."""
        return self.file.line((self.ids.index(entry),))


def read_terms(file: YamlFile) -> Terms:
    """The terms of ``file``, a list of ids.

    Raises:
        ProblemError: it is something else, is too long or says a thing twice.
    """
    ids = file.value or []
    if not isinstance(ids, list) or not all(isinstance(entry, str) for entry in ids):
        raise ProblemError(
            [
                file.problem(
                    (),
                    RULE,
                    "a list of ids, one a line, each after “- ”",
                    shorten(file.value),
                    "Write the id of the term's entry in docs/en/glossary.md, such as “- magistrate”.",
                )
            ]
        )
    twice = [
        file.problem((index,), RULE, "each term once", f"{shorten(entry)} again", "Remove one.")
        for index, entry in enumerate(ids)
        if entry in ids[:index]
    ]
    if len(ids) > MOST:
        twice.append(
            file.problem(
                (MOST,),
                RULE,
                f"at most {MOST} terms",
                f"{len(ids)}",
                "Say one of them in plain words on the pages instead.",
            )
        )
    if twice:
        raise ProblemError(twice)
    return Terms(file, tuple(ids))
