"""What of mkdocs.yml differs, beside the library's details: settings can bring in programs and other words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kyr.yamlfile import YamlFile

_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that is new, changed or gone (``kind``), by its dotted ``name``."""

    name: str
    kind: str


@dataclass(frozen=True)
class SettingsChange:
    """``settings`` are those beside the library's details and the list of languages.

    ``languages`` are the entries of that list that say something else, by tag, with the fields; of a new one, what it
    says beside its tag and name. ``reordered`` tells that those of both versions come in another order.
    """

    settings: tuple[Setting, ...] = ()
    languages: tuple[tuple[str, tuple[Setting, ...]], ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.settings or self.languages or self.reordered)


def compare_settings(base: YamlFile, head: YamlFile) -> SettingsChange:
    """What differs between two versions of mkdocs.yml, both of which can be read."""
    old, new = _settings(base), _settings(head)
    was, now = _take_languages(old), _take_languages(new)
    settings = list(_compare(old, new))
    settings += _reordered(old.get("plugins"), new.get("plugins"))
    entries = []
    for tag, entry in now.items():
        before = was.get(tag) or {
            "extra": {},
            **{key: entry.get(key) for key in ("locale", "name")},
        }
        if found := tuple(_compare(before, entry)):
            entries.append((tag, found))
    return SettingsChange(tuple(settings), tuple(entries), _order(was, now) != _order(now, was))


def _settings(file: YamlFile) -> dict[str, Any]:
    """All that ``file`` sets but what is told as facts: the address and the library's details."""
    found = _plain(yaml.compose(file.text, Loader=yaml.SafeLoader))
    values: dict[str, Any] = found if isinstance(found, dict) else {}
    values.pop("site_url", None)
    if isinstance(values.get("extra"), dict):
        values["extra"].pop("library", None)
    plugins = values.get("plugins")
    if isinstance(plugins, list):
        named = [_named(plugin) for plugin in plugins]
        if len(dict(named)) == len(named):
            values["plugins"] = dict(named)
    return values


def _named(plugin: Any) -> tuple[str, Any]:
    """A plugin's name and options, in either way to write them."""
    if isinstance(plugin, dict) and len(plugin) == 1:
        return next(iter(plugin.items()))
    return _text(plugin), {}


def _take_languages(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The entries of the list of languages by tag, taken out of ``values``."""
    plugins = values.get("plugins")
    options = plugins.get("i18n") if isinstance(plugins, dict) else None
    if not isinstance(options, dict):
        return {}
    entries = options.get("languages")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return {}
    del options["languages"]
    # Each of the details has its own weight, also where there were none.
    return {
        _text(entry.get("locale")): {**entry, "extra": entry.get("extra", {})} for entry in entries
    }


def _plain(node: yaml.Node | None) -> Any:
    """``node`` as plain values that keep their tags: what a tag says can be a program."""
    if isinstance(node, yaml.MappingNode):
        found: Any = {_text(_plain(key)): _plain(value) for key, value in node.value}
    elif isinstance(node, yaml.SequenceNode):
        found = [_plain(item) for item in node.value]
    elif node is None:
        return None
    else:
        return node.tag, node.value
    return found if node.tag in _PLAIN_TAGS else (node.tag, found)


def _text(value: Any) -> str:
    return str(value[1] if isinstance(value, tuple) else value)


def _compare(old: dict[str, Any], new: dict[str, Any], above: str = "") -> Iterator[Setting]:
    for key in dict.fromkeys((*new, *old)):
        name = f"{above}.{key}" if above else key
        if key not in old or key not in new:
            yield Setting(name, "new" if key in new else "gone")
            continue
        before, after = old[key], new[key]
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _compare(before, after, name)
        elif before != after:
            yield Setting(name, "changed")


def _reordered(old: Any, new: Any) -> Iterator[Setting]:
    """Plugins work on a page one after the other."""
    if isinstance(old, dict) and isinstance(new, dict) and _order(old, new) != _order(new, old):
        yield Setting("plugins", "in another order")


def _order(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return [key for key in one if key in other]
