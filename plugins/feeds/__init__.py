"""Atom, RSS and JSON feeds with whole articles and absolute URLs.

Settings: Pelican's own (FEED_ALL_ATOM, FEED_ALL_RSS, FEED_MAX_ITEMS and the other FEED_*), and
FEED_ALL_JSON, the path of the JSON Feed; None, the default, writes none.
Template: feed_article.html, the content of an article in a feed.
"""
