"""Which files a real browser loads at one to three device pixels per pixel."""

import pytest

from plugins.theme_support import theme_file
from tests.building import ROOT
from tests.built_site.conftest import RICHEST

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHOSEN = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map(image => image.decode()));
  return [...document.querySelectorAll("main img[srcset]")].map(image => {
    const best = image.closest("picture")?.querySelector("source") ?? image;
    const widths = new Map(best.srcset.split(", ").map(candidate => candidate.split(" ")));
    return {
      shown: image.getBoundingClientRect().width * devicePixelRatio,
      taken: parseInt(widths.get(new URL(image.currentSrc).pathname)),
      widest: Math.max(...[...widths.values()].map(width => parseInt(width))),
    };
  });
}"""
SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(
  list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
)).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""


@pytest.fixture(scope="module", params=[(360, 3), (768, 2), (1280, 1), (1920, 1)])
def screen(browser, request):
    """One browser page for all visits on a screen, of a width and of dots for each pixel."""
    width, dots = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, device_scale_factor=dots
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", ["home", "articles", RICHEST, "clinic"])
def test_the_browser_takes_the_file_that_fits(screen, site, kind):
    """Of the first format, never a blurred one if there is a larger one, nor one twice as wide."""
    screen.goto(site.address(kind))
    pictures = screen.evaluate(CHOSEN)

    if site.own and not pictures:
        pytest.skip(f"this clinic's {kind} page has no pictures in several widths")
    assert pictures
    for picture in pictures:
        assert picture["taken"] >= min(0.85 * picture["shown"], picture["widest"])
        assert picture["taken"] <= max(320, 1.7 * picture["shown"])


def test_the_layout_does_not_shift_while_pictures_load(page, sample_url):
    """Each picture's space is reserved."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{sample_url}/guides/first-visit/")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")

    assert page.evaluate(SHIFTS) == 0


def test_the_lead_picture_comes_first(window, sample_url):
    """Only it is requested at once; pictures further down wait until they are near."""
    window.goto(f"{sample_url}/guides/first-visit/")

    lead = window.locator(".lead-picture img")
    others = window.locator("main img:not(.lead-picture img)")
    assert (lead.get_attribute("loading"), lead.get_attribute("fetchpriority")) == ("eager", "high")
    assert others.count() > 3
    assert {image.get_attribute("loading") for image in others.all()} == {"lazy"}
    assert {image.get_attribute("fetchpriority") for image in others.all()} == {None}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["guides/first-visit/", "articles/a-sore-knee/"])
def test_a_cropped_picture_keeps_its_focus_in_sight(window, sample_url, path, width):
    """At the top of its post, and on its card; other pictures keep their middle."""
    window.set_viewport_size({"width": width, "height": 800})
    window.goto(f"{sample_url}/{path}")

    position = "image => [image.currentSrc || image.src, getComputedStyle(image).objectPosition]"
    found = [each.evaluate(position) for each in window.locator(".cover img").all()]

    assert {where for src, where in found if "/first-visit-" in src} == {"40% 20%"}
    assert {where for src, where in found if "/first-visit-" not in src} == {"50% 50%"}


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_the_smallest_lead_picture_is_hardly_enlarged(window, sample_url, width):
    """theme.toml says what fits the place at the top of a post, by a quarter at most."""
    window.set_viewport_size({"width": width, "height": 800})
    window.goto(f"{sample_url}/guides/first-visit/")
    needed, _ = theme_file.read(ROOT / "theme")

    box = window.locator(".lead-picture img").bounding_box()

    assert box["width"] <= 1.25 * needed.smallest_lead[0]
    assert box["height"] <= 1.25 * needed.smallest_lead[1]
