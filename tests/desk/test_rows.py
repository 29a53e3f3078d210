"""The rows of the desk's tables, by value."""

from datetime import date, timedelta

import pytest

from plugins.desk.rows import rows_of
from tests.desk.made_up import NOW, desk, full, path, post, related, warning


def rows(values, findings=(), now=NOW):
    return {row.post.slug: row for row in rows_of(values, findings, now)}


def test_a_post_is_scheduled_until_its_moment():
    """Any other status is shown as it is written."""
    found = {name: row.state for name, row in rows(full()).items()}

    assert found["later"] == "scheduled"
    assert found["draft"] == "draft"
    assert found["gone"] == "skip"
    assert found["warm"] == "published"
    assert rows(full(), now=NOW + timedelta(days=40))["later"].state == "published"


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "overdue"), (0, "soon"), (30, "soon"), (31, ""), (None, "")]
)
def test_a_review_is_overdue_the_day_after_it_was_due(days, state):
    """And due soon from thirty days before."""
    due = None if days is None else NOW.date() + timedelta(days=days)

    assert rows(desk(post("warm", due=due)))["warm"].review == state


def test_a_missing_review_is_named_only_where_the_rules_want_one():
    """The build knows that."""
    found = rows(desk(post("warm", unreviewed=True), post("cool")))

    assert (found["warm"].review, found["cool"].review) == ("unreviewed", "")


def test_links_are_counted_once_for_each_post_that_visitors_see():
    """Links from and to drafts do not count, and a link of both kinds is one."""
    found = rows(
        desk(
            post("warm", related=related("cool", "draft"), linked=(path("cool"), path("rest"))),
            post("cool", related=related("warm")),
            post("rest"),
            post("draft", shown=False, linked=(path("rest"), path("warm"))),
        )
    )

    def numbers(name):
        row = found[name]
        related_text = row.related_in, row.related_out, row.text_in, row.text_out
        return (*related_text, row.links_in, row.links_out)

    assert numbers("warm") == (1, 1, 0, 2, 1, 2)
    assert numbers("cool") == (1, 1, 1, 0, 1, 1)
    assert numbers("rest") == (0, 0, 1, 0, 1, 0)
    assert numbers("draft") == (0, 0, 0, 2, 0, 2)


def test_an_orphan_is_an_article_that_visitors_see_and_none_leads_to():
    """Pages and drafts are none."""
    found = rows(desk(post("warm"), post("about", kind="page"), post("draft", shown=False)))

    assert [name for name, row in found.items() if row.is_orphan] == ["warm"]


def test_findings_are_counted_by_severity_and_file():
    """Those of other files count for no post."""
    findings = [
        warning("warm"), warning("warm", 5), warning("warm", severity="error"), warning("other"),
        warning("cool", severity="advice"),
    ]  # fmt: skip
    found = rows(full(), findings)

    assert (found["warm"].errors, found["warm"].warnings) == (1, 2)
    assert (found["cool"].errors, found["cool"].warnings) == (0, 0)


def test_a_day_is_that_of_the_moment():
    """The clock of the person at the desk decides what is overdue."""
    due = desk(post("warm", due=date(2026, 11, 30)))

    assert rows(due)["warm"].review == "soon"
    assert rows(due, now=NOW + timedelta(days=1))["warm"].review == "overdue"
