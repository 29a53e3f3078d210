"""Old and wordless photos are shown, and their editor is told."""

from datetime import date

import pytest

from plugins.core.findings import Finding
from plugins.photo_feed.checks import check_age, check_alts
from tests.photo_feed.samples import (
    CURATION_PATH,
    SNAPSHOT_PATH,
    data_file,
    feed_photo,
    own_photo,
    photo,
    posted,
)

AGED = data_file(posted("old", "2026-01-01"), photo("undated"), posted("new", "2026-10-03"))


def test_an_old_snapshot_is_told_with_its_newest_photo():
    """The hint says what to do in either case."""
    assert check_age(AGED, date(2027, 1, 2), 90) == [
        Finding(
            SNAPSHOT_PATH,
            0,
            "warning",
            "photo-feed/old",
            "The newest photo from Instagram is of 3 October 2026, over 90 days ago.",
            "Run `make photos`; if nothing newer was posted, raise PHOTO_FEED_MAX_AGE_DAYS.",
        )
    ]


@pytest.mark.parametrize("day", ["2026-10-03", "2027-01-01", "2020-01-01"])
def test_a_snapshot_is_not_old_within_its_days(day):
    """Neither on the last of them nor for a clock that is behind."""
    assert check_age(AGED, date.fromisoformat(day), 90) == []


@pytest.mark.parametrize("undated", [data_file(), data_file(photo("undated"))])
def test_what_has_no_day_has_no_age(undated):
    """A clinic without an account hears nothing of it."""
    assert check_age(undated, date(2030, 1, 1), 90) == []


def test_a_photo_without_words_is_told():
    """The hint can be copied into curation.yaml."""
    photos = [
        feed_photo("17895", alt="Photo posted on 3 October 2026", posted=date(2026, 10, 3)),
        feed_photo("b", alt="Photo posted on Instagram"),
        feed_photo("c", alt="Photo posted on Instagram", posted=date(2026, 10, 3)),
        own_photo(alt="Photo posted on Instagram"),
    ]

    told = list(check_alts(photos, CURATION_PATH))

    assert told[0] == Finding(
        SNAPSHOT_PATH,
        0,
        "warning",
        "photo-feed/no-alt",
        "Nobody has written what 17895.jpg shows: people hear “Photo posted on 3 October 2026”.",
        f"Add to `override:` in {CURATION_PATH}: `- {{id: 17895, alt: ...}}`",
    )
    assert ["b.jpg" in finding.message for finding in told] == [False, True]
