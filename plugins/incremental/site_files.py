"""Keeps groups of files that a build has written into the site, such as a search index."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from plugins.incremental.digests import digest
from plugins.incremental.site_folder import SiteFolder
from plugins.incremental.store import Store


class KeptFiles:
    """Groups of files, by the key of what each is made from."""

    def __init__(self, store: Store, site: SiteFolder) -> None:
        self._store = store
        self._site = site

    def names(self, key: bytes) -> set[str]:
        """The names of the files of a group; none if it is not kept."""
        data = self._store.get(key)
        return set(json.loads(data)) if data else set()

    def find(self, key: bytes) -> Callable[[], None] | None:
        """What gives the new site the files of a group; None if they are not all kept.

        It raises OSError.
        """
        data = self._store.get(key)
        if data is None:
            return None
        files: dict[str, str] = json.loads(data)
        missing: dict[str, bytes] = {}
        for name, found in files.items():
            if not self._site.has(name, found):
                kept = self._store.get(_file_key(found))
                if kept is None:
                    return None
                missing[name] = kept

        def place() -> None:
            for name, found in files.items():
                if name in missing:
                    self._site.write(name, found, missing[name])
                else:
                    self._site.link(name, found)

        return place

    def keep(self, key: bytes, files: Mapping[str, bytes], *, bytes_too: bool = True) -> None:
        """Keep the group of these files, by their paths in the new site, which has them.

        Without their bytes they can only be reused from the old site.
        """
        digests = {name: digest(data).hex() for name, data in files.items()}
        for name, found in digests.items():
            self._site.note(name, found)
            if bytes_too:
                self._store.put(_file_key(found), files[name])
        self._store.put(key, json.dumps(digests).encode())

    def keep_written(self, key: bytes, names: Iterable[str], *, bytes_too: bool = True) -> None:
        """The same, for files whose bytes are read; raises OSError."""
        self.keep(key, {name: self._site.read(name) for name in names}, bytes_too=bytes_too)


def _file_key(found: str) -> bytes:
    return digest("file", found)
