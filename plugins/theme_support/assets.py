"""Writes the assets of a theme under names that change with their content (edge: disk)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from plugins.theme_support.stylesheet import join

FOLDER = "theme"


class Assets:
    """The files of a theme's static folder, each written into `site` when first asked for."""

    def __init__(self, static: Path, site: Path) -> None:
        self._static = static
        self._site = site
        self._urls: dict[str, str] = {}

    def url(self, name: str) -> str:
        """The site-relative address of asset `name`; raises FileNotFoundError."""
        if name not in self._urls:
            self._urls[name] = self._publish(name)
        return self._urls[name]

    def _publish(self, name: str) -> str:
        source = self._source(name)
        data = source.read_bytes()
        if source.suffix == ".css":
            parts = source.parent
            data = join(data.decode(), lambda part: (parts / part).read_text("utf-8")).encode()
        digest = hashlib.sha256(data).hexdigest()[:10]
        target = f"{FOLDER}/{source.stem}.{digest}{source.suffix}"
        path = self._site / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return target

    def _source(self, name: str) -> Path:
        kind = Path(name).suffix.lstrip(".")
        for place in (self._static / kind / name, self._static / name):
            if place.is_file():
                return place
        raise FileNotFoundError(f"The theme has no asset “{name}” in {self._static.name}/.")
