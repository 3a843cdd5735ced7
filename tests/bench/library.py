"""A whole library in many languages: the project with as many pages, words and records as it will have one day.

Where nobody has translated yet, the text is made up: each English word becomes syllables of the language's script, the
same for the same word, and all else stays where it is, as it does in a true translation. So a check walks all of it,
and finds little.
"""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from kyr.checks import negation, tongue
from kyr.languages import CJK_SCRIPTS, ICU_SCRIPTS, Language, make_language
from kyr.project import load_project
from kyr.translation.lock import Lock, Origin, Record, write_lock
from kyr.translation.past import keep_past
from kyr.translation.units import units_of
from kyr.yamlfile import read_yaml

ROOT = Path(__file__).parents[2]

TAGS = (
    "es ar zh-Hans vi zh-Hant ht ru pt-BR ko fil fr fa uk pa hi bn tr pl ur gu ne ps hy so am my km th ja lo te ta "
    "ckb ky uz ka sw ro sq id it yo rw ml mn bs"
)
"""Languages to translate into, in the order in which they are taken."""

SYLLABLES = {
    "Latn": "ka lo mi ñe tu ra vi sé do pa ri ju be ang ul os",
    "Cyrl": "ка ло ми не ту ра ви се до па ри жу бе анг ул ос",
    "Arab": "كا لو مي نو تر سا دي با حو في رش قل عم جي وس هد",
    "Deva": "का लो मि नु तर सा दि बा हो फी रश कल गम जि वस हद",
    "Beng": "কা লো মি নু তর সা দি বা হো ফী রশ কল গম জি বস হদ",
    "Guru": "ਕਾ ਲੋ ਮਿ ਨੁ ਤਰ ਸਾ ਦਿ ਬਾ ਹੋ ਫੀ ਰਸ਼ ਕਲ ਗਮ ਜਿ ਵਸ ਹਦ",
    "Gujr": "કા લો મિ નુ તર સા દિ બા હો ફી રશ કલ ગમ જિ વસ હદ",
    "Telu": "కా లో మి ను తర సా ది బా హో ఫీ రశ కల గమ జి వస హద",
    "Taml": "கா லோ மி நு தர சா தி பா ஹோ பீ ரச கல கம ஜி வச ஹத",
    "Mlym": "കാ ലോ മി നു തര സാ ദി ബാ ഹോ ഫീ രശ കല ഗമ ജി വസ ഹദ",
    "Mymr": "ကာ လို မိ နု တရ သာ ဒိ ဘာ ဟို ဖီ ရှ ကလ ဂမ ဇိ ဝသ ဟဒ",
    "Khmr": "កា លោ មី នូ តរ សា ទី បា ហោ ភី រស កល គម ជី វស ហទ",
    "Laoo": "ກາ ໂລ ມີ ນູ ຕາ ສາ ດີ ບາ ໂຮ ຟີ ຣາ ກະ ຄໍາ ຈີ ວາ ຫາ",
    "Thai": "กา โล มี นู ตา สา ดี บา โฮ ฟี รา กะ คำ จี วา หา",
    "Ethi": "ካ ሎ ሚ ኑ ተ ሳ ዲ ባ ሆ ፊ ራ ከ ገ ጂ ወ ሀ",
    "Armn": "կա լո մի նու տա սա դի բա հո ֆի րա կե գա ջի վա հա",
    "Geor": "კა ლო მი ნუ ტა სა დი ბა ჰო ფი რა კე გა ჯი ვა ჰა",
    "Kore": "가 로 미 누 타 사 디 바 호 피 라 케 감 지 왕 하",
    "Hans": "家 路 民 努 他 沙 地 八 河 飞 拉 开 甘 机 王 海",
    "Hant": "家 路 民 努 他 沙 地 八 河 飛 拉 開 甘 機 王 海",
    "Jpan": "か ろ 民 ぬ た 沙 地 ば 河 ひ ら 開 が 機 わ 海",
}
MARKS = {
    "zh": {".": "。", "?": "？", ",": "，", ":": "：", ";": "；", "!": "！"},
    "ja": {".": "。", "?": "？", ",": "、", ":": "：", ";": "；", "!": "！"},
    **{tag: {"?": "؟", ",": "،", ";": "؛"} for tag in ("ar", "fa", "prs", "ps", "ckb")},
    "ur": {".": "۔", "?": "؟", ",": "،", ";": "؛"},
    **{tag: {".": "।"} for tag in ("hi", "ne", "bn", "pa")},
    "am": {".": "።", ",": "፣", ":": "፦", ";": "፤"},
    "my": {".": "။", "?": "။", ",": "၊"},
    "km": {".": "។", ":": "៖"},
    "hy": {".": "։", "?": "։"},
    "th": {".": "", "?": ""},
    "lo": {".": "", "?": ""},
    "fr": {"?": "\u202f?", ":": "\u00a0:", ";": "\u202f;", "!": "\u202f!"},
}
"""The marks of a language where they are others than in English."""

KEPT = re.compile(
    r"^[ \t>]*\d+\.(?=[ \t])"
    r"|\{\{.*?\}\}|\{[^{}]*\}|\]\([^)]*\)|!!! \w+|\b[A-Z]+-?\d+\w*|\b[A-Z]{2,}\b|\d(?:[\d.,:()a-z]*[\da-z)])?"
    r"|\b[a-z][\w.-]*/[\w./#-]+|\b[A-Z](?=[.-])"
)
"""What a translation leaves as it is."""
PIECE = re.compile(rf"({KEPT.pattern})|([^\W\d_]+(?:['’][a-z]+)?)|([.?,:;!])(?=[\s*)”\"\]|]|$)")
NEGATION = re.compile(
    r"(?i)(?:not|never|no|nobody|none|nothing|neither|nor|cannot|without|.*n['’]t)"
)
SAID = re.compile(r"(\s*>) *(\*\*[^*]+\*\* |)“([^”]*)”(.*)")
LEFT = re.compile(r"\s*(?:\|[\s:|-]+\||~~~|```)")
"""Lines without words."""
SMALL = "the of to a and you in is your that for or it if this they with on are can who may have".split()
UNSPACED = ICU_SCRIPTS | CJK_SCRIPTS


@dataclass(frozen=True)
class Writer:
    """Makes English into something that looks like ``language``; ``no`` is a word that negates there, ``small`` are its
    commonest small words.
    """

    language: Language
    no: str
    small: tuple[str, ...]

    def text(self, english: str) -> str:
        """``english``, line by line, with the meaning beneath what is said in English."""
        return "\n".join(map(self._whole_line, english.split("\n")))

    def _whole_line(self, english: str) -> str:
        if said := SAID.match(english):
            mark, label, words, rest = said.groups()
            first = f"{mark} {self.line(label)}“{words}”{self.line(rest)}"
            return f"{first}\n{mark}\n{mark} ({self.line(words)})"
        return english if LEFT.match(english) else self.line(english)

    def line(self, english: str) -> str:
        """One line without breaks."""
        line = PIECE.sub(self._piece, english)
        if self.language.script in UNSPACED:
            line = re.sub(r"(?<=[^\x00-\x7f])(\**) (\**)(?=[^\x00-\x7f])", r"\1\2", line)
        if self.language.tag == "es":
            line = re.sub(r"(^[\s>*#|\d.-]*|[.!?:|] )([^.!?:|¿]*\?)", r"\1¿\2", line)
        return line

    def _piece(self, match: re.Match[str]) -> str:
        kept, word, mark = match.groups()
        if kept:
            return kept
        if mark:
            marks = MARKS.get(self.language.tag.partition("-")[0], {})
            return marks.get(mark, mark)
        if self.no and NEGATION.fullmatch(word):
            return self.no
        if word.lower() in SMALL[: len(self.small)]:
            found = self.small[SMALL.index(word.lower())]
        else:
            found = made_up(re.sub("['’]?s?$", "", word.lower()), self.language.script)
        return found.capitalize() if word[0].isupper() else found


@cache
def made_up(word: str, script: str) -> str:
    """A word of ``script`` about as long as ``word``, the same each time, and another for each."""
    syllables = SYLLABLES[script].split()
    for attempt in count():
        number = zlib.crc32(f"{word}{attempt}".encode())
        places = range((2 if len(word) < 4 else 3) + attempt // 50)
        found = "".join(syllables[(number >> (5 * place)) % len(syllables)] for place in places)
        if _TAKEN.setdefault((script, found), word) == word:
            return found
    raise AssertionError("never")


_TAKEN: dict[tuple[str, str], str] = {}


def make_library(folder: Path, languages: int, pages: int) -> None:
    """Write a library of ``languages``, English among them, into ``folder``, each translation with ``pages`` pages.

    All is recorded in the translations' locks; a tenth of the pages were made from an English that has changed since.
    """
    ours = load_project(ROOT)
    others = {tag for tag in ours.texts if tag != "en"} | {"past"}
    ignore = shutil.ignore_patterns(*others)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=ignore)
    for name in ("printables", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    tags = TAGS.split()[: languages - 1]
    _register(folder, ("en", *tags))
    english = folder / "docs" / "en"
    names = [name for name in ours.nav if (english / name).exists()][:pages]
    for tag in tags:
        _write(folder / "docs" / tag, english, names, Writer(make_language(tag), *_known(tag)))
    _record(folder, tags)


def _known(tag: str) -> tuple[str, tuple[str, ...]]:
    """The first word with which language ``tag`` negates, and its small words, as far as they are written down."""
    mine = {tag, tag.partition("-")[0]}
    no, small, negating = "", "", set()
    for tags, entry in read_yaml(negation.TABLE).value.items():
        if mine & set(tags.split()):
            negating = {form.strip("*") for form in re.split(r",\s+", entry["no"])}
            no = next(word for word in entry["no"].split(", ") if not set(word) & set("[*"))
    for tags, words in read_yaml(tongue.TABLE).value.items():
        small = words if mine & set(tags.split()) else small
    return no, tuple(word for word in small.split() if word not in negating)


def _register(folder: Path, tags: Iterable[str]) -> None:
    path = folder / "mkdocs.yml"
    head, start, rest = path.read_text(encoding="utf-8").partition("      languages:\n")
    listed = "".join(
        f"        - {{locale: {tag}, name: {make_language(tag).name}{', default: true' * (tag == 'en')}}}\n"
        for tag in tags
    )
    _, _, rest = rest.partition("\n\n")
    path.write_text(f"{head}{start}{listed}\n{rest}", encoding="utf-8")


def _write(folder: Path, english: Path, pages: Iterable[str], writer: Writer) -> None:
    """Write the files of one language: its words, how it calls things, and ``pages``."""
    folder.mkdir()
    for name in ("site.yml", "print.yml"):
        value = _made(yaml.safe_load((english / name).read_text(encoding="utf-8")), writer)
        # What stands on the faces of specimens is English everywhere.
        value.get("more", {}).pop("specimen_face", None)
        _dump(folder / name, value)
    terms = yaml.safe_load((english / "language.yml").read_text(encoding="utf-8"))["terms"]
    uses = {
        term: {"use": [writer.line(form.replace("*", "")) for form in entry["use"]]}
        for term, entry in terms.items()
    }
    _dump(folder / "language.yml", {"terms": uses})
    for name in pages:
        _, front, body = (english / name).read_text(encoding="utf-8").split("---\n", 2)
        told = yaml.safe_load(front)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _dump(path, {key: writer.line(told[key]) for key in ("title", "description")})
        text = f"---\n{path.read_text(encoding='utf-8')}---\n{writer.text(body)}"
        path.write_text(text, encoding="utf-8")


def _dump(path: Path, value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")


def _made(value: Any, writer: Writer) -> Any:
    if isinstance(value, dict):
        return {key: _made(item, writer) for key, item in value.items()}
    if isinstance(value, list):
        return [_made(item, writer) for item in value]
    return writer.line(str(value))


def _record(folder: Path, tags: Iterable[str]) -> None:
    """Record every unit as a machine's, and then change the English of every tenth page."""
    project = load_project(folder)
    source, locks = units_of(project.source), []
    for tag in tags:
        files: dict[str, dict[str, Record]] = {}
        for name, units in units_of(project.texts[tag]).items():
            files[name] = {
                key: Record(Origin.MACHINE, source[name][key].fingerprint, unit.fingerprint)
                for key, unit in units.items()
            }
        write_lock(folder / "docs" / tag, files)
        locks.append(Lock(folder / "docs" / tag, files, {}))
    keep_past(project, locks, source)
    for name in list(project.source.pages)[::10]:
        path = folder / "docs" / "en" / name
        text = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text(f"{text}\n\nThis is new.\n", encoding="utf-8")
