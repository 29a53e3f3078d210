"""The order of the rows, and which articles an earlier run contained."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plugins.related_articles.corpus import build_corpus
from tests.related_articles.corpus import post

POST = post("a", "ankle", title="Rest", description="sprain", headings=("x1",), topics=("Sleep",))


def old_rows(changes):
    """The row of the changed article in an earlier run that contained POST."""
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
def test_a_changed_article_is_new(changes):
    """If anything changes that its scores or its row depend on."""
    assert old_rows(changes) == [-1]


@pytest.mark.parametrize(
    "changes", [{}, {"pins": ("b",)}, {"exclude": ("b",)}, {"path": "b.md"}, {"lines": {"slug": 2}}]
)
def test_an_unchanged_article_keeps_its_row(changes):
    """Pins, exclusions and the path do not influence its scores."""
    assert old_rows(changes) == [0]


def test_published_articles_come_first_newest_first():
    """This order breaks ties."""
    site = [post("draft", day=9, published=False), post("old"), post("new", day=2)]

    corpus = build_corpus([*site, post("also-old")])

    assert [document.slug for document in corpus.documents] == ["new", "also-old", "old", "draft"]
    assert corpus.published_count == 3
