"""The style guide in a real browser, light and dark, narrow and wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import serving
from tools.audit.axe import AA

pytestmark = [pytest.mark.slow, pytest.mark.browser]

# The page shows the same named region several times, which no page of the site does.
OPTIONS = {
    "runOnly": {"type": "tag", "values": AA},
    "rules": {"landmark-unique": {"enabled": False}},
}


@pytest.fixture(scope="module")
def guide_url(previewed_sample):
    """The URL of the page."""
    with serving(previewed_sample) as url:
        yield f"{url}/style-guide/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, guide_url, scheme):
    """And the console has no messages: no missing file, no policy violation."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.emulate_media(color_scheme=scheme)
    page.goto(guide_url)

    found = Axe().run(page, options=OPTIONS).response["violations"]

    assert [f"{one['id']}: {node['html'][:90]}" for one in found for node in one["nodes"]] == []
    assert said == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_overflows(page, guide_url, width):
    """Neither the longest word nor the widest table."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(guide_url)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_swatches_have_the_colours_of_the_tokens(page, guide_url):
    """In both schemes."""
    page.emulate_media(color_scheme="light")
    page.goto(guide_url)
    read = "getComputedStyle(document.querySelector('rect[fill=\"var(--paper)\"]')).fill"
    light = page.evaluate(read)
    page.emulate_media(color_scheme="dark")

    assert (light, page.evaluate(read)) == ("rgb(250, 246, 236)", "rgb(16, 26, 42)")
