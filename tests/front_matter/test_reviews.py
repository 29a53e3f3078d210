"""A review is due when its editor said, and a day that has gone by is not promised again."""

from datetime import date

import pytest

from plugins.front_matter import post
from plugins.front_matter.reviews import due, next_review
from tests.front_matter.typing_desk import PATH, TITLE, typed

REVIEWED = ("reviewed: 2023-11-22", "reviewed_by: Nora Lind", "review_every: 3 years")


def due_on(today, *rows):
    found, findings = post.read(typed(TITLE, *rows), PATH, lenient=False)
    assert findings == []
    return due(found, PATH, today)


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        (date(2026, 3, 20), 36, date(2029, 3, 20)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (None, 36, None),
        (date(2026, 3, 20), None, None),
    ],
)
def test_the_next_review_is_due_some_months_later(reviewed, months, due):
    """On the same day, or on the last of a shorter month; never without a review."""
    assert next_review(reviewed, months) == due


def test_a_review_that_still_holds_shows_its_day():
    """On the day itself as well."""
    assert due_on(date(2026, 11, 22), *REVIEWED) == (date(2026, 11, 22), [])


def test_an_overdue_review_is_told_to_the_editor_and_its_day_to_nobody():
    """A warning at the line of the day, and nothing for readers."""
    day, (finding,) = due_on(date(2026, 11, 23), *REVIEWED)

    assert day is None
    assert str(finding) == (
        f"{PATH}:3: warning: The review of this post was due by 2026-11-22.\n"
        "    Have a clinician review it and write the new day under `reviewed`."
    )


@pytest.mark.parametrize("rows", [(), REVIEWED[:2]])
def test_without_both_facts_nothing_is_due(rows):
    """No review, or no word on how long it holds."""
    assert due_on(date(2099, 1, 1), *rows) == (None, [])
