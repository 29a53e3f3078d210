"""Photos and snapshots for tests, with true defaults."""

from datetime import date

from plugins.core.data_file import DataFile
from plugins.photo_feed.curation import read_curation
from plugins.photo_feed.gallery import FeedPhoto
from plugins.photo_feed.snapshot import Photo, Snapshot

SNAPSHOT_PATH = "content/data/photos/photos.json"
CURATION_PATH = "content/data/photos/curation.yaml"


def photo(name="door", **values):
    return Photo(
        **{
            "id": name,
            "file": f"{name}.jpg",
            "width": 40,
            "height": 30,
            "alt": f"A picture of {name}",
            **values,
        }
    )


def posted(name, day):
    return photo(
        name,
        permalink=f"https://www.instagram.com/p/{name}/",
        posted=date.fromisoformat(day).isoformat(),
    )


def snapshot(*photos):
    return Snapshot(version=1, photos=photos)


def data_file(*photos):
    """The same as it is read from photos.json."""
    return DataFile(SNAPSHOT_PATH, snapshot(*photos))


def wishes(text=""):
    """What curation.yaml with this text says."""
    return read_curation(text.encode(), CURATION_PATH)


def feed_photo(name="door", **values):
    """A photo from Instagram as it is merged."""
    return FeedPhoto(
        **{
            "name": name,
            "source": "instagram",
            "file": f"{name}.jpg",
            "alt": f"A picture of {name}",
            "caption": "",
            "permalink": "",
            "posted": None,
            "path": SNAPSHOT_PATH,
            "line": 0,
            **values,
        }
    )


def own_photo(name="door.jpg", **values):
    """A picture of the clinic's own as it is merged."""
    return feed_photo(name, **{"source": "clinic", "file": name, "path": CURATION_PATH, **values})


# A refresh: one photo stays, one goes, two come.
STAYS, GOES, COMES, COMES_TOO = (f"{digit * 16}.jpg" for digit in "0a1f")
OLD = snapshot(photo("stays", file=STAYS), photo("goes", file=GOES))
OLD_PICTURES = {STAYS: b"stays", GOES: b"goes"}
NEW = snapshot(photo("b", file=COMES), photo("stays", file=STAYS), photo("c", file=COMES_TOO))
NEW_PICTURES = {COMES: b"comes", COMES_TOO: b"comes too"}
