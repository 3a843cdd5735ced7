"""Which languages and pages are published, and what state each is in: the drafts policy in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kyr.languages import Language
from kyr.pages import CORE_PAGES
from kyr.project import Project, Texts
from kyr.states import TEMPLATE
from kyr.translation.lock import State, file_state, files_of, read_lock

CORE_FILES = ("site.yml", "print.yml", *CORE_PAGES)


@dataclass(frozen=True)
class Publication:
    """One language as it is published: the pages that readers get, and the state of each file."""

    texts: Texts
    pages: tuple[str, ...]
    states: Mapping[str, State]

    @property
    def language(self) -> Language:
        """The language."""
        return self.texts.language

    @property
    def print_state(self) -> State:
        """The state of the printed pieces' words."""
        return self.states["print.yml"]

    def state(self, name: str) -> State:
        """The state of the file that page ``name`` is made from."""
        return self.states.get(name) or self.states[TEMPLATE]


def publications(project: Project) -> dict[str, Publication]:
    """The published languages by tag, in the order of mkdocs.yml.

    A language is published when its core set is there; under the policy ``hidden`` also only when a person has
    reviewed the core set, and then only with its reviewed pages. Pages that English does not have are left out.
    The template of the states stands for a page of each state.

    Raises:
        ProblemError: a translation.lock has been damaged.
    """
    found: dict[str, Publication] = {}
    hidden = project.library.drafts == "hidden"
    for tag, texts in project.texts.items():
        if texts.missing_core:
            continue
        lock = read_lock(project.docs / tag)
        states = {name: file_state(project, lock, tag, name) for name in files_of(texts)}
        if hidden and any(states[name].is_draft for name in CORE_FILES):
            continue
        pages: list[str] = []
        for name in texts.pages:
            if name in project.source.pages and not (hidden and states[name].is_draft):
                pages += project.states.by_page if name == TEMPLATE else [name]
        found[tag] = Publication(texts, tuple(pages), states)
    return found
