"""A gallery is the newest photos under an honest heading."""

from dataclasses import dataclass
from datetime import date

import pytest

from plugins.photo_feed.gallery import Gallery, GalleryPhoto, choose_photos, make_gallery
from tests.photo_feed.samples import photo, posted, snapshot


@dataclass(frozen=True)
class FakePicture:
    """What the picture store gives back."""

    url: str
    width: int = 20
    height: int = 15


def pictures(photos):
    return {photo.file: FakePicture(f"images/{photo.file}") for photo in photos}


def names(photos):
    return [photo.id for photo in photos]


def test_newest_first():
    """Photos are in the order of their days, those of one day in the snapshot's order."""
    found = snapshot(
        posted("old", "2026-01-01"),
        posted("new-a", "2026-10-03"),
        posted("new-b", "2026-10-03"),
        posted("between", "2026-05-05"),
    )

    assert names(choose_photos(found, 6)) == ["new-a", "new-b", "between", "old"]


def test_photos_without_a_day_come_last_in_their_order():
    """The clinic's own pictures keep the order that the editor gave them."""
    found = snapshot(photo("b"), posted("dated", "2020-01-01"), photo("a"))

    assert names(choose_photos(found, 6)) == ["dated", "b", "a"]


def test_no_more_than_the_count():
    """The newest are kept."""
    found = snapshot(posted("old", "2026-01-01"), posted("new", "2026-10-03"), photo("own"))

    assert names(choose_photos(found, 2)) == ["new", "old"]


@pytest.mark.parametrize(
    ("photos", "heading"),
    [
        ([photo("a"), photo("b")], "From the clinic"),
        ([posted("a", "2026-10-03")], "Photos from Instagram"),
        ([photo("a"), posted("b", "2026-10-03")], "From the clinic and Instagram"),
    ],
)
def test_the_heading_names_instagram_only_when_a_photo_is_from_it(photos, heading):
    """Nothing pretends to be Instagram."""
    gallery = make_gallery(photos, pictures(photos), "")

    assert gallery
    assert gallery.heading == heading


def test_a_gallery_is_plain_values():
    """The template gets the published picture's address and size, and the photo's words."""
    shown = [posted("a", "2026-10-03"), photo("b", caption="Our <b>door</b>")]

    gallery = make_gallery(shown, pictures(shown), "https://www.instagram.com/clinic/")

    assert gallery == Gallery(
        heading="From the clinic and Instagram",
        photos=(
            GalleryPhoto(
                url="images/a.jpg",
                width=20,
                height=15,
                alt="A picture of a",
                caption="",
                permalink="https://www.instagram.com/p/a/",
                date=date(2026, 10, 3),
            ),
            GalleryPhoto(
                url="images/b.jpg",
                width=20,
                height=15,
                alt="A picture of b",
                caption="Our <b>door</b>",
                permalink="",
                date=None,
            ),
        ),
        profile_url="https://www.instagram.com/clinic/",
    )


def test_no_photos_no_gallery():
    """An empty snapshot shows nothing, not an empty box."""
    assert make_gallery(choose_photos(snapshot(), 6), {}, "") is None
