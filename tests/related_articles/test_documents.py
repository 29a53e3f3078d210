"""The order of articles that breaks ties."""

from plugins.related_articles.documents import newest_first
from tests.related_articles.corpus import post


def test_the_newest_come_first_then_by_slug():
    """Articles of the same date are sorted by slug."""
    articles = [post("b", day=1), post("c", day=2), post("a", day=1)]

    order = [article.slug for article in newest_first(articles)]

    assert order == ["c", "a", "b"]
