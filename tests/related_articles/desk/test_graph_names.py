"""Titles are wrapped to the column beside the graph."""

import pytest

from plugins.related_articles.desk.graph_names import wrap


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("", ()),
        ("Why we warm up", ("Why we warm up",)),
        ("The Benefits of Sports Massage", ("The Benefits of", "Sports Massage")),
        ("One two three four five six seven", ("One two three", "four five six …")),
        ("One two Donaudampfschifffahrt", ("One two", "Donaudampfsc …")),
        ("Donaudampfschifffahrt", ("Donaudampfschif", "ffahrt")),
        ("THE WAY BACK TO RUNNING", ("THE WAY BACK", "TO RUNNING")),
        ("首次就诊会发生什么", ("首次就诊会发生什", "么")),
    ],
)
def test_a_title_is_wrapped_to_its_column(title, lines):
    """Wide letters take more room, and what is left over is cut."""
    assert wrap(title, 2) == lines
