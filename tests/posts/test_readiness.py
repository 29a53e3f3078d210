"""The list of what a post lacks before it is published."""

from datetime import date

import pytest

from plugins.core.findings import Finding
from plugins.posts.questions import AnySiteContext
from plugins.posts.read_post import read_post
from plugins.posts.readiness import readiness
from plugins.posts.review import ReviewState
from tests.posts.post_texts import PATH, TITLE, post_bytes

COMPLETE = (
    "description: What helps.", "author: Nora Lind", "category: Running", "topics: [Knees]",
    "image: {src: a.png, alt: A knee}", "date: 2026-03-14",
)  # fmt: skip


def listed(*rows, body="Rest.\n", findings=(), review=None, article=True):
    """The rows of the three parts: what is missing, what is seen, who approves."""
    read = read_post(
        post_bytes(TITLE, *rows, body=body), AnySiteContext(), path=PATH, lenient=False
    )
    parts = readiness(
        read.front, read, findings=findings, review=review or ReviewState(),
        people=["Nora Lind", "Ola Berg"], today=date(2026, 3, 10), article=article,
    )  # fmt: skip
    return [each.rows for each in parts]


def missing(*rows, **given):
    return listed(*rows, **given)[0]


def approvals(*rows, **given):
    return listed(*rows, **given)[2]


def test_an_article_without_keys_lacks_what_cards_and_lists_show():
    """One row for each."""
    rows = missing("status: draft")

    words = ["description", "author", "category", "topics", "picture", "date"]
    assert len(rows) == len(words)
    assert all(word in row for word, row in zip(words, rows, strict=True))


@pytest.mark.parametrize(
    ("rows", "article"), [((), False), (COMPLETE, True), (("summary: A", *COMPLETE[1:]), True)]
)
def test_nothing_is_missing_in_a_complete_article_or_a_page(rows, article):
    """Which one row says."""
    (row,) = missing(*rows, article=article)

    assert row.startswith("Nothing")


def test_errors_come_first_with_their_lines():
    """An equal finding is one row."""
    late = Finding(PATH, 9, "error", "a/b", "There is no knee.", "Write one.")
    early = Finding(PATH, 3, "warning", "a/b", "There is a toe.", "Delete it.")
    whole = Finding(PATH, 0, "advice", "a/b", "It is short.", "Or add `status: draft`.")

    rows = missing(*COMPLETE, findings=[whole, early, late, late])

    assert rows == (
        "Line 9: This stops a build. There is no knee. Write one.",
        "It is short.",
        "Line 3: There is a toe. Delete it.",
    )


@pytest.mark.parametrize(
    ("rows", "passed"),
    [
        (("status: draft", "planned: 2026-03-09"), True),
        (("status: ready", "planned: 2026-03-10"), False),
        (("planned: 2026-03-09",), False),
    ],
)
def test_a_planned_day_that_has_passed_is_named(rows, passed):
    """Not that of a public post, which has a finding of its own."""
    assert any("9 March 2026" in row for row in missing(*rows)) is passed


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (COMPLETE, ["A post", ": What helps.", ": A knee"]),
        ((), ["A post", "(how the text begins): Rest.", "none"]),
    ],
)
def test_readers_see_title_words_and_picture(rows, words):
    """As cards, searches and shared links show them."""
    rows = listed(*rows)[1]

    assert all(word in row for word, row in zip(words, rows, strict=True))


def test_nobody_has_to_approve_a_public_post():
    """For which the rules want no review."""
    assert approvals(*COMPLETE) == ("Nobody.",)


@pytest.mark.parametrize(
    ("rows", "review", "words"),
    [
        (("status: draft", "author: Nora Lind"), None, ["`status: ready`", "Nora Lind"]),
        (("status: ready", "author: The Clinic"), None, ["take `status: ready` out"]),
        ((), ReviewState(state="unreviewed"), ["clinician"]),
        (("review_notes: [One, Two]",), None, ["2 notes"]),
        (("review_notes: [One]",), None, ["take it out"]),
        (("reviewed: 2026-03-01", "reviewed_by: Ola Berg"), None, ["Ola Berg"]),
        (
            ("reviewed: 2022-03-01", "reviewed_by: Ola Berg"),
            ReviewState(date(2025, 3, 1), "overdue"),
            ["another review"],
        ),
    ],
)
def test_who_approves_depends_on_status_author_and_review(rows, review, words):
    """A name that is not in people.yaml is nobody who can be asked."""
    rows = approvals(*rows, review=review)

    assert all(word in row for word, row in zip(words, rows, strict=True))
