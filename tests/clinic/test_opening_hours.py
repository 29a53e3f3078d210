"""Opening hours that no clinic can have."""

import pytest

from plugins.clinic.opening_hours import closes_first, impossible_time, misspelt_day, time_range


@pytest.mark.parametrize(
    ("days", "slip"),
    [
        ("Mondya to Friday", ("Mondya", "Monday")), ("Monday to Firday", ("Firday", "Friday")),
        ("teusday", ("teusday", "Tuesday")), ("Wensday", ("Wensday", "Wednesday")),
        ("Thrusdays", ("Thrusdays", "Thursday")), ("Satuday, Sunday", ("Satuday", "Saturday")),
        ("Sunnday", ("Sunnday", "Sunday")),
    ],
)  # fmt: skip
def test_a_misspelt_day(days, slip):
    """The first one, with the day that was meant."""
    assert misspelt_day(days) == slip


@pytest.mark.parametrize(
    "days",
    ["Monday to Thursday", "Mon – Fri", "Sundays", "SATURDAY & SUNDAY", "Bank holidays", "Weekdays",
     "Every day", "Midday", "Mandag til fredag", "Montag", "First Friday of the month", ""],
)  # fmt: skip
def test_other_words_are_not_days(days):
    """Days in other languages are near enough to each other, but not to ours."""
    assert misspelt_day(days) is None


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        ("25:00 to 26:00", "25:00"), ("9:75am to 5pm", "9:75am"), ("9am to 13pm", "13pm"),
        ("0am to 5pm", "0am"), ("09:60", "09:60"), ("24:30", "24:30"), ("9.99 a.m.", "9.99 a.m"),
        ("17:00 pm", "17:00 pm"),
    ],
)  # fmt: skip
def test_times_that_no_day_has(times, wrong):
    """The first one, as it is written."""
    assert impossible_time(times) == wrong


@pytest.mark.parametrize(
    "times", ["9am to 5am", "5pm to 9am", "17:00–09:00", "9am-9am", "9am to 12am", "6am to 5am"]
)
def test_hours_that_end_before_they_begin(times):
    """The slip of a single letter."""
    assert closes_first(times)
    assert impossible_time(times) == ""


@pytest.mark.parametrize(
    "times",
    ["9am to 5pm", "9-5", "09:00–17:30", "8am to noon", "closed", "9.30am – 12 noon",
     "9 a.m. to 5 p.m.", "9am to 1pm, 2pm to 6pm", "12am to 1am", "00:00 to 24:00",
     "6pm to 2am", "10pm to 2am", "14:00–00:00", "9pm to 9am", "2pm to 12am",
     "by appointment: 020 7946 0017", "every 30 minutes", "until late", ""],
)  # fmt: skip
def test_what_may_be(times):
    """Whatever has no certain times is as the editor wants it."""
    assert impossible_time(times) == ""
    assert not closes_first(times)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("9am to 5pm", (540, 1020)), ("9.30 a.m. – 5.15 p.m.", (570, 1035)),
        ("09:00-17:30", (540, 1050)), ("9.30–17.30", (570, 1050)), ("8am to Noon", (480, 720)),
        ("6pm to 2am", (1080, 120)), ("00:00 to 24:00", (0, 1440)), ("2PM to 12AM", (840, 0)),
        ("9am to 5am", None), ("9-5", None), ("closed", None), ("25:00 to 26:00", None),
        ("9am to 5pm by appointment", None), ("9am to 1pm, 2pm to 6pm", None), ("", None),
    ],
)  # fmt: skip
def test_when_it_opens_and_closes(times, expected):
    """In minutes, if that is certain and all that is written."""
    assert time_range(times) == expected
