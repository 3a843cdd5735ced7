"""Drop the rules of a stylesheet that no page can meet, so that an old phone need not load them.

Conservative: what stands inside ``:not()``, ``:is()`` and the like is never a reason to drop a rule, and every word
of our script counts as a class, id and attribute in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2  # type: ignore[import-untyped]

_TAG = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s=<>/]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"([^\s=<>/]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_PROPERTY = re.compile(r"(?<=[{;])\s*(--[\w-]+)\s*:((?:\"[^\"]*\"|'[^']*'|[^;}\"'])*)(;|(?=\}))")
_NAMES = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True)
class Used:
    """What occurs in HTML: elements, classes, ids and attributes."""

    elements: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()

    def __or__(self, other: Used) -> Used:
        return Used(
            self.elements | other.elements,
            self.classes | other.classes,
            self.ids | other.ids,
            self.attributes | other.attributes,
        )

    def as_data(self) -> dict[str, list[str]]:
        """Itself as sorted lists."""
        return {name: sorted(getattr(self, name)) for name in self.__dataclass_fields__}

    @classmethod
    def from_data(cls, data: dict[str, list[str]]) -> Used:
        """From what ``as_data`` gave."""
        return cls(**{name: frozenset(values) for name, values in data.items()})


def used_by(html: str) -> Used:
    """What occurs in ``html``."""
    elements, classes, ids, attributes = {"html", "head", "body"}, set(), set(), set()
    for tag, rest in set(_TAG.findall(html)):
        elements.add(tag.lower())
        for name, *values in _ATTRIBUTE.findall(rest):
            name, value = name.lower(), "".join(values)
            attributes.add(name)
            if name == "class":
                classes.update(value.split())
            elif name == "id":
                ids.add(value)
    return Used(frozenset(elements), frozenset(classes), frozenset(ids), frozenset(attributes))


def used_in(folder: Path) -> Used:
    """What occurs in all HTML files below ``folder``."""
    found = Used()
    for path in sorted(folder.rglob("*.html")):
        found |= used_by(path.read_text(encoding="utf-8"))
    return found


def used_by_script(script: str) -> Used:
    """Every word of ``script``, as anything it may set."""
    words = frozenset(_NAMES.findall(script))
    return Used(frozenset(), words, words, words)


def purge(stylesheet: str, used: Used, also: Iterable[str] = ()) -> str:
    """``stylesheet`` without the rules that nothing in ``used`` meets, and without comments.

    Custom properties and animations that are left without a use are dropped too; ``also`` are further stylesheets
    whose uses of them count.
    """
    nodes = tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True)
    css = _rules(nodes, used)
    others = "".join(also)
    while True:
        smaller = _drop_properties(css, set(re.findall(r"var\(\s*(--[\w-]+)", css + others)))
        if smaller == css:
            return _drop_animations(css, others)
        css = smaller


def _drop_properties(css: str, names: set[str]) -> str:
    """``css`` without the custom properties that are not in ``names``, and without rules left empty."""
    kept = _PROPERTY.sub(lambda match: match[0] if match[1] in names else "", css)
    return re.sub(r"[^{}]*\{\}", "", kept)


def _drop_animations(css: str, others: str) -> str:
    """``css`` without the keyframes that no animation names."""
    kept = []
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule" and node.lower_at_keyword.endswith("keyframes"):
            name = tinycss2.serialize(node.prelude).strip()
            uses = re.findall(r"animation(?:-name)?\s*:([^;}]*)", css + others)
            if not any(name in _NAMES.findall(value) for value in uses):
                continue
        kept.append(node.serialize())
    return "".join(kept)


def _rules(nodes: list[Any], used: Used) -> str:
    out = []
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = _split(node.prelude)
            kept = [
                text for tokens in selectors if _may_match(tokens, used) and (text := _text(tokens))
            ]
            if kept:
                out.append(f"{','.join(kept)}{{{tinycss2.serialize(node.content).strip()}}}")
        elif node.type == "at-rule" and node.content is not None:
            content = node.content
            if node.lower_at_keyword in ("media", "supports", "layer", "container"):
                inner = tinycss2.parse_blocks_contents(
                    content, skip_comments=True, skip_whitespace=True
                )
                text = _rules(inner, used)
                if not text:
                    continue
            else:
                text = tinycss2.serialize(content).strip()
            out.append(f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}{{{text}}}")
        elif node.type == "at-rule":
            out.append(node.serialize())
        elif node.type == "error":
            raise ValueError(f"the theme's stylesheet cannot be read: {node.message}")
    return "".join(out)


def _text(tokens: list[Any]) -> str:
    return str(tinycss2.serialize(tokens)).strip()


def _split(tokens: list[Any]) -> list[list[Any]]:
    """The selectors of a list, split at its outermost commas."""
    found: list[list[Any]] = [[]]
    for token in tokens:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _may_match(tokens: list[Any], used: Used) -> bool:
    """Whether everything that the selector demands occurs somewhere."""
    before = None
    for token in tokens:
        if token.type == "ident" and before not in (".", ":"):
            if token.lower_value not in used.elements:
                return False
        elif token.type == "ident" and before == ".":
            if token.value not in used.classes:
                return False
        elif token.type == "hash":
            if token.value not in used.ids:
                return False
        elif token.type == "[] block":
            names = [part.lower_value for part in token.content if part.type == "ident"]
            if names and names[0] not in used.attributes:
                return False
        before = token.value if token.type == "literal" else None
    return True
