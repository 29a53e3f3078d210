"""The PHOTO_FEED_* settings as one frozen object, with a finding for each that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from plugins.core.findings import Finding
from plugins.core.settings import unknown

PREFIX = "PHOTO_FEED_"


@dataclass(frozen=True)
class Options:
    """How many photos are shown at most, their folder below the content folder, and their age.

    A build tells its editor of a newest photo that is more than `max_age_days` old.
    """

    count: int = 6
    path: str = "data/photos"
    max_age_days: int = 90


def read_options(settings: Mapping[str, Any]) -> tuple[Options, list[Finding]]:
    """The options in `settings` and what is wrong with them; a wrong one keeps its default."""
    findings = list(unknown(settings, Options, PREFIX))
    count = _at_least_one("COUNT", Options.count, settings, findings)
    path = settings.get(f"{PREFIX}PATH", Options.path)
    if not _is_inside(path):
        hint = "Write a folder below the content folder, such as “data/photos”."
        findings.append(_impossible("PATH", path, hint))
        path = Options.path
    max_age_days = _at_least_one("MAX_AGE_DAYS", Options.max_age_days, settings, findings)
    return Options(count, path, max_age_days), findings


def _at_least_one(
    name: str, default: int, settings: Mapping[str, Any], findings: list[Finding]
) -> int:
    value = settings.get(f"{PREFIX}{name}", default)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    findings.append(_impossible(name, value, "Write a whole number of at least 1."))
    return default


def _is_inside(path: object) -> bool:
    if not isinstance(path, str) or not path.strip("/. ") or "\\" in path or "\0" in path:
        return False
    return not path.startswith("/") and ".." not in PurePosixPath(path).parts


def _impossible(name: str, value: object, hint: str) -> Finding:
    message = f"The setting {PREFIX}{name} cannot be {value!r}."
    return Finding("", 0, "error", "photo-feed/impossible-setting", message, hint)
