"""What can be typed into the fields of a piece.

A viewer sets what is typed letter by letter: none shapes. What was seen, with fonts of this project in a file's
``/DR`` (Type0, Identity-H, with a ToUnicode map), typed as a person types:

=================================  ======================  ======================  =====================
script                             PDFium 159 (Chromium)   Firefox 153, printed    Poppler 22.12
=================================  ======================  ======================  =====================
Latin, Greek, Cyrillic             right                   right                   right
Georgian, Armenian, Ethiopic       right                   right                   right
Cherokee                           right                   right                   right
Latin with marks apart (Yoruba)    marks on capitals clash marks on capitals clash marks on capitals clash
Hebrew                             right                   letters in reverse      letters in reverse
Arabic                             letters not joined      neither joined nor      neither joined nor
                                                           in order                in order
Devanagari, Khmer, Burmese         vowels and marks in the wrong place in all three
Thai                               tone marks on vowels clash in all three
Chinese, Korean                    right                   right                   right
=================================  ======================  ======================  =====================

Chinese and Korean fonts are too heavy for a card: 720 KB compressed for the 3755 commonest Chinese letters (GB 2312,
level 1), 187 KB for 2350 Korean ones, against 10 to 30 KB for the others.

Where the font lacks a letter, the viewer takes one of the computer's fonts if it finds any: PDFium letter by letter
as above, Firefox whole and shaped, so that Arabic comes out right. The scripts that are wrong or too heavy are
therefore left to the computer. On the screen Firefox always uses its own fonts. Adobe's and Apple's viewers were not
at hand.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from kyr.languages import Language
from kyr.press.manuscript import Job, Manuscript

LETTER_BY_LETTER = frozenset("Latn Grek Cyrl Geor Armn Ethi Cher".split())
"""The scripts (ISO 15924) that viewers set rightly, and whose letters are few enough to be carried along."""


def takes_own_script(language: Language, words: str) -> bool:
    """Whether ``language`` can be typed into a field, judged by its script and its ``words``.

    Words with marks that have no letter of their own, as in Yoruba, cannot: a viewer does not move a mark to where
    its letter wants it.
    """
    return language.script in LETTER_BY_LETTER and not any(
        unicodedata.category(character).startswith("M")
        for character in unicodedata.normalize("NFC", words)
    )


def is_fillable(job: Job) -> bool:
    """Whether the finished PDF has fields: what staff print does, but neither a print shop's file nor a picture."""
    return job.edition.form in ("sheet", "page")


def fields_of(manuscript: Manuscript) -> Literal["own", "latin", ""]:
    """What the fields of ``manuscript`` take: its language's own script, or digits and Latin letters; or no fields."""
    sides = [side for side in manuscript.sides if 'data-field="' in side.html]
    if not sides or not is_fillable(manuscript.job):
        return ""
    language = manuscript.job.language
    words = "".join(
        text.text for side in manuscript.sides for text in side.said if text.tag == language.tag
    )
    return "own" if takes_own_script(language, words) else "latin"
