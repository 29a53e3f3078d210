"""Resolves the pictures and links of one post (edge: the pictures on disk)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.article_body import linked_files
from plugins.article_body.url_rules import site_link
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import WantedImage
from plugins.responsive_images.store import ImageStore


@dataclass(frozen=True)
class ContentSiteContext:
    """Resolves what a post in `folder` names; `settings` are Pelican's."""

    settings: Mapping[str, Any]
    folder: Path

    def image(self, src: str) -> WantedImage:
        """The image that `src` names; raises PictureError."""
        store: ImageStore = self.settings["PICTURES"]
        return store.identify(find_original(src, self.folder, Path(self.settings["PATH"])))

    def link(self, href: str) -> str:
        """The address to write for `href`; raises LinkError."""
        address = site_link(href, self.settings["SITEURL"])
        content, folders = Path(self.settings["PATH"]), self.settings["STATIC_PATHS"]
        linked_files.check(address, self.folder, content, folders)
        return address
