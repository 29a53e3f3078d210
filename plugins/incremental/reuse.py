"""What one build reuses of earlier ones, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from plugins.core.findings import Findings
from plugins.incremental import reasons
from plugins.incremental.build_cache import BuildCache
from plugins.incremental.digests import digest
from plugins.incremental.last_build import LastBuild
from plugins.incremental.late_files import LateFiles
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

    `why_no_pages` says why no page is reused. `built` is the time of the build, and `expires` that
    from which a build of the same inputs may differ, both in seconds since 1970. `pages` has the
    key of each page by its path, and `parts` the digests of what all pages depend on, by what an
    owner of the site calls them. `why` is the slug that WHY asks for, and `answers` are those to
    it. `search_index` is the key of the index that the site has, and `late` makes another one once
    the site is published. `made` is this build, once it is, and `inputs` then stands for all that
    it was made from, if that is known.
    """

    cache: BuildCache
    site: SiteFolder
    progress: Progress
    why_no_pages: str
    built: float
    expires: float
    rendered: int = 0
    reused: int = 0
    pages: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    changed = True
    why: str = ""
    answers: list[str] = field(default_factory=list)
    search_index: str = ""
    late: LateFiles | None = None
    made: LastBuild | None = None
    inputs: str = ""

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
        self.expires = min(self.expires, moment)

    def summary(self) -> str:
        """What the report says: the number of pages, the seconds of each stage, and the cache."""
        removed = len(self.cache.last.pages.keys() - self.pages.keys())
        why = ""
        if self.rendered and not self.reused:
            changed = reasons.changed_parts(self.cache.last, self.parts)
            why = f" ({self.why_no_pages or changed})"
        pages = f"{self.rendered:,} rendered, {self.reused:,} reused{why}, {removed:,} removed"
        times = [f"{name} {spent:.1f} s" for name, spent in self.progress.seconds.items()]
        return f"{pages}; {', '.join(times)}; {self.cache.store.megabytes} of cache"

    def explanations(self) -> list[str]:
        """The answers to WHY."""
        if self.why and not self.answers:
            return [f"WHY: no page has “{self.why}” in its address."]
        return self.answers

    def close(self, output: Path | None, findings: Findings) -> None:
        """Keep what this build has made; `output` is the folder of the site, if it is published."""
        try:
            self._note(output, findings)
        except OSError as error:  # the site is in place
            self.cache.warn(f"The next build cannot reuse this one ({error.strerror}).")
        self.cache.close()

    def _note(self, output: Path | None, findings: Findings) -> None:
        cache = self.cache
        if output:
            # A file that changed meanwhile may have been read before or after that.
            self.inputs = cache.inputs if cache.files.are_as_seen() else ""
            self.made = LastBuild(
                inputs="" if self.late else self.inputs,
                built=self.built,
                expires=self.expires,
                files=self.site.files(output),
                pages=self.pages,
                parts=self.parts,
                findings=[list(astuple(finding)) for finding in findings.all],
                search_index=self.search_index,
                umask=cache.umask,
            )
            self.made.save(cache.store, output)


def reuse_of(
    cache: BuildCache, settings: Mapping[str, Any], progress: Progress, now: float
) -> Reuse:
    """What a build at the time `now`, with Pelican's `settings`, may reuse."""
    linked = not cache.why_no_pages and cache.last.umask == cache.umask
    site = SiteFolder(cache.last, cache.old if linked else None, Path(settings["OUTPUT_PATH"]))
    tomorrow = (now // _DAY + 1) * _DAY  # dates of reviews and photos are compared with today's
    return Reuse(cache, site, progress, cache.why_no_pages, now, tomorrow)
