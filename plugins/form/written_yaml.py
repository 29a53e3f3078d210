"""Values as YAML, such that posts are read with the same values."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from typing import Any

from plugins.core import yaml_lines
from plugins.core.yaml_lines import YamlError
from plugins.form.model_fields import Field
from plugins.form.post_values import file_value

STEP = "  "
_OF_YAML = {"=", "<<"}  # values that other readers of YAML refuse


class UnwritableError(ValueError):
    """A value that front matter cannot have; the message says which, and what to do."""


def key_rows(key: str, value: Any, field: Field, indent: str) -> list[str]:  # noqa: ANN401
    """The rows of a key and its value, a form value that is not empty."""
    if field.kind == "group":
        return [f"{indent}{key}:", *_group_rows(value, field, indent + STEP)]
    if field.kind == "groups":
        below = (row for item in value for row in item_rows(item, field, indent + STEP))
        return [f"{indent}{key}:", *below]
    return [f"{indent}{key}: {in_a_row(value, field)}"]


def item_rows(item: Any, field: Field, indent: str) -> list[str]:  # noqa: ANN401
    """The rows of one item of a list that has its items below each other."""
    if field.kind == "groups":
        first, *others = _group_rows(item, field, indent + STEP)
        return [f"{indent}- {first.strip()}", *others]
    return [f"{indent}- {in_a_row(item, field)}"]


def in_a_row(value: Any, field: Field) -> str:  # noqa: ANN401
    """A text, true or a list of texts, in one row; raises UnwritableError."""
    value = file_value(value, field)
    if value is True:
        return "true"
    if isinstance(value, list):
        return f"[{', '.join(_spelled(item, '[{}]', [item]) for item in value)}]"
    return _spelled(value, "{}", value)


def _group_rows(value: Mapping[str, Any], field: Field, indent: str) -> list[str]:
    named = ((name, value[name], below) for name, below in field.below.items() if name in value)
    return [row for name, each, below in named for row in key_rows(name, each, below, indent)]


def _spelled(text: str, around: str, value: str | list[str]) -> str:
    """`text` as it is, or quoted: the first that is read as `value`, with what is around it."""
    quoted = json.dumps(text, ensure_ascii=False)  # a JSON string is valid YAML
    for spelling in (quoted,) if text in _OF_YAML else (text, quoted):
        with contextlib.suppress(YamlError):
            if yaml_lines.parse(f"key: {around.format(spelling)}").value == {"key": value}:
                return spelling
    raise UnwritableError(f"“{text[:60]}” has a character that no page may have: type it again.")
