"""What a post says of itself, as far as the post alone can show that it is not true."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.posts.rules.rule import PostToCheck, Problem, Rule


def review_missing(post: PostToCheck) -> Iterator[Problem]:
    """How long a review is valid, in a post without one."""
    if post.front.review_every and not post.front.reviewed:
        message = "There is `review_every`, but no `reviewed`: nobody has reviewed this post."
        hint = "Write `reviewed` and `reviewed_by` once a clinician has, or delete `review_every`."
        yield post.key("review_every", message, hint)


RULES = (
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
