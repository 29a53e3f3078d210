"""The values of a post as the form has them: one name and one shape for each key."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from plugins.core.text_values import unquote
from plugins.form.model_fields import FIELDS, Field
from plugins.posts import outlines

PICTURES = "/images/"  # the address of content/images/ in the form
# What a new article and a new page begin with. Sveltia gives it to every post that has no value.
NEW_PAGE = {"status": "draft", "body": outlines.PAGE}
NEW_ARTICLE = {"status": "draft", "date": "{{now}}", "body": outlines.ARTICLE}
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YES = frozenset({"true", "yes", "on"})


def form_values(written: Mapping[str, Any], fields: Mapping[str, Field] = FIELDS) -> dict[str, Any]:
    """The values of all fields that have one, by the name of the field.

    `written` are keys in any of their spellings, with values as a file or the form has them. Given
    the result, this function returns it unchanged.
    """
    found = {}
    for field in fields.values():
        value = next((written[key] for key in field.keys if key in written), None)
        if shown := form_value(value, field):
            found[field.name] = shown
    return found


def form_value(value: Any, field: Field) -> Any:  # noqa: ANN401  # as YAML or JSON has it
    """The value of one field; "", [], {} or False if it has none, or its default."""
    if field.kind == "group":
        return _group(value, field)
    if field.kind in {"groups", "words"}:
        shown = _group if field.kind == "groups" else _word
        return [item for each in _items(value, field) if (item := shown(each, field))]
    text = _text(value)
    return text.casefold() in _YES if field.kind == "yes_or_no" else _word(text, field)


def file_value(value: Any, field: Field) -> Any:  # noqa: ANN401
    """The value as a file has it: a picture in content/images/ is named without the folder."""
    return value.removeprefix(PICTURES) if field.kind == "picture" else value


def _items(value: Any, field: Field) -> list[Any]:  # noqa: ANN401
    with contextlib.suppress(PydanticCustomError):  # which a build reports
        if isinstance(items := field.listed(value), list):
            return items
    return value if isinstance(value, list) else [value]


def _group(value: Any, field: Field) -> dict[str, Any]:  # noqa: ANN401
    """The values of a group; a text alone is that of its first field."""
    if isinstance(value, dict):
        return form_values(value, field.below)
    return form_values({next(iter(field.below)): value}, field.below)


def _word(value: Any, field: Field) -> str:  # noqa: ANN401
    text = _text(value)
    if field.kind == "choice":
        return "" if text.casefold() == field.default else text.casefold()
    if field.kind == "day" and (day := _DAY.match(text)):
        return f"{day[1]}-{day[3]:0>2}-{day[4]:0>2}"
    if field.kind == "picture" and text and "/" not in text:
        return PICTURES + text
    return text


def _text(value: Any) -> str:  # noqa: ANN401
    if value is None or isinstance(value, list | dict):
        return ""
    try:
        return str(unquote(str(value)))
    except PydanticCustomError:  # a curly quote without a match, which a build reports
        return str(value)
