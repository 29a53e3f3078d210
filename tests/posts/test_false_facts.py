"""What a post says of its review and of its last change, if it cannot be true."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from plugins.posts.false_facts import without_false_facts
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
PEOPLE = ("Ada Berg", "Tove Holm", "Ann-Kristin Östlund")
GOOD = ("date: 2026-04-01", "author: Ada Berg", "reviewed: 2026-04-08", "reviewed_by: Tove Holm")


def checked(*rows, now=NOW, people=PEOPLE, severity="error", name="a.md"):
    """The front matter without false facts, and the findings as (rule, line)."""
    text = "\n".join(("---", "title: Stiff hips", *rows, "---", "Words."))
    read = read_post(text.encode(), AnySiteContext(), path=name, lenient=False)
    assert (read.findings, read.body_findings) == ((), ())
    front, found = without_false_facts(read.front, read, now=now, people=people, severity=severity)
    assert {finding.path for finding in found} <= {name}
    assert {finding.severity for finding in found} <= {severity}
    return front, [(finding.rule, finding.line) for finding in found]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        GOOD,
        (*GOOD[:2], "reviewed: 2026-04-01", GOOD[3]),
        (*GOOD[:2], "reviewed: 2026-05-20", GOOD[3]),
        GOOD[2:],
        ("date: 2026-04-01 18:30", "reviewed: 2026-04-01", "reviewed_by: Ann-Kristin Östlund"),
        ("date: 2026-04-01", "modified: 2026-05-20"),
        ("date: 2026-04-01", "modified: 2026-05-20 11:59Z"),
    ],
)
def test_what_may_be_true_stays(rows):
    """On the day of publication and today as well."""
    front, found = checked(*rows)

    assert found == []
    assert (front.reviewed is None) == (len(rows) < 2 or "modified" in rows[1])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((*GOOD[:2], "reviewed: 2026-05-21", GOOD[3]), [("review/in-future", 5)]),
        ((*GOOD[:2], "reviewed: 2062-04-08", GOOD[3]), [("review/in-future", 5)]),
        (("reviewed: 2026-06-01", "reviewed_by: Ada Berg"), [("review/in-future", 3)]),
        ((*GOOD[:2], "reviewed: 2026-03-31", GOOD[3]), [("review/before-post", 5)]),
        ((*GOOD[:2], "reviewed: 2025-04-08", GOOD[3]), [("review/before-post", 5)]),
        ((*GOOD[:3], "reviewed_by: Ada Berg"), [("review/by-author", 6)]),
        ((*GOOD[:3], "reviewed_by: ada berg"), [("review/by-author", 6)]),
        (
            ("authors: [Moss Clinic, Tove Holm]", "reviewed: 2026-04-08", "reviewed_by: Tove Holm"),
            [("review/by-author", 5)],
        ),
        ((*GOOD[:3], "reviewed_by: Tove Holmm"), [("review/unknown-person", 6)]),
        ((*GOOD[:3], "reviewed_by: Dr Holm"), [("review/unknown-person", 6)]),
        ((*GOOD[:3], "reviewed_by: the team"), [("review/unknown-person", 6)]),
        (
            (*GOOD[:2], "reviewed: 2027-01-01", "reviewed_by: Somebody Else"),
            [("review/in-future", 5), ("review/unknown-person", 6)],
        ),
    ],
)
def test_a_review_that_cannot_be_is_not_claimed(rows, expected):
    """In a lenient build, where it is a warning, as well."""
    front, found = checked(*rows)

    assert found == expected
    assert (front.reviewed, front.reviewed_by) == (None, "")
    assert checked(*rows, severity="warning")[0] == front


def test_a_date_in_the_name_of_a_file_counts():
    """It is the date of the post."""
    _front, found = checked("reviewed: 2026-04-08", GOOD[3], name="2026-04-09-hips.md")

    assert found == [("review/before-post", 3)]


def test_without_a_list_of_people_a_name_cannot_be_wrong():
    """The file that cannot be read has an error of its own."""
    assert checked(*GOOD[:3], "reviewed_by: Somebody Else", people=None)[1] == []
    assert checked(*GOOD, people=())[1] == [("review/unknown-person", 6)]


@pytest.mark.parametrize(
    "moment", ["2026-05-21", "2026-05-20 12:01Z", "2026-05-20 13:30", "2063-01-02"]
)
def test_a_change_in_the_future_is_not_claimed(moment):
    """A time without a zone is that of the site's, here two hours before that of Greenwich."""
    now = NOW.astimezone(ZoneInfo("Etc/GMT+2"))

    front, found = checked("date: 2026-04-01", f"modified: {moment}", now=now)

    assert found == [("front-matter/modified-in-future", 4)]
    assert front.modified is None


def test_today_is_that_of_the_site():
    """Soon after midnight in Auckland, it is yesterday in London."""
    rows = (*GOOD[:2], "reviewed: 2026-05-21", GOOD[3])

    assert checked(*rows, now=NOW.astimezone(ZoneInfo("Pacific/Auckland")))[1] == []
