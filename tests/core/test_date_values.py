"""Dates and durations are parsed, or refused with what to write instead."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.posts import post
from tests.posts.post_texts import TITLE, error_in_row, field_value, front, post_bytes


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-14", "2026-03-14T00:00:00"),
        ('"2026-03-14"', "2026-03-14T00:00:00"),
        ("“2026-03-14”", "2026-03-14T00:00:00"),
        ("2026/03/14", "2026-03-14T00:00:00"),
        ("2026.03.14", "2026-03-14T00:00:00"),
        ("2026-3-4", "2026-03-04T00:00:00"),
        ("2028-02-29", "2028-02-29T00:00:00"),
        ("2026-03-14 09:30", "2026-03-14T09:30:00"),
        ("2026-03-14T09:30:15", "2026-03-14T09:30:15"),
        ("2026-03-14 09:30:15.250", "2026-03-14T09:30:15"),
        ("2026-03-14_09:30", "2026-03-14T09:30:00"),
        ("2026-03-14T09:30:00Z", "2026-03-14T09:30:00+00:00"),
        ("2026-03-14 09:30 UTC", "2026-03-14T09:30:00+00:00"),
        ("2026-03-14 09:30 +01:00", "2026-03-14T09:30:00+01:00"),
        ("2026-03-14 09:30:00+0100", "2026-03-14T09:30:00+01:00"),
        ("2026-03-14 09:30 -05:30", "2026-03-14T09:30:00-05:30"),
    ],
)  # fmt: skip
def test_a_date_is_parsed_with_its_time_and_zone(text, moment):
    """The year comes first, with any separator and quotes."""
    assert field_value(f"date: {text}", "date").isoformat() == moment


YEAR_FIRST = "`date: 2026-03-14`: year, month, day"
NO_DAY, NO_DATE, NO_TIME = "is not a day that exists", "is not a date", "a time that cannot be read"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2026-02-30", NO_DAY, "February 2026 has 28 days"),
        ("2026-04-31", NO_DAY, "April 2026 has 30 days"),
        ("2026-14-03", NO_DAY, "`date: 2026-03-14`"),
        ("2026-25-09", NO_DAY, "`date: 2026-09-25`"),
        ("2026-00-10", NO_DAY, "`date: 2026-03-14`"),
        ("2026-40-40", NO_DAY, "`date: 2026-03-14`"),
        ("0206-03-14", "year", "`date: 2026-03-14`"),
        ("2206-03-14", "year", "`date: 2026-03-14`"),
        ("0000-01-01", "year", "`date: 2026-03-14`"),
        ("03/04/2026", "may mean 3 April or 4 March", "`date: 2026-04-03` or `date: 2026-03-04`"),
        ("3.4.2026", "may mean 3 April or 4 March", "`date: 2026-04-03` or `date: 2026-03-04`"),
        ("28/09/2021", "does not begin with the year", "`date: 2021-09-28`"),
        ("09/28/2021", "does not begin with the year", "`date: 2021-09-28`"),
        ("05-05-2026", "does not begin with the year", "`date: 2026-05-05`"),
        ("28/09/2021 10:00", "does not begin with the year", "`date: 2021-09-28`"),
        ("31/31/2026", NO_DAY, YEAR_FIRST),
        ("14 March 2026", NO_DATE, YEAR_FIRST),
        ("September 28th, 2021", NO_DATE, "`date: 2021-09-28`"),
        ("Mon, 28 Sep 2021", NO_DATE, "`date: 2021-09-28`"),
        ("March 2026", NO_DATE, YEAR_FIRST),
        ("14/03/26", NO_DATE, YEAR_FIRST),
        ("soon", NO_DATE, YEAR_FIRST),
        ("2026-03", NO_DATE, YEAR_FIRST),
        ("2026-03/14", NO_DATE, YEAR_FIRST),
        ("2026-03-14 9am", NO_TIME, "`date: 2026-03-14 09:30`"),
        ("2026-03-14 25:00", NO_TIME, "`date: 2026-03-14 09:30`"),
        ("2026-03-14 09:30 +99:99", NO_TIME, "`date: 2026-03-14 09:30`"),
        ("2026-03-14 Europe/London", NO_TIME, "`date: 2026-03-14 09:30`"),
        ("2026-03-145", NO_TIME, "`date: 2026-03-14 09:30`"),
    ],
)
def test_an_invalid_date_is_refused(text, message, hint):
    """Impossible, ambiguous, or in another format: the hint is what to write."""
    found, wanted = error_in_row(f"date: {text}")

    assert f"“{text}”" in found
    assert message in found
    assert hint in wanted


def test_the_hint_names_the_key():
    """`modified` and `reviewed` are read like `date`."""
    assert error_in_row("modified: 28/09/2021")[1] == "Write `modified: 2021-09-28`"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from("-/."))
def test_any_day_is_read(day, sign):
    """From 1900 to 2100, with or without leading zeros."""
    assert field_value(f"date: {day.year}{sign}{day.month}{sign}{day.day}", "date").date() == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14 March 2026", "2026-03-14T00:00:00"),
        ("2012-03-02 14:30", "2012-03-02T14:30:00"),
        ("Tue, 28 Sep 2021 10:00:00 +0100", "2021-09-28T10:00:00+01:00"),
        ("28 Sep 2021 10:00 EST", "2021-09-28T10:00:00"),
        ("03/04/2026", "2026-03-04T00:00:00"),
        ("20210928", "2021-09-28T00:00:00"),
        ("2015-03-17 14:00:00 -4", "2015-03-17T14:00:00-04:00"),
    ],
)
def test_a_lenient_read_accepts_what_pelican_does(text, moment):
    """By dateutil, the month first; names of time zones are ignored."""
    assert field_value(f"date: {text}", "date", lenient=True).isoformat() == moment


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "99999999999999", "1 March 1066", "1e400"])
def test_a_lenient_read_refuses_an_invalid_date(text):
    """A post with an invented date would be worse."""
    message, _hint = error_in_row(f"date: {text}", lenient=True)

    assert f"“{text}”" in message


@given(st.text("0123456789-/.:TZ +abMarchsept,"), st.booleans())
def test_any_text_is_a_date_or_an_error(text, lenient):
    """Nothing is raised."""
    found, findings = post.read(post_bytes(TITLE, f"date: '{text}'"), "a.md", lenient=lenient)

    assert isinstance(found.front.date, datetime | None)
    assert [finding.line for finding in findings] in ([], [3])


@pytest.mark.parametrize("text", ["2026-03-20", "2026-03-20 10:00", "2026/3/20"])
def test_a_review_has_a_date(text):
    """Its time is dropped."""
    assert front(TITLE, f"reviewed: {text}", "reviewed_by: N. L.").reviewed == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("text", "months"),
    [("3 years", 36), ("18 months", 18), ("1 Month", 1), ("“2 years”", 24), ("3years", 36)],
)
def test_a_duration_is_a_number_of_months(text, months):
    """Years and months."""
    assert field_value(f"review_every: {text}", "review_every") == months


@pytest.mark.parametrize("text", ["3", "often", "0 years", "2 weeks", "-1 years", "1000 years"])
def test_another_duration_is_refused(text):
    """The hint shows both forms."""
    message, hint = error_in_row(f"review_every: {text}")

    assert f"“{text}”" in message
    assert "`3 years` or `18 months`" in hint
