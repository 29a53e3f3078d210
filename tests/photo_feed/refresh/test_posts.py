"""Items of the API's list, good ones and malformed ones."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.photo_feed.refresh.posts import read_post
from plugins.photo_feed.refresh.secret import Secret

FILM = {"media_type": "VIDEO", "media_url": "film.mp4", "thumbnail_url": "still.jpg"}
PHOTO = {"media_type": "IMAGE", "media_url": "photo.jpg"}


def read(item, warn=None):
    """The post for `item`; a post without a picture is the only thing that may be warned of."""
    warnings = []
    post = read_post(item, Secret("a-token-of-nobody"), warn or warnings.append)
    assert warnings == [] or (not post.shown.picture and len(warnings) == 1)
    return post


def picture(**fields):
    return read({"id": "1", **fields}).shown.picture


def album(*children, **fields):
    kind = {"media_type": "CAROUSEL_ALBUM", "children": {"data": list(children)}}
    return picture(**kind, **fields)


def test_everything_but_the_id_may_be_missing():
    """An item with an id alone is a post without a picture."""
    assert read({"id": "1"}).shown.picture == ""
    assert read({"id": "1", "caption": None, "media_url": None}).caption == ""


def test_the_picture_of_each_kind():
    """A photo's own, a film's still, and of an album its own or that of its first part."""
    assert picture(**PHOTO) == "photo.jpg"
    assert picture(**FILM) == "still.jpg"
    assert picture(media_type="VIDEO", media_url="film.mp4") == ""
    assert album(FILM, media_url="own.jpg") == "still.jpg"
    assert album(PHOTO, FILM, media_url="own.jpg") == "own.jpg"
    assert album({"id": "2"}, PHOTO) == "photo.jpg"
    assert album({"media_type": "VIDEO", "media_url": "film.mp4"}, PHOTO) == "photo.jpg"
    assert album() == ""


def test_a_field_of_the_wrong_type_in_a_part_of_an_album_is_empty():
    """The album's own picture, caption and day do not depend on it."""
    assert album({"media_type": "IMAGE", "alt_text": 5}, media_url="own.jpg") == "own.jpg"
    assert album({"media_url": 1}, PHOTO) == "photo.jpg"
    assert album({"media_url": 1}) == ""


def test_unknown_kinds_and_fields_are_accepted():
    """A new kind of post is accepted if it has a picture."""
    assert picture(media_type="HOLOGRAM", media_url="a.jpg", likes={"count": 3}) == "a.jpg"
    assert picture(media_type="FILM_2", media_url="a.mp4", thumbnail_url="a.jpg") == "a.jpg"
    assert picture(media_url="a.jpg") == "a.jpg"


def test_an_albums_alternative_text_may_be_its_parts():
    """The text belongs to the picture that is shown."""
    item = {
        "id": "1",
        "media_type": "CAROUSEL_ALBUM",
        "children": {"data": [{**FILM, "alt_text": "A runner stretches"}]},
    }

    assert read(item).shown.alt_text == "A runner stretches"


@pytest.mark.parametrize(
    ("timestamp", "day"),
    [
        ("2026-10-03T12:00:00+0000", date(2026, 10, 3)),
        ("2026-10-03T23:30:00+0000", date(2026, 10, 4)),
        ("2026-10-03T23:30:00Z", date(2026, 10, 4)),
        ("2026-10-04T08:00:00+0900", date(2026, 10, 4)),
        ("2026-10-03T16:30:00-07:00", date(2026, 10, 4)),
        ("2026-10-03T12:00:00", date(2026, 10, 3)),
        ("2026-10-03T23:30:00", date(2026, 10, 4)),
        ("2026-12-31T23:59:59+0000", date(2026, 12, 31)),
        ("yesterday", None),
        ("", None),
        ("0001-01-01T00:00:00+2359", None),
        ("2026-13-45T00:00:00Z", None),
    ],
)
def test_the_day_is_that_of_the_given_zone(timestamp, day):
    """Whatever the zone of the timestamp; a photo without a valid one is kept."""
    assert read({"id": "1", "timestamp": timestamp}).day(ZoneInfo("Europe/London")) == day


@pytest.mark.parametrize(
    "permalink",
    ["https://evil.example/p/1", "http://www.instagram.com/p/1/", "javascript:alert(1)", "/p/1/"],
)
def test_only_a_link_to_instagram_is_kept(permalink):
    """A photo with another link is shown without one."""
    assert read({"id": "1", "permalink": permalink}).permalink == ""


def test_a_long_caption_is_cut():
    """To 2,200 characters, Instagram's own limit."""
    caption = read({"id": "1", "caption": "long words " * 10_000}).caption

    assert caption.startswith("long words long words")
    assert 2000 < len(caption) <= 2200


@pytest.mark.parametrize("field", ["media_url", "thumbnail_url", "alt_text"])
def test_no_field_is_kept_in_endless_length(field):
    """Otherwise ten pages of such posts would fill the memory."""
    post = read({"id": "1", field: "\U0001f33fa" * 100_000})

    assert len(getattr(post, field)) == 10_000


def test_surrogates_are_removed():
    """JSON can write them and no file can hold them."""
    assert read({"id": "1", "caption": "a\ud83db"}).caption == "ab"


@pytest.mark.parametrize(
    ("item", "item_id"),
    [
        (None, ""), ([], ""), ("1", ""), ({}, ""), ({"id": 7}, ""), ({"id": ""}, ""),
        ({"id": "../1"}, ""), ({"id": "1" * 200}, ""),
        ({"id": "1", "caption": 5}, "1"), ({"id": "1", "media_url": ["a"]}, "1"),
        ({"id": "1", "children": 3}, "1"), ({"id": "1", "children": {"data": [1]}}, "1"),
        ({"id": "1", "timestamp": 1_700_000_000}, "1"),
    ],
)  # fmt: skip
def test_an_item_of_the_wrong_kind_is_left_out(item, item_id):
    """If it has an id, it is a post without a picture, so that its older copy can be kept."""
    warnings = []

    post = read(item, warnings.append)

    assert (post.id if post else "") == item_id
    assert not post or not post.shown.picture
    [warning] = warnings
    assert warning.startswith(f"Post {item_id} cannot be read" if item_id else "A post cannot")


fields = st.sampled_from([
    "id", "media_type", "media_url", "thumbnail_url", "permalink", "timestamp", "caption",
    "alt_text", "children", "data",
])  # fmt: skip
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(fields, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(fields, json_values) | json_values)
def test_any_json_is_a_post_or_refused(item):
    """With a warning, and never an exception."""
    warnings = []

    post = read(item, warnings.append)

    assert post or warnings
