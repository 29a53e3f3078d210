"""A file's name becomes the slug that Pelican would make of it."""

import pytest
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from plugins.related_articles.cli.file_slugs import file_slug


@pytest.mark.parametrize(
    "stem",
    [
        "2021-09-28-Why we warm up",
        "what_is_it",
        "Søvn og ære",
        "über-groß",
        "Lœuvre’s – x",
        "-a--b-",
    ],
)
def test_latin_letters_are_as_in_pelican(stem):
    """So that the commands and a build speak of the same posts."""
    assert file_slug(stem) == slugify(stem, DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])


def test_other_letters_are_kept():
    """A slug names a post; it need not be read aloud."""
    assert file_slug("日本の 話") == "日本の-話"


def test_a_slug_is_never_empty():
    """A name of signs alone stays as it is."""
    assert file_slug("!!!") == "!!!"
