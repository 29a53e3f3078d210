"""Opening hours for machines, only if every line can be read for certain."""

import pytest

from plugins.structured_data.opening_hours import opening_hours


@pytest.mark.parametrize(
    ("days", "times", "expected"),
    [
        ("Monday to Friday", "9am to 6pm", "Mo-Fr 09:00-18:00"),
        ("Monday to Thursday", "8am to noon", "Mo-Th 08:00-12:00"),
        ("Saturday", "9.30am to 1:15pm", "Sa 09:30-13:15"),
        ("Mon – Wed", "09:00–17:30", "Mo-We 09:00-17:30"),
        ("Tuesday, Thursday and Saturday", "12pm to 8pm", "Tu,Th,Sa 12:00-20:00"),
        ("Monday to Wednesday and Friday", "12am to 11.59pm", "Mo-We,Fr 00:00-23:59"),
        ("SUNDAY", "10 am to midday", "Su 10:00-12:00"),
        ("Friday", "6pm to 2am", "Fr 18:00-02:00"),
        ("Friday", "9 a.m. to 24:00", "Fr 09:00-00:00"),
    ],
)
def test_lines_that_can_be_read(days, times, expected):
    """Two-letter days, and times on a 24-hour clock."""
    assert opening_hours([(days, times)]) == [expected]


@pytest.mark.parametrize(
    ("days", "times"),
    [
        ("Weekdays", "9am to 6pm"),
        ("Monday", "by appointment"),
        ("Monday", "9 to 6"),
        ("Monday", "9am"),
        ("Monday", "9am to 1pm and 2pm to 6pm"),
        ("Monday", "6pm to 9am"),
        ("Monday", "00:00 to 24:00"),
        ("Monday", "13pm to 9pm"),
        ("Monday", "0am to 9pm"),
        ("Monday", "09:75 to 21:00"),
        ("Monday", "09:00 to 25:00"),
        ("Monday to Friday to Sunday", "9am to 6pm"),
        ("First Monday", "9am to 6pm"),
        ("", "9am to 6pm"),
        ("Bank holidays", "closed"),
    ],
)
def test_one_unreadable_line_drops_all(days, times):
    """The other lines would say that the clinic is closed at that time."""
    assert opening_hours([("Monday to Friday", "9am to 6pm"), (days, times)]) == []


def test_a_closed_day_is_left_out():
    """Which means closed to schema.org."""
    lines = [("Monday to Friday", "9am to 6pm"), ("Saturday and Sunday", "Closed")]

    assert opening_hours(lines) == ["Mo-Fr 09:00-18:00"]


def test_no_lines_are_no_hours():
    """For a location without hours."""
    assert opening_hours([]) == []
