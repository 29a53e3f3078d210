"""The snapshot and its pictures are read from the disk, or it is said why not."""

from dataclasses import dataclass

import pytest

from plugins.findings import Finding
from plugins.photo_feed.loading import Feed, load, publish
from plugins.photo_feed.snapshot import dump
from plugins.responsive_images.picture import PictureError
from tests.photo_feed.samples import photo, snapshot

PATH = "content/data/photos/photos.json"


@dataclass(frozen=True)
class FakePicture:
    """What the picture store gives back."""

    url: str
    width: int = 20
    height: int = 15


def show(path):
    return FakePicture(f"images/{path.name}")


def write_feed(folder, *photos, files=()):
    (folder / "pictures").mkdir()
    for name in files:
        (folder / "pictures" / name).write_bytes(b"picture")
    found = snapshot(*photos)
    (folder / "photos.json").write_text(dump(found), encoding="utf-8")
    return Feed(found, dump(found), PATH, folder)


def test_a_feed_is_read(tmp_path):
    """The snapshot comes with its text and its place."""
    written = write_feed(tmp_path, photo("door"))

    assert load(tmp_path, PATH) == (written, [])


def test_a_byte_order_mark_is_read_over(tmp_path):
    """An editor's program may save one."""
    written = write_feed(tmp_path, photo("door"))
    (tmp_path / "photos.json").write_text(written.text, encoding="utf-8-sig")

    assert load(tmp_path, PATH) == (written, [])


def test_no_file_no_feed(tmp_path):
    """A site without photos is no error."""
    (tmp_path / "photos").write_text("Not a folder.")

    assert load(tmp_path / "none", PATH) == (None, [])
    assert load(tmp_path / "photos", PATH) == (None, [])


def test_findings_of_the_file_are_handed_on(tmp_path):
    """A broken snapshot is no feed."""
    (tmp_path / "photos.json").write_text('{"version": 1,\n}', encoding="utf-8")

    feed, [finding] = load(tmp_path, PATH)

    assert feed is None
    assert (finding.path, finding.line) == (PATH, 2)


def test_another_encoding_is_told_with_its_line(tmp_path):
    """Text that is not UTF-8 is not guessed at."""
    (tmp_path / "photos.json").write_bytes('{"version": 1,\n"é": 1}'.encode("latin-1"))

    assert load(tmp_path, PATH) == (
        None,
        [
            Finding(
                PATH,
                2,
                "error",
                "photo-feed/unreadable",
                "The file is not saved as UTF-8.",
                "Save it again with the encoding UTF-8.",
            )
        ],
    )


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    """A folder in its place, for one."""
    (tmp_path / "photos.json").mkdir()

    feed, [finding] = load(tmp_path, PATH)

    assert feed is None
    assert finding.message == "The file cannot be read: Is a directory."


def test_only_shown_pictures_are_published(tmp_path):
    """The others must be there all the same."""
    feed = write_feed(tmp_path, photo("a"), photo("b"), photo("c"), files=["a.jpg", "b.jpg"])

    published = publish(feed, feed.snapshot.photos[:1], show)

    assert published.photos == (photo("a"),)
    assert published.pictures == {"a.jpg": FakePicture("images/a.jpg")}
    assert published.findings == [
        Finding(
            PATH,
            28,
            "error",
            "photo-feed/bad-picture",
            "c.jpg: There is no such file in pictures/.",
            "Put it there, or take its photo out of the snapshot.",
        )
    ]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    """A picture cannot be any file of the machine."""
    feed = write_feed(tmp_path, photo("a"))
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "pictures" / "a.jpg").symlink_to(tmp_path / "secret.jpg")

    published = publish(feed, feed.snapshot.photos, show)

    assert published.photos == ()
    assert [finding.message for finding in published.findings] == [
        "a.jpg: It is a link that leads out of pictures/."
    ]


def test_a_picture_that_cannot_be_published_is_told_and_the_rest_is_shown(tmp_path):
    """The store's words reach the editor with the photo's line."""

    def refuse_a(path):
        if path.name == "a.jpg":
            raise PictureError("This is not a picture.", "Save it as JPEG.")
        return show(path)

    feed = write_feed(tmp_path, photo("a"), photo("b"), files=["a.jpg", "b.jpg"])

    published = publish(feed, feed.snapshot.photos, refuse_a)

    assert published.photos == (photo("b"),)
    assert published.findings == [
        Finding(
            PATH,
            6,
            "error",
            "photo-feed/bad-picture",
            "a.jpg: This is not a picture.",
            "Save it as JPEG.",
        )
    ]


@pytest.mark.parametrize("name", ["a.jpg", "b.jpg"])
def test_two_photos_may_share_a_picture(tmp_path, name):
    """Names by content make twins of equal pictures."""
    feed = write_feed(tmp_path, photo("a", file=name), photo("b", file=name), files=[name])

    published = publish(feed, feed.snapshot.photos, show)

    assert [shown.id for shown in published.photos] == ["a", "b"]
