"""What changes in a language's own rules, language.yml: each change there can make a check say less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kyr.usage import Ignore, Usage


@dataclass(frozen=True)
class RulesChange:
    """``gone`` and ``new`` are entries, as ``never: illegal*``; ``off`` are checks switched off, ``on`` again."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    off: tuple[Ignore, ...] = ()
    on: tuple[Ignore, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.off or self.on)


def compare_rules(old: Usage, new: Usage) -> RulesChange:
    """What becomes of the rules ``old`` in ``new``."""
    before, after = dict.fromkeys(_entries(old)), dict.fromkeys(_entries(new))
    return RulesChange(
        tuple(entry for entry in before if entry not in after),
        tuple(entry for entry in after if entry not in before),
        tuple(entry for entry in new.ignore if entry not in old.ignore),
        tuple(entry for entry in old.ignore if entry not in new.ignore),
    )


def _entries(usage: Usage) -> Iterator[str]:
    for term, wording in usage.terms.items():
        yield from (f"terms.{term}.use: {spelling}" for spelling in wording.use)
        yield from (f"terms.{term}.never: {spelling}" for spelling in wording.never)
        if wording.note:
            yield f"terms.{term}.note: {wording.note}"
    yield from (f"keep: {word}" for word in usage.keep)
    yield from (f"never: {word}" for word in usage.never)
