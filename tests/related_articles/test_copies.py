"""Near-copies and who stands for them."""

from plugins.related_articles.copies import find_copies


def test_one_stands_for_all_of_them():
    """Two near-copies of one are near-copies of each other; the first slug stands for all."""
    assert find_copies([("d", "c"), ("b", "c"), ("x", "y")]) == {
        "b": "b",
        "c": "b",
        "d": "b",
        "x": "x",
        "y": "x",
    }


def test_groups_that_meet_become_one():
    """Whatever order the pairs come in."""
    assert set(find_copies([("a", "b"), ("c", "d"), ("d", "b")]).values()) == {"a"}


def test_no_copies():
    """Articles that are not alike are not mentioned."""
    assert find_copies([]) == {}
