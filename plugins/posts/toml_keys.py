"""Parses the front matter in TOML that Hugo and Zola write between +++ lines."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from typing import Any

from plugins.core.yaml_lines import KeyPath, YamlError
from plugins.posts.key_lines import ParsedKeys

FENCE = "+++"
_KEY = re.compile(r"\s*\[?\s*[\"']?(?P<key>[\w-]+)[\"']?\s*[=\]]")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read(rows: list[str], start: int) -> ParsedKeys:
    """Parse the rows after that of the opening +++ line, `start` (from 0), up to the closing one.

    Numbers, dates and booleans become text, as in YAML. Raises YamlError.
    """
    inside = range(start + 1, len(rows))
    end = next((index for index in inside if rows[index].strip() == FENCE), None)
    if end is None:
        hint = "Write a line with only `+++` between the front matter and the text."
        raise YamlError(start + 1, "The front matter that begins here is never closed.", hint)
    try:
        found = tomllib.loads("\n".join([*rows[start + 1 : end], ""]))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(error, start + 1) from error
    lines: dict[KeyPath, int] = {(): start + 1}
    for index in range(start + 1, end):
        if match := _KEY.match(rows[index]):
            lines.setdefault((match["key"],), index + 1)
    return ParsedKeys({key: _plain(value) for key, value in found.items()}, lines, end + 1)


def _not_toml(error: Exception, line: int) -> YamlError:
    message = "The front matter between these +++ lines is not TOML."
    if match := _PLACE.search(str(error)):
        return YamlError(line + int(match[1]), message, f"{error}.", int(match[2]))
    return YamlError(line, message, f"{error}.")


def _plain(value: object) -> Any:  # noqa: ANN401  # as YAML's values
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
