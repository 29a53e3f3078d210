"""What docs/visitors.md says makes a page good, where a browser can measure it, on both sites."""

from pathlib import Path
from statistics import median

import pytest

from tests.built_site.browser_checks import DESKTOP, visit

pytestmark = [pytest.mark.slow, pytest.mark.browser]

MEASURES = (Path(__file__).parent / "good_page.js").read_text("utf-8")
SCREENS = {360: 640, 768: 1024, 1280: 800}
# The others are to be read: their next step is the text.
WITH_A_STEP = ("home", "articles", "category", "topic", "year", "clinics", "search", "404")


@pytest.fixture(scope="module")
def loaded(window, address):
    """The page of a kind, with what measures it and changes nothing."""
    visit(window, address).evaluate(MEASURES)
    return window


@pytest.fixture
def good(loaded):
    """The same at desktop size, whatever size the test before has left."""
    loaded.set_viewport_size(DESKTOP)
    return loaded


@pytest.mark.parametrize("width", SCREENS)
def test_nothing_is_empty_above_a_third_of_a_screen(good, width):
    """From the header to the end of the page's own content."""
    good.set_viewport_size({"width": width, "height": SCREENS[width]})

    assert good.evaluate("goodPage.largestGap()") <= SCREENS[width] / 3


def test_headings_step_down(good):
    """h1 is larger than h2, and h2 than h3; none weighs less than the next."""
    assert good.evaluate("goodPage.headings()") == []


@pytest.mark.parametrize("width", [768, 1280])
def test_lines_are_easy_to_follow(good, width):
    """45 to 75 letters in the middle; cards may have shorter ones."""
    good.set_viewport_size({"width": width, "height": SCREENS[width]})
    lengths = good.evaluate("goodPage.lineLengths()")

    assert all(length <= 80 for length in lengths)
    if good.locator(".prose").count() and lengths:
        assert 45 <= median(lengths) <= 75


def test_no_sentence_stands_twice(good):
    """On one page."""
    assert good.evaluate("goodPage.saidTwice()") == []


@pytest.mark.parametrize("address", WITH_A_STEP, indirect=True)
def test_the_first_screen_of_a_phone_has_a_next_step(good):
    """A button, a link to an article or a field."""
    good.set_viewport_size({"width": 360, "height": 640})

    assert good.evaluate("goodPage.firstStep()")
