"""What a post must say of safety, by the rules of safety.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.article_body.care_cards import ASK_FIRST, CARDS
from plugins.article_body.plain_text import text_of
from plugins.article_body.tree import HEADINGS
from plugins.clinical_care.safety import SafetyFinder
from plugins.posts.rules.rule import PostToCheck, Problem, Rule


def missing_parts(post: PostToCheck) -> Iterator[Problem]:
    """A heading or a card that all posts of the category have."""
    if finder := _finder(post):
        boxes = post.root.elements({"div"}) if post.root else []
        classes = {name for box in boxes for name in box.classes}
        cards = {kind for kind in CARDS if f"care-{kind}" in classes}
        category = str(post.front.category or "")
        for part in finder.missing_parts(category, _headings(post), cards):
            message = f"This post is in “{category}”, and has no part “{part.name}”."
            card = "".join(f", or a card `!!! {kind}`" for kind in part.cards)
            hint = f"Write it, with a heading such as “{part.headings[0].capitalize()}”{card}."
            yield post.key("category", message, f"{hint} Source: {post.care.source_of(part)}.")


def missing_signs(post: PostToCheck) -> Iterator[Problem]:
    """A sign of danger that belongs to the subject of the post."""
    finder = _finder(post)
    if finder and post.front.category:  # an article, not a page about the clinic
        front, texts = post.front, [block.text for block in post.blocks]
        subjects = [front.title, front.description, *map(str, front.topics), *_headings(post)]
        for sign in finder.missing_signs(subjects, texts):
            message = f"This post does not mention a sign that belongs to its subject: {sign.name}."
            hint = f"Write, for example: {sign.offer} Source: {post.care.source_of(sign)}."
            yield post.key("title", message, hint)


def late_ask_first(post: PostToCheck) -> Iterator[Problem]:
    """A part for which no box near the top says who must ask first."""
    finder = _finder(post)
    if finder and not _asks_first(post):
        headings = _headings(post, cards=False)
        for part in finder.asks_first(str(post.front.category or ""), headings):
            message = f"This post has a part “{part.name}”, and its beginning does not say so."
            hint = (
                'Write who must ask in a box `!!! askfirst "Ask your GP first if you:"` before the '
                f"second heading. Source: {post.care.source_of(part)}."
            )
            yield post.key("title", message, hint)


def _asks_first(post: PostToCheck) -> bool:
    """Whether such a box stands before the second h2; the titles of care cards do not count."""
    parts = 0
    for tag in post.root.elements({"div", "h2"}) if post.root else ():
        if ASK_FIRST in tag.classes:
            return True
        parts += tag.name == "h2" and "care-title" not in tag.classes
        if parts == 2:  # noqa: PLR2004
            return False
    return False


def _finder(post: PostToCheck) -> SafetyFinder | None:
    """What finds missing advice in the post, if it has a body in the language of the rules."""
    finder = post.care.safety
    return finder if finder and post.root and post.is_in(finder.lang) else None


def _headings(post: PostToCheck, *, cards: bool = True) -> list[str]:
    """The words of headings, and of the titles of `cards`."""
    found = post.root.elements(HEADINGS) if post.root else []
    return [text_of(tag) for tag in found if cards or "care-title" not in tag.classes]


_HEAD = "---\ntitle: {}\ndate: 2026-01-02\ncategory: Running\n---\n"
_TREATMENT = _HEAD.format("Knees").replace("Running", "Treatments")
_HELP = "\n## When to get medical help\n\nCall 111 if a knee is hot and swollen.\n"
_BOX = '!!! askfirst "Ask your GP first if you:"\n    - are pregnant\n\n'

RULES = (
    Rule(
        id="health/missing-part",
        severity="error",
        summary="A post has the parts of its category, such as when to get medical help.",
        reason="Somebody may read nothing else before deciding whether to see a doctor.",
        bad=f"{_HEAD.format('Knees')}Rest, then run.\n",
        good=f"{_HEAD.format('Knees')}Rest, then run.\n\n## When to get medical help\n\n"
        "Call 111 if a knee is hot and swollen.\n",
        check=missing_parts,
        allowed_in_drafts=True,  # "make ready" says it, and `status: ready` makes it an error
    ),
    Rule(
        id="health/missing-sign",
        severity="warning",
        summary="A post mentions the signs of danger that belong to its subject.",
        reason="Somebody who has such a sign, and reads of none, may wait too long.",
        bad=f"{_HEAD.format('Back pain')}Move.\n\n## When to get medical help\n\nIf it stays.\n",
        good=f"{_HEAD.format('Back pain')}Move.\n\n## When to get medical help\n\n"
        "If your genitals feel numb, call 999.\n",
        check=missing_signs,
    ),
    Rule(
        id="health/late-ask-first",
        severity="warning",
        summary="A post that says who should not have something has a box near its top for those "
        "who must ask first.",
        reason="Somebody who must ask first may not read as far as that part.",
        bad=f"{_TREATMENT}## Who should not have it\n\nAnyone with a fever.\n{_HELP}",
        good=f"{_TREATMENT}{_BOX}## Who should not have it\n\nAnyone with a fever.\n{_HELP}",
        check=late_ask_first,
    ),
)
