"""What is noted of pages and feeds as they are written, for the sitemap and the last check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.publishing.links import parse
from plugins.publishing.verify import Source
from plugins.structured_data.sitemap import SitemapEntry


def note_page(path: str, context: dict[str, Any]) -> None:
    """Remember the page at `path`, written with the template variables `context`.

    SOURCES maps pages to what they were made from; WRITTEN lists what a sitemap names.
    """
    name = Path(path).relative_to(context["OUTPUT_PATH"]).as_posix()
    content = context.get("article") or context.get("page")
    if content is not None:
        addresses = frozenset(parse(content.content).addresses)
        context["SOURCES"][name] = Source(Path(content.source_path), addresses)
    elif name in context["SOURCES"]:
        return  # a post has taken the place of this page
    if "redirect_to" in context or name == "404.html" or not name.endswith(".html"):
        return
    listed = [content] if content is not None else context.get("articles", [])
    days = [getattr(post, "modified", post.date) for post in listed if hasattr(post, "date")]
    url = name.removesuffix("index.html")
    context["WRITTEN"].append(SitemapEntry(url, max(days) if days else None))


def date_empty_feed(context: dict[str, Any], feed: Any) -> None:  # noqa: ANN401  # untyped library
    """A feed without posts takes the build's one clock, not the time of day."""
    if not feed.num_items():
        feed.latest_post_date = lambda: context["NOW"]
