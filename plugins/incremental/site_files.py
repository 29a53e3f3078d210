"""Keeps groups of files that a build has written into the site, such as a page or a search index.

A group may have a value: what the build must know of its files without reading them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from plugins.incremental.digests import digest
from plugins.incremental.site_folder import SiteFolder
from plugins.incremental.store import Store

T = TypeVar("T")


class KeptGroups(Generic[T]):
    """Groups of files, by the key of what each is made from.

    `adapter` is for what is kept of a group: the digest of each file by its path, and the value.
    `whole` makes the bytes of a file of what is kept of it.
    """

    def __init__(
        self,
        store: Store,
        site: SiteFolder,
        adapter: TypeAdapter[tuple[dict[str, str], T]],
        whole: Callable[[bytes], bytes] = bytes,
    ) -> None:
        self._store = store
        self._site = site
        self._adapter = adapter
        self._whole = whole

    def find(self, key: bytes) -> Callable[[], T] | None:
        """What gives the new site the files of a group, and returns its value; raises OSError.

        None if the files are not all kept. Nobody may change the value.
        """
        group = self._store.made_from(key, self._adapter.validate_json)
        if group is None:
            return None
        files, value = group
        missing: dict[str, bytes] = {}
        for name, found in files.items():
            if not self._site.has(name, found):
                kept = self._store.get(_bytes_key(found))
                data = None if kept is None else self._whole(kept)
                if data is None or digest(data).hex() != found:
                    return None
                missing[name] = data

        def place() -> T:
            for name, found in files.items():
                if name in missing:
                    self._site.write(name, found, missing[name])
                else:
                    self._site.link(name, found)
            return value

        return place

    def keep(
        self,
        key: bytes,
        value: T,
        files: Mapping[str, str],
        kept: Mapping[str, bytes] | None = None,
    ) -> None:
        """Keep a group: the digest of each file by its path in the new site, which has it.

        `kept` is what `whole` makes their bytes of. Without it they can only be reused from the old
        site.
        """
        for name, found in files.items():
            self._site.note(name, found)
        for name, data in (kept or {}).items():
            self._store.put(_bytes_key(files[name]), data)
        self._store.put(key, self._adapter.dump_json((dict(files), value)))


_PLAIN = TypeAdapter(tuple[dict[str, str], None])


class KeptFiles(KeptGroups[None]):
    """Groups of files that have no value."""

    def __init__(self, store: Store, site: SiteFolder) -> None:
        super().__init__(store, site, _PLAIN)

    def keep_written(self, key: bytes, names: Iterable[str]) -> None:
        """Keep a group of files, so that they can be reused from this site; raises OSError."""
        self.keep(key, None, {name: digest(self._site.read(name)).hex() for name in names})


def _bytes_key(found: str) -> bytes:
    return digest("bytes, not compressed", found)  # those of older versions are
