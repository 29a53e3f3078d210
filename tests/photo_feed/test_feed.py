"""A content folder in, the gallery and findings out."""

from datetime import date

import pytest
from PIL import Image

from plugins.photo_feed.feed import PhotoFeed
from plugins.photo_feed.options import PhotoFeedOptions
from plugins.photo_feed.snapshot import dump
from plugins.responsive_images.store import ImageStore
from tests.photo_feed.samples import posted, snapshot

TODAY = date(2026, 10, 4)


def feed_of(folder, **options):
    """The photos of `folder`/content, published into `folder`/output."""
    content = folder / "content"
    store = ImageStore(content, folder / "output")
    return PhotoFeed(content, PhotoFeedOptions(**options), store)


@pytest.fixture
def photos(tmp_path, monkeypatch):
    """The folder of the photos, one of each source, below the folder in which builds are run."""
    folder = tmp_path / "content" / "data" / "photos"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(folder / "pictures" / "door.jpg")
    Image.new("RGB", (20, 20), "navy").save(folder / "quay.png")
    (folder / "photos.json").write_text(dump(snapshot(posted("door", "2026-10-03"))), "utf-8")
    (folder / "curation.yaml").write_text("own: [{src: quay.png, alt: The quay}]", "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.usefixtures("photos")
def test_a_gallery_has_published_pictures(tmp_path):
    """With address, size and alternative text."""
    gallery, findings = feed_of(tmp_path).gallery(TODAY)

    first, second = (photo.picture for photo in gallery.photos)
    assert gallery.heading == "From the clinic and Instagram"
    assert (first.width, first.height, first.alt) == (40, 30, "A picture of door")
    assert (second.width, second.height, second.alt) == (20, 20, "The quay")
    assert (tmp_path / "output" / first.url).is_file()
    assert findings == []


def test_only_the_wanted_number_is_shown(tmp_path, photos):
    """After pins and hidden photos are applied; no other picture is encoded."""
    path = photos / "curation.yaml"
    path.write_text("pin: [quay.png]\n" + path.read_text())
    feed = feed_of(tmp_path, count=1)

    wanted = feed.wanted_images()
    gallery, _findings = feed.gallery(TODAY)

    assert [image.path for image in wanted] == ["data/photos/quay.png"]
    [photo] = gallery.photos
    assert photo.picture.alt == "The quay"


def test_the_images_are_known_before_the_gallery(tmp_path, photos):
    """So that all pictures of a site are encoded together; a missing one is reported later."""
    (photos / "quay.png").unlink()
    feed = feed_of(tmp_path)

    assert [image.path for image in feed.wanted_images()] == ["data/photos/pictures/door.jpg"]
    assert not (tmp_path / "output").exists()
    assert [found.rule for found in feed.gallery(TODAY)[1]] == ["photo-feed/bad-picture"]


def test_a_site_without_photos_has_no_gallery(tmp_path):
    """It is no error."""
    assert feed_of(tmp_path).gallery(TODAY) == (None, [])
    assert feed_of(tmp_path).wanted_images() == []


def test_all_findings_are_returned(tmp_path, photos):
    """Of both files, their pictures, their photos' age and words."""
    path = photos / "photos.json"
    path.write_text(path.read_text().replace("A picture of door", "Photo posted on 3 October 2026"))
    path = photos / "curation.yaml"
    path.write_text("hide: [gone]\n" + path.read_text().replace("quay.png", "quai.png"))

    _gallery, findings = feed_of(tmp_path).gallery(date(2027, 10, 4))

    assert sorted((finding.path, finding.line, finding.rule) for finding in findings) == [
        ("content/data/photos/curation.yaml", 1, "photo-feed/unknown-photo"),
        ("content/data/photos/curation.yaml", 2, "photo-feed/bad-picture"),
        ("content/data/photos/photos.json", 0, "photo-feed/no-alt"),
        ("content/data/photos/photos.json", 0, "photo-feed/old"),
    ]


@pytest.mark.usefixtures("photos")
@pytest.mark.parametrize(("day", "rules"), [(4, []), (5, ["photo-feed/old"])])
def test_the_age_that_is_reported_is_an_option(tmp_path, day, rules):
    """In days since the newest photo from Instagram."""
    _gallery, findings = feed_of(tmp_path, max_age_days=1).gallery(date(2026, 10, day))

    assert [found.rule for found in findings] == rules


@pytest.mark.parametrize("name", ["photos.json", "curation.yaml"])
def test_a_broken_file_is_reported_without_further_complaints(tmp_path, photos, name):
    """Entries of the other file that depend on it are not reported."""
    (photos / "curation.yaml").write_text("hide: [door]", "utf-8")
    (photos / name).write_text("{", "utf-8")

    _gallery, findings = feed_of(tmp_path).gallery(TODAY)

    assert [finding.path for finding in findings] == [f"content/data/photos/{name}"]
