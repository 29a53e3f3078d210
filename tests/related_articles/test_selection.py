"""The choice of links: pins, ranking, category, newest."""

from plugins.related_articles.candidates import Candidate
from plugins.related_articles.selection import Link, select_links
from tests.related_articles.corpus import post


def links_of(article, others, found=(), *, count=3, representatives=()):
    candidates = {each.slug: () for each in others} | {
        article.slug: [Candidate(slug, score, score) for slug, score in found]
    }
    return select_links([article, *others], candidates, dict(representatives), count)[article.slug]


def test_pins_then_text_then_category_then_newest():
    """In this order; each link names its source."""
    article = post("a", category="Advice", pins=("pinned",))
    others = [post("newest", day=9), post("old", day=1), post("kin", day=2, category="Advice")]
    others += [post("pinned"), post("similar")]

    links = links_of(article, others, [("similar", 0.5)], count=5)

    assert links == (
        Link("pinned", 0.0, "pin"),
        Link("similar", 0.5, "text"),
        Link("kin", 0.0, "category"),
        Link("newest", 0.0, "newest"),
        Link("old", 0.0, "newest"),
    )


def test_each_article_is_linked_once():
    """An article that is both pin and best candidate is a pin, and the next candidate follows."""
    article = post("a", pins=("b", "b"))

    links = links_of(article, [post("b"), post("c")], [("b", 0.9), ("c", 0.1)])

    assert links == (Link("b", 0.9, "pin"), Link("c", 0.1, "text"))


def test_more_pins_than_links():
    """The first pins are used."""
    article = post("a", pins=("d", "c", "b"))

    links = links_of(article, [post("b"), post("c"), post("d")], count=2)

    assert [link.slug for link in links] == ["d", "c"]


def test_excluded_are_never_linked():
    """From no source; another article is linked instead."""
    article = post("a", category="Advice", pins=("b",), exclude=("b",))
    others = [post("b", day=9, category="Advice"), post("c")]

    assert links_of(article, others, [("b", 0.9)]) == (Link("c", 0.0, "newest"),)


def test_unusable_pins_are_skipped():
    """Unknown and unpublished slugs, and the article itself."""
    article = post("a", pins=("unknown", "draft", "a"))
    others = [post("draft", published=False), post("c")]

    assert links_of(article, others) == (Link("c", 0.0, "newest"),)


def test_no_category_is_not_a_category():
    """Two articles without a category do not share one."""
    assert links_of(post("a"), [post("b")]) == (Link("b", 0.0, "newest"),)


def test_articles_of_the_category_are_sorted_by_date():
    """The newest come first."""
    others = [post("old", day=1, category="Advice"), post("new", day=2, category="Advice")]

    links = links_of(post("a", category="Advice"), others)

    assert [link.slug for link in links] == ["new", "old"]


def test_a_draft_has_links_but_is_not_linked():
    """Only a preview shows it."""
    links = select_links([post("a"), post("draft", published=False)], {"a": (), "draft": ()}, {}, 3)

    assert links == {"a": (), "draft": (Link("a", 0.0, "newest"),)}


def test_only_one_of_near_duplicates_is_linked():
    """The best one; other articles follow even if they score less."""
    found = [("copy-1", 0.9), ("copy-2", 0.8), ("other", 0.1)]
    others = [post("copy-1"), post("copy-2"), post("other"), post("newest", day=9)]

    links = links_of(
        post("a"), others, found, representatives={"copy-1": "copy-1", "copy-2": "copy-1"}
    )

    assert links == (
        Link("copy-1", 0.9, "text"),
        Link("other", 0.1, "text"),
        Link("newest", 0.0, "newest"),
    )


def test_near_duplicates_are_used_if_nothing_else_is_left():
    """So the number of links stays; their source is “copy”."""
    found = [("copy-1", 0.9), ("copy-2", 0.8)]
    others = [post("copy-1"), post("copy-2")]

    links = links_of(
        post("a"), others, found, representatives={"copy-1": "copy-1", "copy-2": "copy-1"}
    )

    assert links == (Link("copy-1", 0.9, "text"), Link("copy-2", 0.8, "copy"))


def test_pinned_near_duplicates_are_all_linked():
    """The editor decides."""
    article = post("a", pins=("copy-1", "copy-2"))
    others = [post("copy-1"), post("copy-2"), post("other")]

    links = links_of(
        article, others, representatives={"copy-1": "copy-1", "copy-2": "copy-1"}, count=2
    )

    assert [link.source for link in links] == ["pin", "pin"]
