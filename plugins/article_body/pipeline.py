"""Parses an article's HTML once, applies the transforms in order, and serialises it once."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.article_body import plain_text
from plugins.article_body.care_cards import build_care_cards, check_boxes
from plugins.article_body.citations import link_citations, name_footnotes
from plugins.article_body.code_blocks import mark_code
from plugins.article_body.excerpts import shorten
from plugins.article_body.headings import anchor_headings
from plugins.article_body.images import name_images
from plugins.article_body.links import resolve_links
from plugins.article_body.lists_and_tables import align_cells, draw_checkboxes, wrap_tables
from plugins.article_body.markup import remove_forbidden
from plugins.article_body.reading import parse, printable
from plugins.article_body.sanitising import links, sanitise
from plugins.article_body.text_direction import remove_unpaired_directions
from plugins.article_body.transform import (
    BodyDocument,
    BodyProblem,
    Heading,
    SiteContext,
    Transform,
)
from plugins.article_body.tree import Element
from plugins.core.yaml_lines import has_invisible
from plugins.dead_feeds import marks
from plugins.responsive_images.picture import WantedImage

MAX_DEPTH = 500  # of blocks

# Checkboxes and cell alignment are converted before forbidden markup is reported; unpaired
# directions are removed before text becomes labels and addresses; citations are linked before
# headings, whose text leaves them out; headings come before tables, whose labels quote them, and
# before care cards, which are one level below.
TRANSFORMS: tuple[Transform, ...] = (
    draw_checkboxes,
    align_cells,
    remove_forbidden,
    remove_unpaired_directions,
    name_images,
    resolve_links,
    check_boxes,
    link_citations,
    name_footnotes,
    anchor_headings,
    build_care_cards,
    wrap_tables,
    mark_code,
)


@dataclass(frozen=True)
class ArticleBody:
    """A finished body: safe HTML, its text, its problems, and its tree before it was sanitised.

    In the HTML and the `links` (the addresses of its links, in their order, each once),
    `WantedImage.address` stands for the address of each of the `images`. `first_part` is the id of
    the heading with which an introduction ends, or "" if there is none.
    """

    html: str
    text: str
    excerpt: str
    headings: tuple[Heading, ...]
    first_part: str
    reading_minutes: int
    links: tuple[str, ...]
    citations: dict[int, list[str]]
    images: tuple[WantedImage, ...]
    dead_feeds: int
    problems: tuple[BodyProblem, ...]
    root: Element


def build(html: str, site_context: SiteContext, *, references: int = 0) -> ArticleBody:
    """Transform the HTML of a post's body; the result is always sanitised.

    `references` is the number of sources that the post lists and may cite. Raises TooDeepError
    and TooLargeError.
    """
    html, dead_feeds = _without_dead_feeds(printable(html))  # first: no transform works on them
    document = BodyDocument(parse(html, MAX_DEPTH), site_context, references)
    for transform in TRANSFORMS:
        transform(document)
    blocks = plain_text.blocks(document.root)
    text = printable(plain_text.full_text(blocks))
    finished = sanitise(printable(document.root.inner_html()))
    return ArticleBody(
        html=finished,
        text=text,
        excerpt=_excerpt(plain_text.running_text(blocks)),
        headings=tuple(document.headings),
        first_part=_first_part(document.root),
        reading_minutes=plain_text.reading_minutes(text),
        links=links(finished),
        citations=document.citations,
        images=tuple(dict.fromkeys(document.images)),
        dead_feeds=dead_feeds,
        problems=tuple(document.problems),
        root=document.root,
    )


def _excerpt(running: str) -> str:
    """The start of the running text, which has single spaces between its words."""
    plain = "<" not in running and "&" not in running and not has_invisible(running)
    return shorten(running if plain else plain_text.strip_markup(running))


def _first_part(root: Element) -> str:
    """The id of the first h2 that is not within another element, if blocks stand before it."""
    blocks = [node for node in root.children if isinstance(node, Element)]
    found = next((number for number, block in enumerate(blocks) if block.name == "h2"), 0)
    return blocks[found].get("id") if found else ""


def _without_dead_feeds(html: str) -> tuple[str, int]:
    if not marks.may_have(html):
        return html, 0
    # Few sites need Beautiful Soup, which takes 0.15 s to import, in each worker too.
    from plugins.dead_feeds import removal  # noqa: PLC0415

    return removal.without_dead_feeds(html)
