"""Glue: writes the sitemap and robots.txt once every page is written."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals

from plugins.structured_data.sitemap import robots, sitemap


def write_sitemap(pelican: Pelican) -> None:
    """Write both files; a build without SITEURL has no address to put in them.

    An editor's own robots.txt, from the folder of extra files, stays as it is.
    """
    settings = pelican.settings
    if not settings["SITEURL"]:
        return
    site = Path(settings["OUTPUT_PATH"])
    (site / "sitemap.xml").write_bytes(sitemap(settings["WRITTEN"], settings["SITEURL"]))
    if not (site / "robots.txt").exists():
        (site / "robots.txt").write_text(robots(settings["SITEURL"]), "utf-8")


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(write_sitemap)
