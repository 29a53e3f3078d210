"""Why pages were rendered, in words."""

import json

import pytest

from plugins.incremental.last_build import LastBuild
from plugins.incremental.reasons import changed_parts, changed_values

PARTS = {"clinic": "1", "menu": "2", "theme/templates/base.html": "3"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "their own values changed, or the cache has lost them"),
        ({"menu": "x"}, "menu changed"),
        ({"menu": "x", "clinic": "x"}, "clinic, menu changed"),
        ({"new": "x"}, "new changed"),
        ({"menu": "x", "clinic": "x", "new": "x"}, "clinic, menu, new changed"),
        (
            {"menu": "x", "clinic": "x", "new": "x", "newer": "x", "newest": "x"},
            "clinic, menu, new and 2 more changed",
        ),
    ],
)
def test_parts_that_have_changed_are_named(changes, words):
    """Three of them."""
    assert changed_parts(LastBuild(parts=PARTS), PARTS | changes) == words


def test_a_part_that_is_gone_has_changed():
    """A deleted template, for example."""
    fewer = {name: part for name, part in PARTS.items() if name != "menu"}

    assert changed_parts(LastBuild(parts=PARTS), fewer) == "menu changed"


def test_the_first_build_knows_no_other():
    """It says so."""
    assert changed_parts(LastBuild(), PARTS) == "no earlier build of this folder is known"


VIEW = {
    "article": {"title": "Sleep", "words": 3, "topics": ["Rest", "Night"]},
    "related": [{"title": "Warm up", "url": "warm/"}, {"title": "Cool down", "url": "cool/"}],
    "picture": None,
}


def values(**changes):
    """What is said of a view with these changes."""
    return changed_values(json.dumps(VIEW).encode(), json.dumps(VIEW | changes).encode())


def test_equal_views_have_no_changed_values():
    """Whatever the order of their fields is."""
    reordered = dict(reversed(VIEW.items()))

    assert changed_values(json.dumps(VIEW).encode(), json.dumps(reordered).encode()) == []


def test_a_changed_value_is_named_by_its_path():
    """The others are not."""
    article = VIEW["article"] | {"title": "Sleep better", "topics": ["Rest", "Noon"]}

    assert values(article=article) == [
        'article.title was "Sleep", is "Sleep better"',
        'article.topics[1] was "Night", is "Noon"',
    ]
    related = [VIEW["related"][0], VIEW["related"][1] | {"url": "colder/"}]
    assert values(related=related) == ['related[1].url was "cool/", is "colder/"']


def test_a_longer_list_is_shown_as_a_whole():
    """Its entries have moved."""
    found = values(article=VIEW["article"] | {"topics": ["New", "Rest", "Night"]})

    assert found == ['article.topics was ["Rest", "Night"], is ["New", "Rest", "Night"]']


def test_values_may_be_added_or_removed_or_get_another_type():
    """What is missing is null, as in JSON."""
    without = {name: value for name, value in VIEW["article"].items() if name != "words"}

    assert values(article=without) == ["article.words was 3, is null"]
    assert values(new=True) == ["new was null, is true"]
    assert values(picture={"url": "a.png"}) == ['picture was null, is {"url": "a.png"}']


def test_long_values_are_shortened():
    """In the letters of their language."""
    text = "Å" * 100

    assert values(picture=text) == [f'picture was null, is "{"Å" * 59}…']
    assert values(picture="x" * 58) == [f'picture was null, is "{"x" * 58}"']
