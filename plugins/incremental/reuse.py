"""What one build reuses of earlier ones, and how much of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from plugins.core.findings import Findings
from plugins.incremental import reasons
from plugins.incremental.build_cache import BuildCache
from plugins.incremental.digests import digest
from plugins.incremental.last_build import LastBuild, folders_digest, release_digest
from plugins.incremental.pictures import KeptPictures
from plugins.incremental.posts import KeptPosts
from plugins.incremental.recipe import settings_json
from plugins.incremental.site_files import KeptFiles
from plugins.incremental.site_folder import SiteFolder
from plugins.incremental.store import Store
from plugins.publishing.progress import Progress

_DAY = 86_400  # seconds


@dataclass
class Reuse:
    """The cache of a build, and what the build does with it.

    `why_no_pages` says why no page is reused. `made` is this build as the next one will know it,
    complete once the site is published. `answers` are those to WHY.
    """

    cache: BuildCache
    site: SiteFolder
    progress: Progress
    why_no_pages: str
    made: LastBuild
    rendered: int = 0
    reused: int = 0
    kept_pages = None
    answers: list[str] = field(default_factory=list)

    def posts(self, settings: Mapping[str, Any]) -> KeptPosts:
        """The kept posts that were read with these settings; none if they have functions."""
        read_with, functions = settings_json(settings)
        store = Store(None, print) if functions else self.cache.store
        return KeptPosts(store, self.cache.files, digest(self.cache.recipe, read_with))

    @property
    def groups(self) -> KeptFiles:
        """The kept groups of files."""
        return KeptFiles(self.cache.store, self.site)

    @property
    def pictures(self) -> KeptPictures:
        """The kept pictures."""
        cache = self.cache
        return KeptPictures(cache.store, cache.files, self.site, cache.recipe)

    def changes_at(self, moment: float) -> None:
        """Note a time, in seconds since 1970, from which the site is another one."""
        self.made.expires = min(self.made.expires, moment)

    def summary(self) -> str:
        """What the report says: the number of pages, the seconds of each stage, and the cache."""
        removed = len(self.cache.last.pages.keys() - self.made.pages.keys())
        why = ""
        if self.rendered and not self.reused:
            changed = reasons.changed_parts(self.cache.last, self.made.parts)
            why = f" ({self.why_no_pages or changed})"
        pages = f"{self.rendered:,} rendered, {self.reused:,} reused{why}, {removed:,} removed"
        times = [f"{name} {spent:.1f} s" for name, spent in self.progress.seconds.items()]
        return f"{pages}; {', '.join(times)}; {self.cache.store.megabytes} of cache"

    def explanations(self) -> list[str]:
        """The report of a publication, and the answers to WHY."""
        why = os.environ.get("WHY")
        if why and self.made.pages and not self.answers:
            return [*self.made.report, f"WHY: no page has “{why}” in its address."]
        return [*self.made.report, *self.answers]

    def close(self, output: Path | None, findings: Findings) -> None:
        """Keep what this build has made; `output` is the folder of the site, if it is published."""
        cache, made = self.cache, self.made
        try:
            if output:
                # A file that changed meanwhile may have been read before or after that.
                made.inputs = cache.inputs if cache.files.are_as_seen() else ""
                made.files = self.site.files(output)
                made.folders = folders_digest(output)
                made.release = release_digest(output)
                made.findings = [list(astuple(finding)) for finding in findings.all]
                made.save(cache.store, output)
        except OSError as error:  # the site is in place
            cache.warn(f"The next build cannot reuse this one ({error.strerror}).")
        cache.close()


def reuse_of(
    cache: BuildCache, settings: Mapping[str, Any], progress: Progress, now: float
) -> Reuse:
    """What a build at the time `now`, with Pelican's `settings`, may reuse."""
    linked = not cache.why_no_pages and cache.last.umask == cache.umask
    site = SiteFolder(cache.last, cache.old if linked else None, Path(settings["OUTPUT_PATH"]))
    tomorrow = (now // _DAY + 1) * _DAY  # dates of reviews and photos are compared with today's
    made = LastBuild(built=now, expires=tomorrow, umask=cache.umask)
    return Reuse(cache, site, progress, cache.why_no_pages, made)
