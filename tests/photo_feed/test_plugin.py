"""The glue: a content folder in, `photo_feed` and findings out."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from pelican import Pelican, signals
from pelican.settings import read_settings
from PIL import Image

from plugins.findings import Findings
from plugins.photo_feed import plugin
from plugins.photo_feed.snapshot import dump
from plugins.responsive_images.store import PictureStore
from tests.photo_feed.samples import photo, snapshot


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A build's settings, started in the folder above content/, with one photo in it."""
    folder = tmp_path / "content" / "data" / "photos"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(folder / "pictures" / "door.jpg")
    (folder / "photos.json").write_text(dump(snapshot(photo("door"))), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return {
        "PATH": str(tmp_path / "content"),
        "FINDINGS": Findings(),
        "PICTURES": PictureStore(tmp_path / "output"),
    }


def test_templates_get_the_gallery(settings, tmp_path):
    """The picture is in the site, and its address and size are the template's."""
    plugin.add_photo_feed(FakePelican(settings))

    gallery = settings["photo_feed"]
    [shown] = gallery.photos
    assert gallery.heading == "From the clinic"
    assert (shown.width, shown.height, shown.alt) == (40, 30, "A picture of door")
    assert (tmp_path / "output" / shown.url).is_file()
    assert settings["FINDINGS"].all == []


def test_a_site_without_photos_has_no_gallery(settings):
    """Neither an error nor a missing variable."""
    settings["PATH"] += "/elsewhere"

    plugin.add_photo_feed(FakePelican(settings))

    assert settings["photo_feed"] is None
    assert settings["FINDINGS"].all == []


def test_findings_reach_the_build(settings):
    """The file is named as the editor types it, and a wrong setting is told beside it."""
    path = Path(settings["PATH"], "data/photos/photos.json")
    path.write_text(path.read_text().replace("door.jpg", "gate.jpg"))
    settings["PHOTO_FEED_COUNTS"] = 3

    plugin.add_photo_feed(FakePelican(settings))

    assert settings["photo_feed"] is None
    assert [(finding.path, finding.line, finding.rule) for finding in settings["FINDINGS"].all] == [
        ("", 0, "photo-feed/unknown-setting"),
        ("content/data/photos/photos.json", 6, "photo-feed/bad-picture"),
    ]


def test_pelican_hands_the_gallery_to_templates(settings, tmp_path):
    """In a real build the variable is there on any page."""
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "index.html").write_text("{{ photo_feed.photos[0].alt }}")
    changes = {
        "THEME": str(tmp_path / "theme"),
        "OUTPUT_PATH": str(tmp_path / "output"),
        "DIRECT_TEMPLATES": ["index"],
        "STATIC_PATHS": [],
        "TIMEZONE": "UTC",
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
    }
    plugin.register()

    try:
        Pelican(read_settings(override=settings | changes)).run()
    finally:
        signals.initialized.disconnect(plugin.add_photo_feed)

    assert (tmp_path / "output" / "index.html").read_text() == "A picture of door"
