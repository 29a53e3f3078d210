"""Writes a theme's assets under names with a hash of their content (edge: disk).

A stylesheet may instead be text for pages that have it within them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from plugins.core.findings import did_you_mean
from plugins.theme_support.stylesheet import in_element, join

FOLDER = "theme"


class AssetError(LookupError):
    """An asset that the theme does not have; no OSError, which is reported as a disk problem."""


class Assets:
    """The files of a theme's static folder, each written to `site` when it is first used.

    Without a site they are only named. `parts` are used in place of parts of stylesheets, by name.
    """

    def __init__(
        self, static: Path, site: Path | None, parts: Mapping[str, str] | None = None
    ) -> None:
        self.site = site
        self.parts = parts or {}
        self._static = static
        self._urls: dict[str, str] = {}
        self._styles: dict[str, tuple[str, frozenset[str]]] = {}
        self.used: set[str] = set()  # the names that were asked for since this was cleared last

    def url(self, name: str) -> str:
        """The URL of asset `name` below the site; raises AssetError or StylesheetError."""
        self.used.add(name)
        return self._url(name)

    def inline_style(self, name: str, siteurl: str) -> str:
        """Stylesheet `name` as the text of a `style` element, on pages of the site at `siteurl`.

        The files that it names are published, and were asked for; the stylesheet itself is not.
        Raises as `url` does.
        """
        if name not in self._styles:
            named = set[str]()

            def publish(file: str) -> str:
                named.add(file)
                return f"{siteurl}/{self._url(file)}"

            css = self._joined(self._source(name), publish)
            self._styles[name] = in_element(css), frozenset(named)
        css, files = self._styles[name]
        self.used |= files
        return css

    @property
    def styles(self) -> dict[str, str]:
        """The text of each stylesheet that was asked for as such, by name."""
        return {name: css for name, (css, _) in self._styles.items()}

    def _url(self, name: str) -> str:
        if name not in self._urls:
            self._urls[name] = self._publish(name)
        return self._urls[name]

    def _publish(self, name: str) -> str:
        source = self._source(name)
        if source.suffix == ".css":
            beside = f"{FOLDER}/"  # paths in a stylesheet begin in its own folder
            joined = self._joined(source, lambda file: self._url(file).removeprefix(beside))
            data = joined.encode()
        else:
            data = source.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:10]
        target = f"{FOLDER}/{source.stem}.{digest}{source.suffix}"
        if self.site:
            path = self.site / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return target

    def _joined(self, stylesheet: Path, publish: Callable[[str], str]) -> str:
        """The stylesheet with its parts, in which `publish` gives the files of assets a URL."""
        static = self._static.resolve()

        def url(path: str) -> str:
            file = (stylesheet.parent / path).resolve()
            if not file.is_relative_to(static):
                raise AssetError(f"{stylesheet.name} names “{path}”, which is not in static/.")
            return publish(file.relative_to(static).as_posix())

        css = stylesheet.read_text("utf-8-sig")
        return join(css, lambda part: self._part(stylesheet, part), url)

    def _source(self, name: str) -> Path:
        kind = Path(name).suffix.lstrip(".")
        for place in (self._static / kind / name, self._static / name):
            if place.is_file():
                return place
        raise AssetError(f"The theme has no asset “{name}”.{self._hint(name, self._static)}")

    def _part(self, stylesheet: Path, name: str) -> str:
        if name in self.parts:
            return self.parts[name]
        path = stylesheet.parent / name
        if path.is_file():
            return path.read_text("utf-8-sig")
        hint = self._hint(name, stylesheet.parent)
        raise AssetError(f"{stylesheet.name} imports “{name}”, which does not exist.{hint}")

    def _hint(self, name: str, folder: Path) -> str:
        known = [path.name for path in folder.rglob("*") if path.is_file()]
        return f" {did_you_mean(name, known)}".rstrip()
