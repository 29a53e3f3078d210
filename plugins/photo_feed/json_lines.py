"""Where the values of a JSON text stand: their lines, and the keys that are written twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Place = tuple[str | int, ...]

_PIECE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


@dataclass(frozen=True)
class Twin:
    """A key that stands twice in one object: the lines of both."""

    key: str
    line: int
    first_line: int


@dataclass(frozen=True)
class JsonLines:
    """`lines`: the line of each value by its path of keys; `twins`: the keys written twice."""

    lines: dict[Place, int] = field(default_factory=dict)
    twins: list[Twin] = field(default_factory=list)


@dataclass
class _Open:
    """An object or list that is still being read; `at` is the key or index read last."""

    is_object: bool
    at: str | int = -1
    expects_key: bool = True
    keys: dict[str, int] = field(default_factory=dict)


def locate(text: str) -> JsonLines:
    """Where each value of `text` stands, which must be JSON that json.loads reads.

    An object's value counts as standing where its key does.
    """
    found = JsonLines()
    stack: list[_Open] = []
    for line, piece in _pieces(text):
        inner = stack[-1] if stack else None
        if piece in "]}":
            stack.pop()
        elif inner and piece == ",":
            inner.expects_key = True
        elif inner and inner.is_object and inner.expects_key:
            _read_key(inner, json.loads(piece), line, found)
        elif piece != ":":
            if inner and not inner.is_object:
                inner.at = int(inner.at) + 1
            at_key = inner.keys.get(str(inner.at)) if inner else None
            found.lines[tuple(level.at for level in stack)] = at_key or line
            if piece in "[{":
                stack.append(_Open(is_object=piece == "{"))
    return found


def _read_key(inner: _Open, key: str, line: int, found: JsonLines) -> None:
    if key in inner.keys:
        found.twins.append(Twin(key, line, inner.keys[key]))
    inner.keys[key] = line
    inner.at, inner.expects_key = key, False


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    line, end = 1, 0
    for match in _PIECE.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        yield line, match[0]
