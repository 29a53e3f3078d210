"""Splits a post of Jekyll or Hugo: front matter in YAML, TOML or JSON, and the body."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from plugins.core.text_file import decode
from plugins.core.yaml_lines import YamlError
from plugins.migration.bodies import body_below
from plugins.posts import source

_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_YAML = re.compile(r"\s*---[ \t]*\n")


def has_front_matter(raw: bytes) -> bool:
    """Whether a file begins as one with front matter in YAML does."""
    return bool(
        _YAML.match(raw[:200].decode("utf-8", "replace").lstrip("\ufeff").replace("\r", ""))
    )


def split(raw: bytes) -> tuple[dict[str, Any], str, int]:
    """The keys in lower case, the body as it is in the file, and its first line.

    Raises YamlError. A file without front matter is a body, unless it may have some that was not
    recognised: that can say that the post is a draft.
    """
    text = decode(raw)
    if _YAML.match(text):
        read = source.split(text, lenient=True)
        if read.tolerated:
            raise read.tolerated[0]  # these generators do not read it either
        _refuse_indented_end(text, read.body_line)
        return read.fields, body_below(raw, read.body_line), read.body_line
    if match := _TOML.match(text):
        line = text.count("\n", 0, match.end()) + 1
        return _toml(match[1]), body_below(raw, line), line
    if text.lstrip().startswith("{"):
        return _json(text, raw)
    _refuse_unknown(text)
    return {}, body_below(raw, 1), 1


def _refuse_indented_end(text: str, body_line: int) -> None:
    """Raise YamlError if the front matter, which ends above this line, seems to end before that."""
    rows = text.split("\n")[: body_line - 2]
    for index in range(_first_row(rows) + 1, len(rows)):
        if rows[index].strip() == "---":
            raise YamlError(index + 1, "This `---` has spaces before it.", "Delete them.")


def _refuse_unknown(text: str) -> None:
    rows = text.split("\n")
    start = _first_row(rows)
    if rows[start].lstrip().startswith(("---", "+++")) or source.may_be_front_matter(rows, start):
        message = "This may be front matter, but it is not understood."
        raise YamlError(start + 1, message, "Write it between two lines that are only `---`.")


def _first_row(rows: list[str]) -> int:
    return next((index for index, row in enumerate(rows) if row.strip()), 0)


def _toml(text: str) -> dict[str, Any]:
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise YamlError(1, f"The front matter is no TOML: {error}.", "Correct it.") from error
    return _lowered(list(found.items()))


def _lowered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Plain values by their keys in lower case; raises YamlError for a key that is there twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key.lower() in found:
            raise YamlError(1, f"“{key.lower()}” is written twice.", "Keep one of the two.")
        found[key.lower()] = _plain(value)
    return found


def _json(text: str, raw: bytes) -> tuple[dict[str, Any], str, int]:
    start = len(text) - len(text.lstrip())
    try:
        found, end = json.JSONDecoder(object_pairs_hook=_lowered).raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise YamlError(1, f"The front matter is no JSON: {error}.", "Correct it.") from error
    line = text.count("\n", 0, end) + 2
    return found, body_below(raw, line), line


def _plain(value: Any) -> Any:  # noqa: ANN401  # any value of TOML or JSON
    """`value` with text in the place of dates, numbers and truth values, as YAML is read here."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None or isinstance(value, str) else str(value)


def is_true(value: object) -> bool:
    """Whether a value of front matter means yes."""
    return str(value).strip().casefold() in {"true", "yes", "on", "1"}


def words(value: object) -> list[str]:
    """A value of front matter as a list of names, whatever form it has; of a person, the name."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    return [str(name).strip() for name in names if str(name or "").strip()]


def table(value: object) -> dict[str, Any]:
    """A value of settings as a table; empty if it is none."""
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}
