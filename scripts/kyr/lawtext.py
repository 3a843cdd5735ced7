"""What docs/states.yml says, as HTML in the reader's words, for the pages of the site and for the booklet.

The texts of docs/states.yml are English and marked so; answers and labels are the language's own words.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from html import escape

from kyr.project import Project, Texts
from kyr.states import GROUP, INDEX, Enforcement, State, answer_of, summarize
from kyr.words import Words


class LawText(ABC):
    """Writes the law of states in one language.

    Raises:
        ValueError: the language has no words for it.
    """

    def __init__(self, project: Project, texts: Texts) -> None:
        self.project, self.texts, self.tag = project, texts, texts.language.tag
        if not self.words.has(GROUP):
            raise ValueError(f"the words “{GROUP}” in site.yml")

    @property
    def words(self) -> Words:
        """The words of the site in the reader's language."""
        return self.texts.site

    @abstractmethod
    def link(self, target: str, content: str, anchor: str = "") -> str:
        """A link with the HTML ``content`` to the page ``target``, where the reader finds it."""

    def word(self, key: str) -> str:
        """The word of ``key``."""
        return escape(self.words.text(f"{GROUP}.{key}"), quote=False)

    def english(self, text: str, tag: str = "bdi") -> str:
        """``text`` of docs/states.yml, marked as English where the page is not."""
        mark = "" if self.tag == "en" else ' lang="en" dir="ltr"'
        return f"<{tag}{mark}>{escape(text, quote=False)}</{tag}>"

    def state_link(self, state: State, anchor: str = "") -> str:
        """A link to the page of ``state``."""
        return self.link(state.page_name, self.english(state.name), anchor)

    def answer(self, state: State, question: str) -> str:
        """What the law of ``state`` says on ``question``, or that nothing is confirmed."""
        text = escape(answer_of(state, question, self.words), quote=False)
        return f"<span>{text}</span>" if state.row(question).is_confirmed else f"<em>{text}</em>"

    def own(self, question: str) -> str:
        """The library's own state in short, all questions or one, or the way to find a state."""
        state = self.project.own_state
        if state is None:
            return f'<p class="kyr-own-state">{self.link(INDEX, self.word("find"), "#find")}</p>'
        items = "".join(
            f"<li>{escape(item.question, quote=False)}: {self.answer(state, item.key)}"
            f"{f' ({self.english(citation_of(state, item.key))})' if item.citation else ''}."
            f" {self.word('sure')}: {escape(item.confidence, quote=False)}</li>"
            for item in summarize(state, self.words)
            if question in ("", item.key)
        )
        title = f"<p><strong>{self.word('own')}: {self.state_link(state)}</strong></p>"
        return f'<div class="kyr-own-state">{title}<ul>{items}</ul></div>'


def citation_of(state: State, question: str) -> str:
    """The citation of a row, with the year of the law where it does not show."""
    row = state.row(question)
    citation = row.citation or ""
    year = str(row.year or "") if isinstance(row, Enforcement) else ""
    return f"{citation} ({year})" if year and year not in citation else citation
