"""The site whose posts a command reads, from its settings file (edge: runs that file)."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.core.findings import typed_path
from plugins.front_matter.supervised import MAX_BYTES, max_bytes
from plugins.related_articles.options import RelatedArticlesOptions


class CommandError(Exception):
    """A command that cannot be carried out; the message says why and what to type instead."""


@dataclass(frozen=True)
class SiteSettings:
    """What the settings say of a site's articles.

    `content` is its content folder and `articles` the folders in it that hold articles; `lang`,
    `category` and `zone` are those of a post that does not say its own. No post may have more than
    `post_max_bytes`.
    """

    content: Path
    articles: tuple[str, ...] = ("",)
    lang: str = "en"
    category: str = ""
    zone: tzinfo = UTC
    options: RelatedArticlesOptions = field(default_factory=RelatedArticlesOptions)
    post_max_bytes: int = MAX_BYTES


def read_site_settings(file: Path) -> SiteSettings:
    """The site of a settings file; raises DeskError when the file cannot be used."""
    settings = _settings(file)
    options, findings = RelatedArticlesOptions.read(settings)
    most, bad = max_bytes(settings)
    for finding in [*findings, *bad]:
        raise CommandError(f"{typed_path(file)}: {finding.message} {finding.hint}")
    paths = settings.get("ARTICLE_PATHS", [""])
    return SiteSettings(
        content=file.parent / settings.get("PATH", "."),
        articles=tuple(paths) if isinstance(paths, list) else (paths,),
        lang=settings.get("DEFAULT_LANG", "en").lower(),
        category=settings.get("DEFAULT_CATEGORY", "misc"),
        zone=_zone(file, settings.get("TIMEZONE", "UTC")),
        options=options,
        post_max_bytes=most,
    )


def _zone(file: Path, name: str) -> tzinfo:
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise CommandError(f"{typed_path(file)}: TIMEZONE: {error}") from error


def _settings(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        raise CommandError(f"There is no settings file {file}: name one with --settings.")
    try:
        return runpy.run_path(str(file))
    except Exception as error:
        raise CommandError(f"{typed_path(file)} cannot be read: {error}") from error
