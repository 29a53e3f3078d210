"""How long a real browser takes for the most expensive drawings that are published."""

import base64
import time

import pytest

from plugins.responsive_images.svg import sanitise
from tests.responsive_images.svg_examples import AT_THE_LIMIT, EXPORTED

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 20  # four times what the slowest takes on two idle cores
# Both ways take about as long, so that the slowest are opened in one of them only.
CASES = {
    **{f"{name} in a page": (drawing, False) for name, drawing in EXPORTED.items()},
    **{f"{name} alone": (drawing, True) for name, drawing in (EXPORTED | AT_THE_LIMIT).items()},
}


@pytest.fixture(scope="module")
def window(browser):
    """One browser page for all drawings: each replaces the one before."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("drawing", "alone"), CASES.values(), ids=CASES)
def test_a_published_drawing_is_painted_in_time(window, drawing, alone):
    """It freezes neither the page nor a tab of its own."""
    data = base64.b64encode(sanitise(drawing.encode()).data).decode()
    url = f"data:image/svg+xml;base64,{data}"
    start = time.perf_counter()

    if alone:
        window.goto(url)
    else:
        window.goto("about:blank")  # a drawing is no document that HTML can be written into
        window.set_content(f'<img src="{url}" width="1000" height="800">')
    window.screenshot(timeout=SECONDS * 1000)

    assert time.perf_counter() - start < SECONDS
