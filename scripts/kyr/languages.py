"""What a language is to us: a BCP 47 tag with the facts that CLDR and the IANA registry give about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

import langcodes
from fontTools.unicodedata import script as script_of  # type: ignore[import-untyped]
from langcodes.data_dicts import MACROLANGUAGES

from kyr.handles import Handle

Direction: TypeAlias = Literal["ltr", "rtl"]
LineBreak: TypeAlias = Literal["spaces", "icu", "cjk"]

RTL_SCRIPTS = frozenset(
    (
        "Adlm Arab Armi Avst Chrs Cprt Elym Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc "
        "Mero Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo "
        "Syrc Thaa Yezi"
    ).split()
)
"""ISO 15924 codes of the scripts whose letters have Bidi_Class R or AL (Unicode 16, UAX #9)."""

ICU_SCRIPTS = frozenset({"Khmr", "Laoo", "Mymr", "Thai"})
"""Scripts written without spaces between words for which ICU ships a dictionary."""

CJK_SCRIPTS = frozenset({"Hans", "Hant", "Jpan", "Hani", "Bopo"})
"""Scripts that break between almost any two letters (UAX #14, class ID)."""


class UnknownLanguageError(ValueError):
    """The tag is not well-formed, or names no language of the IANA registry."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site.

    ``tag`` is the BCP 47 tag and the folder's name; ``name`` is the language's name for itself, ``english`` its
    English name; ``script`` is an ISO 15924 code. ``reviewers`` are asked to look at changes of its words.
    """

    tag: str
    name: str
    english: str
    script: str
    reviewers: tuple[Handle, ...] = ()

    @property
    def direction(self) -> Direction:
        """Which way the script runs."""
        return "rtl" if self.script in RTL_SCRIPTS else "ltr"

    @property
    def line_break(self) -> LineBreak:
        """What tells where a line may break."""
        if self.script in ICU_SCRIPTS:
            return "icu"
        return "cjk" if self.script in CJK_SCRIPTS else "spaces"

    @property
    def is_source(self) -> bool:
        """Whether this is the language that the others are translated from."""
        return self.tag == "en"


def make_language(
    tag: str, name: str = "", script: str = "", reviewers: tuple[Handle, ...] = ()
) -> Language:
    """The language of ``tag``.

    ``name`` and ``script`` override what CLDR says; the letters of ``name`` tell the script, since that is how
    the language is written here (``ကညီကျိာ်`` in Mymr, ``Hmoob`` in Latn).

    Raises:
        UnknownLanguageError: the message says what a usable tag would be, in words for a volunteer.
    """
    if not langcodes.tag_is_valid(tag):
        raise UnknownLanguageError("a language tag of the BCP 47 registry, such as es or zh-Hans")
    found = langcodes.Language.get(tag, normalize=False)
    if str(found) != tag:
        raise UnknownLanguageError(f"the tag in its usual form, “{found}”")
    english = found.display_name("en")
    if english.startswith("Unknown language"):
        raise UnknownLanguageError("a language tag of the BCP 47 registry, such as es or zh-Hans")
    script = script or found.script or script_of_name(name) or _likely_script(tag)
    return Language(tag, name or found.autonym(), english, script, reviewers)


_RETIRED = {"in": "id", "iw": "he", "ji": "yi", "jw": "jv", "mo": "ro"}
"""Subtags of two letters that the IANA registry calls deprecated, with its preferred values."""
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "art", "sgn", "root"})
"""Subtags for no language, for many or for an unknown one."""


def usual_tag(tag: str) -> str:
    """``tag`` as it is usually written: shortest subtags, usual capitals, no script that goes without saying.

    The rules are those of RFC 5646, 2.1.1 and 4.5. Macrolanguages and their languages stay what they are: “prs” is not
    taken for “fa-AF”, nor “tl” for “fil”.

    Raises:
        UnknownLanguageError: it is no tag of one language, with a script, a region or a variant at most.
    """
    if not langcodes.tag_is_valid(tag):
        raise UnknownLanguageError("a language tag of the BCP 47 registry, such as es or zh-Hans")
    found = langcodes.Language.get(tag, normalize=False)
    if found.language_name("en").startswith("Unknown language"):
        # Three letters for what has two (spa), and tags from before the registry (i-klingon).
        found = langcodes.Language.get(langcodes.standardize_tag(tag), normalize=False)
    if found.private or found.extensions:
        raise UnknownLanguageError("a tag without a part behind a single letter, such as “-x-”")
    names = [found.language_name("en")]
    names += [found.script_name("en")] if found.script else []
    names += [found.territory_name("en")] if found.territory else []
    if found.language in _NO_LANGUAGE or any(name.startswith("Unknown") for name in names):
        raise UnknownLanguageError("the tag of one language, with a script and a region that exist")
    language = found.extlangs[0] if found.extlangs else found.language or ""
    return str(
        found.simplify_script().update_dict(
            {"language": _RETIRED.get(language, language), "extlangs": None}
        )
    )


def tag_of_name(name: str) -> str:
    """The tag of the language that is called ``name``, in English or by itself, in its usual form; empty if none is."""
    try:
        return usual_tag(str(langcodes.find(name)))
    except (LookupError, UnknownLanguageError):
        return ""


def name_is_of(name: str, tag: str) -> str:
    """The tag of the language that calls itself ``name``, where that is another than the one of ``tag``; else empty.

    Languages that one of them can stand for, as Chinese can for Cantonese, may have the same name.
    """
    found = tag_of_name(name)
    if not found or name.casefold() not in (own_name(found).casefold(), _source_name(found)):
        return ""
    one, other = langcodes.Language.get(found, normalize=False), langcodes.Language.get(tag)
    is_related = (
        _group(one) == _group(other)
        or langcodes.tag_distance(found, tag) < _NEAR
        or one.language_name("en").removesuffix(" languages") in other.display_name("en")
    )
    return "" if is_related else found


def _group(language: langcodes.Language) -> str:
    return str(MACROLANGUAGES.get(language.language or "", language.language))


def _source_name(tag: str) -> str:
    """What the source calls itself, which for CLDR is no name of its own."""
    return "english" if tag == "en" else ""


_NEAR = 10
"""CLDR's distance of languages whose readers hardly see a difference; that of Spanish and French is 84."""


def own_name(tag: str) -> str:
    """The name of the language of ``tag`` for itself, as CLDR has it, with a capital; empty where it has none."""
    found = langcodes.Language.get(tag, normalize=False)
    name = found.autonym()
    # Title case, because Georgian has capitals that no name begins with.
    return "" if name == found.display_name("en") else name[:1].title() + name[1:]


def script_is_known(tag: str, name: str) -> bool:
    """Whether the script of the language of ``tag`` is known from it, from the letters of ``name``, or from CLDR."""
    if langcodes.Language.get(tag, normalize=False).script or script_of_name(name):
        return True
    # Where CLDR does not know the language it answers as for English.
    return _likely_script(tag) != "Latn"


def check_script(script: str, tag: str) -> str:
    """``script`` if it is the code of a script, and not another than ``tag`` names.

    Raises:
        ValueError: it is not; the message says what was expected.
    """
    own = langcodes.Language.get(tag, normalize=False).script
    if own and script != own:
        raise ValueError(f"the script that the tag names, {own}, or none")
    known = langcodes.Language.make(script=script).script_name("en")
    if script != script.title() or known.startswith("Unknown"):
        raise ValueError("the four letters of a script in ISO 15924, such as Arab or Latn")
    return script


@lru_cache(maxsize=256)
def direction_of(tag: str) -> str:
    """Whether the language of ``tag`` is written from left to right (``ltr``) or from right to left (``rtl``).

    Raises:
        UnknownLanguageError: there is no such language.
    """
    return make_language(tag).direction


def script_of_name(name: str) -> str:
    """The script of most letters of ``name``; empty where they do not tell.

    Han, Kana and Hangul letters do not tell Simplified from Traditional, or Japanese from Korean.
    """
    scripts = [script_of(letter) for letter in name if letter.isalpha()]
    found = max(dict.fromkeys(scripts), key=scripts.count, default="")
    return "" if found in _SHARED else str(found)


def _likely_script(tag: str) -> str:
    """CLDR's likely script of ``tag``."""
    return langcodes.Language.get(tag).maximize().script or "Latn"


_SHARED = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo", "Zyyy", "Zinh", "Zzzz"})
