"""Small arrangements in the finished HTML of a page that Markdown has no words for."""

from __future__ import annotations

import re

CARD = "rights/card.md"
CARD_SIDES = ("holder", "agent")

_DOOR = re.compile(
    r'<p>(<a class="door[^>]*>(?:(?!</a>).)*</a>)</p>(?:\n<p>((?:(?!<a |</p>).)*)</p>)?', re.S
)
_TABLE = re.compile(r"<table>.*?</table>", re.S)
"""A table of Markdown; ours have a class and need no room to scroll."""
_DOORS = re.compile(r'(?:<div class="kyr-door">.*?</div>\s*){2,}', re.S)


def arrange(name: str, html: str) -> str:
    """``html`` of page ``name`` with doors beside each other, and the card's sides as cards.

    A door is a link of the class ``door`` alone in its paragraph; the paragraph after it says where it leads.
    """
    html = _DOOR.sub(_door, html)
    html = _DOORS.sub(lambda doors: f'<div class="kyr-doors">{doors[0].strip()}</div>\n', html)
    # A wide table scrolls by itself instead of pushing the page sideways; it can be reached by keyboard.
    html = _TABLE.sub(r'<div class="kyr-table" tabindex="0">\g<0></div>', html)
    return _cards(html) if name == CARD else html


def _door(match: re.Match[str]) -> str:
    text = f"<p>{match[2]}</p>" if match[2] else ""
    return f'<div class="kyr-door">{match[1]}{text}</div>'


def _cards(html: str) -> str:
    parts = re.split(r"(?=<h2)", html)
    for index, part in enumerate(parts):
        for side in CARD_SIDES:
            if part.startswith(f'<h2 id="{side}"'):
                parts[index] = (
                    f'<section class="kyr-card kyr-card-{side}">{part.rstrip()}</section>\n'
                )
    return "".join(parts)
