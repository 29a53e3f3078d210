"""A build has published posts only; a preview has more, and marks them."""

from datetime import UTC, datetime, timedelta

import pytest

from plugins.core.visibility import Visibility, decide

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
YESTERDAY, TOMORROW = NOW - timedelta(days=1), NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "date", "mark"),
    [
        ("draft", YESTERDAY, "Draft"),
        ("draft", TOMORROW, "Draft"),
        ("draft", None, "Draft"),
        ("ready", YESTERDAY, "Ready for approval"),
        ("ready", TOMORROW, "Ready for approval"),
        ("hidden", TOMORROW, "Scheduled for 24 November 2026"),
        ("published", TOMORROW, "Scheduled for 24 November 2026"),
        ("published", NOW + timedelta(seconds=1), "Scheduled for 23 November 2026"),
    ],
)
def test_only_a_preview_has_posts_that_are_not_public(status, date, mark):
    """With a mark that says why they are not public."""
    assert decide(status, date, now=NOW, preview=True) == Visibility(shown=True, mark=mark)
    assert decide(status, date, now=NOW, preview=False) == Visibility(shown=False, mark=mark)


@pytest.mark.parametrize("date", [YESTERDAY, NOW, None])
@pytest.mark.parametrize("preview", [True, False])
def test_a_published_post_is_shown_without_a_mark(date, preview):
    """From its date on; a page needs no date."""
    assert decide("published", date, now=NOW, preview=preview) == Visibility(shown=True)


@pytest.mark.parametrize("date", [YESTERDAY, NOW, None])
def test_a_hidden_post_has_a_page_and_a_preview_marks_it(date):
    """As in Pelican: nothing leads to the page, so only a preview, which lists it, has a mark."""
    assert decide("hidden", date, now=NOW, preview=True) == Visibility(shown=True, mark="Hidden")
    assert decide("hidden", date, now=NOW, preview=False) == Visibility(shown=True)


@pytest.mark.parametrize("preview", [True, False])
def test_a_skipped_post_is_never_shown(preview):
    """Not even in a preview."""
    assert decide("skip", YESTERDAY, now=NOW, preview=preview) == Visibility(
        shown=False, mark="Skipped"
    )
