"""Says why pages were rendered: which values differ from those of the last build."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.incremental.last_build import LastBuild

_MOST = 3  # parts that are named
_LENGTH = 60  # characters of a value that are shown


def changed_parts(last: LastBuild, parts: Mapping[str, str]) -> str:
    """What all pages depend on and has changed, in a few words."""
    if not last.parts:
        return "no earlier build of this folder is known"
    names = sorted(last.parts.keys() | parts.keys())
    changed = [name for name in names if last.parts.get(name) != parts.get(name)]
    if not changed:
        return "their own values changed, or the cache has lost them"
    more = f" and {len(changed) - _MOST} more" if len(changed) > _MOST else ""
    return f"{', '.join(changed[:_MOST])}{more} changed"


def changed_values(before: bytes, after: bytes) -> list[str]:
    """The values of a page's view that differ, by their names; both views are JSON."""
    return list(_differences("", json.loads(before), json.loads(after)))


def _differences(name: str, before: Any, after: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            inner = f"{name}.{key}" if name else key
            yield from _differences(inner, before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, pair in enumerate(zip(before, after, strict=True)):
            yield from _differences(f"{name}[{number}]", *pair)
    else:
        yield f"{name} was {_short(before)}, is {_short(after)}"


def _short(value: Any) -> str:  # noqa: ANN401  # JSON
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…"
