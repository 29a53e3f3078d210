"""The settings of pictures."""

import pytest

from plugins.responsive_images.options import ImageOptions


def test_the_defaults():
    """A site that says nothing has its cache in the hidden folder of caches."""
    assert ImageOptions.read({"SITENAME": "A"}) == (ImageOptions(cache=".cache/pictures"), [])


def test_another_folder():
    """A site may keep them elsewhere."""
    assert ImageOptions.read({"RESPONSIVE_IMAGES_CACHE": "/var/cache/a"})[0] == ImageOptions(
        cache="/var/cache/a"
    )


@pytest.mark.parametrize("value", ["", ".", "../", None, 3, "a\0b"])
def test_what_is_no_folder_is_said(value):
    """The default is kept, so that the rest of the build tells what else is wrong."""
    options, (finding,) = ImageOptions.read({"RESPONSIVE_IMAGES_CACHE": value})

    assert options == ImageOptions()
    assert finding.message == f"The setting RESPONSIVE_IMAGES_CACHE cannot be {value!r}."
    assert finding.hint == "Write the name of a folder, such as “.cache/pictures”."


def test_a_misspelt_setting_is_said():
    """With the name that was meant."""
    _, (finding,) = ImageOptions.read({"RESPONSIVE_IMAGES_CASHE": "x"})

    assert finding.hint == "Did you mean “RESPONSIVE_IMAGES_CACHE”?"
