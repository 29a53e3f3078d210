"""YAML read as plain strings, lists and mappings that remember their line numbers.

Scalars stay strings (only an empty value, `~` and `null` become None), so that `lang: no` is a
language and `slug: 2021` a slug; the models that read the values decide what they mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

Path = tuple[str | int, ...]
MAX_CHARACTERS = 200_000
MAX_DEPTH = 20

_CORE_TAGS = "tag:yaml.org,2002:"
_COLON_IN_VALUE = re.compile(r"^(\s*(?:- )?[\w-]+):\s+([^\"'\[{|>].*:\s.*|[^\"'\[{|>].*:)$")


class YamlError(Exception):
    """Text that is not the YAML we read: `line` (from 1), what is wrong and what to write."""

    def __init__(self, line: int, message: str, cure: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.cure = cure


@dataclass(frozen=True)
class YamlData:
    """What a YAML text says: its `value`, and the line of each part by its path of keys."""

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)


def parse(text: str, first_line: int = 1) -> YamlData:
    """Read one YAML document whose first line is line `first_line` of its file.

    Raises YamlError for broken YAML, repeated keys, anchors, tags and nesting beyond 20 levels.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlError(first_line, "This YAML is larger than 200 kB.", "Keep facts short.")
    tidy = _tidy_tabs(text, first_line)
    try:
        _refuse_anchors(tidy, first_line)
        node = yaml.compose(tidy, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        _explain(error, tidy.split("\n"), first_line)
    except yaml.reader.ReaderError as error:
        line = first_line + tidy.count("\n", 0, error.position)
        raise YamlError(
            line,
            f"There is an invisible control character (U+{error.character:04X}).",
            "Delete the line and type it again.",
        ) from error
    except RecursionError as error:
        raise YamlError(
            first_line, "The YAML is nested too deeply.", "Use fewer levels."
        ) from error
    if node is None:
        return YamlData(None)
    lines: dict[Path, int] = {}
    return YamlData(_value(node, (), lines, first_line), lines)


def _tidy_tabs(text: str, first_line: int) -> str:
    """Turn a tab after a key into a space; refuse one that indents."""
    for number, line in enumerate(text.split("\n"), first_line):
        if re.match(r" *\t+\s*\S", line):
            raise YamlError(
                number, "This line is indented with a tab.", "Indent with two spaces instead."
            )
    return re.sub(r"^( *(?:- +)?[\w-]+:|  *-|-)\t+", r"\1 ", text, flags=re.MULTILINE)


def _refuse_anchors(text: str, first_line: int) -> None:
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(
                first_line + (event.start_mark.line if event.start_mark else 0),
                "A value begins with “&” or “*”, which YAML reads as an anchor.",
                'Put the value in straight quotes: "...".',
            )


def _explain(error: yaml.MarkedYAMLError, source: list[str], first_line: int) -> NoReturn:
    """Say in an editor's words what PyYAML found."""
    mark = error.problem_mark or error.context_mark
    index = min(mark.line if mark else 0, len(source) - 1)
    for candidate in (index, index - 1):
        match = _COLON_IN_VALUE.match(source[candidate]) if candidate >= 0 else None
        if match and "mapping values" in (error.problem or ""):
            quoted = match[2].strip().replace('"', "'")
            raise YamlError(
                first_line + candidate,
                f"The value of “{match[1].strip(' -')}” has a colon in it.",
                f'Put the value in straight quotes: {match[1].strip(" -")}: "{quoted}"',
            ) from error
    above = source[index - 1] if index else ""
    if "mapping values" in (error.problem or "") and above.strip() and ":" not in above:
        index -= 1
        message = "This line has no colon after its key."
        cure = "Write it as `key: value`, for example `title: What is dry needling?`"
    elif "flow" in (error.context or ""):
        index = error.context_mark.line if error.context_mark else index
        message = "A list or mapping is opened here with [ or { and not closed."
        cure = "Close it, for example `topics: [Running, Recovery]`."
    elif "expected <block end>" in (error.problem or ""):
        message = "This line does not fit the indentation of the lines above it."
        cure = 'Start each key at the same column, and put values with quotes in them in "...".'
    elif "quoted scalar" in (error.context or ""):
        start = error.context_mark.line if error.context_mark else index
        raise YamlError(
            first_line + start,
            "A quote is opened here and never closed.",
            "Close it, or remove it.",
        ) from error
    elif "could not find expected ':'" in (error.problem or ""):
        index = error.context_mark.line if error.context_mark else index
        message = "This line has no colon after its key."
        cure = "Write it as `key: value`, for example `title: What is dry needling?`"
    else:
        message = f"This is not YAML that can be read: {error.problem or 'broken structure'}."
        cure = 'Put values with special characters in straight quotes: "..."'
    raise YamlError(first_line + index, message, cure) from error


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], first_line: int) -> Any:  # noqa: ANN401  # YAML is any shape
    line = first_line + node.start_mark.line
    lines.setdefault(path, line)
    if len(path) > MAX_DEPTH:
        raise YamlError(line, "The YAML is nested too deeply.", "Use fewer levels.")
    if not node.tag.startswith(_CORE_TAGS) or node.tag.endswith((":binary", ":set", ":omap")):
        raise YamlError(line, f"The tag “{node.tag}” is not read here.", "Write the plain value.")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, first_line)
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(child, (*path, index), lines, first_line)
            for index, child in enumerate(node.value)
        ]
    return None if node.tag == _CORE_TAGS + "null" else str(node.value)


def _mapping(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int], first_line: int
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, child in node.value:
        line = first_line + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError(line, "A key must be a plain word.", "Write it as `key: value`.")
        key = str(key_node.value)
        if key in values:
            raise YamlError(
                line,
                f"“{key}” is written twice (first on line {lines[(*path, key)]}).",
                "Keep one of the two.",
            )
        lines[(*path, key)] = line
        values[key] = _value(child, (*path, key), lines, first_line)
    return values
