"""Read a YAML file into plain values that remember their lines.

Scalars stay text (``no`` is a word, ``2026-11-21`` a string, ``0123`` keeps its zero); a model says what they
mean. Tags, anchors and repeated keys are refused: volunteers' files hold words and lists, nothing that expands
or runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kyr.problems import Problem, ProblemError, shorten

Location: TypeAlias = tuple[str | int, ...]
ModelT = TypeVar("ModelT", bound=BaseModel)

MAX_BYTES = 1_000_000
"""Far above any honest file here (the contacts are about 60,000 bytes)."""
MAX_DEPTH = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The values of one YAML file; ``lines`` maps a location such as ``("phones", 0, "number")`` to its line."""

    path: Path
    value: Any
    lines: Mapping[Location, int]

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


def read_text(path: Path) -> str:
    """The text of ``path``.

    Raises:
        ProblemError: the file is missing, is a link out of its place, is over ``MAX_BYTES`` or is not UTF-8.
    """
    if path.is_symlink():
        raise ProblemError(
            [
                Problem(
                    path,
                    0,
                    "link",
                    "a file of its own",
                    "a symbolic link",
                    "Put the text itself here: a link could lead anywhere.",
                )
            ]
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ProblemError(
                [
                    Problem(
                        path,
                        0,
                        "file-size",
                        f"at most {MAX_BYTES:,} bytes",
                        f"{path.stat().st_size:,} bytes",
                        "Split the file or remove what does not belong in it.",
                    )
                ]
            )
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ProblemError(
            [
                Problem(
                    path,
                    0,
                    "file-missing",
                    "a file that can be read",
                    error.strerror or type(error).__name__,
                    "Restore the file, or copy it from another language and translate it.",
                )
            ]
        ) from error
    except UnicodeDecodeError as error:
        raise ProblemError(
            [
                Problem(
                    path,
                    0,
                    "encoding",
                    "text in UTF-8",
                    f"byte {error.object[error.start]:#04x} at position {error.start}",
                    "Save the file again as UTF-8 (in most editors: Save as, Encoding: UTF-8).",
                )
            ]
        ) from error


def read_yaml(path: Path, *, foreign_tags: bool = False) -> YamlFile:
    """Read ``path``; with ``foreign_tags`` values under an unknown tag (as in mkdocs.yml) become ``None``.

    Raises:
        ProblemError: the file cannot be read, is not YAML, or uses tags, anchors, repeated keys or deep nesting.
    """
    return parse_yaml(read_text(path), path, foreign_tags=foreign_tags)


def parse_yaml(text: str, path: Path, *, foreign_tags: bool = False, offset: int = 0) -> YamlFile:
    """As ``read_yaml``, from ``text``; ``offset`` is the number of lines above it in ``path`` (front matter)."""
    try:
        if not foreign_tags:
            for event in yaml.parse(text, Loader=_LOADER):
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    raise yaml.MarkedYAMLError(
                        problem="anchors and aliases (& and *) are not used here; "
                        "put quotation marks around a text that begins so",
                        problem_mark=event.start_mark,  # type: ignore[arg-type]
                    )
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = Problem(
            path,
            (mark.line + 1 if mark else 0) + offset,
            "yaml",
            "YAML that can be read",
            error.problem or "a fault",
            "Look at the quotation marks, colons and indentation here and on the line above.",
        )
        raise ProblemError([problem]) from error
    except (yaml.YAMLError, RecursionError) as error:
        problem = Problem(
            path,
            0,
            "yaml",
            "YAML that can be read",
            shorten(error) if str(error) else "nesting that is too deep",
            "Remove invisible or unusual characters and deep nesting.",
        )
        raise ProblemError([problem]) from error
    reader = _Reader(path, offset, foreign_tags)
    value = reader.value(node, ()) if node is not None else {}
    if reader.problems:
        raise ProblemError(reader.problems)
    return YamlFile(path, value, reader.lines)


_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
)
"""What the resolver gives to values that carry no tag of their own."""


class _Reader:
    """Turns composed nodes into values, noting lines and faults on the way."""

    def __init__(self, path: Path, offset: int, foreign_tags: bool) -> None:
        self.path = path
        self.offset = offset
        self.foreign_tags = foreign_tags
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, location: Location) -> Any:
        self.lines[location] = node.start_mark.line + 1 + self.offset
        if node.tag not in _PLAIN_TAGS:
            if not self.foreign_tags:
                self.fault(
                    node, "no tags", shorten(node.tag), "Remove the word that begins with “!”."
                )
            return None
        if len(location) > MAX_DEPTH:
            self.fault(node, f"at most {MAX_DEPTH} levels", "more", "Make the file flatter.")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*location, i)) for i, item in enumerate(node.value)]
        if not getattr(node, "style", None) and node.value in ("", "null", "~"):
            return None
        return node.value

    def mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.fault(key_node, "a word before the colon", "a list or mapping", "Quote it.")
                continue
            key = key_node.value
            if key in result:
                self.fault(
                    key_node, "each key once", f"{shorten(key)} again", "Keep one of the two lines."
                )
            result[key] = self.value(value_node, (*location, key))
            self.lines[(*location, key)] = key_node.start_mark.line + 1 + self.offset
        return result

    def fault(self, node: yaml.Node, expected: str, found: str, next_step: str) -> None:
        line = node.start_mark.line + 1 + self.offset
        self.problems.append(Problem(self.path, line, "yaml", expected, found, next_step))


def validate(model: type[ModelT], file: YamlFile, rule: str) -> ModelT:
    """The file's value as a ``model``.

    Raises:
        ProblemError: one problem for each fault that pydantic reports, with the line it stands on.
    """
    try:
        return model.model_validate(file.value)
    except ValidationError as error:
        problems = []
        faults = error.errors()
        refused = {fault["loc"][:-1] for fault in faults}
        for fault in faults:
            kind = fault["type"]
            if kind == "too_short" and fault["loc"] in refused:
                continue  # It has entries: each that is refused is told by itself.
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
