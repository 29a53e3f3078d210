"""Resolves the pictures and links of one post (edge: the pictures on disk)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plugins.article_body import linked_files
from plugins.article_body.url_rules import site_link
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import WantedImage
from plugins.responsive_images.store import ImageStore


@dataclass(frozen=True)
class ContentSiteContext:
    """Resolves what a post in `folder`, below the folder `content`, names.

    `static_paths` are copied completely (STATIC_PATHS).
    """

    folder: Path
    content: Path
    siteurl: str
    static_paths: tuple[str, ...]
    store: ImageStore

    def image(self, src: str) -> WantedImage:
        """The image that `src` names; raises PictureError."""
        return self.store.identify(find_original(src, self.folder, self.content))

    def link(self, href: str) -> str:
        """The address to write for `href`; raises LinkError."""
        address = site_link(href, self.siteurl)
        linked_files.check(address, self.folder, self.content, self.static_paths)
        return address
