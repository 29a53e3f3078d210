"""Pictures as templates use them."""

from dataclasses import replace

from plugins.responsive_images.picture import ImageCandidate, Picture, PictureError, PictureSource

SOURCE = PictureSource(
    "image/avif", (ImageCandidate("images/a-320.avif", 320), ImageCandidate("images/a.avif", 640))
)
PICTURE = Picture("images/a.png", 640, 400, "A desk", (SOURCE,))


def test_a_source_lists_its_candidates():
    """As the value of srcset, with a prefix for each URL."""
    assert SOURCE.srcset() == "images/a-320.avif 320w, images/a.avif 640w"
    assert SOURCE.srcset("/repo/") == "/repo/images/a-320.avif 320w, /repo/images/a.avif 640w"


def test_alternative_text_and_focus_can_be_set():
    """The store publishes pictures without it."""
    assert PICTURE.described("A table") == Picture("images/a.png", 640, 400, "A table", (SOURCE,))
    assert PICTURE.described("A desk", (40, 20)) == replace(PICTURE, focus=(40, 20))


def test_all_urls_of_a_picture_get_the_prefix():
    """Post bodies and feeds need absolute URLs."""
    picture = PICTURE.below("https://x/")

    assert picture.url == "https://x/images/a.png"
    assert picture.sources[0].srcset() == (
        "https://x/images/a-320.avif 320w, https://x/images/a.avif 640w"
    )
    assert (picture.width, picture.height, picture.alt) == (640, 400, "A desk")


def test_an_error_has_a_message_and_a_hint():
    """Both are shown to the editor."""
    error = PictureError("It is broken.", "Export it again.")

    assert (str(error), error.message, error.hint) == (
        "It is broken.", "It is broken.", "Export it again.",
    )  # fmt: skip
