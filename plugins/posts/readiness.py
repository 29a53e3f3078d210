"""What a post lacks before it is published, as one short list in everyday words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from plugins.core.dates import date_words
from plugins.core.findings import Finding
from plugins.core.visibility import UNPUBLISHED
from plugins.posts.attributes import excerpt
from plugins.posts.model import FrontMatter
from plugins.posts.result import ReadPost
from plugins.posts.review import ReviewState

# What readers miss if an article does not have one of these keys.
_WITHOUT = {
    "description": "There is no description: cards and searches show how the text begins.",
    "authors": "There is no author: the page names the clinic.",
    "category": "There is no category: the article is only in the list of all articles.",
    "topics": "There are no topics: no page of a topic leads to the article.",
    "image": "There is no picture: cards are plain, and a shared link has no picture of its own.",
    "date": "There is no date: write the day of publication when it is decided.",
}


@dataclass(frozen=True)
class ReadyPart:
    """A part of the list: what it is about, and a sentence for each row."""

    heading: str
    rows: tuple[str, ...]


def readiness(
    front: FrontMatter,
    read: ReadPost,
    *,
    findings: Iterable[Finding],
    review: ReviewState,
    people: Collection[str],
    today: date,
    article: bool,
) -> tuple[ReadyPart, ...]:
    """What is missing, what readers will see, and who has to approve the post.

    `front` is that of the post `read`, without what is not true; `findings` are those of the post,
    `people` the names in people.yaml. A page needs less than an `article`.
    """
    missing = (*_found(findings), *_missing(front, today, article=article))
    return (
        ReadyPart("What is missing", missing or ("Nothing that the build can see.",)),
        ReadyPart("What readers will see", tuple(_shown(front, read))),
        ReadyPart(
            "Who has to approve it", tuple(_approvals(front, review, people)) or ("Nobody.",)
        ),
    )


def _found(findings: Iterable[Finding]) -> Iterator[str]:
    """The errors first, because they would stop the build."""
    order = {"error": 0, "warning": 1, "advice": 1}
    for each in sorted(set(findings), key=lambda each: (order[each.severity], each)):
        line = f"Line {each.line}: " if each.line else ""
        must = "This stops a build. " if each.severity == "error" else ""
        hint = "" if "`status: draft`" in each.hint else each.hint  # it is one, or will not be
        yield f"{line}{must}{each.message} {hint}".strip()


def _missing(front: FrontMatter, today: date, *, article: bool) -> Iterator[str]:
    values = {**dict(front), "description": front.description or front.summary}
    if article:
        yield from (words for key, words in _WITHOUT.items() if not values[key])
    if front.planned and front.planned < today and front.status in UNPUBLISHED:
        yield f"The planned day, {date_words(front.planned)}, has passed: choose another one."


def _shown(front: FrontMatter, read: ReadPost) -> Iterator[str]:
    yield f"Title: {front.title}"
    words = excerpt(front, read)
    own = front.description or front.summary
    where = "Below it, on cards, in searches and where it is shared"
    if words:
        yield f"{where}{'' if own else ' (how the text begins)'}: {words}"
    yield f"Picture: {front.image.alt}" if front.image else "Picture: none"


def _approvals(front: FrontMatter, review: ReviewState, people: Collection[str]) -> Iterator[str]:
    if front.status == "draft":
        yield "Whoever writes it: write `status: ready` when the text is finished."
    for name in front.authors:
        if name in people and front.status in UNPUBLISHED:
            yield f"{name}, as the author: the text appears under this name."
    if front.reviewed:
        again = "; it is time for another review" if review.state == "overdue" else ""
        day = date_words(front.reviewed)
        yield f"A clinician: {front.reviewed_by} reviewed it on {day}{again}."
    elif review.state == "unreviewed":
        yield "A clinician other than the author: write who and when as `reviewed_by`, `reviewed`."
    if notes := len(front.review_notes):
        several, them = (f"the {notes} notes", "them") if notes > 1 else ("the note", "it")
        yield f"Whoever reviews it: answer {several} under `review_notes`, then take {them} out."
    if front.status == "ready":
        yield "Whoever publishes it: take `status: ready` out, and check `date`."
