"""The glue: a content folder in, `photo_feed` and findings out."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pelican import Pelican, signals
from pelican.settings import read_settings
from PIL import Image

from plugins.core.findings import Findings
from plugins.photo_feed import plugin
from plugins.photo_feed.snapshot import dump
from plugins.publishing.progress import Progress
from plugins.responsive_images.store import ImageStore
from tests.photo_feed.samples import posted, snapshot


@dataclass
class FakePelican:
    """What the glue reads of Pelican."""

    settings: dict


@dataclass
class FakeGenerator:
    """What the glue reads of a generator once all posts are read."""

    settings: dict
    context: dict


@dataclass
class FakePost:
    """A post that lost so many marks of a dead feed."""

    dead_feeds: int


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A build's settings, started in the folder above content/, with a photo of each source."""
    folder = tmp_path / "content" / "data" / "photos"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(folder / "pictures" / "door.jpg")
    Image.new("RGB", (20, 20), "navy").save(folder / "quay.png")
    (folder / "photos.json").write_text(dump(snapshot(posted("door", "2026-10-03"))), "utf-8")
    (folder / "curation.yaml").write_text("own: [{src: quay.png, alt: The quay}]", "utf-8")
    monkeypatch.chdir(tmp_path)
    return {
        "PATH": str(tmp_path / "content"),
        "FINDINGS": Findings(),
        "NOW": datetime(2026, 10, 4, tzinfo=UTC),
        "PROGRESS": Progress(io.StringIO()),
        "PICTURES": ImageStore(tmp_path / "content", tmp_path / "output"),
    }


def test_templates_get_the_gallery(settings, tmp_path):
    """The picture is in the site, and its address and size are the template's."""
    plugin.add_photo_feed(FakePelican(settings))

    gallery = settings["photo_feed"]
    first, second = (photo.picture for photo in gallery.photos)
    assert gallery.heading == "From the clinic and Instagram"
    assert (first.width, first.height, first.alt) == (40, 30, "A picture of door")
    assert (second.width, second.height, second.alt) == (20, 20, "The quay")
    assert (tmp_path / "output" / first.url).is_file()
    assert settings["FINDINGS"].all == []


def test_only_the_wanted_number_is_shown(settings):
    """After pins and hidden photos are applied."""
    settings["PHOTO_FEED_COUNT"] = 1
    path = Path(settings["PATH"], "data/photos/curation.yaml")
    path.write_text("pin: [quay.png]\n" + path.read_text())

    plugin.add_photo_feed(FakePelican(settings))

    [photo] = settings["photo_feed"].photos
    assert photo.picture.alt == "The quay"


def test_a_site_without_photos_has_no_gallery(settings):
    """Neither an error nor a missing variable."""
    settings["PATH"] += "/elsewhere"

    plugin.add_photo_feed(FakePelican(settings))

    assert settings["photo_feed"] is None
    assert settings["FINDINGS"].all == []


def test_findings_reach_the_build(settings):
    """Of both files, their pictures, their photos' age and words, and the settings."""
    folder = Path(settings["PATH"], "data/photos")
    settings["PHOTO_FEED_COUNTS"] = 3
    settings["NOW"] = datetime(2027, 10, 4, tzinfo=UTC)
    path = folder / "photos.json"
    path.write_text(path.read_text().replace("A picture of door", "Photo posted on 3 October 2026"))
    path = folder / "curation.yaml"
    path.write_text("hide: [gone]\n" + path.read_text().replace("quay.png", "quai.png"))

    plugin.add_photo_feed(FakePelican(settings))

    assert [(finding.path, finding.line, finding.rule) for finding in settings["FINDINGS"].all] == [
        ("", 0, "photo-feed/unknown-setting"),
        ("content/data/photos/curation.yaml", 1, "photo-feed/unknown-photo"),
        ("content/data/photos/curation.yaml", 2, "photo-feed/bad-picture"),
        ("content/data/photos/photos.json", 0, "photo-feed/no-alt"),
        ("content/data/photos/photos.json", 0, "photo-feed/old"),
    ]


@pytest.mark.parametrize("name", ["photos.json", "curation.yaml"])
def test_a_broken_file_stops_a_build_without_further_complaints(settings, name):
    """Entries of the other file that depend on it are not reported."""
    folder = Path(settings["PATH"], "data/photos")
    (folder / "curation.yaml").write_text("hide: [door]", "utf-8")
    (folder / name).write_text("{", "utf-8")

    plugin.add_photo_feed(FakePelican(settings))

    assert [finding.path for finding in settings["FINDINGS"].all] == [f"content/data/photos/{name}"]


def test_pelican_hands_the_gallery_to_templates(settings, tmp_path):
    """In a real build the variable is there on any page."""
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "index.html").write_text("{{ photo_feed.photos[0].picture.alt }}")
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
        signals.all_generators_finalized.disconnect(plugin.report_dead_feeds)

    assert (tmp_path / "output" / "index.html").read_text() == "A picture of door"


def test_a_build_reports_removed_dead_feeds():
    """Files that are no posts, and posts without a feed, do not count."""
    stream = io.StringIO()
    posts = {"a.md": FakePost(2), "b.md": FakePost(0), "c.md": None, "d.md": FakePost(1)}

    plugin.report_dead_feeds(
        [FakeGenerator({"PROGRESS": Progress(stream)}, {"generated_content": posts})]
    )

    assert stream.getvalue() == "Removed 3 pieces of dead Instagram feeds from 2 posts.\n"
