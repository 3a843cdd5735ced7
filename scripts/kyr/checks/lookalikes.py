"""No word mixes letters of scripts that look alike, and no Latin word is made of another script's letters.

“paypаl” with a Cyrillic а reads like another word, and no search, no check and no screen reader finds that one. Scripts
that do not look alike may touch: in Amharic, Korean or Arabic a prefix or ending stands right at “ICE”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyr.checks.passages import passages
from kyr.letters import LIKE_LATIN
from kyr.problems import Problem, shorten
from kyr.project import Project

RULE = "lookalike"

_LATIN = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1d25\u1d6b-\u1d77\u1e00-\u1eff\u2c60-\u2c7f"
    "\ua722-\ua787"
)
_GREEK = "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03e1\u03f0-\u03ff\u1f00-\u1fff"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8a\ua640-\ua66e\ua680-\ua69b"
_NEAR = "\u0531-\u0587\u13a0-\u13fd\uab70-\uabbf\ua4d0-\ua4f7\u2c80-\u2cf3\u2d30-\u2d67"
_FAR = "\U00010400-\U0001044f\U000104b0-\U000104fb"
_OTHERS = _NEAR + _FAR
"""Armenian, Cherokee, Lisu, Coptic, Tifinagh, Deseret, Osage: capitals that look Latin (Unicode, confusables.txt)."""

_SCRIPTS = (_LATIN, _GREEK, _CYRILLIC, _OTHERS)
_SIGNS = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060]{0,4}+"
_MIXED = re.compile(
    "|".join(
        f"[{one}]{_SIGNS}[{''.join(two for two in _SCRIPTS if two != one)}]" for one in _SCRIPTS
    )
)
"""Two letters beside each other, of scripts that look alike."""
_WORD = re.compile(rf"[{''.join(_SCRIPTS)}\u0300-\u036f’'-]+")

_FOREIGN = re.compile(f"[{_GREEK}{_CYRILLIC}{_OTHERS}]+")
_SUSPECT = tuple(map(re.compile, (f"[{_GREEK}{_CYRILLIC}{_NEAR}]", f"[{_FAR}]")))
"""What all of these hold, in two parts: to search for characters above 65,535 together with others is slow."""


def check(project: Project) -> Iterator[Problem]:
    """Words whose letters are not what they look like."""
    for passage in passages(project):
        text = passage.text
        # Text without a letter of the other scripts is most text.
        if not any(pattern.search(text) for pattern in _SUSPECT):
            continue
        places = {match.start(): match[0] for match in _MIXED.finditer(text)}
        if passage.language.script == "Latn":
            places |= {
                match.start(): match[0]
                for match in _FOREIGN.finditer(text)
                if LIKE_LATIN.issuperset(match[0])
            }
        told = 0
        for at in sorted(places):
            if (line := passage.line(at)) != told:
                told = line
                yield Problem(
                    passage.path,
                    line,
                    RULE,
                    "words whose letters are all of one script",
                    _found(text, at),
                    "Type the word again with the keyboard of your language.",
                )


def _found(text: str, at: int) -> str:
    """The word around the place ``at``, and the letters in it that are not Latin."""
    start = max(0, at - 40)
    word = next(
        (m[0] for m in _WORD.finditer(text, start, at + 40) if m.start() <= at < m.end()), text[at]
    )
    others = dict.fromkeys(letter for letter in word if _FOREIGN.match(letter))
    return f"{shorten(word, 40)} with {' '.join(f'U+{ord(letter):04X}' for letter in others)}"
