"""The attributes of a post that Pelican and the templates read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from plugins.article_body.excerpts import shorten
from plugins.article_body.plain_text import strip_markup
from plugins.core.bidi import without_unpaired
from plugins.posts.model import FrontMatter
from plugins.posts.result import ReadPost
from plugins.posts.review import ReviewState
from plugins.responsive_images.picture import Picture


@dataclass(frozen=True)
class ReferenceEntry:
    """An entry in a post's list of references; unknown facts are empty, and the year None."""

    title: str
    publisher: str = ""
    url: str = ""
    year: int | None = None


def attributes(
    front: FrontMatter,
    read: ReadPost,
    *,
    picture: Picture | None,
    mark: str,
    site_lang: str,
    review: ReviewState,
) -> dict[str, Any]:
    """Plain values by name; `front` is that of the post `read`, `site_lang` the site's language."""
    short = excerpt(front, read)
    description = without_unpaired(strip_markup(front.description))
    return _pelican(front, site_lang) | {
        "summary": escape(short),  # Pelican's feeds expect HTML
        "excerpt": short,
        "description": description,
        "standfirst": standfirst(description, read.text),
        "updated": front.modified,
        "picture": picture,
        "headings": read.headings,
        "first_part": read.first_part,
        "reading_minutes": read.reading_minutes,
        "plain_text": read.text,
        "linked": read.links,
        "dead_feeds": read.dead_feeds,
        "credit": front.credit,
        "search_words": front.search_words,
        "clinics": front.clinics,
        "related": front.related,
        "related_exclude": front.related_exclude,
        "reviewed": front.reviewed,
        "reviewed_by": front.reviewed_by,
        "next_review": review.due,
        "review_state": review.state,
        "citations": read.citations,
        "references": tuple(
            ReferenceEntry(source.title, source.publisher, source.url or "", source.year)
            for source in front.references
            if source
        ),
        "aliases": front.aliases,
        "preview_mark": mark,
        **_places(read),
    }


def _places(read: ReadPost) -> dict[str, Any]:
    """The file of a post, and the lines for findings about it."""
    return {
        "source_file": read.path,
        "field_lines": read.lines,
        "alias_lines": read.alias_lines,
    }


def excerpt(front: FrontMatter, read: ReadPost) -> str:
    """The description, else the summary, else the body's first sentences, as plain text."""
    for written in (front.description, front.summary):
        if plain := strip_markup(written):
            return shorten(plain, 300)
    return read.excerpt


def standfirst(description: str, text: str) -> str:
    """The description, unless it repeats how the text begins, as those of old sites often do."""
    return "" if text.startswith(description.rstrip(" .…")) else description


def other_language(lang: str | None, site_lang: str) -> str | None:
    """A post's language code in lower case, as in Pelican, or None if it is the site's language.

    On a site in en-GB both `en-GB` and `en` are the site's.
    """
    code, own = (lang or "").lower(), site_lang.lower()
    return None if not code or f"{own}-".startswith(f"{code}-") else code


def file_of(url: str | None) -> str | None:
    """The file that a host serves for a URL path: old/page/index.html for old/page/."""
    if url is None or url.endswith((".html", ".htm")):
        return url
    return f"{url.rstrip('/')}/index.html"


def _pelican(front: FrontMatter, site_lang: str) -> dict[str, Any]:
    """The values that Pelican itself and plugins for it read, as far as the editor wrote them."""
    values = {
        "title": front.title,
        "slug": front.slug,
        "date": front.date,
        "modified": front.modified,
        "category": front.category,
        "lang": other_language(front.lang, site_lang),
        "template": front.template,
        "series": front.series,
        "series_index": front.series_index,
        "order": front.order,
    }
    written: dict[str, Any] = {
        name: value for name, value in values.items() if value not in (None, "")
    }
    if save_as := front.save_as or file_of(front.url):
        is_url = front.save_as or save_as == front.url  # else a slash may be missing at its end
        address = (is_url and front.url) or save_as.removesuffix("index.html")  # "" for home
        written |= {"save_as": save_as, "url": address}
    if front.translation:
        written["translation"] = "true"
    return written | {"authors": front.authors, "tags": front.topics}
