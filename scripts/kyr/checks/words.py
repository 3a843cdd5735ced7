"""The words of a language fit the English ones: the same keys, one text or a list of as many, the same braces.

English may gain a text, or change one, at any time: what a translator has not seen yet is no fault of theirs. So a text
may also fit the English that it was made from; and a text that no record names yet is only counted, by ``complete``.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from kyr.checks.pairs import Pair, fitted_once, pairs
from kyr.problems import Problem, shorten
from kyr.project import Project
from kyr.translation.lock import read_lock
from kyr.words import Text, Words, marks, required_keys


def check(project: Project) -> Iterator[Problem]:
    """Texts of translations that are gone, unknown, or of another form than the English."""
    for tag, texts in project.texts.items():
        if texts.language.is_source:
            continue
        lock = read_lock(project.docs / tag)
        for words in (texts.site, texts.print):
            recorded = lock.files.get(words.file.path.name, {})
            yield from _keys(recorded, _source(project, words), words)
    for pair in pairs(project):
        if isinstance(pair.item, Words) and pair.own.key in _source(project, pair.item):
            text = _source(project, pair.item)[pair.own.key]
            problems = list(_compare(pair, pair.item, text))
            if problems and not _fitted_once(project, pair):
                yield from problems


def _source(project: Project, words: Words) -> Words:
    source = project.source
    return source.site if words.file.path.name == source.site.file.path.name else source.print


def _keys(recorded: Container[str], source: Words, words: Words) -> Iterator[Problem]:
    """Keys that have gone since they were stamped, and keys that English never had."""
    gone = [key for key in required_keys(source, words) if key not in words and key in recorded]
    if gone and not words:
        yield Problem(
            words.file.path,
            0,
            "words-missing",
            f"the {len(gone)} texts that were here when the file was stamped",
            "no texts at all",
            "Restore the file as it was.",
        )
    else:
        for key in gone:
            text = source[key]
            yield words.file.problem(
                tuple(key.split(".")),
                "words-missing",
                f"the text “{key}”, which was here when the file was stamped",
                "no such key",
                f"Bring it back. English: {shorten(text if isinstance(text, str) else text[0])}. "
                f"Line {source.line(key)} of {source.file.path.name} in English shows it.",
            )
    for key in words:
        # What English has dropped since stays until somebody takes it out: it is shown nowhere.
        if key not in source and key not in recorded:
            yield words.file.problem(
                tuple(key.split(".")),
                "words-unknown",
                "only keys that the English file has",
                f"“{key}”",
                "Look at the spelling of the key, or remove the line.",
            )


def _compare(pair: Pair, words: Words, text: Text) -> Iterator[Problem]:
    key = pair.own.key
    other = words[key]
    where = f"Line {pair.source.line} of {pair.source.path.name} in English shows it."
    if isinstance(text, str) != isinstance(other, str):
        kind = "one text" if isinstance(text, str) else "a list of texts"
        yield Problem(
            pair.own.path,
            words.line(key),
            "words-type",
            f"{kind} for “{key}”",
            shorten(other),
            where,
        )
        return
    ours, theirs = _list(text), _list(other)
    if len(ours) != len(theirs):
        yield Problem(
            pair.own.path,
            words.line(key),
            "words-length",
            f"{len(ours)} texts in “{key}”",
            f"{len(theirs)}",
            f"Translate each line of the English list. {where}",
        )
        return
    if "{" not in pair.source.text and "{" not in pair.own.text:
        return
    for index, (one, two) in enumerate(zip(ours, theirs, strict=True)):
        wanted, given = marks(one), marks(two)
        if wanted != given:
            yield Problem(
                pair.own.path,
                words.line(key, None if isinstance(text, str) else index),
                "words-slots",
                f"{', '.join(wanted) or 'no {slots}'} in “{key}”",
                ", ".join(given) or "none",
                f"Copy everything in braces exactly as in English. {where}",
            )


def _list(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _fitted_once(project: Project, pair: Pair) -> bool:
    """Whether the text was made from an English that has changed since, and fits that one."""
    wanted = marks(pair.own.text)
    return fitted_once(project, pair, lambda older: marks(older.source.text) == wanted)
