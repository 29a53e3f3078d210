"""The glue: pages written in, two files out."""

from dataclasses import dataclass

import pytest
from pelican import signals

from plugins.structured_data import plugin
from plugins.structured_data.sitemap import SitemapEntry


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


@pytest.fixture
def pelican(tmp_path):
    """A production build that wrote one page."""
    return FakePelican(
        {
            "SITEURL": "https://x.example.org",
            "OUTPUT_PATH": str(tmp_path),
            "WRITTEN": [SitemapEntry("about/")],
        }
    )


def test_both_files_are_written(pelican, tmp_path):
    """With the site's own address in them."""
    plugin.write_sitemap(pelican)

    assert b"<loc>https://x.example.org/about/</loc>" in (tmp_path / "sitemap.xml").read_bytes()
    assert "Sitemap: https://x.example.org/sitemap.xml\n" in (tmp_path / "robots.txt").read_text()


def test_without_an_address_neither_is(pelican, tmp_path):
    """A site on a desk is for nobody's search engine."""
    pelican.settings["SITEURL"] = ""

    plugin.write_sitemap(pelican)

    assert list(tmp_path.iterdir()) == []


def test_an_editors_own_robots_file_stays(pelican, tmp_path):
    """It came from the folder of extra files, and says what the editor wants."""
    (tmp_path / "robots.txt").write_text("User-agent: x\n")

    plugin.write_sitemap(pelican)

    assert (tmp_path / "robots.txt").read_text() == "User-agent: x\n"
    assert (tmp_path / "sitemap.xml").exists()


def test_the_plugin_connects_to_pelican():
    """The files are written once all pages are."""
    plugin.register()
    connected = plugin.write_sitemap in signals.finalized.receivers_for(None)
    signals.finalized.disconnect(plugin.write_sitemap)

    assert connected
