"""A new line in the list of languages of mkdocs.yml, which is a person's file: nothing else in it is touched."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from kyr.languages import Language, make_language, own_name
from kyr.problems import Problem, ProblemError
from kyr.yamlfile import Location, parse_yaml

_PLAIN = re.compile(r"[^\W\d_](?:[\w ’ʼʻ'().-]*[\w).’ʼʻ])?")
"""What needs no quotation marks between braces."""


def entry(language: Language, script: str = "") -> str:
    """The entry of ``language``, with its ``script`` where that has to be said."""
    told = f", extra: {{script: {script}}}" if script else ""
    return f"{{locale: {_scalar(language.tag)}, name: {_scalar(language.name)}{told}}}"


def how_to_list(tag: str) -> str:
    """What to add to the list so that it names the language ``tag``, whose folder is there, in a sentence."""
    name = own_name(tag)
    line = entry(make_language(tag, name)) if name else f"{{locale: {_scalar(tag)}, name: NAME}}"
    said = "" if name else ", with its name for itself,"
    return f"Add “- {line}”{said} under plugins, i18n, languages in mkdocs.yml."


def _scalar(text: str) -> str:
    """``text`` so that every reader of YAML takes it for text: “no” is a language and not a denial."""
    is_plain = _PLAIN.fullmatch(text) and yaml.safe_load(text) == text
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def with_language(text: str, path: Path, language: Language, script: str = "") -> str:
    """``text``, that of mkdocs.yml at ``path``, with an entry for ``language`` at the end of the list.

    Raises:
        ProblemError: the file is laid out in a way that this cannot add to; it says what a person should write.
    """
    line = entry(language, script)
    before = parse_yaml(text, path, foreign_tags=True).value
    plugin, wanted = _appended(before, parse_yaml(line, path).value)
    try:
        found = _insert(text, _languages(yaml.compose(text, Loader=yaml.SafeLoader), plugin), line)
        is_right = parse_yaml(found, path, foreign_tags=True).value == wanted
    except (ProblemError, LookupError):
        is_right = False
    if not is_right:
        location: Location = ("plugins", plugin, "i18n", "languages")
        place = parse_yaml(text, path, foreign_tags=True).line(location)
        raise ProblemError(
            [
                Problem(
                    path,
                    place,
                    "languages",
                    "a list of languages with one line each",
                    "a list that is written in another way",
                    f"Add this to the list yourself, and try again: {line}",
                )
            ]
        )
    return found


def _appended(value: Any, item: Any) -> tuple[int, Any]:
    """The place of the plugin that has the list, and a copy of ``value`` with ``item`` at the end of that list."""
    value = deepcopy(value)
    for place, plugin in enumerate(value["plugins"]):
        if isinstance(plugin, dict) and "i18n" in plugin:
            plugin["i18n"]["languages"].append(item)
            return place, value
    raise LookupError("i18n")


def _languages(root: yaml.Node | None, plugin: int) -> yaml.SequenceNode:
    """The list itself."""
    found = _below(_below(_below(root, "plugins").value[plugin], "i18n"), "languages")
    if not isinstance(found, yaml.SequenceNode) or not found.value:
        raise LookupError("languages")
    return found


def _below(node: yaml.Node | None, key: str) -> yaml.Node:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value  # type: ignore[no-any-return]
    raise LookupError(key)


def _insert(text: str, languages: yaml.SequenceNode, line: str) -> str:
    """``text`` with ``line`` as the last of ``languages``: before their closing bracket, or on a line of its own."""
    if languages.flow_style:
        end = languages.end_mark.index - 1
        head = text[:end].rstrip()
        return (
            f"{head}{'' if head.endswith(',') else ','} {line}{text[len(head) : end]}{text[end:]}"
        )
    end = text.find("\n", _end(languages.value[-1]))
    if end < 0:
        return f"{text}\n{' ' * languages.start_mark.column}- {line}\n"
    newline = "\r\n" if text[end - 1] == "\r" else "\n"
    return f"{text[: end + 1]}{' ' * languages.start_mark.column}- {line}{newline}{text[end + 1 :]}"


def _end(node: yaml.Node) -> int:
    """Where the last letter of ``node`` stands; a block's own end lies behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index) - 1
