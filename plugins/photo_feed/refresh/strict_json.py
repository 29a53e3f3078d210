"""JSON from outside, read strictly: no NaN, no key twice, nothing cut short or bottomless."""

from __future__ import annotations

import json

# An empty list takes two bytes on its way, and thirty times that once it is read.
_CONTAINERS = 100_000


class NotJson(Exception):  # noqa: N818  # one look at the name says it
    """The text is not JSON that has only one meaning."""


def read(data: bytes) -> object:
    """The value that `data` holds; raises NotJson, also for more lists and objects than sense."""
    if data.count(b"[") + data.count(b"{") > _CONTAINERS:
        raise NotJson
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_each_key_once,
            parse_constant=_no_constant,
        )
    except (ValueError, RecursionError) as error:
        raise NotJson from error


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotJson
    return found


def _no_constant(_name: str) -> object:
    raise NotJson
