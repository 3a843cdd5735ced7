"""The law of the states on the site: the tables of all, the list of all, and the parts of one state's page.

What the booklet says of them too is in ``kyr.lawtext``.
"""

from __future__ import annotations

from html import escape

from kyr.lawtext import LawText, citation_of
from kyr.placeholders import Reference
from kyr.site.views import Site, page_path, relative
from kyr.states import FOLDER, GROUP, INDEX, Records, State

LISTED = (INDEX, f"{FOLDER}names.md")
"""Where the list of all states stands: no other page has to be offered to find one."""

HELP, LAWYER = "help.md", "#lawyer"
"""Where everyone finds a lawyer: the library's own is not for its patrons."""


def write_states(site: Site, tag: str, name: str, reference: Reference) -> str:
    """The HTML of a ``states.…`` or ``state.…`` placeholder on page ``name``.

    Raises:
        ValueError: the language has no words for it, or the page is not that of a state.
    """
    writer = _Writer(site, tag, name)
    if reference.source == "states":
        if reference.name == "index":
            return writer.index()
        return writer.table(reference.name)
    if reference.name == "own":
        if name in LISTED and site.project.own_state is None:
            return ""
        return writer.own(reference.key)
    state = site.project.states.by_page.get(name)
    if state is None:
        raise ValueError("the page of a state (elsewhere only {{ state.own }})")
    if reference.name == "name":
        return writer.english(state.name)
    return writer.row(state, reference.name)


class _Writer(LawText):
    def __init__(self, site: Site, tag: str, name: str) -> None:
        super().__init__(site.project, site.publications[tag].texts)
        self.site, self.name = site, name

    def link(self, target: str, content: str, anchor: str = "") -> str:
        """A link to a page of this language, or to the English one where it has none."""
        owner = self.tag if self.site.has(self.tag, target) else "en"
        href = escape(relative(page_path(self.tag, self.name), page_path(owner, target)) + anchor)
        if owner == self.tag:
            return f'<a href="{href}">{content}</a>'
        note = escape(self.words.text("language.in_english"), quote=False)
        return f'<a href="{href}" hreflang="en">{content} <span class="kyr-in">({note})</span></a>'

    def index(self) -> str:
        items = "".join(
            f"<li>{self.state_link(state)}</li>" for state in self.site.project.states.values()
        )
        return f'<ul class="kyr-state-list">{items}</ul>'

    def table(self, question: str) -> str:
        heads = "".join(
            f'<th scope="col">{self.word(key)}</th>'
            for key in ("state", f"{question}.head", "sure")
        )
        rows = "".join(
            self.table_row(state, question) for state in self.site.project.states.values()
        )
        return f'<table class="kyr-states"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

    def table_row(self, state: State, question: str) -> str:
        row = state.row(question)
        law = "" if row.citation is None else self.english(citation_of(state, question), "small")
        sure = row.confidence
        # On a phone each row is a block, and the heads of the columns are not in view. The link is to the section of
        # the question: who comes for the rule on names has no use for library records.
        head = escape(self.words.text(f"{GROUP}.sure"))
        word = self.word(f"confidence.{sure}")
        return (
            f'<tr><th scope="row">{self.state_link(state, f"#{question}")}</th>'
            f"<td>{self.answer(state, question)}{law}</td>"
            f'<td class="kyr-sure-{sure}" data-head="{head}">{word}</td></tr>'
        )

    def row(self, state: State, question: str) -> str:
        """What a state's page says on one question."""
        row = state.row(question)
        parts = [f'<p class="kyr-answer">{self.answer(state, question)}</p>']
        if row.is_confirmed:
            parts.append("" if row.text is None else self.english(row.text, "p"))
            if row.citation is not None:
                law = self.english(citation_of(state, question))
                kind = (
                    f" ({self.word(f'kind.{row.kind}'.replace('-', '_'))})"
                    if isinstance(row, Records)
                    else ""
                )
                parts.append(f"<p>{self.word('law')}: {law}{kind}</p>")
        else:
            looked = f"<p>{self.word(f'{question}.looked')}</p>"
            parts.append(looked if row.looked is None else self.english(row.looked, "p"))
            if question == "names":
                parts.append(f"<p><strong>{self.word('names.unsure')}</strong></p>")
            lawyer = self.link(HELP, self.word("find_lawyer"), LAWYER)
            parts.append(f"<p>{self.word('ask')} {lawyer}</p>")
        sure = row.confidence
        parts.append(
            f'<p class="kyr-sure-{sure}">{self.word("sure")}: <strong>{self.word(f"confidence.{sure}")}</strong>. '
            f"{self.word(f'explain.{sure}')}</p>"
        )
        return f'<div class="kyr-state-row">{"".join(parts)}</div>'
