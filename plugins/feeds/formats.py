"""The three feed formats, built on `feedgenerator`.

RFC 4287 (Atom), rssboard.org/rss-specification (RSS 2.0) and jsonfeed.org/version/1.1. In addition
to the library's own values, each entry has `authors` (pairs of name and URL, which may be empty),
`lang` ("" for the feed's own language) and `image` (a URL, or ""); each feed has `icon`, `favicon`
and `now`.
"""

from __future__ import annotations

import html
import json
from datetime import datetime
from typing import IO, Any

from feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


class Feed(SyndicationFeed):  # type: ignore[misc]  # the library is untyped
    """A feed with the date of its newest article or, without articles, of the build's clock."""

    def latest_post_date(self) -> datetime:
        """The time of the last change to any article."""
        latest: datetime = super().latest_post_date() if self.items else self.feed["now"]
        return latest


class AtomFeed(Feed, Atom1Feed):  # type: ignore[misc]
    """Atom, with every author and each entry's language."""

    def add_root_elements(self, handler: Any) -> None:  # noqa: ANN401
        """Write the feed's own elements."""
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of an entry, if it is not the feed's own."""
        return {"xml:lang": item["lang"]} if item["lang"] else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:  # noqa: ANN401
        """Write one entry."""
        super().add_item_elements(handler, item)
        for name, url in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            if url:
                handler.addQuickElement("uri", url)
            handler.endElement("author")


class RssFeed(Feed, Rss201rev2Feed):  # type: ignore[misc]
    """RSS, where `description` is the excerpt and `content:encoded` the whole article."""

    def rss_attributes(self) -> dict[str, str]:
        """The attributes of the root element: the namespaces."""
        names: dict[str, str] = super().rss_attributes()
        return names | {"xmlns:content": CONTENT, "xmlns:dc": DUBLIN_CORE}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:  # noqa: ANN401
        """Write one item; its id is its URL."""
        known = {"unique_id": item["link"], "unique_id_is_permalink": True}
        super().add_item_elements(handler, item | known)
        for name, _url in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["content"])


class JsonFeed(Feed):
    """JSON Feed 1.1."""

    def write(self, outfile: IO[str], _encoding: str) -> None:
        """Write the feed without empty values."""
        feed = self.feed
        whole = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "icon": feed["icon"],
            "favicon": feed["favicon"],
            "authors": _people([(feed["author_name"], feed["author_link"])]),
            "language": feed["language"],
        }
        known = {name: value for name, value in whole.items() if value}
        known["items"] = [self._item(item) for item in self.items]
        json.dump(known, outfile, ensure_ascii=False, indent=1)
        outfile.write("\n")

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        whole = {
            "id": item["link"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["content"],
            "summary": html.unescape(item["description"]),
            "image": item["image"],
            "date_published": item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
            "authors": _people(item["authors"]),
            "tags": list(item["categories"]),
            "language": item["lang"],
        }
        return {name: value for name, value in whole.items() if value or name == "content_html"}


def _people(authors: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, **({"url": url} if url else {})} for name, url in authors]


FORMATS: dict[str, type[Feed]] = {"atom": AtomFeed, "rss": RssFeed, "json": JsonFeed}
