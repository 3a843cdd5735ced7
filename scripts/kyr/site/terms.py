"""Glossary terms where a page first uses them: the meaning on hover, focus or touch, and a link, without script.

The term can be focused by keyboard and by a tap; its meaning stands right behind it in the page, so that a screen
reader finds it as the description and a browser without styles shows it in the sentence.
"""

from __future__ import annotations

from html import escape

from kyr.glossary import Term


def write_term(shown: str, term: Term, glossary: str, link_text: str) -> str:
    """The term as a page shows it, with its meaning.

    ``glossary`` is the href of the glossary page, ``link_text`` the words of the link to it.
    """
    tip = f"kyr-tip-{term.id}"
    return (
        f'<span class="kyr-explained"><dfn class="kyr-term" tabindex="0" aria-describedby="{tip}">'
        f'{escape(shown, quote=False)}</dfn><span class="kyr-tip"> (<span id="{tip}">'
        f"{escape(term.definition, quote=False)}</span>"
        f' <a href="{escape(glossary)}#{term.id}">{escape(link_text, quote=False)}</a>)'
        "</span></span>"
    )
