"""Makes text from strangers fit to stand in a comment of ours: it stays readable, and nothing in it does anything.

A comment of the project's own account must not call people, lead anywhere, load anything, or give an order to another
program that reads comments. What could is not escaped, because whether an escape works depends on where it stands
(in a code span it would be seen), but replaced by a character that looks alike and means nothing.
"""

from __future__ import annotations

import re
import unicodedata

LINE = 1_000
"""Characters of a line."""

_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_JOINERS = frozenset("\u200c\u200d")
"""Scripts such as Persian and Hindi need them; other invisible characters could hide or reorder words."""
_ALIKE = (
    # Tags and comments of HTML.
    (re.compile("<"), "‹"),
    # Entities, which would bring back what is taken out here.
    (re.compile("&(?=#?[A-Za-z0-9]+;)"), "＆"),
    # Mentions, and orders to bots.
    (re.compile("@"), "＠"),
    (re.compile(r"(?m)^(\s*)/"), r"\1∕"),
    # Links, pictures and footnotes; then addresses that become links by themselves.
    (re.compile(r"\](?=[(\[:])"), "] "),
    (re.compile("://"), ":∕∕"),
    (re.compile(r"(?i)\bwww\."), "www․"),
    # References to other issues, which would be told there.
    (re.compile(r"#(?=\d)"), "＃"),
    (re.compile(r"(?i)\bgh-(?=\d)"), "GH‑"),
    # Formulas.
    (re.compile(r"\$"), "＄"),
    # What stands behind a fence can name a program that draws.
    (re.compile("(`{3,}|~{3,})[^\n]*"), r"\1"),
)


def harmless(text: str, most: int) -> str:
    """``text`` as Markdown without effects, at most about ``most`` characters of it."""
    text = plain(text)
    for pattern, alike in _ALIKE:
        text = pattern.sub(alike, text)
    return cut(text, most)


def fenced(text: str, most: int) -> str:
    """``text`` as it is, in a block of code: for addresses that a person wants to copy."""
    text = cut(plain(text), most).replace("@", "＠")
    text = re.sub(r"(?m)^(\s*)/", r"\1∕", text)
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}text\n{text}\n{fence}"


def plain(text: str) -> str:
    """``text`` in lines of bounded length, without characters that cannot be seen."""
    text = _ENDS.sub("\n", text)
    shown = "".join(
        letter
        for letter in text
        if letter in "\n\t"
        or letter in _JOINERS
        or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    lines = (line.rstrip()[:LINE] for line in shown.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def cut(text: str, most: int) -> str:
    """The whole lines of ``text`` that fit in ``most`` characters, and a word about the rest."""
    if len(text) <= most:
        return text
    return text[:most].rpartition("\n")[0] + "\n\n(There is more: it stands in the report itself.)"
