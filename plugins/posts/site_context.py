"""Resolves the pictures and links of one post (edge: the files in the content folder)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from plugins.article_body import linked_files
from plugins.article_body.intrasite import LinkError
from plugins.article_body.url_rules import scheme_of, site_link
from plugins.clinic import phones
from plugins.posts.linked_posts import LinkedPosts
from plugins.responsive_images.lookup import find_original
from plugins.responsive_images.picture import WantedImage
from plugins.responsive_images.store import ImageStore

# A title on one line, without its quotation marks. The front matter is not parsed: only the process
# that reads posts may do that, within its limits.
_TITLE = re.compile(
    r"^title:[ \t]*(['\"]?)([^\s'\"|>&*!\[{][^\r\n]*?)\1[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_MOST_BYTES = 10_000  # of a post, read for its title


@dataclass(frozen=True)
class ContentSiteContext:
    """Resolves what a post in `folder`, below the folder `content`, names.

    `static_paths` are copied completely (STATIC_PATHS). `linked` can be shared by all posts.
    Telephone numbers are dialled in `country`, of two capitals; "" if it is not known.
    """

    folder: Path
    content: Path
    siteurl: str
    static_paths: tuple[str, ...]
    store: ImageStore
    linked: LinkedPosts
    country: str = ""

    def image(self, src: str) -> WantedImage:
        """The image that `src` names; raises PictureError."""
        return self.store.identify(find_original(src, self.folder, self.content))

    def link(self, href: str) -> str:
        """The address to write for `href`; raises LinkError."""
        if scheme_of(href) == "tel":
            self._check_phone(href.partition(":")[2])
            return href
        address = site_link(self.linked.with_prefix(href), self.siteurl)
        linked_files.check(address, self.folder, self.content, self.static_paths)
        self.linked.check(address, self.folder)
        return address

    def title(self, href: str) -> str:
        """The title of the post that the link `href` names; "" if it cannot be read."""
        path = self.linked.find(site_link(href, self.siteurl), self.folder)
        if path is None:
            return ""
        try:
            with path.open("rb") as file:
                start = file.read(_MOST_BYTES).decode("utf-8", "replace")
        except OSError:
            return ""
        match = _TITLE.search(start)
        return match[2].strip() if match else ""

    def file(self, name: str) -> str:
        """The digest of the file `name` of the content folder; "" if it cannot be read."""
        try:
            return blake2b((self.content / name).read_bytes(), digest_size=16).hexdigest()
        except OSError:
            return ""

    def _check_phone(self, number: str) -> None:
        if wrong := phones.link_problem(number, self.country):
            raise LinkError(wrong.message, wrong.hint, wrong.rule, wrong.severity)
