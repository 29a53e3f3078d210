"""Keeps what is known of published pictures, by their originals' bytes and the encoders' recipe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from plugins.incremental.digests import digest
from plugins.incremental.files import FileDigests
from plugins.incremental.site_files import KeptFiles
from plugins.incremental.store import Store
from plugins.responsive_images.encoding import key_of
from plugins.responsive_images.picture import Picture, WantedImage

_ADAPTER = TypeAdapter(Picture)


class KeptPictures:
    """The pictures of earlier builds."""

    def __init__(self, store: Store, files: FileDigests, groups: KeptFiles, recipe: bytes) -> None:
        self._store = store
        self._files = files
        self._groups = groups
        self._recipe = recipe

    def key(self, original: Path) -> str:
        """What `key_of` returns for the bytes of an original; raises OSError."""
        known = digest("original", self._recipe, self._files.of(original))
        found = self._store.get(known)
        if found is None:
            found = key_of(original.read_bytes()).encode()
            self._store.put(known, found)
        return found.decode()

    def find(self, image: WantedImage) -> Picture | None:
        """The picture of an image, if the old site has all its files; raises OSError.

        The new site then has them too.
        """
        data = self._store.get(self._key("picture", image))
        place = self._groups.find(self._key("picture files", image)) if data else None
        if data is None or place is None:
            return None
        place()
        return _ADAPTER.validate_json(data)

    def keep(self, image: WantedImage, picture: Picture, files: Mapping[str, bytes]) -> None:
        """Keep a picture that was published, with the bytes of its files by their URL."""
        self._groups.keep(self._key("picture files", image), files, bytes_too=False)
        self._store.put(self._key("picture", image), _ADAPTER.dump_json(picture))

    def _key(self, what: str, image: WantedImage) -> bytes:
        return digest(what, self._recipe, image.name)
