"""The files and their pictures are read from the disk, or there is a finding."""

import os
from pathlib import Path

import pytest

from plugins.photo_feed.curation import Curation
from plugins.photo_feed.loading import find_picture, load_curation, load_snapshot, publish
from plugins.photo_feed.snapshot import dump
from plugins.responsive_images.picture import Picture, PictureError
from tests.photo_feed.samples import (
    CURATION_PATH,
    SNAPSHOT_PATH,
    data_file,
    feed_photo,
    own_photo,
    photo,
    snapshot,
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of photos in a project, where the build was started."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "content" / "data" / "photos"
    (made / "pictures").mkdir(parents=True)
    return made


def test_a_snapshot_is_read(folder):
    """Its path is as an editor types it."""
    (folder / "photos.json").write_text(dump(snapshot(photo("door"))), encoding="utf-8")

    assert load_snapshot(folder) == data_file(photo("door"))


def test_a_byte_order_mark_is_read_over(folder):
    """An editor's program may save one."""
    (folder / "photos.json").write_text(dump(snapshot(photo("door"))), encoding="utf-8-sig")
    (folder / "curation.yaml").write_text("hide: 17", encoding="utf-8-sig")

    assert load_snapshot(folder) == data_file(photo("door"))
    assert load_curation(folder).facts == Curation(hide=["17"])


def test_no_file_no_photos(folder):
    """A site without photos, or without wishes, is no error."""
    (folder / "nothing").write_text("Not a folder.")

    for place in (folder, folder / "none", folder / "nothing"):
        assert load_snapshot(place).facts == snapshot()
        assert load_curation(place).facts == Curation()


def test_findings_of_the_files_are_handed_on(folder):
    """A broken file says nothing."""
    (folder / "photos.json").write_text('{"version": 1,\n}', encoding="utf-8")
    (folder / "curation.yaml").write_text("pin: [1]\nhid: [2]", encoding="utf-8")

    for path, read in ((SNAPSHOT_PATH, load_snapshot), (CURATION_PATH, load_curation)):
        found = read(folder)
        assert found.facts is None
        assert [(finding.path, finding.line) for finding in found.findings] == [(path, 2)]


def test_another_encoding_is_reported_with_its_line(folder):
    """Text that is not UTF-8 is not guessed at."""
    (folder / "photos.json").write_bytes('{"version": 1,\n"é": 1}'.encode("latin-1"))

    [found] = load_snapshot(folder).findings

    assert (found.path, found.line, found.rule) == (SNAPSHOT_PATH, 2, "photo-feed/unreadable")
    assert "UTF-8" in found.hint


@pytest.mark.parametrize(
    ("name", "read"), [("photos.json", load_snapshot), ("curation.yaml", load_curation)]
)
def test_an_unreadable_file_is_reported(folder, name, read):
    """A folder in its place, for one."""
    (folder / name).mkdir()

    [finding] = read(folder).findings

    assert finding.rule == "photo-feed/unreadable"
    assert "Is a directory" in finding.message


def found_in(folder, shown):
    return find_picture(shown, folder, folder.parents[1])


def test_photos_from_instagram_lie_in_pictures(folder):
    """There and nowhere else."""
    (folder / "pictures" / "a.jpg").write_bytes(b"picture")
    (folder / "b.jpg").write_bytes(b"picture")

    assert found_in(folder, feed_photo("a")) == folder / "pictures" / "a.jpg"
    with pytest.raises(PictureError, match=r"There is no such file in pictures/\."):
        found_in(folder, feed_photo("b"))


def test_own_pictures_lie_where_those_of_posts_do(folder):
    """Or beside curation.yaml, or in pictures/, where a photo was once from Instagram."""
    images = folder.parents[1] / "images"
    images.mkdir()
    for place in (images / "a.jpg", folder / "b.jpg", folder / "pictures" / "c.jpg"):
        place.write_bytes(b"picture")

    assert found_in(folder, own_photo("a.jpg")) == images / "a.jpg"
    assert found_in(folder, own_photo("b.jpg")) == folder / "b.jpg"
    assert found_in(folder, own_photo("pictures/c.jpg")) == folder / "pictures" / "c.jpg"


def test_a_link_out_of_the_folder_is_not_followed(folder):
    """A picture cannot be any file of the machine."""
    (folder.parents[2] / "secret.jpg").write_bytes(b"secret")
    (folder / "pictures" / "a.jpg").symlink_to(folder.parents[2] / "secret.jpg")

    with pytest.raises(PictureError, match="leads out of pictures/"):
        found_in(folder, feed_photo("a"))
    with pytest.raises(PictureError, match="outside content/"):
        found_in(folder, own_photo("../../../secret.jpg"))


def find(shown):
    if "missing" in shown.file:
        raise PictureError("There is no such file.", "Put it there.")
    return Path("originals", shown.file)


def show(path):
    if "broken" in path.name:
        raise PictureError("This is not a picture.", "Save it as JPEG.")
    return Picture(f"images/{path.name}", 20, 15)


def test_only_as_many_as_wanted_are_published():
    """The pictures of the others must be there all the same."""
    photos = [feed_photo("a"), own_photo("b.jpg"), feed_photo("c"), own_photo("missing", line=9)]

    shown, [found] = publish(photos, 2, find, show)

    assert shown == [
        (photos[0], Picture("images/a.jpg", 20, 15)),
        (photos[1], Picture("images/b.jpg", 20, 15)),
    ]
    assert (found.path, found.line, found.rule) == (CURATION_PATH, 9, "photo-feed/bad-picture")
    assert "missing" in found.message
    assert found.hint == "Put it there."


def test_an_unpublishable_picture_is_reported_and_the_rest_is_shown():
    """The store's message reaches the editor with the name of the file."""
    shown, [found] = publish([feed_photo("broken"), feed_photo("b")], 2, find, show)

    assert [one.name for one, _ in shown] == ["b"]
    assert (found.path, found.line, found.rule) == (SNAPSHOT_PATH, 0, "photo-feed/bad-picture")
    assert found.message == "broken.jpg: This is not a picture."


def test_two_photos_may_share_a_picture():
    """Equal pictures have the same name, a hash of the content."""
    shown, _ = publish(
        [feed_photo("a", file="x.jpg"), feed_photo("b", file="x.jpg")], 2, find, show
    )

    assert [one.name for one, _ in shown] == ["a", "b"]


@pytest.mark.parametrize(("name", "read"), [("photos.json", load_snapshot),
                                            ("curation.yaml", load_curation)])  # fmt: skip
def test_a_pipe_is_not_read(folder, name, read):
    """Reading it would never end."""
    os.mkfifo(folder / name)

    (found,) = read(folder).findings

    assert (found.path, found.rule) == (f"content/data/photos/{name}", "photo-feed/unreadable")
