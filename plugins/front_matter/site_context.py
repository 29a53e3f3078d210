"""The site as the body of one post sees it (edge: the pictures on disk)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.article_body import linked_files
from plugins.article_body.url_rules import site_link
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import Picture


@dataclass(frozen=True)
class ContentSiteContext:
    """What `article_body` asks for a post in `folder`; `settings` are Pelican's."""

    settings: Mapping[str, Any]
    folder: Path

    def picture(self, src: str) -> Picture:
        """The published picture that `src` names; raises PictureError."""
        return self.original(src).below(f"{self.settings['SITEURL']}/")

    def original(self, src: str) -> Picture:
        """The same, with its addresses relative to the site."""
        file = find_original(src, self.folder, Path(self.settings["PATH"]))
        picture: Picture = self.settings["PICTURES"].publish(file)
        return picture

    def link(self, href: str) -> str:
        """The address to write for `href`; raises LinkError."""
        address = site_link(href, self.settings["SITEURL"])
        content, folders = Path(self.settings["PATH"]), self.settings["STATIC_PATHS"]
        linked_files.check(address, self.folder, content, folders)
        return address
