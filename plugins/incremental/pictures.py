"""Keeps what is known of published pictures, by their originals' bytes and the encoders' recipe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from plugins.incremental.digests import digest
from plugins.incremental.files import FileDigests
from plugins.incremental.site_files import KeptGroups
from plugins.incremental.site_folder import SiteFolder
from plugins.incremental.store import Store
from plugins.responsive_images.encoding import key_of
from plugins.responsive_images.picture import Picture, WantedImage

_ADAPTER = TypeAdapter(tuple[dict[str, str], Picture])


class KeptPictures:
    """The pictures of earlier builds; without the bytes of their files."""

    def __init__(self, store: Store, files: FileDigests, site: SiteFolder, recipe: bytes) -> None:
        self._store = store
        self._files = files
        self._groups = KeptGroups(store, site, _ADAPTER)
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
        place = self._groups.find(self._key(image))
        return place() if place else None

    def keep(self, image: WantedImage, picture: Picture, files: Mapping[str, bytes]) -> None:
        """Keep a picture that was published, with the bytes of its files by their URL."""
        digests = {name: digest(data).hex() for name, data in files.items()}
        self._groups.keep(self._key(image), picture, digests)

    def _key(self, image: WantedImage) -> bytes:
        return digest("picture", self._recipe, image.name)
