"""The articles that the commands are about, from whichever reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from plugins.core.findings import Finding, display_path
from plugins.related_articles.documents import Document
from plugins.related_articles.options import RelatedArticlesOptions


class CommandError(Exception):
    """A command cannot be run; the message says why and what to type instead."""


@dataclass(frozen=True, kw_only=True)
class LinkSettings:
    """The settings for links, and the site's own language."""

    lang: str = "en"
    options: RelatedArticlesOptions = field(default_factory=RelatedArticlesOptions)


class SitePosts(NamedTuple):
    """The articles in the content folder of a site, drafts among them, and all warnings."""

    content: Path
    settings: LinkSettings
    documents: Sequence[Document]
    findings: Sequence[Finding]


def check_folder(content: Path) -> None:
    """Raise CommandError if there is no such folder."""
    if not content.is_dir():
        name = display_path(content)
        raise CommandError(f"There is no folder {name}. Write another after --content.")


# Reads the site of a settings file, or another folder as its content; raises CommandError.
ReadSite = Callable[[Path, Path | None], SitePosts]
