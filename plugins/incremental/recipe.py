"""What results depend on besides their inputs: code, libraries and settings (edge: disk)."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from plugins.core.code_digest import code_digest
from plugins.incremental.digests import file_digest, value_json


@cache
def libraries() -> tuple[str, ...]:
    """The versions of Python and of all libraries that it finds, and the kind of machine."""
    installed = {name for _, name in _installed()}
    return (sys.version, platform.machine(), *sorted(installed))


def _installed() -> Iterator[tuple[str, str]]:
    """The folder, and the name with its version, of each library that Python finds."""
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112  # sys.path has strings
            for name in os.listdir(folder):  # noqa: PTH208  # the same
                if name.endswith(".dist-info"):
                    yield folder, name.removesuffix(".dist-info")


def other_code(ours: Path) -> tuple[Path, ...]:
    """Where the loaded modules are that are neither Python's, nor an installed library's, nor ours.

    The folders of packages, and the files of modules that are in none; sorted.
    """
    python = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib")]
    known = tuple(f"{folder}{os.sep}" for folder in {*python, *dict(_installed()), str(ours)})
    found = set()
    for name, module in list(sys.modules.items()):
        file = os.path.abspath(getattr(module, "__file__", None) or "")  # noqa: PTH100  # links stay
        if os.path.isfile(file) and not file.startswith(known):  # noqa: PTH113  # a string
            is_in_package = "." in name or hasattr(module, "__path__")
            found.add(Path(file).parent if is_in_package else Path(file))
    return tuple(sorted(found))


def code_parts(places: Iterable[Path]) -> list[str]:
    """The digests of files and folders of code."""
    return [code_digest(place) if place.is_dir() else file_digest(place).hex() for place in places]


def settings_json(settings: Mapping[str, Any]) -> tuple[bytes, tuple[str, ...]]:
    """The settings as JSON, and the names of those with values that JSON cannot tell apart.

    Such as functions: two of them with the same name may differ.
    """
    plain, other = {}, []
    for name in sorted(settings):
        try:
            plain[name] = _json(_plain(settings[name]))
        except (TypeError, ValueError, RecursionError):
            other.append(name)
    return _json(plain).encode(), tuple(other)


def _json(value: Any) -> str:  # noqa: ANN401  # a setting
    """The JSON of a value; raises TypeError, ValueError or RecursionError."""
    try:
        return json.dumps(value)
    except TypeError:  # such as a path or a date
        return value_json(value).decode()


def _plain(value: Any) -> Any:  # noqa: ANN401  # a setting
    """A value whose JSON is the same for equal settings only; raises TypeError for iterators.

    JSON has no keys but texts. To read an iterator would empty it.
    """
    if isinstance(value, Mapping):
        return {"items": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return {"set": sorted(_json(_plain(each)) for each in value)}
    if isinstance(value, re.Pattern):
        return {"pattern": [value.pattern, value.flags]}
    if isinstance(value, Iterator):
        raise TypeError
    return value
