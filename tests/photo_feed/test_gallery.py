"""A gallery is photos with their pictures under an honest heading."""

import pytest

from plugins.photo_feed.gallery import Gallery, GalleryPhoto, make_gallery
from plugins.responsive_images.picture import Candidate, Picture, Source
from tests.photo_feed.samples import feed_photo, own_photo

PICTURE = Picture("images/a.jpg", 20, 15)


@pytest.mark.parametrize(
    ("photos", "heading"),
    [
        ([own_photo("a"), own_photo("b")], "From the clinic"),
        ([feed_photo("a")], "Photos from Instagram"),
        ([own_photo("a"), feed_photo("b")], "From the clinic and Instagram"),
    ],
)
def test_the_heading_names_instagram_only_when_a_photo_is_from_it(photos, heading):
    """Nothing pretends to be Instagram."""
    gallery = make_gallery([(photo, PICTURE) for photo in photos])

    assert gallery
    assert gallery.heading == heading


def test_a_gallery_is_plain_values():
    """The template gets the published picture in all its sizes, and the photo's words."""
    sources = (Source("image/jpeg", (Candidate("images/a-10.jpg", 10),)),)
    photo = feed_photo(alt="Our door", caption="<b>", permalink="https://www.instagram.com/p/a/")

    assert make_gallery([(photo, Picture("images/a.jpg", 20, 15, sources=sources))]) == Gallery(
        heading="Photos from Instagram",
        photos=(
            GalleryPhoto(
                Picture("images/a.jpg", 20, 15, "Our door", sources),
                caption="<b>",
                permalink="https://www.instagram.com/p/a/",
            ),
        ),
    )


def test_no_photos_no_gallery():
    """An empty snapshot shows nothing, not an empty box."""
    assert make_gallery([]) is None
