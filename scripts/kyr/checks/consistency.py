"""The same English label is the same label in a translation, so that a reader knows it again.

Labels are the short texts of site.yml and print.yml. Two places may need two words, as where a language knows genders;
then the rule is ignored there, with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyr.checks.blocks import Block
from kyr.checks.pairs import Pair, blocks, pairs
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.words import Words

RULE = "consistency"
IGNORABLE = frozenset({RULE})

Seen = dict[tuple[str, str], tuple[Pair, Block]]
"""By the language's tag and the English text, where it was translated first."""


def check(project: Project) -> Iterator[Problem]:
    """Texts whose English stands elsewhere, too, and is translated otherwise there."""
    seen: Seen = {}
    for pair in pairs(project):
        # What was made from an older English has its own reasons.
        if not isinstance(pair.item, Words) or _is_stale(pair):
            continue
        ours = blocks(pair.source)
        if len(ours) != len(pair.blocks):
            continue
        for english, block in zip(ours, pair.blocks, strict=True):
            first, before = seen.setdefault((pair.texts.language.tag, english.text), (pair, block))
            if before.text != block.text:
                yield pair.problem(
                    block,
                    RULE,
                    f"{shorten(before.text, 80)}, as in {first.own.name}",
                    f"{shorten(block.text, 80)} for the same English, {shorten(english.text, 80)}",
                    "Choose one for both places.",
                )


def _is_stale(pair: Pair) -> bool:
    return pair.record is not None and pair.record.source != pair.source.fingerprint
