"""The RESPONSIVE_IMAGES_* settings as one frozen object, with a finding for each that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.core.findings import Finding
from plugins.core.settings import unknown

PREFIX = "RESPONSIVE_IMAGES_"


@dataclass(frozen=True)
class Options:
    """The folder that keeps encoded pictures, below the folder in which builds are run."""

    cache: str = ".cache/pictures"


def read_options(settings: Mapping[str, Any]) -> tuple[Options, list[Finding]]:
    """The options in `settings` and what is wrong with them; a wrong one keeps its default."""
    findings = list(unknown(settings, Options, PREFIX))
    cache = settings.get(f"{PREFIX}CACHE", Options.cache)
    if not isinstance(cache, str) or not cache.strip("/. ") or "\0" in cache:
        message = f"The setting {PREFIX}CACHE cannot be {cache!r}."
        hint = "Write the name of a folder, such as “.cache/pictures”."
        rule = "responsive-images/impossible-setting"
        findings.append(Finding("", 0, "error", rule, message, hint))
        cache = Options.cache
    return Options(cache), findings
