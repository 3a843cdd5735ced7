"""English sentences are short: at most 25 words for patrons, and a warning above 30 for staff.

No formula knows what is hard in every language, so only the source is measured; translations follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kyr.checks.prose import (
    Sentence,
    english_passages,
    states_passages,
    text_sentences,
    words_passages,
)
from kyr.pages import Audience, audience, words_audience
from kyr.problems import Level, Problem, shorten
from kyr.project import Project

RULE = "sentence-length"

MOST = {Audience.PATRON: 25, Audience.STAFF: 30}
"""Words in a sentence."""
LEVELS = {Audience.PATRON: Level.ERROR, Audience.STAFF: Level.WARNING}


def check(project: Project) -> Iterator[Problem]:
    """Sentences that are too long, in the English pages, their descriptions and the English words."""
    for name, page in project.source.pages.items():
        line = page.front_file.line(("description",))
        sentences = list(text_sentences(project, page.front.description, line))
        for passage in english_passages(project)[name]:
            sentences.extend(passage.sentences)
        yield from _too_long(page.path, sentences, audience(name))
    for words in (project.source.site, project.source.print):
        for passage in words_passages(project, words):
            reader = words_audience(passage.id, project.catalogue.handed_out)
            yield from _too_long(words.file.path, passage.sentences, reader)
    for passage in states_passages(project):
        reader = audience(f"states/{passage.id}.md")
        yield from _too_long(project.states.file.path, passage.sentences, reader)


def _too_long(path: Path, sentences: Iterable[Sentence], reader: Audience) -> Iterator[Problem]:
    for sentence in sentences:
        if sentence.words > MOST[reader]:
            yield Problem(
                path,
                sentence.line,
                RULE,
                f"at most {MOST[reader]} words in a sentence for {reader.plural}",
                f"{sentence.words} words: {shorten(sentence.text, 160)}",
                "Make two sentences of it, or a list of short items.",
                LEVELS[reader],
            )
