"""The order of articles that breaks every tie."""

from plugins.related_articles.documents import newest_first
from tests.related_articles.corpus import post


def test_newest_come_first_and_one_day_goes_by_slug():
    """Articles go by falling date, those of one moment by rising slug."""
    articles = [post("b", day=1), post("c", day=2), post("a", day=1)]

    order = [article.slug for article in newest_first(articles)]

    assert order == ["c", "a", "b"]
