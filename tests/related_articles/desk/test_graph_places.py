"""Articles stand by category and age, each with room for its name."""

from itertools import pairwise

import pytest

from plugins.related_articles.desk.graph_places import place
from tests.related_articles.desk.shelving import article


def test_articles_stand_by_category_then_from_old_to_new():
    """Whatever order they come in: down the right side, then up the left."""
    ground = place(
        [
            article("d", category="Sleep"),
            article("b", category="Running", day=2),
            article("a", category="Running", day=1),
            article("c", category="Running", day=2),
        ]
    )

    assert [each.document.slug for each in ground.places] == ["a", "b", "c", "d"]
    right, left = ground.places[:2], ground.places[2:]
    assert all(each.x > ground.middle[0] and not each.name_ends for each in right)
    assert all(each.x < ground.middle[0] and each.name_ends for each in left)
    assert right[0].y < right[1].y
    assert left[0].y > left[1].y


@pytest.mark.parametrize("number", [1, 2, 3, 24, 25, 59, 60])
def test_names_have_room(number):
    """No two beside each other, and none above the drawing or below it."""
    title = "Word " * 30
    ground = place([article(f"a{at}", title=title, category=f"{at % 5}") for at in range(number)])

    for ends in (False, True):
        names = [(each.y, len(each.name)) for each in ground.places if each.name_ends is ends]
        names.sort()
        spans = [(y - lines * 12, y + lines * 12) for y, lines in names]
        assert all(above[1] < below[0] for above, below in pairwise(spans))
        assert all(top >= 0 and bottom <= ground.height for top, bottom in spans)


def test_without_names_they_stand_on_a_circle():
    """All as far from its middle, and none where another stands."""
    ground = place([article(f"a{at:03}", category=f"{at % 3}") for at in range(61)])

    x, y = ground.middle
    assert {round((each.x - x) ** 2 + (each.y - y) ** 2) for each in ground.places} == {330**2}
    assert len({(round(each.x, 3), round(each.y, 3)) for each in ground.places}) == 61
    assert not any(each.name for each in ground.places)
