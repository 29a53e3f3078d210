"""The state of a post's review."""

from datetime import date

import pytest

from plugins.clinical_care.model import ReviewTimes
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.review import ReviewState, later, review_state
from tests.posts.post_texts import PATH, TITLE, post_bytes

BY_NORA = ("reviewed: 2023-11-22", "reviewed_by: Nora Lind")
REVIEWED = (*BY_NORA, "review_every: 3 years")
DUE = date(2026, 11, 22)
ROW = {"source": "x", "clinician": "not read by a clinician yet"}
RULES = ReviewTimes.model_validate(
    {"every": [{"categories": ["Running"], "months": 12, **ROW}], "grace_months": 2}
)


def state_of(*rows, today=DUE, rules=None, category="Running"):
    """The state, and the rule and line of each finding."""
    read = read_post(post_bytes(TITLE, *rows), AnySiteContext(), path=PATH, lenient=False)
    state, found = review_state(read.front, read, rules, category, today)
    assert all(each.severity == "warning" and each.path == PATH for each in found)
    return state, [(each.rule, each.line) for each in found]


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 3, 20), 36, date(2029, 3, 20)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
        (date(2026, 12, 1), 999_999, date(9999, 3, 1)),
    ],
)
def test_a_day_some_months_later(day, months, due):
    """The same day of the month, or the last one of a shorter month."""
    assert later(day, months) == due


def test_a_review_that_is_still_valid_has_a_date():
    """On the due date as well."""
    assert state_of(*REVIEWED) == (ReviewState(DUE), [])


def test_an_overdue_review_is_a_warning():
    """At the line of the review's date; readers see when it was due."""
    assert state_of(*REVIEWED, today=date(2026, 11, 23)) == (
        ReviewState(DUE, "overdue"), [("front-matter/review-overdue", 3)]
    )  # fmt: skip


def test_without_both_values_nothing_is_due():
    """No review, or no period of validity, and no rules."""
    assert state_of() == (ReviewState(), [])
    assert state_of(*BY_NORA, today=date(2099, 1, 1)) == (ReviewState(), [])


def test_the_rules_say_how_long_a_review_is_valid():
    """In the categories that they name, whatever the case, unless the post says otherwise."""
    year = ReviewState(date(2024, 11, 22))
    assert state_of(*BY_NORA, today=date(2024, 1, 1), rules=RULES) == (year, [])
    assert state_of(*BY_NORA, today=date(2024, 1, 1), rules=RULES, category="running") == (year, [])
    assert state_of(*BY_NORA, rules=RULES, category="News") == (ReviewState(), [])
    assert state_of(*REVIEWED, rules=RULES) == (ReviewState(DUE), [])


def test_an_article_that_nobody_has_reviewed_says_so():
    """If the rules want a review."""
    assert state_of(rules=RULES) == (ReviewState(state="unreviewed"), [])
    assert state_of(rules=RULES, category="News") == (ReviewState(), [])


@pytest.mark.parametrize(
    ("today", "rule"),
    [
        (date(2026, 11, 23), "front-matter/review-overdue"),
        (date(2027, 1, 22), "front-matter/review-overdue"),
        (date(2027, 1, 23), "review/long-overdue"),
    ],
)
def test_after_a_period_of_grace_a_review_is_long_overdue(today, rule):
    """Which may stop a build for publication."""
    assert state_of(*REVIEWED, today=today, rules=RULES) == (
        ReviewState(DUE, "overdue"), [(rule, 3)]
    )  # fmt: skip
