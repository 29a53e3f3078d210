"""A post as the attributes that Pelican and the templates read from it."""

from __future__ import annotations

import calendar
import html
from datetime import date
from typing import Any

from plugins.article_body.pipeline import ArticleBody
from plugins.article_body.plain_text import shorten, strip_markup
from plugins.front_matter.model import FrontMatter
from plugins.front_matter.post import Post, known_keys
from plugins.responsive_images.picture import Picture


def attributes(
    post: Post, body: ArticleBody, *, picture: Picture | None, mark: str, path: str
) -> dict[str, Any]:
    """Plain values by attribute name; `path` is the file as its editor would type it."""
    front = post.front
    short = excerpt(front, body)
    return _pelican(front) | {
        "summary": html.escape(short),  # Pelican's feeds take it for HTML
        "excerpt": short,
        "description": strip_markup(front.description),
        "updated": front.modified,
        "picture": picture,
        "headings": body.headings,
        "reading_minutes": body.reading_minutes,
        "plain_text": body.text,
        "dead_feeds": body.dead_feeds,
        "credit": front.credit,
        "clinics": front.clinics,
        "series": front.series,
        "related": front.related,
        "related_exclude": front.related_exclude,
        "reviewed": front.reviewed,
        "reviewed_by": front.reviewed_by,
        "next_review": next_review(front.reviewed, front.review_every),
        "references": front.references,
        "aliases": front.aliases,
        "preview_mark": mark,
        "source_file": path,
        "field_lines": field_lines(post),
    }


def excerpt(front: FrontMatter, body: ArticleBody) -> str:
    """The description, else the summary, else the body's first sentences: always plain text."""
    for written in (front.description, front.summary):
        if plain := strip_markup(written):
            return shorten(plain, 300)
    return body.excerpt


def next_review(reviewed: date | None, months: int | None) -> date | None:
    """The day by which a review is due again, where both facts are known."""
    if reviewed is None or months is None:
        return None
    total = reviewed.month - 1 + months
    year, month = reviewed.year + total // 12, total % 12 + 1
    return date(year, month, min(reviewed.day, calendar.monthrange(year, month)[1]))


def field_lines(post: Post) -> dict[str, int]:
    """The line of each field of the model that the editor wrote."""
    fields = known_keys()
    return {
        fields[str(where[0])]: line
        for where, line in post.lines.items()
        if len(where) == 1 and where[0] in fields
    }


def _pelican(front: FrontMatter) -> dict[str, Any]:
    """What Pelican itself reads, present only where the editor wrote it."""
    values = {
        "title": front.title,
        "slug": front.slug,
        "date": front.date,
        "modified": front.modified,
        "category": front.category,
        "lang": front.lang,
        "template": front.template,
        "url": front.url,
        "save_as": front.save_as,
    }
    written = {name: value for name, value in values.items() if value}
    if front.translation:
        written["translation"] = "true"
    return written | {"authors": front.authors, "tags": front.topics}
