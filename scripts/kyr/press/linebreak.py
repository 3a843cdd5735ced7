"""Text made ready for Pango, which finds no line breaks in most scripts that are written without spaces.

A zero-width space goes where ICU would break, but where that would tear a syllable or part "not" from what is not
to be done; Hangul syllables of a word are held together, and so are the letters of a word in a large Chinese or
Japanese title. Neither is drawn.

Two are left as they are. In Thai, Pango's libthai also breaks of its own accord, and no joiner holds it. In Chinese
and Japanese a line of common text breaks between any two characters, and readers are used to it.
"""

from __future__ import annotations

import re
import unicodedata

from icu4py.breakers import LineBreaker, WordBreaker

from kyr.languages import Language

BREAK = "\u200b"
HOLD = "\u2060"
INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u2066-\u2069\u00ad\ufeff]")
"""What a reader does not see and a comparison of texts must not."""

_NO_SPACES = (
    "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
)
_RUN = re.compile(f"[{_NO_SPACES}\u200b-\u200d]+")
"""Thai, Lao, Burmese (with its extensions) and Khmer, Unicode 16."""

_LEANS = re.compile("[\u1000-\u102a\u103f](?:\u1037?\u103a|\u1039)|[\u1039\u17d2]")
"""A consonant that ends a Burmese syllable, or a stacking sign: in words that it does not know, ICU breaks there."""
_STACKS = re.compile("[\u1039\u17d2]$")
"""The letter after it stands beneath: ICU breaks within ``ဘင်္ဂလား``, Bengal, too (its ticket 12561)."""

_NEVER_LAST = {
    "km": re.compile("មិន|ពុំ|កុំ"),
    "lo": re.compile("ບໍ່|ບໍ|ຢ່າ"),
    "my": re.compile("[က-အ](?<![ကယရလဝည])"),
}
"""What ICU gives as a word of its own and must not end a line, by language.

Khmer and Lao: "not" and "do not", which stand right before their verb. Burmese: a letter without a sign for its vowel.
Most often that is a toneless syllable, which "never stands alone and is never final" (Cornyn, Outline of Burmese
Grammar, 1944, §7): the prefix that says "not" (§46), the one that makes nouns (§150), or the beginning of a word that
ICU does not know. The six that are left out write a word or an ending by themselves in about every second case or
more; of the others, all but "not" stand within a word in 7 to 10 cases of 10 (hand-divided sentences of the myPOS
corpus).
"""
_NEVER_FIRST = {"my": re.compile("(?:ပါ|နှင့်|ဘူး)[၊။]*")}
"""Burmese endings that close a request, a "do not" and a "not"; particles stand close to what is before (§61)."""

_WITHIN_HANGUL = re.compile("(?<=[\uac00-\ud7a3])(?=[\uac00-\ud7a3])")

_CJK_RUN = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
"""Kana and Han letters of the basic plane, without punctuation, Unicode 16."""


def prepare(text: str, language: Language) -> str:
    """``text`` in one spelling (NFC; Lao am as one character) with its line breaks made plain.

    ICU's dictionaries see whole runs: breaks that somebody typed stay where they are.
    """
    text = unicodedata.normalize("NFC", text)
    # The two-character form of Lao am (U+0ECD U+0EB2) is no canonical equivalent, and ICU splits it.
    text = text.replace("\u0ecd\u0eb2", "\u0eb3")
    if language.line_break == "icu":
        return _RUN.sub(lambda run: _split(run[0], language), text)
    if language.script == "Kore":
        return _WITHIN_HANGUL.sub(HOLD, text)
    return text


def hold_words(text: str, language: Language) -> str:
    """CJK ``text`` that breaks only between words, for titles of a few letters; running text may break anywhere.

    A word of one letter stays with the word before it: most are endings, and ICU knows 服务 but not 服务台.
    """
    return _CJK_RUN.sub(lambda run: _words(run[0], language.tag), text)


def bare(text: str) -> str:
    """``text`` without what ``prepare`` put in and without direction marks, in compatibility form."""
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text))


def _split(run: str, language: Language) -> str:
    parts: list[str] = []
    before = ""
    for found in LineBreaker(run, language.tag):
        part = found.strip(BREAK)
        if part and parts and _held(before, part, language):
            parts[-1] += part
        elif part:
            parts.append(part)
        # Nothing is held together where somebody typed a break, but for what is torn.
        before = "" if found.endswith(BREAK) else part
    return BREAK.join(parts)


def _held(before: str, part: str, language: Language) -> bool:
    """Whether no line may break between two parts that ICU gives; ``before`` is empty after a typed break."""
    if _LEANS.match(part) or _STACKS.search(before):
        return True
    tag = language.tag.partition("-")[0]
    last, first = _NEVER_LAST.get(tag), _NEVER_FIRST.get(tag)
    return bool((last and last.fullmatch(before)) or (before and first and first.fullmatch(part)))


def _words(run: str, tag: str) -> str:
    words: list[str] = []
    for word in WordBreaker(run, tag):
        if words and len(word) == 1:
            words[-1] += word
        else:
            words.append(word)
    return "".join(HOLD.join(word) for word in words)
