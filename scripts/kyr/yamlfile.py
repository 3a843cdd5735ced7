"""Read a YAML file into plain values that remember their lines.

Scalars stay text (``no`` is a word, ``2026-11-21`` a string, ``0123`` keeps its zero); a model says what they
mean. Tags, anchors and repeated keys are refused: volunteers' files hold words and lists, nothing that expands
or runs.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kyr.problems import Problem, ProblemError, shorten

Location: TypeAlias = tuple[str | int, ...]
ModelT = TypeVar("ModelT", bound=BaseModel)

MAX_BYTES = 1_000_000
"""Far above any honest file here (the contacts are about 60,000 bytes)."""
MAX_LINE = 2_000
"""Characters of a line or text that people read; the longest has 460."""
MAX_DEPTH = 20
MAX_FAULTS = 50
"""Nobody mends more at a time, and a hostile file could hold a million."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The values of one YAML file; ``lines`` maps a location such as ``("phones", 0, "number")`` to its line.

    ``text`` is what they were read from, comments and all, and ``above`` the number of lines over it; parts of a file
    have none.
    """

    path: Path
    value: Any
    lines: Mapping[Location, int]
    text: str = ""
    above: int = 0

    def line(self, location: Location) -> int:
        """The line of ``location``, or of its nearest ancestor that is in the file."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def sub(self, *location: str | int) -> YamlFile:
        """The part of the file below ``location``; its value is ``{}`` where nothing stands there."""
        value = self.value
        for key in location:
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int) and key < len(value):
                value = value[key]
            else:
                value = None
        size = len(location)
        lines = {key[size:]: line for key, line in self.lines.items() if key[:size] == location}
        lines.setdefault((), self.line(location))
        return YamlFile(self.path, {} if value is None else value, lines)

    def parts(self, *location: str | int) -> list[YamlFile]:
        """The entries of the list at ``location``, each as the part of the file below it; empty where there is none."""
        whole = self.sub(*location)
        if not isinstance(whole.value, list):
            return []
        lines: list[dict[Location, int]] = [{} for _ in whole.value]
        for key, line in whole.lines.items():
            if key and isinstance(key[0], int) and key[0] < len(lines):
                lines[key[0]][key[1:]] = line
        return [YamlFile(self.path, *part) for part in zip(whole.value, lines, strict=True)]

    def problem(
        self, location: Location, rule: str, expected: str, found: str, next_step: str
    ) -> Problem:
        """A problem at ``location`` in this file."""
        return Problem(self.path, self.line(location), rule, expected, found, next_step)


def read_text(path: Path, most: int = MAX_BYTES) -> str:
    """The text of ``path``, with ``\\n`` between its lines, however they were ended.

    Raises:
        ProblemError: the file is missing, is no plain file, is over ``most`` bytes or is not UTF-8.
    """

    def refuse(rule: str, expected: str, found: str, next_step: str) -> ProblemError:
        return ProblemError([Problem(path, 0, rule, expected, found, next_step)])

    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise refuse(
                "link",
                "a file of its own",
                "a symbolic link",
                "Put the text itself here: a link could lead anywhere.",
            )
        # A pipe would be waited on for ever.
        if not stat.S_ISREG(status.st_mode):
            raise refuse(
                "file-kind",
                "a plain file",
                "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe, socket or device",
                "Remove it, and put a text file here.",
            )
        if status.st_size > most:
            raise refuse(
                "file-size",
                f"at most {most:,} bytes",
                f"{status.st_size:,} bytes",
                "Split the file or remove what does not belong in it.",
            )
        text = path.read_bytes().decode("utf-8")
        if "\0" in text:
            # UTF-16 without its mark can be read as UTF-8 that way.
            raise refuse(
                "encoding",
                "text in UTF-8",
                f"a byte 0x00 at position {text.index(chr(0))}",
                _SAVE_AGAIN,
            )
    except OSError as error:
        raise refuse(
            "file-missing",
            "a file that can be read",
            error.strerror or type(error).__name__,
            "Restore the file, or copy it from another language and translate it.",
        ) from error
    except UnicodeDecodeError as error:
        raise refuse(
            "encoding",
            "text in UTF-8",
            f"byte {error.object[error.start]:#04x} at position {error.start}",
            _SAVE_AGAIN,
        ) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


_SAVE_AGAIN = "Save the file again as UTF-8 (in most editors: Save as, Encoding: UTF-8)."


def read_yaml(path: Path, *, foreign_tags: bool = False) -> YamlFile:
    """Read ``path``; with ``foreign_tags`` values under an unknown tag (as in mkdocs.yml) become ``None``.

    Raises:
        ProblemError: the file cannot be read, is not YAML, or uses tags, anchors, repeated keys or deep nesting.
    """
    return parse_yaml(read_text(path), path, foreign_tags=foreign_tags)


def parse_yaml(text: str, path: Path, *, foreign_tags: bool = False, offset: int = 0) -> YamlFile:
    """As ``read_yaml``, from ``text``; ``offset`` is the number of lines above it in ``path`` (front matter)."""
    reader = _Reader(path, offset, foreign_tags)
    # YAML ends a line there, and with it a comment, where editors and reviewers see none end.
    if odd := _ODD_BREAK.search(text):
        raise ProblemError(
            [
                Problem(
                    path,
                    text.count("\n", 0, odd.start()) + 1 + offset,
                    "yaml",
                    "lines that end as usual",
                    f"U+{ord(odd[0]):04X}, an unusual end of a line",
                    "Delete the line and type it again.",
                )
            ]
        )
    try:
        value = reader.document(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = Problem(
            path,
            (min(mark.line, text.count("\n")) + 1 if mark else 0) + offset,
            "yaml",
            "YAML that can be read",
            error.problem or "a fault",
            "Look at the quotation marks, colons and indentation here and on the line above.",
        )
        raise ProblemError([*reader.problems, problem]) from error
    except yaml.YAMLError as error:
        unreadable = _UNREADABLE.search(text)
        problem = Problem(
            path,
            text.count("\n", 0, unreadable.start()) + 1 + offset if unreadable else 0,
            "yaml",
            "YAML that can be read",
            shorten(error),
            "Remove invisible or unusual characters.",
        )
        raise ProblemError([*reader.problems, problem]) from error
    if reader.problems:
        raise ProblemError(reader.problems)
    return YamlFile(path, value, reader.lines, text, offset)


_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
)
"""Tags that say nothing new: the value is taken as text all the same."""
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_UNREADABLE = yaml.reader.Reader.NON_PRINTABLE


class _Reader:
    """Turns the events of the parser into values, noting lines and faults on the way.

    Events come one by one, so that nesting is refused before it costs anything: composed whole, deep nesting takes
    minutes, or more stack than there is.
    """

    def __init__(self, path: Path, offset: int, foreign_tags: bool) -> None:
        self.path = path
        self.offset = offset
        self.foreign_tags = foreign_tags
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self._events: Iterator[Any]
        self._depth = 0

    def document(self, text: str) -> Any:
        """The value of the one document in ``text``; ``{}`` where there is none.

        Raises:
            ProblemError: it is nested too deeply, or has too many faults to go on.
            yaml.YAMLError: it is no YAML.
        """
        self._events = yaml.parse(text, Loader=_LOADER)
        value: Any = {}
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if () in self.lines:
                    raise yaml.MarkedYAMLError(
                        problem="a line “---” with a second text below it",
                        problem_mark=event.start_mark,  # type: ignore[arg-type]
                    )
                value = self.value(self._next(), ())
        return value

    def _line(self, event: Any) -> int:
        """The line of the file on which ``event`` begins."""
        return int(event.start_mark.line) + 1 + self.offset

    def _next(self) -> Any:
        event = next(self._events)
        if isinstance(event, yaml.CollectionStartEvent):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                self.fault(event, f"at most {MAX_DEPTH} levels", "more", "Make the file flatter.")
                raise ProblemError(self.problems)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_anchor(event)
        if getattr(event, "anchor", None):
            self._refuse_anchor(event)
        return event

    def _refuse_anchor(self, event: Any) -> NoReturn:
        raise yaml.MarkedYAMLError(
            problem="anchors and aliases (& and *) are not used here; "
            "put quotation marks around a text that begins so",
            problem_mark=event.start_mark,
        )

    def value(self, event: Any, location: Location) -> Any:
        """The value that begins with ``event``."""
        self.lines[location] = self._line(event)
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            if not self.foreign_tags:
                self.fault(
                    event, "no tags", shorten(event.tag), "Remove the word that begins with “!”."
                )
            self._skip(event)
            return None
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(location)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(location)
        if not event.style and event.value in ("", "null", "~"):
            return None
        return event.value

    def sequence(self, location: Location) -> list[Any]:
        """The list whose entries come next."""
        result: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            result.append(self.value(event, (*location, len(result))))
        return result

    def mapping(self, location: Location) -> dict[str, Any]:
        """The mapping whose keys come next."""
        result: dict[str, Any] = {}
        # “é” can be one character or two, and nobody sees which.
        seen: set[str] = set()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.tag is not None:
                self.fault(event, "a word before the colon", "a list, mapping or tag", "Quote it.")
                self._skip(event)
                self._skip(self._next())
                continue
            key, line = event.value, self._line(event)
            plain = unicodedata.normalize("NFKC", key)
            if plain in seen:
                self.fault(
                    event, "each key once", f"{shorten(key)} again", "Keep one of the two lines."
                )
            seen.add(plain)
            result[key] = self.value(self._next(), (*location, key))
            self.lines[(*location, key)] = line
        return result

    def _skip(self, event: Any) -> None:
        """Pass over the rest of what begins with ``event``."""
        if isinstance(event, yaml.CollectionStartEvent):
            depth = self._depth
            while self._depth >= depth:
                self._next()

    def fault(self, event: Any, expected: str, found: str, next_step: str) -> None:
        """Note a fault where ``event`` begins.

        Raises:
            ProblemError: there have been so many that no more are looked for.
        """
        line = self._line(event)
        self.problems.append(Problem(self.path, line, "yaml", expected, found, next_step))
        if len(self.problems) >= MAX_FAULTS:
            raise ProblemError(self.problems)


def validate(model: type[ModelT], file: YamlFile, rule: str) -> ModelT:
    """The file's value as a ``model``.

    Raises:
        ProblemError: one problem for each fault that pydantic reports, with the line it stands on.
    """
    try:
        return model.model_validate(file.value)
    except ValidationError as error:
        problems: list[Problem] = []
        faults = error.errors()
        refused = {fault["loc"][:-1] for fault in faults}
        for fault in faults:
            kind = fault["type"]
            if kind == "too_short" and fault["loc"] in refused:
                continue  # It has entries: each that is refused is told by itself.
            if len(problems) >= MAX_FAULTS:
                break
            place = _place(kind, fault["loc"], file)
            problems.append(
                Problem(
                    file.path,
                    file.line(place),
                    rule,
                    _expected(kind, fault["msg"]),
                    _found(kind, place, fault["input"]),
                    _next_step(kind, place),
                )
            )
        raise ProblemError(problems) from error


_KEYS = ("lines of “key: value” below it", "Write each key on a line of its own, indented alike.")
_LIST = (
    "a list",
    "Begin the line of each entry with “- ”, or put the entries between “[” and “]”.",
)
_WORDS = (
    "words",
    "Write them after the colon; put quotation marks around them if they hold a colon.",
)
_WHOLE = ("a whole number", "Write it in digits, such as 2.")
_NUMBER = ("a number", "Write it in digits, such as 2 or 2.5.")
_YES_NO = ("true or false", "Write one of the two.")
_TYPES = {
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), _KEYS),
    **dict.fromkeys(("list_type", "tuple_type"), _LIST),
    "too_short": ("at least one entry", _LIST[1]),
    "string_type": _WORDS,
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _YES_NO),
}
"""What a person should write where pydantic names a type of Python, and how."""


def _place(kind: str, location: Location, file: YamlFile) -> Location:
    """``location`` as it stands in the file: without the names of a union's branches, which pydantic puts in."""
    place: Location = ()
    for index, key in enumerate(location):
        is_missing = kind == "missing" and index == len(location) - 1
        if is_missing or (*place, key) in file.lines:
            place = (*place, key)
    return place


def _expected(kind: str, message: str) -> str:
    if kind == "missing":
        return "a value for this key"
    if kind == "extra_forbidden":
        return "only keys that are known here"
    if kind in _TYPES:
        return _TYPES[kind][0]
    text = message.removeprefix("Value error, ").removeprefix("Input should be ")
    return text[:1].lower() + text[1:]


def _found(kind: str, location: Location, value: object) -> str:
    name = _name(location)
    if kind == "missing":
        return f"no {name}"
    if kind == "extra_forbidden":
        return name
    at = f" at {name}" if name else ""
    if value is None:
        return f"nothing{at}"
    if isinstance(value, dict):
        return f"the keys {shorten(', '.join(map(str, value)))}{at}" if value else f"no keys{at}"
    if isinstance(value, list | tuple):
        return f"a list{at}"
    return f"{shorten(value)}{at}"


def _name(location: Location) -> str:
    """How a message names ``location``; empty for the whole."""
    *above, last = location or ("",)
    if isinstance(last, int):
        return f"entry {last + 1}" + (f" of “{'.'.join(map(str, above))}”" if above else "")
    return f"“{'.'.join(map(str, location))}”" if location else ""


def _next_step(kind: str, location: Location) -> str:
    key = location[-1] if location else ""
    if kind == "missing":
        return f"Add “{key}:” with its value."
    if kind == "extra_forbidden":
        return f"Look at the spelling of “{key}”, or remove it."
    if kind in _TYPES:
        return _TYPES[kind][1]
    return f"Correct {_name(location[-1:]) or 'what stands here'}."
