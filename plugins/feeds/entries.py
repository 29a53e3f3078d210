"""Fills feeds with the site's and each article's values, from Pelican's objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from feedgenerator import get_tag_uri

from plugins.article_body.reading import printable
from plugins.feeds.feed_html import absolute, to_feed_html
from plugins.feeds.formats import FORMATS, Feed
from plugins.responsive_images.picture import for_other_programs


@dataclass(frozen=True)
class FeedSite:
    """The site whose feeds are written, at the build's time `now`.

    `render` returns the HTML of an article for feeds, with the theme's template. `home` is the path
    of the home page.
    """

    url: str
    name: str
    description: str
    lang: str
    default_category: str
    now: datetime
    render: Callable[[Any], str]
    home: str = ""
    _bodies: dict[str, str] = field(default_factory=dict)

    def begin(self, kind: str, title: str | None, address: str) -> Feed:
        """An empty feed of one of the kinds in FORMATS, published at `address`.

        `title` is the part of the site that the feed covers, or None for the whole site.
        """
        return FORMATS[kind](
            title=printable(f"{self.name} - {title}" if title else self.name),
            link=f"{self.url}/{self.home}",
            feed_url=address,
            description=printable(self.description),
            language=self.lang,
            author_name=printable(self.name),
            author_link=f"{self.url}/{self.home}",
            icon=f"{self.url}/apple-touch-icon.png",
            favicon=f"{self.url}/favicon.ico",
            now=self.now,
        )

    def add(self, feed: Feed, article: Any) -> None:  # noqa: ANN401  # untyped Pelican
        """Add one article with all its content."""
        picture = article.picture and for_other_programs(article.picture, article.social_card)
        writers = [(by.name, f"{self.url}/{by.url}" if by.url else "") for by in article.bylines]
        address = absolute(article.url, f"{self.url}/")
        feed.add_item(
            title=printable(article.title),
            link=address,
            # Pelican's own form, from URL and date, so that feed readers recognise earlier entries.
            unique_id=printable(get_tag_uri(address, article.date)),
            description=printable(article.summary),
            content=self._body(article, address),
            categories=[printable(name) for name in self._categories(article)],
            pubdate=article.date,
            updateddate=max(article.date, getattr(article, "modified", article.date)),
            authors=[(printable(name), url) for name, url in writers],
            lang="" if article.in_default_lang else article.lang,
            image=f"{self.url}/{picture.url}" if picture else "",
        )

    def _body(self, article: Any, address: str) -> str:  # noqa: ANN401  # untyped Pelican
        """The article's HTML, rendered once for all feeds."""
        if address not in self._bodies:
            self._bodies[address] = to_feed_html(self.render(article), address)
        return self._bodies[address]

    def _categories(self, article: Any) -> list[str]:  # noqa: ANN401  # untyped Pelican
        """The article's category and topics, without the default category."""
        names = [str(article.category), *(str(tag) for tag in getattr(article, "tags", []))]
        return list(dict.fromkeys(name for name in names if name != self.default_category))
