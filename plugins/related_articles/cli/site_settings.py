"""The settings that the commands need, from a site's settings file (edge: runs that file)."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.findings import display_path
from plugins.posts.supervised import MAX_BYTES, max_bytes
from plugins.publishing.build_options import PLUGIN
from plugins.related_articles.cli.site_posts import CommandError, LinkSettings
from plugins.related_articles.options import RelatedArticlesOptions

_FORMER_READER = "plugins.front_matter.plugin"  # in the settings files of version 1.0
# The plugin alone; also as other sites install it, with its long and its short name.
_ALONE = {
    "plugins.related_articles.plugin", "pelican.plugins.related_articles", "related_articles",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SiteSettings(LinkSettings):
    """The settings for a site's articles that our own reader reads.

    `content` is the content folder, and `articles` are its subfolders with articles. `lang`,
    `category` and `zone` are the defaults for posts without their own. Posts larger than
    `post_max_bytes` are not read.
    """

    content: Path
    articles: tuple[str, ...] = ("",)
    category: str = ""
    zone: tzinfo = UTC
    post_max_bytes: int = MAX_BYTES


def is_stock(file: Path) -> bool:
    """Whether the settings in `file` use the plugin alone, and so Pelican's own readers."""
    names = set(map(str, _settings(file).get("PLUGINS") or ()))
    return not names.isdisjoint(_ALONE) and names.isdisjoint({PLUGIN, _FORMER_READER})


def read_site_settings(file: Path) -> SiteSettings:
    """The settings in `file`; raises CommandError if it cannot be used."""
    settings = _settings(file)
    options, findings = RelatedArticlesOptions.read(settings)
    post_max_bytes, errors = max_bytes(settings)
    for finding in [*findings, *errors]:
        raise CommandError(f"{display_path(file)}: {finding.message} {finding.hint}")
    paths = settings.get("ARTICLE_PATHS", [""])
    return SiteSettings(
        content=file.parent / settings.get("PATH", "."),
        articles=tuple(paths) if isinstance(paths, list) else (paths,),
        lang=settings.get("DEFAULT_LANG", "en").lower(),
        category=settings.get("DEFAULT_CATEGORY", "misc"),
        zone=_zone(file, settings.get("TIMEZONE", "UTC")),
        options=options,
        post_max_bytes=post_max_bytes,
    )


def _zone(file: Path, name: str) -> tzinfo:
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise CommandError(f"{display_path(file)}: TIMEZONE: {error}") from error


def _settings(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        raise CommandError(f"There is no settings file {file}. Write another after --settings.")
    try:
        return runpy.run_path(str(file))
    except Exception as error:
        raise CommandError(f"{display_path(file)} cannot be read: {error}") from error
