"""A site that need not be built, because nothing has changed since the last build."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plugins.core.findings import Finding, Findings
from plugins.incremental.build_cache import BuildCache


@dataclass(frozen=True)
class UnchangedSite:
    """The site of the last build, whose findings are given again."""

    cache: BuildCache

    @cached_property
    def kept_pages(self) -> int:
        """The number of its pages."""
        return sum(name.endswith(".html") for name in self.cache.last.files)

    def summary(self) -> str:
        """The report has nothing to add."""
        return ""

    def explanations(self) -> Sequence[str]:
        """The report of a publication, and the answer to WHY: no page was rendered."""
        why = ["WHY: nothing has changed since the last build."] if os.environ.get("WHY") else []
        return [*self.cache.last.report, *why]

    def close(self, _output: Path | None, _findings: Findings) -> None:
        """Close the cache."""
        self.cache.close()


def unchanged_site(cache: BuildCache, now: float, findings: Findings) -> UnchangedSite | None:
    """The site of the last build, if a build at the time `now` would write the same again."""
    last, folder = cache.last, cache.old
    if not (cache.inputs and folder and last.inputs == cache.inputs):
        return None
    if not (last.built <= now < last.expires and last.is_unchanged(folder)):
        return None
    findings.extend(Finding(*fields) for fields in last.findings)
    return UnchangedSite(cache)
