"""The words of a language fit the English ones: the same keys, one text or a list of as many, the same braces.

English may gain a text, or change one, at any time: what a translator has not seen yet is no fault of theirs. So a text
may also fit the English that it was made from; and a text that no record names yet is only counted, by ``complete``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.translation.lock import Lock, read_lock
from kyr.translation.past import past_text
from kyr.translation.units import BETWEEN, units_of
from kyr.words import Text, Words, marks, required_keys


def check(project: Project) -> Iterator[Problem]:
    """Texts of translations that are gone, unknown, or of another form than the English."""
    for tag, texts in project.texts.items():
        if texts.language.is_source:
            continue
        lock = read_lock(project.docs / tag)
        for name, source, words in (
            ("site.yml", project.source.site, texts.site),
            ("print.yml", project.source.print, texts.print),
        ):
            yield from _compare(project, lock, name, source, words)


def _compare(
    project: Project, lock: Lock, name: str, source: Words, words: Words
) -> Iterator[Problem]:
    def problem(
        key: str, rule: str, expected: str, found: str, next_step: str, index: int | None = None
    ) -> Problem:
        line = words.line(key, index)
        return Problem(words.file.path, line, rule, expected, found, next_step)

    for key in required_keys(source, words):
        text = source[key]
        where = f"Line {source.line(key)} of {source.file.path.name} in English shows it."
        if key not in words:
            if lock.record(name, key) is not None:
                yield problem(
                    key,
                    "words-missing",
                    f"the text “{key}”, which was here when the file was stamped",
                    "no such key",
                    f"Bring it back. English: {shorten(text if isinstance(text, str) else text[0])}. {where}",
                )
            continue
        other = words[key]
        if _fitted_once(project, lock, name, key, text, other):
            continue
        if isinstance(text, str) != isinstance(other, str):
            kind = "one text" if isinstance(text, str) else "a list of texts"
            yield problem(key, "words-type", f"{kind} for “{key}”", shorten(other), where)
            continue
        ours, theirs = _list(text), _list(other)
        if len(ours) != len(theirs):
            yield problem(
                key,
                "words-length",
                f"{len(ours)} texts in “{key}”",
                f"{len(theirs)}",
                f"Translate each line of the English list. {where}",
            )
            continue
        for index, (one, two) in enumerate(zip(ours, theirs, strict=True)):
            wanted, given = marks(one), marks(two)
            if wanted != given:
                yield problem(
                    key,
                    "words-slots",
                    f"{', '.join(wanted) or 'no {slots}'} in “{key}”",
                    ", ".join(given) or "none",
                    f"Copy everything in braces exactly as in English. {where}",
                    None if isinstance(text, str) else index,
                )
    for key in words:
        # What English has dropped since stays until somebody takes it out: it is shown nowhere.
        if key not in source and lock.record(name, key) is None:
            yield problem(
                key,
                "words-unknown",
                "only keys that the English file has",
                f"“{key}”",
                "Look at the spelling of the key, or remove the line.",
            )


def _list(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _fitted_once(
    project: Project, lock: Lock, name: str, key: str, text: Text, other: Text
) -> bool:
    """Whether ``other`` was made from an English that has changed since, and fits that one."""
    record = lock.record(name, key)
    if record is None or record.source == units_of(project.source)[name][key].fingerprint:
        return False
    past = past_text(project.docs, name, key, record.source)
    return past is not None and marks(past) == marks(BETWEEN.join(_list(other)))
