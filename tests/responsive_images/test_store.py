"""Pictures written into a site."""

import hashlib

import pytest

from plugins.responsive_images.picture import Picture, PictureError
from plugins.responsive_images.store import PictureStore
from tests.responsive_images.originals import JPEG, PNG, SECRET, exif, quarters, saved


@pytest.fixture
def content(tmp_path):
    """A content folder to put originals into."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


@pytest.fixture
def site(tmp_path):
    """The folder of a site, not yet made."""
    return tmp_path / "site"


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def files(site):
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def test_a_picture_is_named_by_what_is_in_it(content, site):
    """The address has the original's name and a hash of the published bytes."""
    digest = hashlib.sha256(PNG).hexdigest()[:10]

    picture = PictureStore(site).publish(put(content, "Café Photo_1.PNG", PNG))

    assert picture == Picture(f"images/caf-photo-1-{digest}.png", 64, 32)
    assert (site / picture.url).read_bytes() == PNG


def test_two_pictures_of_one_name_are_two_files(content, site):
    """Folders are left out of the address; the hash keeps them apart."""
    store = PictureStore(site)

    one = store.publish(put(content, "a/desk.png", PNG))
    two = store.publish(put(content, "b/desk.png", saved(quarters((32, 32)), "PNG")))

    assert one.url != two.url
    assert files(site) == sorted([one.url, two.url])


def test_one_picture_under_two_names_is_there_under_both(content, site):
    """The hash is the same, the names are the editors' own."""
    store = PictureStore(site)

    urls = [store.publish(put(content, name, PNG)).url for name in ("desk.png", "table.png")]

    assert [url.partition("-")[0] for url in urls] == ["images/desk", "images/table"]
    assert urls[0][-14:] == urls[1][-14:]


def test_a_picture_is_published_once(content, site):
    """What is on many pages is read and written a single time."""
    store = PictureStore(site)
    path = put(content, "desk.png", PNG)
    first = store.publish(path)
    path.unlink()

    assert store.publish(path) is first


def test_the_suffix_is_that_of_the_format(content, site):
    """A PNG that was called .jpg is served as what it is."""
    url = PictureStore(site).publish(put(content, "desk.jpg", PNG)).url

    assert url.endswith(".png")


@pytest.mark.parametrize("name", ["写真.png", "….png", "---.png"])
def test_a_name_without_plain_letters_is_a_picture(content, site, name):
    """Addresses are of small letters, digits and hyphens only."""
    assert PictureStore(site).publish(put(content, name, PNG)).url.startswith("images/picture-")


def test_a_long_name_is_cut(content, site):
    """A disk takes names of 255 bytes; the hash must fit as well."""
    url = PictureStore(site).publish(put(content, "a" * 200 + ".png", PNG)).url

    assert len(url) == len("images/") + 60 + len("-0123456789.png")


def test_two_builds_write_the_same_files(content, tmp_path):
    """Names and bytes depend on the originals alone."""
    path = put(content, "photo.jpg", saved(quarters(), "JPEG", exif=exif(6)))
    sites = [tmp_path / "one", tmp_path / "two"]

    urls = [PictureStore(site).publish(path).url for site in sites]

    assert urls[0] == urls[1]
    assert (sites[0] / urls[0]).read_bytes() == (sites[1] / urls[1]).read_bytes()


def test_nothing_private_lies_in_the_site(content, site):
    """Not a byte of a photo's notes is found in any file."""
    data = saved(quarters(), "JPEG", exif=exif(), comment=SECRET) + SECRET
    PictureStore(site).publish(put(content, "photo.jpg", data))

    assert [SECRET in (site / name).read_bytes() for name in files(site)] == [False]


def test_a_refused_file_leaves_nothing_in_the_site(content, site):
    """An HTML page called .jpg is neither copied nor half written."""
    path = put(content, "photo.jpg", b"<html><script>alert(1)</script></html>")

    with pytest.raises(PictureError, match=r"^This is a web page"):
        PictureStore(site).publish(path)
    assert not site.exists()


@pytest.mark.parametrize("make", ["nothing", "folder"])
def test_what_is_no_file_is_missing(content, site, make):
    """A name without a file, or of a folder, is said to be missing."""
    if make == "folder":
        (content / "desk.png").mkdir()

    with pytest.raises(PictureError) as caught:
        PictureStore(site).publish(content / "desk.png")
    assert caught.value.message == "There is no file desk.png."
    assert caught.value.cure == "Put it in content/images/."


def test_a_huge_file_is_not_read(content, site):
    """More than 40 MB are refused before anything is loaded."""
    path = put(content, "photo.jpg", JPEG)
    with path.open("ab") as file:
        file.truncate(40_000_001)

    with pytest.raises(PictureError, match=r"^This file is larger than 40 MB\.$"):
        PictureStore(site).publish(path)


def test_a_file_that_cannot_be_read_is_a_finding(content, site, monkeypatch):
    """A disk's own words reach the editor with the file's name."""
    path = put(content, "photo.jpg", JPEG)

    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)

    with pytest.raises(PictureError) as caught:
        PictureStore(site).publish(path)
    assert caught.value.message == "The file photo.jpg cannot be read: Permission denied."
