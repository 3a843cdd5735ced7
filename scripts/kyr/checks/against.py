"""What a unit of a translation is compared with: the English of today, and the English that it was made from.

It need fit only one of the two, because English may change before a translator comes to it. The English of then counts
only where it is kept: a record that names an English which nobody has proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kyr.project import Project
from kyr.translation.lock import read_lock
from kyr.translation.past import past_text
from kyr.translation.units import Unit, units_of

Fault = TypeVar("Fault")


@dataclass(frozen=True, slots=True)
class Pair:
    """A ``unit`` of a translation, the ``english`` of today, and the ``past`` one that it was made from, if kept."""

    unit: Unit
    english: str
    past: str | None

    def fault(self, find: Callable[[str, str], Fault | None]) -> Fault | None:
        """What ``find`` says of the English and the translation; nothing if the English of then is content."""
        found = find(self.english, self.unit.text)
        if found is None or self.past is None:
            return found
        return found if find(self.past, self.unit.text) is not None else None


def pairs(project: Project) -> Iterator[Pair]:
    """Every unit of every translation that English has too, or had. A copy of the English says what it says."""
    source = units_of(project.source)
    for tag, texts in project.texts.items():
        if texts.language.is_source:
            continue
        lock = read_lock(project.docs / tag)
        for file, units in units_of(texts).items():
            for key, unit in units.items():
                english = source.get(file, {}).get(key)
                record = lock.record(file, key)
                past = None
                if record is not None and not (english and english.fingerprint == record.source):
                    past = past_text(project.docs, file, key, record.source)
                if english is not None:
                    if english.text != unit.text:
                        yield Pair(unit, english.text, past)
                elif past is not None:
                    yield Pair(unit, past, None)
