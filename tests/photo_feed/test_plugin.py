"""The photo feed alone in a stock Pelican site."""

import pytest
from PIL import Image

from plugins.photo_feed.snapshot import dump
from tests.photo_feed.samples import posted, snapshot
from tests.publishing.small_site import write
from tests.stock_site import run_pelican, stock_site

pytestmark = pytest.mark.slow

INDEX = """\
{% for photo in photo_feed.photos %}{{ photo.picture.url }} {{ photo.picture.alt }}
{% else %}no photos{% endfor %}"""
DAY = "1791072000"  # 4 October 2026


@pytest.fixture
def site(tmp_path):
    """A site with one post and one photo."""
    stock_site(tmp_path, "plugins.photo_feed.plugin", index=INDEX, article="{{ article.content }}")
    write(tmp_path, "content/post.md", "Title: A post\nDate: 2026-01-01\n\nSome *words*.\n")
    folder = tmp_path / "content" / "data" / "photos"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(folder / "pictures" / "door.jpg")
    (folder / "photos.json").write_text(dump(snapshot(posted("door", "2026-10-03"))), "utf-8")
    return tmp_path


def test_templates_of_a_stock_site_have_the_gallery(site):
    """The pictures are published, and encoded once only."""
    done = run_pelican(site, "--fatal", "warnings", SOURCE_DATE_EPOCH=DAY)

    assert done.returncode == 0, done.stdout + done.stderr
    url, _, words = (site / "output/index.html").read_text().strip().partition(" ")
    assert words == "A picture of door"
    assert (site / "output" / url).is_file()
    assert "<em>words</em>" in (site / "output/a-post.html").read_text()
    assert len(list((site / ".cache/pictures").iterdir())) == 1


def test_a_stock_site_without_photos_builds(site):
    """Templates may test the variable."""
    (site / "content/data/photos/photos.json").unlink()

    done = run_pelican(site, "--fatal", "warnings", SOURCE_DATE_EPOCH=DAY)

    assert done.returncode == 0, done.stdout + done.stderr
    assert (site / "output/index.html").read_text() == "no photos"


def test_wrong_settings_and_photos_are_logged_as_errors(site):
    """An unknown name and an old photo are warnings; the other settings are used."""
    with (site / "conf.py").open("a") as settings:
        settings.write("PHOTO_FEED_COUNTS = 3\nPHOTO_FEED_MAX_AGE_DAYS = 1\n")
        settings.write("RESPONSIVE_IMAGES_CACHE = 3\n")
    write(site, "content/data/photos/curation.yaml", "hide: [gone]\n")

    done = run_pelican(site, SOURCE_DATE_EPOCH=str(int(DAY) + 864000))

    log = done.stdout + done.stderr
    assert done.returncode == 0, log
    assert "There is no setting “PHOTO_FEED_COUNTS”. Did you mean “PHOTO_FEED_COUNT”?" in log
    assert "The setting RESPONSIVE_IMAGES_CACHE cannot be 3." in log
    assert "content/data/photos/curation.yaml:1: " in log
    assert log.count(" ERROR ") == 2
    assert log.count(" WARNING ") == 2
    assert "A picture of door" in (site / "output/index.html").read_text()
