"""The PHOTO_FEED_* settings as one frozen object, with a finding for each that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from plugins.findings import Finding
from plugins.settings import unknown

PREFIX = "PHOTO_FEED_"


@dataclass(frozen=True)
class Options:
    """How many photos are shown at most, and the snapshot's folder below the content folder."""

    count: int = 6
    path: str = "data/photos"


def read_options(settings: Mapping[str, Any]) -> tuple[Options, list[Finding]]:
    """The options in `settings` and what is wrong with them; a wrong one keeps its default."""
    findings = list(unknown(settings, Options, PREFIX))
    count = settings.get(f"{PREFIX}COUNT", Options.count)
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        findings.append(_impossible("COUNT", count, "Write a whole number of at least 1."))
        count = Options.count
    path = settings.get(f"{PREFIX}PATH", Options.path)
    if not _is_inside(path):
        cure = "Write a folder below the content folder, such as “data/photos”."
        findings.append(_impossible("PATH", path, cure))
        path = Options.path
    return Options(count, path), findings


def _is_inside(path: object) -> bool:
    if not isinstance(path, str) or not path.strip("/. ") or "\\" in path or "\0" in path:
        return False
    return not path.startswith("/") and ".." not in PurePosixPath(path).parts


def _impossible(name: str, value: object, cure: str) -> Finding:
    message = f"The setting {PREFIX}{name} cannot be {value!r}."
    return Finding("", 0, "error", "photo-feed/impossible-setting", message, cure)
