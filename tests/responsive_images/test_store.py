"""Publishing pictures into a site."""

import os
import re
import shutil
import warnings

import pytest

from plugins.responsive_images import encoding
from plugins.responsive_images import store as stores
from plugins.responsive_images.cache import Cache
from plugins.responsive_images.encoding import Encoded, key_of
from plugins.responsive_images.picture import (
    ImageCandidate,
    Picture,
    PictureError,
    PictureSource,
    WantedImage,
)
from plugins.responsive_images.store import ImageStore
from tests.responsive_images.originals import JPEG, PNG, SECRET, exif, opened, quarters, saved


@pytest.fixture
def content(tmp_path):
    """A content folder for originals."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


@pytest.fixture
def site(tmp_path):
    """An output folder that does not exist yet."""
    return tmp_path / "site"


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def publish(store, path):
    """Publish one picture, as a page that shows it does."""
    return store.picture(store.identify(path))


def store_of(site, cache=None, before_encoding=lambda: None):
    """A store for the content folder beside the `cache` and `site` folders of a test."""
    return ImageStore(site.parent / "content", site, cache, before_encoding)


def files(site):
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


@pytest.fixture
def encoded(monkeypatch):
    """The originals that were encoded, each into the same four small files."""
    seen = []

    def prepare(original, _encoders):
        seen.append(original)
        return [
            Encoded(b"a3", "image/avif", 320, 160), Encoded(b"a6", "image/avif", 640, 320),
            Encoded(b"p3", "image/png", 320, 160), Encoded(b"j6", "image/jpeg", 640, 320),
        ]  # fmt: skip

    monkeypatch.setattr(stores, "prepare", prepare)
    return seen


@pytest.mark.usefixtures("encoded")
def test_a_picture_has_a_url_for_each_format_and_width(content, site):
    """Its name, one hash for all files, and the width; PNG and JPEG share a source."""
    picture = publish(store_of(site), put(content, "Café Photo_1.PNG", PNG))

    stem = f"images/caf-photo-1-{key_of(PNG)[:10]}"
    avif = (ImageCandidate(f"{stem}-320.avif", 320), ImageCandidate(f"{stem}-640.avif", 640))
    others = (ImageCandidate(f"{stem}-320.png", 320), ImageCandidate(f"{stem}-640.jpg", 640))
    sources = (PictureSource("image/avif", avif), PictureSource("image/jpeg", others))
    assert picture == Picture(f"{stem}-640.jpg", 640, 320, sources=sources)
    assert files(site) == sorted(one.url for one in (*avif, *others))
    assert (site / f"{stem}-320.png").read_bytes() == b"p3"


def test_every_candidate_exists_with_its_width(content, site):
    """With the real encoders."""
    picture = publish(store_of(site), put(content, "desk.png", saved(quarters((700, 90)), "PNG")))

    assert len(picture.sources) >= 2
    for source in picture.sources:
        for one in source.candidates:
            image = opened((site / one.url).read_bytes())
            assert image.width == one.width
            assert image.get_format_mimetype() == source.type
    assert picture.url == picture.sources[-1].candidates[-1].url
    assert opened((site / picture.url).read_bytes()).size == (picture.width, picture.height)


def test_a_drawing_is_one_file(content, site):
    """It has no widths and no sources."""
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0"/></svg>'

    picture = publish(store_of(site), put(content, "hill.svg", data))

    assert re.fullmatch(r"images/hill-[0-9a-f]{10}-30\.svg", picture.url)
    assert (picture.width, picture.height, picture.sources) == (30, 20, ())


def test_a_second_build_encodes_nothing(content, site, tmp_path, encoded):
    """Nor does a build after a file was touched or moved; a changed file is encoded again."""
    cache, steps = Cache(tmp_path / "cache"), []
    path = put(content, "desk.png", PNG)
    first = publish(store_of(site, cache, lambda: steps.append(1)), path)
    os.utime(path, (1, 1))
    moved = put(content, "deep/desk.png", PNG)

    again = [publish(store_of(tmp_path / "new", cache), one) for one in (path, moved)]

    assert again == [first, first]
    assert files(tmp_path / "new") == files(site)
    assert encoded == [PNG]
    assert steps == [1]
    publish(store_of(site, cache), put(content, "desk.png", JPEG))
    assert encoded == [PNG, JPEG]


def test_a_restored_cache_is_used_in_a_fresh_checkout(content, site, tmp_path, encoded):
    """As in CI: other folders and times, the same bytes."""
    first = publish(store_of(site, Cache(tmp_path / "cache")), put(content, "desk.png", PNG))
    there = tmp_path / "elsewhere"
    for folder in (content, tmp_path / "cache"):
        shutil.copytree(folder, there / folder.name, copy_function=shutil.copyfile)

    again = publish(
        store_of(there / "site", Cache(there / "cache")), there / content.name / "desk.png"
    )

    assert again == first
    assert files(there / "site") == files(site)
    assert encoded == [PNG]


def test_the_name_follows_from_original_and_recipe(content, site, monkeypatch):
    """Before anything is encoded or written, and whatever the encoders will return."""
    path = put(content, "deep/desk.png", PNG)

    wanted = store_of(site).identify(path)

    assert wanted == WantedImage("deep/desk.png", f"desk-{key_of(PNG)[:10]}")
    assert not site.exists()
    monkeypatch.setattr(encoding, "RECIPE", "another")
    assert store_of(site).identify(path).name not in {wanted.name, ""}


def test_many_pictures_are_encoded_at_once(content, site, encoded):
    """Each once, also one that is wanted twice or refused."""
    store = store_of(site)
    paths = [put(content, f"{number}.png", b"%d" % number) for number in range(5)]
    wanted = [store.identify(path) for path in paths]

    assert store.encode([*wanted, *wanted]) is True
    assert sorted(encoded) == [b"0", b"1", b"2", b"3", b"4"]
    assert [store.picture(each).url for each in wanted] == [
        f"images/{number}-{key_of(b'%d' % number)[:10]}-640.jpg" for number in range(5)
    ]


def test_copies_of_a_picture_are_encoded_once(content, site, tmp_path, encoded):
    """By one thread: two would write the same entry of the cache at the same time."""
    store = store_of(site, Cache(tmp_path / "cache"))
    wanted = [store.identify(put(content, f"{number}.png", PNG)) for number in range(20)]

    assert store.encode(wanted) is True
    assert encoded == [PNG]
    assert len({store.picture(each).url for each in wanted}) == 20


def test_encoding_leaves_the_warnings_of_the_process_as_they_were(content, site):
    """Although decoders warn, and several pictures are decoded in threads."""
    store = store_of(site)
    paths = [
        put(content, f"{size}.png", saved(quarters((size, size)), "PNG")) for size in range(20, 40)
    ]
    before = list(warnings.filters)

    store.encode([store.identify(path) for path in paths])

    assert warnings.filters == before


def test_a_refused_picture_is_known_afterwards(content, site):
    """The others are published; whoever asks for it again gets the same error."""
    store = store_of(site)
    bad, good = put(content, "a.png", b"words"), put(content, "b.png", PNG)
    wanted = [store.identify(bad), store.identify(good)]

    assert store.encode(wanted) is False
    assert store.encode(wanted[1:]) is True
    for ask in (lambda: store.identify(bad), lambda: store.picture(wanted[0])):
        with pytest.raises(PictureError, match=r"^This is not a picture"):
            ask()


def test_a_picture_that_changes_during_a_build_is_refused(content, site):
    """Its name would be that of other bytes."""
    store = store_of(site)
    wanted = store.identify(put(content, "a.png", PNG))
    put(content, "a.png", JPEG)

    with pytest.raises(PictureError, match=r"changed during the build"):
        store.picture(wanted)


def test_a_truncated_entry_is_encoded_again(content, site, tmp_path, encoded):
    """What a full disk or a crash left is never published."""
    cache, path = Cache(tmp_path / "cache"), put(content, "desk.png", PNG)
    first = publish(store_of(site, cache), path)
    (entry,) = cache.folder.iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])

    again = publish(store_of(tmp_path / "new", cache), path)

    assert again == first
    assert (tmp_path / "new" / first.url).read_bytes() == b"j6"
    assert encoded == [PNG, PNG]
    publish(store_of(tmp_path / "third", cache), path)
    assert encoded == [PNG, PNG]


def test_a_refused_picture_is_not_cached(content, site, tmp_path):
    """It is refused in each build until it is fixed."""
    cache, path = Cache(tmp_path / "cache"), put(content, "desk.png", b"words")

    for _build in range(2):
        with pytest.raises(PictureError, match=r"^This is not a picture"):
            publish(store_of(site, cache), path)
    assert not cache.folder.exists()


def test_two_pictures_of_one_name_have_two_urls(content, site):
    """Folders are not part of the URL; the hash tells them apart."""
    store = store_of(site)

    one = publish(store, put(content, "a/desk.png", PNG))
    two = publish(store, put(content, "b/desk.png", saved(quarters((32, 32)), "PNG")))

    assert one.url != two.url
    assert {one.url, two.url} <= set(files(site))


def test_one_picture_under_two_names_has_two_urls(content, site):
    """With the same hash."""
    store = store_of(site)

    urls = [publish(store, put(content, name, PNG)).url for name in ("desk.png", "table.png")]

    assert [url.partition("-")[0] for url in urls] == ["images/desk", "images/table"]
    assert urls[0][-17:] == urls[1][-17:]


def test_a_picture_is_published_once(content, site):
    """However many pages show it."""
    store = store_of(site)
    path = put(content, "desk.png", PNG)
    first = publish(store, path)
    path.unlink()

    assert publish(store, path) is first


def test_the_suffix_is_that_of_the_format(content, site):
    """A PNG named .jpg is published as .png."""
    url = publish(store_of(site), put(content, "desk.jpg", PNG)).url

    assert url.endswith(".png")


@pytest.mark.parametrize("name", ["写真.png", "….png", "---.png"])
def test_a_name_without_ascii_letters_becomes_picture(content, site, name):
    """URLs have only lower-case letters, digits and hyphens."""
    assert publish(store_of(site), put(content, name, PNG)).url.startswith("images/picture-")


def test_a_long_name_is_cut(content, site):
    """File names have at most 255 bytes, including the hash."""
    url = publish(store_of(site), put(content, "a" * 200 + ".png", PNG)).url

    assert len(url) == len("images/") + 60 + len("-0123456789-64.png")


def test_two_builds_write_the_same_files(content, tmp_path):
    """Names and bytes depend on the originals only."""
    path = put(content, "photo.jpg", saved(quarters(), "JPEG", exif=exif(6)))
    sites = [tmp_path / "one", tmp_path / "two"]

    urls = [publish(store_of(site), path).url for site in sites]

    assert urls[0] == urls[1]
    assert files(sites[0]) == files(sites[1])
    assert all((sites[0] / n).read_bytes() == (sites[1] / n).read_bytes() for n in files(sites[0]))


def test_no_file_of_the_site_has_metadata(content, site):
    """Not a byte of a photo's metadata is in any file."""
    data = saved(quarters(), "JPEG", exif=exif(), comment=SECRET) + SECRET
    publish(store_of(site), put(content, "photo.jpg", data))

    assert {SECRET in (site / name).read_bytes() for name in files(site)} == {False}


def test_a_refused_file_leaves_nothing_in_the_site(content, site):
    """An HTML page named .jpg is not written at all."""
    path = put(content, "photo.jpg", b"<html><script>alert(1)</script></html>")

    with pytest.raises(PictureError, match=r"^This is a web page"):
        publish(store_of(site), path)
    assert not site.exists()


@pytest.mark.parametrize("make", ["nothing", "folder"])
def test_a_folder_or_nothing_is_reported_as_missing(content, site, make):
    """With a hint where to put the file."""
    if make == "folder":
        (content / "desk.png").mkdir()

    with pytest.raises(PictureError) as caught:
        publish(store_of(site), content / "desk.png")
    assert caught.value.message == "There is no file desk.png."
    assert caught.value.hint == "Put it in content/images/."


def test_a_huge_file_is_not_read(content, site):
    """More than 40 MB are refused before anything is loaded."""
    path = put(content, "photo.jpg", JPEG)
    with path.open("ab") as file:
        file.truncate(40_000_001)

    with pytest.raises(PictureError, match=r"^This file is larger than 40 MB\.$"):
        publish(store_of(site), path)


def test_a_file_that_cannot_be_read_is_refused(content, site, monkeypatch):
    """With the file's name and the system's message."""
    path = put(content, "photo.jpg", JPEG)

    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)

    with pytest.raises(PictureError) as caught:
        publish(store_of(site), path)
    assert caught.value.message == "The file photo.jpg cannot be read: Permission denied."
