"""Dead feeds in a body."""

from plugins.article_body.dead_feeds import remove_dead_feeds
from tests.article_body.site_contexts import draft_of


def test_removed_feeds_are_counted_on_top_of_those_before():
    """The draft says how many marks of dead feeds were removed."""
    draft = draft_of('<p>[instagram-feed feed=3]</p><p>Words.</p><div id="sb_instagram"></div>')
    draft.dead_feeds = 1

    remove_dead_feeds(draft)

    assert str(draft.soup) == "<p>Words.</p>"
    assert draft.dead_feeds == 3
