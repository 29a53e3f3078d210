"""Where the keys and values of front matter and of YAML stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

import yaml

from plugins.core import yaml_lines
from plugins.core.yaml_lines import KeyPath
from plugins.posts.key_lines import KEY_LINE
from plugins.posts.source import split

_SEPARATOR = re.compile(r"[\s-]+")  # in keys: `related-exclude` is `related_exclude`


@dataclass(frozen=True)
class Value:
    """A value, with the keys that lead to it, and from where to where it stands."""

    keys: KeyPath
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Key:
    """A key of front matter: where it and its value begin, and where that ends; its items.

    `rows` has the numbers of the rows of a list that has one item in each, from the top of the
    post; it is empty for others.
    """

    name: str
    start: int
    value: int
    end: int
    items: tuple[str, ...]
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class FrontMatterText:
    """The keys and values of the front matter of a post, and where its last row ends."""

    keys: tuple[Key, ...]
    values: tuple[Value, ...]
    end: int
    is_yaml: bool
    indent: str = ""

    def key(self, name: str) -> Key | None:
        """The key of that name."""
        return next((each for each in self.keys if each.name == name), None)

    def row(self, name: str, value: str) -> str:
        """The row of a key."""
        return f"{self.indent}{name if self.is_yaml else name.capitalize()}: {value}"

    def listed(self, items: Iterable[str]) -> str:
        """The value of a list."""
        return f"[{', '.join(items)}]" if self.is_yaml else ", ".join(items)


def front_matter(text: str) -> FrontMatterText:
    """The front matter of a post; raises YamlError and YAMLError."""
    rows = text.split("\n")
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    first = next(number for number, row in enumerate(rows) if row.strip())
    body = split(text).body_line - 1
    last = next(number for number in range(body - 1, -1, -1) if rows[number].strip())
    if rows[first].strip() == "---":
        return _between_fences(text, starts[first + 1], starts[last], first + 1)
    end = min(starts[last + 1], len(text))
    keys: list[Key] = []
    for number in range(first, last + 1):
        stop = starts[number] + len(rows[number].rstrip())
        if match := KEY_LINE.fullmatch(rows[number]):
            space = len(match["value"]) - len(match["value"].lstrip())
            start, value = starts[number], min(starts[number] + match.start("value") + space, stop)
            keys.append(Key(_named(match["key"]), start, value, stop, ()))
        elif keys:  # a value goes on
            keys[-1] = Key(keys[-1].name, keys[-1].start, keys[-1].value, stop, ())
    found = tuple(
        Key(each.name, each.start, each.value, each.end, _items([text[each.value : each.end]]))
        for each in keys
    )
    values = (
        Value((each.name,), each.value, each.end, text[each.value : each.end]) for each in found
    )
    return FrontMatterText(found, tuple(values), end, is_yaml=False)


def _between_fences(text: str, start: int, end: int, first: int) -> FrontMatterText:
    """The front matter from `start` to `end`, whose first row has the number `first`."""
    root = yaml_lines.nodes(text[start:end])
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    indent = " " * root.start_mark.column if root else ""
    keys = []
    for key, value in pairs:
        nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
        in_rows = isinstance(value, yaml.SequenceNode) and not value.flow_style and nodes
        rows = tuple(first + node.start_mark.line for node in nodes) if in_rows else ()
        stop = (nodes[-1] if in_rows else value).end_mark.index
        stop = start + len(text[start : start + stop].rstrip("\n"))
        known = [str(node.value) for node in nodes if isinstance(node, yaml.ScalarNode)]
        name = _named(str(key.value))
        begin = start + key.start_mark.index - key.start_mark.column
        keys.append(Key(name, begin, start + value.start_mark.index, stop, _items(known), rows))
    values = tuple(
        Value(
            (_named(str(each.keys[0])), *each.keys[1:]),
            start + each.start,
            start + each.end,
            each.value,
        )
        for each in yaml_values(text[start:end])
        if each.keys
    )
    return FrontMatterText(tuple(keys), values, end, is_yaml=True, indent=indent)


def _named(key: str) -> str:
    return _SEPARATOR.sub("_", key.strip().lower())


def _items(texts: Iterable[str]) -> tuple[str, ...]:
    items = (item.strip() for text in texts for item in re.split(r"[,\n]", text))
    return tuple(item for item in items if item)


def yaml_values(text: str) -> list[Value]:
    """The values of YAML that are neither lists nor mappings, in their order; raises YAMLError."""
    found = []
    waiting: list[tuple[KeyPath, yaml.Node | None]] = [((), yaml_lines.nodes(text))]
    while waiting:
        keys, node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            waiting += [((*keys, str(key.value)), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [((*keys, at), value) for at, value in enumerate(node.value)]
        elif isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            found.append(Value(keys, start, end, node.value))
    return sorted(found, key=lambda each: each.start)
