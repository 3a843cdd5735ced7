"""The project in many more languages than have words yet, so that the press meets what it will have to bear."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from kyr.languages import make_language
from kyr.project import Project, Texts, load_project
from kyr.translation.publication import Publication
from kyr.words import read_words
from tests.press.conftest import ROOT, WORDS, publish

SAME_SCRIPT = {
    "es": "fr ht pt so sw tl ig ha yo pl ro sq tr hr bs om rw ln wo qu quc mam kea ilo ceb hmn mh sm to ch chk ca it "
    "de nl id ms eu",
    "ar": "fa ps ckb sd ug prs bal",
    "zh-Hans": "wuu gan hak nan",
    "am": "ti gez",
    "my": "shn mnw",
}
"""Tags that borrow the words of another language of their script."""
TOO_TALL = "ta"
"""Trial words that the small card cannot hold."""
LENT = frozenset(" ".join(SAME_SCRIPT.values()).split())


def in_many(languages: int) -> tuple[Project, Mapping[str, Publication]]:
    """The project and what is published of it in ``languages``: its own at least, then the trial words of the
    tests, then further tags with the words of these."""
    project = load_project(ROOT)
    texts = dict(project.texts)
    for path in sorted(WORDS.glob("*.yml")):
        if path.stem == TOO_TALL:
            continue
        texts[path.stem] = Texts(
            make_language(path.stem), project.source.site, read_words(path), {}
        )
    for lender, tags in SAME_SCRIPT.items():
        for tag in tags.split():
            # A tag that has got words of its own since keeps them.
            texts.setdefault(tag, dataclasses.replace(texts[lender], language=make_language(tag)))
    count = max(languages, len(project.texts))
    project = dataclasses.replace(project, texts=dict(list(texts.items())[:count]))
    return project, {tag: publish(project, tag) for tag in project.texts}
