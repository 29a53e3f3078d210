"""Contrast of colours, by WCAG's formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.contrast import contrast, first_with, is_lighter, mix, towards

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),  # the grey that just fails
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_ratios_are_those_of_wcag(one, other, ratio):
    """As the usual checkers give them."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_has_no_order(one, other):
    """And a colour that is lighter is so on any ground."""
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21
    assert not (is_lighter(one, other) and is_lighter(other, one))


def test_mixtures():
    """In equal steps from one colour to the other."""
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#102030", "#506070", 0.25) == "#203040"
    steps = list(towards("#000000", "#ffffff", 0.5))
    assert (steps[0], steps[-1]) == ("#808080", "#ffffff")


def test_the_first_colour_with_enough_contrast_on_all_grounds():
    """Or the last one, if none has it."""
    greys = ["#aaaaaa", "#666666", "#000000"]

    assert first_with(greys, ["#ffffff"], 4.5) == "#666666"
    assert first_with(greys, ["#ffffff", "#bbbbbb"], 4.5) == "#000000"
    assert first_with(greys, ["#111111"], 21) == "#000000"
