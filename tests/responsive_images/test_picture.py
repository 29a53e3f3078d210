"""Pictures as templates see them."""

from plugins.responsive_images.picture import Candidate, Picture, PictureError, Source

SOURCE = Source(
    "image/avif", (Candidate("images/a-320.avif", 320), Candidate("images/a.avif", 640))
)
PICTURE = Picture("images/a.png", 640, 400, "A desk", (SOURCE,))


def test_a_source_lists_its_candidates():
    """As HTML's srcset has them, below whatever the site lies in."""
    assert SOURCE.srcset() == "images/a-320.avif 320w, images/a.avif 640w"
    assert SOURCE.srcset("/repo/") == "/repo/images/a-320.avif 320w, /repo/images/a.avif 640w"


def test_a_picture_with_other_words_is_the_same_picture():
    """The store publishes without words; whoever shows it has them."""
    assert PICTURE.described("A table") == Picture("images/a.png", 640, 400, "A table", (SOURCE,))


def test_a_picture_below_an_address_has_all_of_its_addresses_there():
    """In a post's body and in feeds they are absolute."""
    picture = PICTURE.below("https://x/")

    assert picture.url == "https://x/images/a.png"
    assert picture.sources[0].srcset() == (
        "https://x/images/a-320.avif 320w, https://x/images/a.avif 640w"
    )
    assert (picture.width, picture.height, picture.alt) == (640, 400, "A desk")


def test_an_error_says_what_is_wrong_and_what_to_do():
    """Both reach the editor."""
    error = PictureError("It is broken.", "Export it again.")

    assert (str(error), error.message, error.hint) == (
        "It is broken.", "It is broken.", "Export it again.",
    )  # fmt: skip
