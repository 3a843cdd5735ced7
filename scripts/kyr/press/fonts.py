"""The fonts of the project and nothing else: which families set a language, and which letters they hold.

The lock ``printables/fonts/fonts.yml`` is the truth; a file that differs from it is refused, because the same
words must give the same pages everywhere.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pydantic import BaseModel, ConfigDict

from kyr.languages import CJK_SCRIPTS, Language
from kyr.problems import Problem, ProblemError
from kyr.yamlfile import YamlFile, read_yaml, validate

LATIN = "Noto Sans"
"""The family of Latin letters and digits in every language but those of ``OWN_FIRST``."""

OWN_FIRST = CJK_SCRIPTS | {"Kore"}
"""Scripts whose own family comes first: from Noto Sans their quotation marks and dashes would be too narrow."""

# Format characters, spaces and line ends need no glyph of their own.
_UNSEEN = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})


class _Entry(BaseModel):
    """A part of the lock: the fields that setting type needs, beside those of provenance."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class FontFile(_Entry):
    """One TTF."""

    file: str
    weight: int
    sha256: str


class Family(_Entry):
    """One family. ``line_height`` is unitless; ``min_pt`` is the smallest size in points that may be printed."""

    family: str
    scripts: tuple[str, ...]
    languages: tuple[str, ...] = ()
    line_height: float
    min_pt: float
    files: tuple[FontFile, ...]

    @property
    def has_bold(self) -> bool:
        """Whether a bold may be asked for: the machine would smear the regular otherwise."""
        return any(file.weight >= 600 for file in self.files)

    @property
    def pdf_names(self) -> frozenset[str]:
        """What its fonts are called inside a PDF, after the subset's ``ABCDEF+``."""
        name = self.family.replace(" ", "-")
        return frozenset({name, f"{name}-Bold"} if self.has_bold else {name})


class _Lock(_Entry):
    families: tuple[Family, ...]


@dataclass(frozen=True)
class Fonts:
    """The families of the lock, in its order."""

    folder: Path
    families: tuple[Family, ...]
    file: YamlFile

    def named(self, name: str) -> Family:
        """The family called ``name``.

        Raises:
            KeyError: the lock has none.
        """
        for family in self.families:
            if family.family == name:
                return family
        raise KeyError(name)

    def of(self, language: Language) -> tuple[Family, ...]:
        """The families that set ``language``, in the order in which a style sheet names them.

        Raises:
            ProblemError: no family serves its script.
        """
        tags = {language.tag, language.tag.split("-")[0]}
        for family in self.families:
            if tags & set(family.languages):
                return self._with_latin(family, language)
        return self.of_small_print(language)

    def of_small_print(self, language: Language) -> tuple[Family, ...]:
        """The families of the small print of ``language``: those of its script, whatever its own hand is.

        Raises:
            ProblemError: no family serves its script.
        """
        for family in self.families:
            if language.script in family.scripts and not family.languages:
                return self._with_latin(family, language)
        raise ProblemError(
            [
                Problem(
                    self.file.path,
                    0,
                    "press-font",
                    f"a family for the script {language.script} of {language.english}",
                    "none with that script",
                    "Add one to fonts.yml and run scripts/fetch-fonts --lock.",
                )
            ]
        )

    def serves(self, language: Language) -> bool:
        """Whether a family holds the script of ``language``."""
        return any(language.script in family.scripts for family in self.families)

    def _with_latin(self, family: Family, language: Language) -> tuple[Family, ...]:
        latin = self.named(LATIN)
        if family == latin:
            return (latin,)
        return (family, latin) if language.script in OWN_FIRST else (latin, family)

    def digests(self, families: tuple[Family, ...]) -> tuple[str, ...]:
        """The SHA-256 of each file of ``families``, compared with the lock.

        Raises:
            ProblemError: a file is missing or differs from the lock.
        """
        problems = []
        found = []
        for family in families:
            for file in family.files:
                path = self.folder / file.file
                digest = _digest(path, *_stamp(path))
                found.append(digest)
                if digest != file.sha256:
                    problems.append(
                        Problem(
                            path,
                            0,
                            "press-font",
                            f"the file of {self.file.path.name}, SHA-256 {file.sha256[:12]}…",
                            f"SHA-256 {digest[:12]}…" if digest else "no such file",
                            "Restore it, or run scripts/fetch-fonts.",
                        )
                    )
        if problems:
            raise ProblemError(problems)
        return tuple(found)

    def uncovered(self, text: str, families: tuple[Family, ...]) -> tuple[str, ...]:
        """The characters of ``text`` that no family of ``families`` holds in every weight, each once."""
        missing = set(text).difference(*(_covered(self.folder, family) for family in families))
        return tuple(
            character
            for character in dict.fromkeys(text)
            if character in missing and unicodedata.category(character) not in _UNSEEN
        )

    def of_letters(self, text: str, families: tuple[Family, ...]) -> tuple[Family, ...]:
        """The families, beside ``families``, that hold what these lack of ``text``: the first of the lock each."""
        found: dict[Family, None] = {}
        for character in self.uncovered(text, families):
            for family in self.families:
                if not family.languages and not self.uncovered(character, (family,)):
                    found[family] = None
                    break
        return tuple(found)

    def letters_of(self, pdf_name: str) -> Mapping[int, frozenset[str]]:
        """The characters of each glyph number of the font that a PDF calls ``pdf_name``; empty if unknown."""
        path = self.path_of(pdf_name)
        return _glyphs(path) if path else {}

    def path_of(self, pdf_name: str) -> Path | None:
        """The file of the font that a PDF calls ``pdf_name``, if it is one of ours."""
        for family in self.families:
            for file in family.files:
                bold = "-Bold" if file.weight >= 600 else ""
                if family.family.replace(" ", "-") + bold == pdf_name:
                    return self.folder / file.file
        return None

    def width(self, text: str, families: tuple[Family, ...]) -> float:
        """About how wide ``text`` runs in bold, in em: letter for letter, so joined scripts come out narrower."""
        total = 0.0
        for character in text:
            for family in families:
                letters = _letters(self.folder / family.files[-1].file)
                if ord(character) in letters:
                    total += letters[ord(character)]
                    break
        return total


def read_fonts(folder: Path) -> Fonts:
    """The lock in ``folder``.

    Raises:
        ProblemError: it cannot be read.
    """
    file = read_yaml(folder / "fonts.yml")
    return Fonts(folder, validate(_Lock, file, "press-font").families, file)


@contextmanager
def only_fonts_of(folder: Path) -> Iterator[None]:
    """Let fontconfig see the fonts of ``folder`` and no others, for as long as it lasts.

    Fontconfig reads the variable whenever a font configuration is made, and WeasyPrint makes its first one
    while it is being imported: both belong inside. Afterwards the variable is as before, so that no other
    program started from here loses its fonts.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def describe(character: str) -> str:
    """``character`` with its code point and Unicode name, for a message."""
    return f"“{character}” (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=256)
def _digest(path: Path, size: int, changed: int) -> str:
    """The SHA-256 of ``path``, empty where it is missing; ``size`` and ``changed`` keep the memory honest."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=128)
def _covered(folder: Path, family: Family) -> frozenset[str]:
    """The characters that ``family`` holds in every weight."""
    weights = (map(chr, _letters(folder / file.file)) for file in family.files)
    return frozenset.intersection(*map(frozenset, weights))


@lru_cache(maxsize=64)
def _glyphs(path: Path) -> Mapping[int, frozenset[str]]:
    """The characters of each glyph number of ``path``."""
    found: dict[int, set[str]] = {}
    with TTFont(path, lazy=True) as font:
        for code, name in (font.getBestCmap() or {}).items():
            found.setdefault(font.getGlyphID(name), set()).add(chr(code))
    return {glyph: frozenset(characters) for glyph, characters in found.items()}


@lru_cache(maxsize=256)
def _letters(path: Path) -> Mapping[int, float]:
    """The characters of ``path`` and their advances in em."""
    with TTFont(path, lazy=True) as font:
        metrics = font["hmtx"].metrics
        em = font["head"].unitsPerEm
        return {code: metrics[name][0] / em for code, name in (font.getBestCmap() or {}).items()}
