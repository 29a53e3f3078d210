"""How long a real browser takes for the drawings that cost most and are published."""

import base64
import time

import pytest

from plugins.responsive_images.drawings import sanitise
from tests.responsive_images.svg_examples import AT_THE_LIMIT, EXPORTED

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 20  # four times what the slowest takes on two idle cores
DRAWINGS = EXPORTED | AT_THE_LIMIT


@pytest.mark.parametrize("alone", [False, True], ids=["in a page", "alone"])
@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_a_published_drawing_is_soon_painted(page, drawing, alone):
    """None freezes the page of a visitor, nor the tab in which it is opened."""
    data = base64.b64encode(sanitise(drawing.encode()).data).decode()
    url = f"data:image/svg+xml;base64,{data}"
    start = time.perf_counter()

    if alone:
        page.goto(url)
    else:
        page.set_content(f'<img src="{url}" width="1000" height="800">')
    page.screenshot(timeout=SECONDS * 1000)

    assert time.perf_counter() - start < SECONDS
