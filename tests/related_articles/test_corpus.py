"""All articles in one order, and which of them an earlier run knew."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plugins.related_articles.corpus import build_corpus
from tests.related_articles.corpus import post

POST = post("a", "ankle", title="Rest", description="sprain", headings=("x1",), topics=("Sleep",))


def old_rows(changes):
    """Where an earlier run had the article, which then was POST."""
    terms = build_corpus([POST]).terms
    return build_corpus([replace(POST, **changes)], terms).old_rows.tolist()


@pytest.mark.parametrize(
    "changes",
    [
        {"slug": "b"},
        {"date": POST.date + timedelta(hours=1)},
        {"published": False},
        {"title": "Resting"},
        {"description": ""},
        {"text": "ankles"},
        {"headings": ("x1", "x2")},
        {"topics": ()},
        {"category": "Advice"},
    ],
)
def test_an_article_that_says_something_else_is_new(changes):
    """Whatever its score or its place depends on makes it another one."""
    assert old_rows(changes) == [-1]


@pytest.mark.parametrize(
    "changes", [{}, {"pins": ("b",)}, {"exclude": ("b",)}, {"path": "b.md"}, {"lines": {"slug": 2}}]
)
def test_an_article_that_says_the_same_is_known(changes):
    """What editors choose and where a file lies is nothing that it says."""
    assert old_rows(changes) == [0]


def test_the_published_newest_first_then_the_others():
    """The order of the rows, which decides between equals."""
    site = [post("draft", day=9, published=False), post("old"), post("new", day=2)]

    corpus = build_corpus([*site, post("also-old")])

    assert [document.slug for document in corpus.documents] == ["new", "also-old", "old", "draft"]
    assert corpus.published_count == 3
