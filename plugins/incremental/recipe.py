"""What results depend on besides their inputs: code, libraries and settings (edge: disk)."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic_core import to_json


@cache
def libraries() -> tuple[str, ...]:
    """The versions of Python and of all libraries that it finds, and the kind of machine."""
    installed = {
        name.removesuffix(".dist-info")
        for folder in sys.path
        if os.path.isdir(folder)  # noqa: PTH112  # sys.path has strings
        for name in os.listdir(folder)  # noqa: PTH208  # the same
        if name.endswith(".dist-info")
    }
    return (sys.version, platform.machine(), *sorted(installed))


def settings_json(settings: Mapping[str, Any]) -> tuple[bytes, tuple[str, ...]]:
    """The settings as JSON, and the names of those with values that JSON cannot tell apart.

    Such as functions: two of them with the same name may differ.
    """
    plain, other = {}, []
    for name in sorted(settings):
        try:
            plain[name] = to_json(_plain(settings[name])).decode()
        except (TypeError, ValueError, RecursionError):
            other.append(name)
    return to_json(plain), tuple(other)


def _plain(value: Any) -> Any:  # noqa: ANN401  # a setting
    """A value whose JSON is the same for equal settings only; raises TypeError for iterators.

    JSON has no keys but texts. To read an iterator would empty it.
    """
    if isinstance(value, Mapping):
        return {"items": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return {"set": sorted(to_json(_plain(each)).decode() for each in value)}
    if isinstance(value, re.Pattern):
        return {"pattern": [value.pattern, value.flags]}
    if isinstance(value, Iterator):
        raise TypeError
    return value
