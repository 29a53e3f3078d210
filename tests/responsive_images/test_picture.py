"""A picture and what can be wrong with one."""

from plugins.responsive_images.picture import Picture, PictureError


def test_an_error_says_what_is_wrong_and_what_to_do():
    """Both are sentences for an editor."""
    error = PictureError("The file is empty.", "Export it again.")

    assert (str(error), error.message, error.cure) == (
        "The file is empty.", "The file is empty.", "Export it again."
    )  # fmt: skip


def test_a_picture_has_no_words_until_somebody_gives_them():
    """Alternative text belongs to a use of a picture, not to its file."""
    assert Picture("images/a.png", 1, 2).alt == ""
