"""What a post says of itself, as far as the post alone can show that it is not true."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.visibility import UNPUBLISHED
from plugins.posts.rules.rule import PostToCheck, Problem, Rule


def review_missing(post: PostToCheck) -> Iterator[Problem]:
    """How long a review is valid, in a post without one."""
    if post.front.review_every and not post.front.reviewed:
        message = "There is `review_every`, but no `reviewed`: nobody has reviewed this post."
        hint = "Write `reviewed` and `reviewed_by` once a clinician has, or delete `review_every`."
        yield post.key("review_every", message, hint)


def planned_but_public(post: PostToCheck) -> Iterator[Problem]:
    """A day to aim for, in a post that its date publishes."""
    if post.front.planned and post.front.status not in UNPUBLISHED:
        message = "`planned` means nothing here: this post is public from its `date` on."
        hint = "Delete `planned`, or write `status: draft` until the post may be published."
        yield post.key("planned", message, hint)


RULES = (
    Rule(
        id="front-matter/planned-but-public",
        severity="warning",
        summary="Only a post that is not public yet has a day to aim for.",
        reason="What publishes a post is its `date`: it may be public before the day that is "
        "planned, or already.",
        bad="---\ntitle: Knees\ndate: 2026-01-02\nplanned: 2026-03-04\n---\nRest.\n",
        good="---\ntitle: Knees\nstatus: draft\nplanned: 2026-03-04\n---\nRest.\n",
        check=planned_but_public,
    ),
    Rule(
        id="review/missing",
        severity="error",
        summary="A post with `review_every` has a review.",
        reason="The editor expects the page to show a review, and it shows none.",
        bad="---\ntitle: Knees\ndate: 2026-01-02\nreview_every: 2 years\n---\nRest.\n",
        good="---\ntitle: Knees\ndate: 2026-01-02\nreviewed: 2026-01-05\n"
        "reviewed_by: Ada Berg\nreview_every: 2 years\n---\nRest.\n",
        check=review_missing,
    ),
)
