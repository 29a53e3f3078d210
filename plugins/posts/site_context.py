"""Resolves the pictures and links of one post (edge: the pictures on disk)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.article_body import linked_files
from plugins.article_body.url_rules import site_link
from plugins.core.findings import Finding, Severity
from plugins.posts.post import RULE, Post
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import Picture, PictureError, WantedImage
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

    def lead_picture(
        self, read: Post, path: str, severity: Severity
    ) -> tuple[Picture | None, list[Finding]]:
        """The picture at the top of the post `read` from the file `path`, or why it has none."""
        image = read.front.image
        if image is None:
            return None, []
        try:
            picture = self.settings["PICTURES"].picture(self.image(image.src))
            return picture.described(image.alt), []
        except PictureError as error:
            line = read.lines.get(("image", "src"), read.lines.get(("image",), 0))
            rule = f"{RULE}/bad-picture"
            return None, [Finding(path, line, severity, rule, error.message, error.hint)]

    def link(self, href: str) -> str:
        """The address to write for `href`; raises LinkError."""
        address = site_link(href, self.settings["SITEURL"])
        content, folders = Path(self.settings["PATH"]), self.settings["STATIC_PATHS"]
        linked_files.check(address, self.folder, content, folders)
        return address
