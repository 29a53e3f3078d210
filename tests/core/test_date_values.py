"""Days are read as they are meant, or refused with the day to type."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.front_matter import post
from tests.front_matter.post_texts import TITLE, error_in_row, field_value, front, post_bytes


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-14", "2026-03-14T00:00:00"),
        ("'2026-03-14'", "2026-03-14T00:00:00"),
        ('"2026-03-14"', "2026-03-14T00:00:00"),
        ("“2026-03-14”", "2026-03-14T00:00:00"),
        ("2026/03/14", "2026-03-14T00:00:00"),
        ("2026.03.14", "2026-03-14T00:00:00"),
        ("2026-3-4", "2026-03-04T00:00:00"),
        ("2028-02-29", "2028-02-29T00:00:00"),
        ("2026-03-14 09:30", "2026-03-14T09:30:00"),
        ("2026-03-14 9:30", "2026-03-14T09:30:00"),
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
def test_a_day_is_read_with_its_time_and_zone(text, moment):
    """The year first, however it is parted and quoted."""
    assert field_value(f"date: {text}", "date").isoformat() == moment


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2026-02-30", "“2026-02-30” is not a day that exists.",
         "February 2026 has 28 days: write one of them."),
        ("2027-02-29", "“2027-02-29” is not a day that exists.",
         "February 2027 has 28 days: write one of them."),
        ("2026-04-31", "“2026-04-31” is not a day that exists.",
         "April 2026 has 30 days: write one of them."),
        ("2026-14-03", "“2026-14-03” is not a day that exists.",
         "Write the year, the month, then the day: `date: 2026-03-14`"),
        ("2026-25-09", "“2026-25-09” is not a day that exists.",
         "Write the year, the month, then the day: `date: 2026-09-25`"),
        ("2026-00-10", "“2026-00-10” is not a day that exists.",
         "Write the year, the month, then the day: `date: 2026-03-14`"),
        ("2026-40-40", "“2026-40-40” is not a day that exists.",
         "Write the year, the month, then the day: `date: 2026-03-14`"),
        ("0206-03-14", "The year of “0206-03-14” cannot be right.", "Write `date: 2026-03-14`"),
        ("2206-03-14", "The year of “2206-03-14” cannot be right.", "Write `date: 2026-03-14`"),
        ("0000-01-01", "The year of “0000-01-01” cannot be right.", "Write `date: 2026-03-14`"),
        ("03/04/2026", "“03/04/2026” may mean 3 April or 4 March.",
         "Write `date: 2026-04-03` or `date: 2026-03-04`"),
        ("3.4.2026", "“3.4.2026” may mean 3 April or 4 March.",
         "Write `date: 2026-04-03` or `date: 2026-03-04`"),
        ("28/09/2021", "“28/09/2021” does not begin with the year.", "Write `date: 2021-09-28`"),
        ("09/28/2021", "“09/28/2021” does not begin with the year.", "Write `date: 2021-09-28`"),
        ("05-05-2026", "“05-05-2026” does not begin with the year.", "Write `date: 2026-05-05`"),
        ("28/09/2021 10:00", "“28/09/2021 10:00” does not begin with the year.",
         "Write `date: 2021-09-28`"),
        ("31/31/2026", "“31/31/2026” is not a day that exists.",
         "Write `date: 2026-03-14`: year, month, day."),
        ("14 March 2026", "“14 March 2026” is not a date.",
         "Write `date: 2026-03-14`: year, month, day."),
        ("September 28th, 2021", "“September 28th, 2021” is not a date.",
         "Write `date: 2021-09-28`: year, month, day."),
        ("Mon, 28 Sep 2021", "“Mon, 28 Sep 2021” is not a date.",
         "Write `date: 2021-09-28`: year, month, day."),
        ("March 2026", "“March 2026” is not a date.",
         "Write `date: 2026-03-14`: year, month, day."),
        ("14/03/26", "“14/03/26” is not a date.", "Write `date: 2026-03-14`: year, month, day."),
        ("soon", "“soon” is not a date.", "Write `date: 2026-03-14`: year, month, day."),
        ("2026-03", "“2026-03” is not a date.", "Write `date: 2026-03-14`: year, month, day."),
        ("2026-03/14", "“2026-03/14” is not a date.",
         "Write `date: 2026-03-14`: year, month, day."),
        ("2026-03-14 9am", "“2026-03-14 9am” has a time that cannot be read.",
         "Write for example `date: 2026-03-14 09:30`"),
        ("2026-03-14 25:00", "“2026-03-14 25:00” has a time that cannot be read.",
         "Write for example `date: 2026-03-14 09:30`"),
        ("2026-03-14 09:30 +99:99", "“2026-03-14 09:30 +99:99” has a time that cannot be read.",
         "Write for example `date: 2026-03-14 09:30`"),
        ("2026-03-14 Europe/London", "“2026-03-14 Europe/London” has a time that cannot be read.",
         "Write for example `date: 2026-03-14 09:30`"),
        ("2026-03-145", "“2026-03-145” has a time that cannot be read.",
         "Write for example `date: 2026-03-14 09:30`"),
        ("[2026-03-14]", "This is a list, where one value is expected.",
         "Write `date: 2026-03-14`"),
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_refused(text, message, hint):
    """Impossible, ambiguous, or another way of writing: the hint is what to type."""
    assert error_in_row(f"date: {text}") == (f"date: {message}", hint)


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
    ],
)
def test_a_lenient_reading_takes_what_pelican_takes(text, moment):
    """Its dates are read by dateutil, month first; the name of a zone is nothing to go by."""
    assert field_value(f"date: {text}", "date", lenient=True).isoformat() == moment


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "99999999999999", "1 March 1066", "1e400"])
def test_a_lenient_reading_refuses_what_is_no_date(text):
    """A post at a made-up date would be worse."""
    message, _hint = error_in_row(f"date: {text}", lenient=True)

    assert f"“{text}”" in message


@given(st.text("0123456789-/.:TZ +abMarchsept,"), st.booleans())
def test_any_text_is_a_date_or_refused(text, lenient):
    """Nothing but an ordinary refusal comes of it."""
    found, findings = post.read(post_bytes(TITLE, f"date: '{text}'"), "a.md", lenient=lenient)

    assert isinstance(found.front.date, datetime | None)
    assert [finding.line for finding in findings] in ([], [3])


@pytest.mark.parametrize("text", ["2026-03-20", "2026-03-20 10:00", "2026/3/20"])
def test_a_review_has_a_day(text):
    """Its time does not matter."""
    assert front(TITLE, f"reviewed: {text}", "reviewed_by: N. L.").reviewed == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3 years", 36),
        ("1 year", 12),
        ("18 months", 18),
        ("1 Month", 1),
        ("“2 years”", 24),
        ("3years", 36),
    ],
)
def test_a_span_is_a_number_of_months(text, months):
    """Years and months."""
    assert field_value(f"review_every: {text}", "review_every") == months


@pytest.mark.parametrize("text", ["3", "often", "0 years", "2 weeks", "-1 years", "1000 years"])
def test_another_span_is_refused(text):
    """With both ways to write it."""
    assert error_in_row(f"review_every: {text}") == (
        f"review_every: “{text}” is not a span of time.",
        "Write `3 years` or `18 months`.",
    )
