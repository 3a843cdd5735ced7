"""A translation is written in the script of its language: most letters of each text are of that one.

What is quoted in English there does not count, nor do acronyms. A sign of Chinese or Japanese counts as several
letters.
Simplified and Traditional Chinese are told apart by the signs that only one of their national standards has (GB 2312,
Big5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fontTools.unicodedata import Scripts  # type: ignore[import-untyped]

from kyr.checks.pairs import pairs, without_english
from kyr.languages import CJK_SCRIPTS, Language
from kyr.problems import Level, Problem, shorten
from kyr.project import Project
from kyr.spoken import spoken_lines

RULE = "wrong-script"
IGNORABLE = frozenset({RULE})

ENOUGH = 12
"""Letters from which a text is looked at."""
RUN = 10
"""Letters of another script, with none of the language's own between, for which a text is looked at."""
A_SIGN = 3
"""Letters that a sign of Chinese or Japanese stands for: about as many, in English, as it has syllables and sense."""
WRONG = 0.2
"""The share of signs of the other standard from which a text is in the other Chinese; true ones have none."""

WRITTEN_WITH = {
    **dict.fromkeys(("Hans", "Hant", "Hani"), ("Hani", "Bopo")),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}
"""The scripts of Unicode's characters for codes that stand for several (ISO 15924)."""

LETTER = re.compile(r"[^\W\d_]")
ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
"""Many languages leave these as they are."""


def check(project: Project) -> Iterator[Problem]:
    """Texts in another script than that of their language."""
    spoken = spoken_lines(project.source)
    for pair in pairs(project):
        language = pair.texts.language
        other = of_the_other_chinese(language.script)
        run = foreign_run(language.script)
        looks_foreign = run.search(pair.own.text) is not None
        if not looks_foreign and not (other and not other.isdisjoint(pair.own.text)):
            continue
        own = letters_of(language.script)
        for block, text in enumerate(pair.blocks.texts):
            if looks_foreign and run.search(text) and _is_foreign(text, own, language):
                plain = ACRONYM.sub("", without_english(text, pair.texts, spoken))
                if not _is_foreign(plain, own, language):
                    continue
                found = shorten(text, 100)
            elif other and (wrong := _other_chinese(text, other, own)):
                found = f"{', '.join(dict.fromkeys(wrong))} in {shorten(text, 100)}"
            else:
                continue
            yield pair.problem(
                block,
                RULE,
                f"the letters of {language.english} ({language.script})",
                found,
                "Write it in the language's own letters; what is to be said in English stands between “ and ”.",
                Level.ERROR,
            )


def _is_foreign(text: str, letters: re.Pattern[str], language: Language) -> bool:
    """Whether more letters of ``text`` are foreign than are the language's own ``letters``."""
    rest = letters.sub("", text)
    own, foreign = len(text) - len(rest), len(LETTER.findall(rest))
    weight = A_SIGN if language.script in CJK_SCRIPTS else 1
    return own + foreign >= ENOUGH and foreign > own * weight


def _other_chinese(text: str, other: frozenset[str], letters: re.Pattern[str]) -> list[str]:
    """The signs of the ``other`` standard in ``text``, if they are many beside all its signs."""
    wrong = [sign for sign in text if sign in other]
    return wrong if len(wrong) > WRONG * len("".join(letters.findall(text))) else []


@lru_cache(maxsize=64)
def foreign_run(script: str) -> re.Pattern[str]:
    """Letters of other scripts than ``script`` after each other, with none of its own between: a few words of them."""
    foreign = rf"[^\W\d_{_ranges(script)}]"
    return re.compile(rf"{foreign}(?:[\W\d_]*{foreign}){{{RUN - 1}}}")


@lru_cache(maxsize=64)
def letters_of(script: str) -> re.Pattern[str]:
    """All that belongs to ``script``, an ISO 15924 code."""
    return re.compile(f"[{_ranges(script)}]+")


def _ranges(script: str) -> str:
    """What belongs to ``script``, as it is written within the brackets of an expression."""
    wanted = frozenset(WRITTEN_WITH.get(script, (script,)))
    ends = [*(start - 1 for start in Scripts.RANGES[1:]), 0x10FFFF]
    spans = zip(Scripts.RANGES, ends, Scripts.VALUES, strict=True)
    return "".join(f"{chr(first)}-{chr(last)}" for first, last, name in spans if name in wanted)


@lru_cache(maxsize=8)
def of_the_other_chinese(script: str) -> frozenset[str]:
    """The signs that only the other standard of Chinese has; none for other scripts."""
    if script not in ("Hans", "Hant"):
        return frozenset()
    simplified, traditional = _signs("gb2312"), _signs("big5")
    return traditional - simplified if script == "Hans" else simplified - traditional


def _signs(codec: str) -> frozenset[str]:
    """The Chinese signs of a national standard: two bytes each."""
    pairs_of_bytes = (bytes((high, low)) for high in range(0xA4, 0xFA) for low in range(0x40, 0xFF))
    signs = b"\n".join(pairs_of_bytes).decode(codec, "ignore")
    return frozenset(sign for sign in signs if "\u4e00" <= sign <= "\u9fff")
