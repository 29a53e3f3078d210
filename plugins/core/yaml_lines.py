"""Reads YAML into plain strings, lists and mappings, with the line number of each part.

Scalars stay strings (only an empty value, `~` and `null` become None), so that `lang: no` is a
language and `slug: 2021` a slug; the models that validate the values convert them.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.composer import Composer

from plugins.core.yaml_errors import NO_KEY, YamlProblem, cut_by_comment, explain

KeyPath = tuple[str | int, ...]
MAX_CHARACTERS = 200_000
MAX_DEPTH = 20

# Characters that no page or feed may have: controls, surrogates and noncharacters, among them
# the last two of each Unicode plane. The class lists all others, because a search is ten times as
# fast if the most common ones come first.
INVISIBLE = re.compile(
    "[^ -~\t\n\r\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    + "".join(f"{chr(start)}-{chr(start + 0xFFFD)}" for start in range(1 << 16, 17 << 16, 1 << 16))
    + "]"
)
_VISIBLE = bytes(number for number in range(128) if not INVISIBLE.match(chr(number)))  # of ASCII
_INDENTED_BY_TAB = re.compile(r"[ \xa0]*\t\s*\S")
_NON_BREAKING = re.compile(
    r"[ \xa0]*(?:(?:- +)?[\w-]+:\xa0+)?"
)  # in the indentation, or after a key
_SPACES = re.compile("[\t\r\x85\xa0\u2028\u2029]")  # which are not accepted as spaces by YAML
_NULL = "tag:yaml.org,2002:null"
# A key at the start of a row, with a value that has no sign of YAML's but those of a simple list.
_SIMPLE_ROW = re.compile(
    r"(?P<key>[A-Za-z][\w-]{,99}):"
    r"(?: *| +(?P<text>\w(?:[^:#]|:(?! |$))*+)| +\[(?P<items>[\w ,.'&/-]*+)\] *)"
)
_SIMPLE_ITEM = re.compile(r" *(\w[^,]*)")
_READ_OTHERWISE = re.compile(r"\ufeff|[|>][-+\d]*#|^[ -]*\?", re.MULTILINE)  # by libyaml
_NULLS = frozenset({"null", "Null", "NULL"})


class YamlError(Exception):
    """Text that cannot be read: the line (from 1), what is wrong and what to write instead.

    `column` counts from 1, and is 0 if unknown.
    """

    def __init__(self, line: int, message: str, hint: str, column: int = 0) -> None:
        super().__init__(message)
        self.column = column
        self.line = line
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class YamlData:
    """The `value` of a YAML document, and the place of each part by its path of keys.

    The place of a value in a mapping is that of its key.
    """

    value: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)
    columns: dict[KeyPath, int] = field(default_factory=dict)


def nodes(text: str) -> yaml.Node | None:
    """The nodes of a YAML document that `parse` reads, with their places; raises YAMLError."""
    node: yaml.Node | None = yaml.compose(_SPACES.sub(" ", text), Loader=yaml.SafeLoader)
    return node


def parse(text: str, first_line: int = 1) -> YamlData:
    """Read one YAML document whose first line is line `first_line` of its file.

    Raises YamlError for invalid YAML, duplicate keys, anchors, tags, more than 20 levels of
    nesting, and a value whose end is cut off by a `#`.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlError(
            first_line, "This is larger than 200 kB, so it is not read.", "Make it shorter."
        )
    refuse_invisible(text, first_line)
    rows = _tidy(text, first_line).split("\n")
    if simple := _simple(rows, first_line):
        return simple
    converter = _Converter(rows, first_line)
    return YamlData(converter.document(), converter.lines, converter.columns)


def _simple(rows: list[str], first_line: int) -> YamlData | None:
    """The data of rows that are all as simple as those of most posts; this saves most of the time.

    None if they are not, or have an error; PyYAML then gives the same data, or the error.
    """
    values: dict[str, Any] = {}
    lines: dict[KeyPath, int] = {(): first_line}
    columns: dict[KeyPath, int] = {(): 1}
    for line, row in enumerate(rows, first_line):
        found = _SIMPLE_ROW.fullmatch(row)
        if found is None or found["key"] in values:
            return None
        key, text, listed = found.group("key", "text", "items")
        lines[(key,)], columns[(key,)] = line, 1
        values[key] = _simple_scalar(text) if listed is None else []
        if listed is None:
            continue
        start = found.start("items")
        for at, item in enumerate(listed.split(",")):
            match = _SIMPLE_ITEM.fullmatch(item)
            if match is None:
                return None
            lines[key, at], columns[key, at] = line, start + match.start(1) + 1
            values[key].append(_simple_scalar(match[1]))
            start += len(item) + 1
    return YamlData(values, lines, columns)


def _simple_scalar(text: str | None) -> str | None:
    text = (text or "").rstrip(" ")
    return None if not text or text in _NULLS else text


def has_invisible(text: str) -> bool:
    """Whether `INVISIBLE` finds something in `text`; it is rarely needed, and slower."""
    if text.isascii():
        return bool(text.encode().translate(None, _VISIBLE))
    return not text.replace("\n", " ").isprintable() and INVISIBLE.search(text) is not None


def refuse_invisible(text: str, first_line: int = 1, column: int = 0) -> None:
    """Raise YamlError for the first invisible control character in `text`.

    It is at `column` if `text` is a value that was read, in which the escape code is gone.
    """
    if has_invisible(text) and (found := INVISIBLE.search(text)):
        words = text[: found.start()].rpartition("\n")[2].split()[-3:]
        raise YamlError(
            first_line + text.count("\n", 0, found.start()),
            f"There is an invisible control character (U+{ord(found[0]):04X}) in this line"
            + (f", after “{' '.join(words)}”." if words else "."),
            "Delete the words around it and type them again.",
            column or found.start() - text.rfind("\n", 0, found.start()),
        )


def _tidy(text: str, first_line: int) -> str:
    """Replace tabs, non-breaking spaces and unusual line breaks with spaces: YAML refuses them."""
    rows = re.sub(r"[\r\u2028\u2029]", " ", text).split("\n")
    for number, row in enumerate(rows, first_line):
        if _INDENTED_BY_TAB.match(row):
            raise YamlError(
                number, "This line is indented with a tab.", "Indent it with two spaces instead.", 1
            )
    if "\xa0" in text:
        rows = [_NON_BREAKING.sub(_to_spaces, row, count=1) for row in rows]
    return "\n".join(rows).replace("\t", " ")


def _to_spaces(match: re.Match[str]) -> str:
    return match[0].replace("\xa0", " ")


class _Composer(Composer):
    """Refuses anchors, tags and deep nesting before anything is built from them."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401  # as in PyYAML
        event: Any = self.peek_event()  # type: ignore[attr-defined]  # a parser's
        if event.anchor or event.tag:
            raise yaml.MarkedYAMLError(problem="anchor or tag", problem_mark=event.start_mark)
        if self.depth > MAX_DEPTH:
            raise _TooDeepError(problem_mark=event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class _Loader(_Composer, yaml.SafeLoader):
    """Has the parser that is written in Python, whose errors say the most."""


if yaml.__with_libyaml__:

    class _QuickLoader(_Composer, yaml.CSafeLoader):
        """Has the parser of libyaml, which takes a sixth of the time."""

        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)


def _quick_node(text: str) -> yaml.Node | None:
    """The list or mapping of a document, if libyaml can read it as the other parser would.

    They differ on a byte order mark, on a `#` right after `|` or `>`, on a `?` in brackets, and on
    the place of a value that a key after `?` lacks.
    """
    if not yaml.__with_libyaml__ or _READ_OTHERWISE.search(text):
        return None
    bracket = re.search(r"[\[{]", text)
    if bracket and "?" in text[bracket.start() :]:
        return None
    with contextlib.suppress(yaml.YAMLError):
        node = _QuickLoader(text).get_single_node()
        return node if isinstance(node, yaml.CollectionNode) else None
    return None


class _TooDeepError(yaml.MarkedYAMLError):
    """The document is nested too deeply."""


@dataclass
class _Converter:
    """Converts the nodes of one document into values, and records their lines."""

    rows: list[str]
    first_line: int
    lines: dict[KeyPath, int] = field(default_factory=dict)
    columns: dict[KeyPath, int] = field(default_factory=dict)

    def document(self) -> Any:  # noqa: ANN401  # YAML is any shape
        text = "\n".join(self.rows)
        if quick := _quick_node(text):
            return self._value(quick, ())
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        except _TooDeepError as error:
            line = error.problem_mark.line if error.problem_mark else 0
            problem = YamlProblem(line, "There are more than 20 levels of nesting.", "Use fewer.")
            raise self._error(problem) from error
        except yaml.MarkedYAMLError as error:
            raise self._error(explain(error, self.rows)) from error
        except (ValueError, OverflowError) as error:  # from PyYAML itself: \U99999999, %YAML 1.9…9
            message = "There is an escape code for a character that does not exist."
            problem = YamlProblem(loader.line, message, "Type the character itself.")
            raise self._error(problem) from error
        return None if node is None else self._value(node, ())

    def _error(self, problem: YamlProblem) -> YamlError:
        row = self.rows[problem.row]
        column = 1 + (problem.column or len(row) - len(row.lstrip(" ")))
        return YamlError(self.first_line + problem.row, problem.message, problem.hint, column)

    def _value(self, node: yaml.Node, path: KeyPath) -> Any:  # noqa: ANN401  # YAML is any shape
        line = self.first_line + node.start_mark.line
        self.lines.setdefault(path, line)
        self.columns.setdefault(path, node.start_mark.column + 1)
        if _ends_on_its_row(node):
            problem = cut_by_comment(self.rows, node.end_mark.line, node.end_mark.column)
            if problem:
                raise self._error(problem)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(child, (*path, at)) for at, child in enumerate(node.value)]
        refuse_invisible(node.value.replace("\n", " "), line, node.start_mark.column + 1)
        return None if node.tag == _NULL else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, child in node.value:
            line = self.first_line + key_node.start_mark.line
            column = key_node.start_mark.column + 1
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if not key:
                raise YamlError(line, NO_KEY, "Write `key: value`.", column)
            refuse_invisible(key.replace("\n", " "), line, column)
            if key in values:
                first = self.lines[(*path, key)]
                raise YamlError(
                    line,
                    f"“{key}” is written twice (first on line {first}).",
                    "Keep one of the two.",
                    column,
                )
            self.lines[(*path, key)], self.columns[(*path, key)] = line, column
            values[key] = self._value(child, (*path, key))
        return values


def _ends_on_its_row(node: yaml.Node) -> bool:
    """Whether a comment may follow on the same row: not after | and >, or an indented block."""
    if isinstance(node, yaml.ScalarNode):
        return node.style not in {"|", ">"}
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
