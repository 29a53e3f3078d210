"""What news readers get: Atom, RSS and JSON Feed, each with whole articles and absolute addresses.

Settings: Pelican's own (FEED_ALL_ATOM, FEED_ALL_RSS, FEED_MAX_ITEMS and the other FEED_*), and
FEED_ALL_JSON, where the same feed goes as JSON; None, the default, writes none.
Template: feed_article.html, an article as feeds have it.
"""
