"""What all plugins' settings share: a name that begins like a plugin's own must be one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from plugins.core.findings import Finding, did_you_mean


def unknown(
    settings: Mapping[str, Any],
    options: type[Any],
    prefix: str,
    removed: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """A finding for each setting that begins with `prefix` and is no field of `options`.

    `options` is a dataclass; its field `count` is the setting `<prefix>COUNT`. `removed` says of
    each setting that there used to be what happens now.
    """
    known = [prefix + option.name.upper() for option in fields(options)]
    rule = prefix.strip("_").lower().replace("_", "-")
    for name in sorted(settings):
        if name in removed:
            message = f"The setting {name} was removed."
            hint = f"{removed[name]} Delete the line."
            yield Finding("", 0, "error", f"{rule}/removed-setting", message, hint)
        elif name.startswith(prefix) and name not in known:
            hint = did_you_mean(name, known) or f"The settings are {', '.join(known)}."
            message = f"There is no setting “{name}”."
            yield Finding("", 0, "error", f"{rule}/unknown-setting", message, hint)
