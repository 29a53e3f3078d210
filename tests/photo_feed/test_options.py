"""The feed's settings are read once, and wrong ones are told."""

import pytest

from plugins.photo_feed.options import PhotoFeedOptions


def test_defaults():
    """A site that sets nothing shows six photos from data/photos."""
    assert PhotoFeedOptions.read({"SITENAME": "A clinic"}) == (
        PhotoFeedOptions(count=6, path="data/photos", max_age_days=90),
        [],
    )


def test_settings_are_taken():
    """All of them count."""
    options, findings = PhotoFeedOptions.read(
        {
            "PHOTO_FEED_COUNT": 8,
            "PHOTO_FEED_PATH": "pictures/feed",
            "PHOTO_FEED_MAX_AGE_DAYS": 1,
        }
    )

    assert options == PhotoFeedOptions(count=8, path="pictures/feed", max_age_days=1)
    assert findings == []


@pytest.mark.parametrize("name", ["COUNT", "MAX_AGE_DAYS"])
@pytest.mark.parametrize("number", [0, -1, "6", 2.0, True, None])
def test_an_impossible_number_is_told(name, number):
    """It is a whole number of at least one; the default stands in."""
    options, [finding] = PhotoFeedOptions.read({f"PHOTO_FEED_{name}": number})

    assert options == PhotoFeedOptions()
    assert finding.message == f"The setting PHOTO_FEED_{name} cannot be {number!r}."
    assert finding.rule == "photo-feed/impossible-setting"
    assert finding.hint == "Write a whole number of at least 1."


@pytest.mark.parametrize("path", ["", "/etc", "../photos", "a/../../b", ".", "a\\b", "a\0", None])
def test_an_impossible_path_is_told(path):
    """The folder lies below the content folder."""
    options, [finding] = PhotoFeedOptions.read({"PHOTO_FEED_PATH": path})

    assert options.path == "data/photos"
    assert finding.message.startswith("The setting PHOTO_FEED_PATH cannot be ")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("PHOTO_FEED_CUONT", "Did you mean “PHOTO_FEED_COUNT”?"),
        (
            "PHOTO_FEED_XYZXYZXYZXYZ",
            "The settings are PHOTO_FEED_COUNT, PHOTO_FEED_PATH, PHOTO_FEED_MAX_AGE_DAYS.",
        ),
    ],
)
def test_an_unknown_setting_is_told(name, hint):
    """A misspelt setting would otherwise do nothing, silently."""
    _, [finding] = PhotoFeedOptions.read({name: 1})

    assert finding.message == f"There is no setting “{name}”."
    assert finding.hint == hint
