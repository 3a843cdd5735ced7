"""Whether the paper says what was written, whole sentences and nothing else, and that somebody can get them back.

Two readers are asked.

The tags are read as a screen reader does: runs of text in the order of the tree, each with its /ActualText or with
what the font says its glyphs stand for. There every sentence must stand whole, in its own place, in every script;
and no letter may be left that nobody wrote. (Where /ActualText stands in for the glyphs, ``letters`` compares the
two.)

PDFium is what Chrome and Edge search and copy with. What runs from left to right must come back from it whole too.
It turns lines of Arabic, Hebrew or Urdu about, each in one of two ways, and so there each word must come back,
forwards or backwards, as often as it was written; that its marks stand in their order is not proved by that.

Spaces are no part of either comparison: in a PDF they are a distance, and Khmer, Burmese or Chinese have none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from kyr.languages import direction_of
from kyr.press.linebreak import bare
from kyr.press.proof.faults import TEMPLATE, Faults
from kyr.press.proof.sheet import Leaflet, Sheets
from kyr.press.wording import Said
from kyr.problems import shorten

_TAKEN = "\0"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_BRACKETS = re.compile(r"\([^()]*\)")
_DASHES = re.compile("[-\u2010\u00ad\u0002\ufffe]")
"""A dash at the end of a line is a word divided to PDFium, and it gives something else back for it."""


def check_words(sheets: Sheets, page: int, extracted: Callable[[int], str], faults: Faults) -> None:
    """Compare each laid-out page that is read on finished ``page`` with its words.

    ``extracted`` gives what PDFium finds on it among lines that are turned by so many degrees.
    """
    here = [leaflet for leaflet in sheets.leaflets if leaflet.finished == page]
    found = {turn: extracted(turn) for turn in {leaflet.place.turn for leaflet in here}}
    for leaflet in here:
        tagged = [squeeze(unit.text) for unit in leaflet.units if not unit.is_drawn]
        other = found[leaflet.place.turn]
        if leaflet.side.number in sheets.job.piece.english_sides:
            # Where several pages are read on one, PDFium cannot tell them apart.
            readings = ["".join(tagged), *([other] if len(here) == 1 else [])]
            _check_english(leaflet, readings, sheets.manuscript.english, faults)
        else:
            _check_said(leaflet, tagged, other, faults)


def check_flow(sheets: Sheets, extracted: list[str], faults: Faults) -> None:
    """Compare a text that flows over many pages with its words, as a whole: a sentence may begin on one and end on
    the next. ``extracted`` is what PDFium finds on each finished page.

    Only the tags are asked for whole sentences: to PDFium what runs over the end of a page has a page number in it.
    From it every word must come back, as often as it was written.
    """
    first = sheets.leaflets[0]
    tagged = "".join(unit.text for unit in sheets.units if not unit.is_drawn)
    whole, plain = squeeze(tagged), _unbracketed(tagged)
    said = first.side.said
    for text in said:
        if squeeze(text.text) not in whole and _unbracketed(text.text) not in plain:
            _tell(text, "not whole in its tags", first.number, faults)
    found = Counter(" ".join(map(_apart, extracted)).split())
    for text in said:
        if "/" in text.text and not text.text.strip().count(" "):
            # A long address may break anywhere: its parts on two lines are words to PDFium.
            continue
        missing = Counter(_apart(text.text).split()) - found
        if missing:
            word = shorten(min(missing))
            _tell(text, f"not {word} when it is searched or copied", first.side.number, faults)
            return
        found -= Counter(_apart(text.text).split())


def check_date(sheets: Sheets, faults: Faults) -> None:
    """The day on which the facts were checked stands on the piece."""
    date = sheets.manuscript.checked
    said = squeeze("".join(unit.text for unit in sheets.units))
    if date and squeeze(date) not in said:
        faults.tell(
            "press-date",
            f"the day on which the facts were checked, {date}",
            "none",
            "Let the template print checked().",
        )


def _check_english(
    leaflet: Leaflet, readings: Iterable[str], english: tuple[str, ...], faults: Faults
) -> None:
    """The side for the agent says the English words, all of them and nothing else."""
    wanted = Counter(squeeze("".join(english)))
    for reading in readings:
        given = squeeze(reading)
        if Counter(given) != wanted or not all(squeeze(text) in given for text in english):
            faults.tell(
                "press-english-side",
                f"English words, letter for letter as in docs/en/print.yml: {shorten(' '.join(english))}",
                shorten(reading, 400),
                "The side for the agent is English in every language: let its template use no other words.",
                side=leaflet.number,
            )
            return


def _check_said(leaflet: Leaflet, tagged: list[str], extracted: str, faults: Faults) -> None:
    """``tagged`` is what each run says, squeezed."""
    number = leaflet.side.number
    said = sorted(leaflet.side.said, key=lambda text: -len(text.text))
    rest = _without("".join(tagged), said, squeeze, "in its tags", leaflet, faults)
    for run in tagged:
        letters = "".join(filter(str.isalpha, rest[: len(run)]))
        rest = rest[len(run) :]
        # One letter alone is a label, such as those of a list.
        if len(letters) > 1:
            faults.tell(
                "press-text",
                "no words but those of the files of words",
                shorten(letters),
                "Write the words into print.yml and let the template take them from there.",
                side=number,
            )
    whole = _undivided(extracted)
    # In lines that run to the left PDFium turns English words about too, where they share a line with others.
    is_turned = leaflet.side.language.direction == "rtl"
    forwards = [
        text
        for text in said
        if direction_of(text.tag) == "ltr" and (not is_turned or _undivided(text.text) in whole)
    ]
    _without(
        whole,
        forwards,
        _undivided,
        "when it is searched or copied",
        leaflet,
        faults,
    )
    backwards = _apart(extracted)
    for text in said:
        if text in forwards:
            continue
        for word, count in Counter(_apart(text.text).split()).items():
            if backwards.count(word) + backwards.count(word[::-1]) < count:
                _tell(text, f"not {shorten(word)} when it is searched or copied", number, faults)
                break


def _without(
    reading: str,
    said: list[Said],
    compare: Callable[[str], str],
    where: str,
    leaflet: Leaflet,
    faults: Faults,
) -> str:
    """``reading`` without each text of ``said``, which has the longest first; what is missing is told."""
    for text in said:
        wanted = compare(text.text)
        start = reading.find(wanted)
        if start < 0:
            _tell(text, f"not whole {where}", leaflet.side.number, faults)
        else:
            reading = reading[:start] + _TAKEN * len(wanted) + reading[start + len(wanted) :]
    return reading


def _tell(text: Said, found: str, side: int, faults: Faults) -> None:
    faults.tell(
        "press-text",
        f"{shorten(text.text)} on the paper",
        found,
        TEMPLATE,
        side=side,
        path=text.path,
        line=text.line,
    )


def squeeze(text: str) -> str:
    """``text`` without spaces, invisible characters and the dots of lists."""
    return "".join(bare(text).replace("•", "").split())


def _unbracketed(text: str) -> str:
    """``text`` without what stands in brackets: there the press itself says to which page a link leads."""
    return _BRACKETS.sub("", squeeze(text))


def _undivided(text: str) -> str:
    return _DASHES.sub("", squeeze(text))


def _apart(text: str) -> str:
    """``text`` with a space for all that is no letter or digit, and between the two: marks too, which PDFium puts
    elsewhere in lines that run to the left."""
    return " ".join(_WORD.findall(bare(text)))
