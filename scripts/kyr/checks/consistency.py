"""The same English label is the same label in a translation, so that a reader knows it again.

Labels are the short texts of site.yml and print.yml. Two places may need two words, as where a language knows genders;
then the rule is ignored there, with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyr.checks.pairs import pairs
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.words import Words

RULE = "consistency"
IGNORABLE = frozenset({RULE})


def check(project: Project) -> Iterator[Problem]:
    """Texts whose English stands elsewhere, too, and is translated otherwise there."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for pair in pairs(project):
        # What was made from an older English has its own reasons.
        if not isinstance(pair.item, Words) or pair.is_stale:
            continue
        tag = pair.texts.language.tag
        for block, (english, text) in enumerate(pair.aligned):
            before, name = seen.setdefault((tag, english), (text, pair.own.name))
            if before != text:
                yield pair.problem(
                    block,
                    RULE,
                    f"{shorten(before, 80)}, as in {name}",
                    f"{shorten(text, 80)} for the same English, {shorten(english, 80)}",
                    "Choose one for both places.",
                )
