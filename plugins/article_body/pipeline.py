"""One parse of an article's HTML, one ordered list of transforms, one write."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.article_body import plain_text
from plugins.article_body.checklists import draw_boxes
from plugins.article_body.excerpts import shorten
from plugins.article_body.feeds import remove_dead_feeds
from plugins.article_body.headings import anchor_headings
from plugins.article_body.images import publish_images
from plugins.article_body.links import resolve_links
from plugins.article_body.markup import take_out_forbidden
from plugins.article_body.reading import parse, printable
from plugins.article_body.sanitising import sanitise
from plugins.article_body.tables import align_cells, wrap_tables
from plugins.article_body.transform import Draft, Heading, Problem, Surroundings, Transform

# Feeds go first so that nothing below works on what disappears; what stands for something else
# (checkboxes, aligned cells) is read before forbidden markup is reported; headings come before
# tables, whose labels quote them.
TRANSFORMS: tuple[Transform, ...] = (
    remove_dead_feeds,
    draw_boxes,
    align_cells,
    take_out_forbidden,
    publish_images,
    resolve_links,
    anchor_headings,
    wrap_tables,
)


@dataclass(frozen=True)
class ArticleBody:
    """A finished body: safe HTML, its words, and what there is to tell its editor."""

    html: str
    text: str
    excerpt: str
    headings: tuple[Heading, ...]
    reading_minutes: int
    dead_feeds: int
    problems: tuple[Problem, ...]


def build(html: str, surroundings: Surroundings) -> ArticleBody:
    """Transform the HTML of a post's body; the result is sanitised whatever the post says."""
    draft = Draft(parse(html), surroundings)
    for transform in TRANSFORMS:
        transform(draft)
    blocks = list(plain_text.blocks(draft.soup))
    text = printable(plain_text.of_body(blocks))
    return ArticleBody(
        html=sanitise(printable(str(draft.soup))),
        text=text,
        excerpt=shorten(plain_text.strip_markup(plain_text.running_text(blocks))),
        headings=tuple(draft.headings),
        reading_minutes=plain_text.reading_minutes(text),
        dead_feeds=draft.dead_feeds,
        problems=tuple(draft.problems),
    )
