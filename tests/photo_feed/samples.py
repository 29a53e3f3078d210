"""Photos and snapshots for tests, with true defaults."""

from datetime import date

from plugins.photo_feed.snapshot import Photo, Snapshot


def photo(name="door", **values):
    return Photo(
        **{
            "id": name,
            "source": "clinic",
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
        source="instagram",
        permalink=f"https://www.instagram.com/p/{name}/",
        posted=date.fromisoformat(day).isoformat(),
    )


def snapshot(*photos, profile_url=""):
    return Snapshot(version=1, profile_url=profile_url, photos=photos)
