"""The report counts links and lists those that an editor may want to change."""

import pytest

from plugins.related_articles.cli.report import link_statistics, report
from tests.related_articles.cli.articles import article, language

LANGUAGE = language(
    article("a"),
    article("b"),
    article("c"),
    article("lonely"),
    article("draft", published=False),
    links=[
        ("a", "b", 0.4, "text"),
        ("a", "c", 0.1, "fairness"),
        ("b", "a", 0.0, "pin"),
        ("b", "c", 0.0, "newest"),
        ("draft", "lonely", 0.9, "text"),
    ],
    ranking={"a": [("b", 0.4), ("lonely", 0.3), ("c", 0.1)], "b": [("a", 0.2), ("c", 0.1)]},
)


def test_an_article_without_inbound_links_is_an_orphan():
    """The links of drafts do not count."""
    assert [document.slug for document in link_statistics(LANGUAGE).orphans] == ["lonely"]


def test_the_cost_compares_links_with_the_best_candidates():
    """As many for each article as it has links other than pins."""
    found = link_statistics(LANGUAGE)

    assert found.shown == pytest.approx((0.4 + 0.1 + 0.0) / 3)
    assert found.best == pytest.approx((0.4 + 0.3 + 0.2) / 3)


def test_the_whole_report():
    """All its parts, in plain text."""
    assert report([LANGUAGE]) == (
        "en-gb: 4 published articles, 1 not published\n"
        "4 links: 1 by text, 1 pinned, 1 given a place, 1 filled up\n"
        "\n"
        "No article links to 1 article:\n"
        "           Lonely\n"
        "           content/articles/lonely.md\n"
        "\n"
        "Most linked, by the number of articles that link to them:\n"
        "        2  C\n"
        "           c\n"
        "        1  A\n"
        "           a\n"
        "        1  B\n"
        "           b\n"
        "\n"
        "Weakest links, by their score:\n"
        "    0.000  B\n"
        "           → C\n"
        "           b → c\n"
        "    0.100  A\n"
        "           → C\n"
        "           a → c\n"
        "    0.400  A\n"
        "           → B\n"
        "           a → b\n"
        "\n"
        "Pinned:\n"
        "    0.000  B\n"
        "           → A\n"
        "           b → a\n"
        "\n"
        "Given a place, so that an article links to them:\n"
        "    0.100  A\n"
        "           → C\n"
        "           a → c\n"
        "\n"
        "What fairness and diversity cost, without pins:\n"
        "    0.300  mean score of the best links there are\n"
        "    0.167  mean score of the links shown: 44.4% less\n"
    )


def test_a_language_without_links():
    """A single article has none, and the report ends there."""
    assert report([language(article("a"))]) == (
        "en-gb: 1 published article, 0 not published\n"
        "0 links: 0 by text, 0 pinned, 0 given a place, 0 filled up\n"
        "\n"
        "No article links to 1 article:\n"
        "           A\n"
        "           content/articles/a.md\n"
    )


def test_links_without_scores():
    """Their cost is 0."""
    links = [("a", "b", 0.0, "newest"), ("b", "a", 0.0, "newest")]

    text = report([language(article("a"), article("b"), links=links)])
    assert text.endswith("    0.000  mean score of the links shown: 0.0% less\n")


def test_links_that_fill_up_have_no_cost():
    """A missing candidate counts as 0, like the link."""
    links = [("a", "b", 0.6, "text"), ("a", "c", 0.0, "newest")]
    ranking = {"a": [("b", 0.6)]}

    found = link_statistics(
        language(article("a"), article("b"), article("c"), links=links, ranking=ranking)
    )

    assert found.shown == found.best == pytest.approx(0.3)


def test_long_lists_are_cut_off():
    """The last line counts the rest."""
    many = [article(f"a{number:02}") for number in range(23)]
    links = [(f"a{number:02}", "a00", 0.1, "fairness") for number in range(1, 23)]

    assert "   ... and 2 more\n" in report([language(*many, links=links)])


def test_no_orphans_are_reported_too():
    """In one sentence."""
    links = [("a", "b", 0.4, "text"), ("b", "a", 0.4, "text")]

    assert "Every article is linked from another one." in report(
        [language(article("a"), article("b"), links=links)]
    )
