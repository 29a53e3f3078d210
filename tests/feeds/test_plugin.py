"""The Pelican glue: default settings, the theme's templates and the JSON Feed."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from plugins.feeds import entries
from plugins.feeds.plugin import prepare, set_templates, write_json


@dataclass(eq=False)
class FakeArticle:
    """An article with a position in the order, and translations."""

    place: int
    translations: list = field(default_factory=list)


class FakeWriter:
    """Records what it should write."""

    def __init__(self):
        self.feeds = []

    def write_feed(self, elements, _context, path, feed_type):
        """Record one feed."""
        self.feeds.append((path, feed_type, [article.place for article in elements]))


def generator(name):
    """A generator with three articles, one of them a translation."""
    return SimpleNamespace(
        articles=[FakeArticle(1, [FakeArticle(2)]), FakeArticle(3)],
        context={},
        env="templates",
        settings={"FEED_ALL_JSON": name, "ARTICLE_ORDER_BY": lambda article: -article.place},
    )


def test_feeds_are_off_by_default():
    """Templates may still test each setting."""
    pelican = SimpleNamespace(settings={"FEED_ALL_ATOM": "a.xml"})

    prepare(pelican)

    assert pelican.settings == {
        "FEED_ALL_ATOM": "a.xml",
        "FEED_ALL_RSS": None,
        "FEED_ALL_JSON": None,
        "FEED_ENTRIES": entries,
    }


def test_the_json_feed_has_the_articles_of_pelicans_feeds():
    """With translations, in the site's order."""
    writer = FakeWriter()

    write_json(generator("feeds/feed.json"), writer)
    write_json(generator(None), writer)

    assert writer.feeds == [("feeds/feed.json", "json", [3, 2, 1])]


def test_feeds_use_the_themes_templates():
    """Nothing is kept from another build."""
    made = generator(None)

    set_templates(made)

    assert made.context == {"FEED_TEMPLATES": "templates", "FEED_BODIES": {}}
