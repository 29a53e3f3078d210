"""Reads the front matter that is left without its rows that are not YAML, to check it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.core import yaml_lines
from plugins.core.yaml_lines import YamlData, YamlError

_LONGEST = 20_000  # characters
_MOST = 8  # errors that are reported together; another one is found by the next build
_FIRST_ROW = re.compile(
    r"(?P<key>[^\s#\-:][^:]{0,99}):"
)  # of a key; others belong to the one above


@dataclass(frozen=True)
class PartialYaml:
    """What could be read, what could not, and the keys that the unread rows have."""

    data: YamlData
    errors: tuple[YamlError, ...]
    unread: frozenset[str]


def read_partially(
    rows: Sequence[str], start: int, end: int, error: YamlError
) -> PartialYaml | None:
    """The keys in the rows from `start` up to `end`, without those that have errors.

    `error` is the one that all of them together have. None if nothing can be read, or if the rows
    are too many to read them again and again.
    """
    if sum(map(len, rows[start:end])) > _LONGEST:
        return None
    kept, errors, unread = list(rows[:end]), [error], set()
    while len(errors) <= _MOST:
        for index in _rows_of_key(kept, start, end, errors[-1].line - 1):
            if found := _FIRST_ROW.match(kept[index]):
                unread.add(re.sub(r"[\s-]+", "_", found["key"].strip().lower()))
            kept[index] = ""
        try:
            data = yaml_lines.parse("\n".join(kept[start:end]), start + 1)
        except YamlError as another:
            errors.append(another)
            continue
        if isinstance(data.value, dict | None) and (data.value or unread):
            return PartialYaml(data, tuple(errors), frozenset(unread))
        return None
    return None


def _rows_of_key(rows: Sequence[str], start: int, end: int, index: int) -> range:
    """The rows of the key that the row `index` belongs to."""
    index = min(max(index, start), end - 1)
    first = next((at for at in range(index, start, -1) if _FIRST_ROW.match(rows[at])), start)
    after = next((at for at in range(index + 1, end) if _FIRST_ROW.match(rows[at])), end)
    return range(first, after)
