"""Dates formatted for visitors and for machines."""

from datetime import UTC, date, datetime

import pytest

from plugins.core.dates import MONTHS, date_iso, date_words


@pytest.mark.parametrize(
    ("day", "words", "iso"),
    [
        (date(2021, 9, 28), "28 September 2021", "2021-09-28"),
        (date(2026, 1, 1), "1 January 2026", "2026-01-01"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "31 December 2026", "2026-12-31"),
        (date(999, 5, 3), "3 May 999", "0999-05-03"),
    ],
)
def test_a_day_in_words_and_figures(day, words, iso):
    """For visitors without leading zeros, for machines with them; the time is dropped."""
    assert date_words(day) == words
    assert date_iso(day) == iso


def test_twelve_months():
    """In English, in order."""
    assert [date_words(date(2026, month, 1)).split()[1] for month in range(1, 13)] == list(MONTHS)


class FrenchDate(date):
    """A date that is formatted in French."""

    def strftime(self, _form):
        """The same for every format."""
        return "28 septembre 2021"

    __format__ = strftime


def test_the_locale_changes_nothing():
    """Month names do not come from strftime."""
    day = FrenchDate(2021, 9, 28)

    assert f"{day:%B}" == "28 septembre 2021"
    assert date_words(day) == "28 September 2021"
    assert date_iso(day) == "2021-09-28"
