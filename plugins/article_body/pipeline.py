"""One parse of an article's HTML, one ordered list of transforms, one write."""

from __future__ import annotations

from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup

from plugins.article_body import plain_text
from plugins.article_body.feeds import remove_dead_feeds
from plugins.article_body.headings import anchor_headings
from plugins.article_body.images import publish_images
from plugins.article_body.links import resolve_links
from plugins.article_body.markup import report_forbidden
from plugins.article_body.tables import wrap_tables
from plugins.article_body.transform import Draft, Heading, Problem, Surroundings, Transform

# Feeds go first so that nothing below works on what disappears; headings before tables, whose
# labels quote them.
TRANSFORMS: tuple[Transform, ...] = (
    remove_dead_feeds,
    report_forbidden,
    publish_images,
    resolve_links,
    anchor_headings,
    wrap_tables,
)

_EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "aria-label", "tabindex"}
_ATTRIBUTES = {
    tag: attributes - {"align", "bgcolor", "char", "charoff", "background", "border"}
    for tag, attributes in nh3.ALLOWED_ATTRIBUTES.items()
} | {
    "*": _EVERYWHERE,
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "a": {"href", "rel", "hreflang"},
    "th": {"scope", "colspan", "rowspan", "headers"},
    "td": {"colspan", "rowspan", "headers"},
}
_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS | {"section", "input"},
    clean_content_tags={"script", "style"},
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
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
    draft = Draft(BeautifulSoup(html, "html.parser"), surroundings)
    for transform in TRANSFORMS:
        transform(draft)
    text = plain_text.of_body(draft.soup)
    return ArticleBody(
        html=_CLEANER.clean(str(draft.soup)),
        text=text,
        excerpt=plain_text.shorten(plain_text.first_paragraphs(draft.soup)),
        headings=tuple(draft.headings),
        reading_minutes=plain_text.reading_minutes(text),
        dead_feeds=draft.dead_feeds,
        problems=tuple(draft.problems),
    )
