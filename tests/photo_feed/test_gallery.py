"""The snapshot and the editors' choices become one gallery."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.photo_feed.gallery import Gallery, GalleryPhoto, make_gallery, merge
from plugins.responsive_images.picture import ImageCandidate, Picture, PictureSource
from tests.photo_feed.samples import (
    SNAPSHOT_PATH,
    data_file,
    feed_photo,
    own_photo,
    photo,
    posted,
    wishes,
)

OWN = "own: [{src: b.jpg, alt: B}, {src: a.jpg, alt: A}, {src: c.jpg, alt: C, posted: 2026-05-05}]"


def names(snapshot, text=""):
    return [photo.name for photo in merge(snapshot, wishes(text))]


def test_newest_first():
    """Photos are in the order of their days, those of one day in the snapshot's order."""
    found = data_file(
        posted("old", "2026-01-01"),
        posted("new-a", "2026-10-03"),
        posted("new-b", "2026-10-03"),
        posted("between", "2026-05-05"),
    )

    assert names(found) == ["new-a", "new-b", "between", "old"]


def test_own_pictures_stand_by_their_day_else_last():
    """Those without a day keep the order that the editor gave them."""
    found = data_file(posted("new", "2026-10-03"), photo("undated"), posted("old", "2020-01-01"))

    assert names(found, OWN) == ["new", "c.jpg", "old", "undated", "b.jpg", "a.jpg"]


def test_pins_come_first_in_their_order():
    """From either source; a photo that is pinned twice has its first position."""
    found = data_file(posted("one", "2026-10-03"), posted("two", "2026-10-02"))

    assert names(found, f"pin: [two, a.jpg, two]\n{OWN}") == [
        "two", "a.jpg", "one", "c.jpg", "b.jpg",
    ]  # fmt: skip


def test_what_is_hidden_is_not_shown():
    """It stays in the snapshot, or the next refresh would bring it back."""
    found = data_file(photo("one"), photo("two"), photo("three"))

    assert names(found, "hide: [two, one]") == ["three"]


def test_other_words_take_the_place_of_the_photos_own():
    """Each text by itself: one that is left out stays as it is."""
    found = data_file(photo("one", caption="Sun"), photo("two", caption="Rain"))

    photos = merge(found, wishes("override: [{id: one, alt: A run}, {id: two, caption: Wet}]"))

    assert [(photo.alt, photo.caption) for photo in photos] == [
        ("A run", "Sun"),
        ("A picture of two", "Wet"),
    ]


def test_a_caption_from_instagram_is_cut_to_what_a_gallery_has_room_for():
    """After a sentence if possible, on one line; what an editor writes is shown in full."""
    long = "Sunday run.\nFifteen of us went along the river and back again. " + "#running " * 200
    found = data_file(photo("one", caption=long), photo("two"))

    photos = merge(found, wishes(f"override: [{{id: two, caption: {'a ' * 200}}}]"))

    assert [len(photo.caption) for photo in photos] == [62, 399]
    assert photos[0].caption.startswith("Sunday run. Fifteen of us")


def test_a_photo_has_its_path_and_line():
    """For later findings."""
    text = "own:\n  - src: a.jpg\n    alt: A\n    caption: C\n    posted: 2026-03-14\n"
    text += "    focus: 40% 20%\n    illustration: yes\n"

    photos = merge(data_file(posted("one", "2026-10-03")), wishes(text))

    assert photos == [
        feed_photo(
            "one",
            permalink="https://www.instagram.com/p/one/",
            posted=date(2026, 10, 3),
            path=SNAPSHOT_PATH,
            line=0,
        ),
        own_photo(
            "a.jpg",
            alt="A",
            caption="C",
            posted=date(2026, 3, 14),
            line=2,
            focus=(40, 20),
            illustration=True,
        ),
    ]


IDS = st.lists(st.sampled_from(["a", "b", "c", "d", "", "e.jpg"]), max_size=6)


@given(IDS, IDS)
def test_every_photo_is_there_once_unless_hidden(pin, hide):
    """Whatever is pinned and hidden; pinned photos come first."""
    text = f"pin: {pin}\nhide: {hide}\nown: [{{src: e.jpg, alt: E}}]"
    photos = merge(data_file(photo("a"), posted("b", "2026-10-03"), photo("c")), wishes(text))

    shown = [photo.name for photo in photos]
    assert sorted(shown) == [n for n in ["a", "b", "c", "e.jpg"] if n == "e.jpg" or n not in hide]
    pinned = [name for name in dict.fromkeys(pin) if name in shown]
    assert shown[: len(pinned)] == pinned


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


def test_illustrations_are_named_once():
    """By the heading, or by captions if there are photos too."""
    bare, drawing = own_photo("a", caption=""), own_photo("b", caption="A jar")
    photos = [replace(photo, illustration=True) for photo in (bare, drawing)]

    alone = make_gallery([(photo, PICTURE) for photo in photos])
    mixed = make_gallery([(photo, PICTURE) for photo in [*photos, own_photo("c", caption="C")]])

    assert alone
    assert (alone.heading, [photo.illustration for photo in alone.photos]) == (
        "Illustrations", [False, False],
    )  # fmt: skip
    assert mixed
    assert [(photo.caption, photo.illustration) for photo in mixed.photos] == [
        ("", True), ("A jar", True), ("C", False),
    ]  # fmt: skip


def test_a_gallery_is_plain_values():
    """The template gets the published picture in all its sizes, and the photo's words."""
    sources = (PictureSource("image/jpeg", (ImageCandidate("images/a-10.jpg", 10),)),)
    photo = feed_photo(alt="Our door", caption="<b>", permalink="https://www.instagram.com/p/a/")
    photo = replace(photo, focus=(40, 20))

    assert make_gallery([(photo, Picture("images/a.jpg", 20, 15, sources=sources))]) == Gallery(
        heading="Photos from Instagram",
        photos=(
            GalleryPhoto(
                Picture("images/a.jpg", 20, 15, "Our door", sources, (40, 20)),
                caption="<b>",
                permalink="https://www.instagram.com/p/a/",
            ),
        ),
    )


def test_no_photos_no_gallery():
    """An empty snapshot shows nothing, not an empty box."""
    assert make_gallery([]) is None
