"""Keeps posts that were read, each with the questions that it asked the site.

A kept post is reused if its file has the same bytes and every question has the same answer.
"""

from __future__ import annotations

from pathlib import Path

from plugins.article_body.transform import SiteContext
from plugins.core.findings import display_path
from plugins.incremental.digests import digest
from plugins.incremental.files import FileDigests
from plugins.incremental.store import Store
from plugins.posts import read_post_json
from plugins.posts.questions import answer
from plugins.posts.result import ReadPost


class KeptPosts:
    """The posts of earlier builds; `recipe` stands for all that reading depends on besides."""

    def __init__(self, store: Store, files: FileDigests, recipe: bytes) -> None:
        self._store = store
        self._files = files
        self._recipe = recipe

    def get(self, path: Path, context: SiteContext) -> ReadPost | None:
        """The post in the file `path`, if it can be reused."""
        try:
            found = self._files.of(path)
        except OSError:
            return None  # reading it reports why
        read = self._store.made_from(self._key(path, found), read_post_json.from_json)
        if read and all(answer(context, q.kind, q.asked) == q.answer for q in read.questions):
            return read
        return None

    def put(self, path: Path, data: bytes, read: ReadPost) -> None:
        """Keep a post that was read from `data`, unless it could not be read."""
        if read.front is not None:
            self._store.put(self._key(path, digest(data)), read_post_json.to_json(read))

    def _key(self, path: Path, found: bytes) -> bytes:
        return digest("post", self._recipe, display_path(path), found)
