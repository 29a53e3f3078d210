"""The calendar, by value."""

from datetime import date

from plugins.desk.months import events_of, months_of, years_of
from plugins.desk.rows import rows_of
from tests.desk.made_up import NOW, desk, full, post

EVENTS = list(events_of(rows_of(full(), (), NOW)))


def test_each_kind_of_day_is_an_event():
    """Published, scheduled, planned and due; a draft has no day of publication."""
    assert {(event.kind, event.row.post.slug, f"{event.day}") for event in EVENTS} == {
        ("published", "warm", "2026-11-01"),
        ("published", "cool", "2026-11-01"),
        ("published", "rest", "2026-11-01"),
        ("scheduled", "later", "2027-01-05"),
        ("planned", "draft", "2026-12-24"),
        ("due", "warm", "2026-11-01"),
        ("due", "cool", "2026-12-20"),
    }


def test_months_of_a_year_are_in_order():
    """Days in them too; months without a day are left out."""
    found = months_of(EVENTS, 2026)

    assert [month.first for month in found] == [date(2026, 11, 1), date(2026, 12, 1)]
    assert [event.row.post.slug for event in found[1].events] == ["cool", "draft"]
    assert months_of(EVENTS, 2025) == []


def test_the_years_are_those_with_events_and_this_one():
    """So that a calendar without any has a page."""
    assert years_of(EVENTS, date(2030, 1, 1)) == [2026, 2027, 2030]
    assert years_of([], date(2030, 1, 1)) == [2030]


def test_a_plan_ends_when_the_post_is_published():
    """What was planned is past then."""
    done = desk(post("warm", planned=date(2026, 12, 24)))

    assert [event.kind for event in events_of(rows_of(done, (), NOW))] == ["published"]
