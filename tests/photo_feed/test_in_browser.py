"""In a browser the gallery is stable, requests nothing from other hosts and runs no script."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from plugins.photo_feed.clean_text import clean_line
from plugins.photo_feed.snapshot import dump
from tests.building import SAMPLE, build
from tests.conftest import serving
from tests.photo_feed.samples import photo, snapshot
from tests.photo_feed.vectors import CANARY, LIVE, SLEEPING

pytestmark = [pytest.mark.slow, pytest.mark.browser]

VECTORS = LIVE + SLEEPING
PAGES = ["", "guides/first-visit/"]
SHIFTS = """window.shift = 0
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shift += entry.value
}).observe({type: 'layout-shift', buffered: true})"""


def visit(context, url, site, *, typeface=True):
    """Open a page of `site`, every other host blocked; returns it and what was asked of others."""
    asked = []

    def only_the_site(route):
        if not typeface and route.request.url.endswith(".woff2"):
            return route.abort()
        if route.request.url.startswith(site):
            return route.continue_()
        asked.append(route.request.url)
        return route.abort()

    context.route("**/*", only_the_site)
    page = context.new_page()
    page.goto(url)
    return page, asked


def read_to_the_end(page):
    """Scroll as a visitor does, so that every lazy picture is fetched."""
    for _ in range(12):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(60)
    page.wait_for_load_state("networkidle")


@pytest.fixture(params=[(360, 640), (1280, 800)], ids=["phone", "desk"])
def size(request):
    """A small and a large screen."""
    return dict(zip(("width", "height"), request.param, strict=True))


@pytest.mark.parametrize("path", PAGES)
def test_the_gallery_shows_and_stays_still(browser, sample_url, path, size):
    """Those from Instagram too: all are drawn, none moves the page, nobody else is asked."""
    context = browser.new_context(viewport=size)
    context.add_init_script(SHIFTS)
    page, asked = visit(context, f"{sample_url}/{path}", sample_url)
    read_to_the_end(page)
    drawn = page.eval_on_selector_all(
        "#photo-feed img", "found => found.map(one => one.complete && one.naturalWidth > 0)"
    )
    axe = Axe().run(page, context="#photo-feed")

    assert drawn == [True] * 4
    assert page.locator("#photo-feed h2").inner_text() == "From the clinic and Instagram"
    assert page.evaluate("window.shift") == 0
    assert axe.response["violations"] == []
    assert axe.response["passes"] != []
    assert asked == []
    context.close()


def test_without_scripts_it_is_the_same(browser, sample_url, size):
    """To the pixel, in the fallback face: whether the first page has the typeface is a race."""
    pictures = []
    for scripts in (True, False):
        context = browser.new_context(viewport=size, java_script_enabled=scripts)
        page, _ = visit(context, sample_url, sample_url, typeface=False)
        read_to_the_end(page)
        pictures.append(page.locator("#photo-feed").screenshot())
        context.close()

    assert pictures[0] == pictures[1]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The made-up clinic with a photo for each vector, which is its caption and its words."""
    folder = tmp_path_factory.mktemp("attacked")
    shutil.copytree(SAMPLE / "content", folder / "content")
    home = folder / "content" / "data" / "photos"
    (home / "curation.yaml").unlink()
    photos = [
        photo(f"v{number}", file="boats.jpg", alt=vector, caption=vector, width=480, height=480)
        for number, vector in enumerate(VECTORS)
    ]
    (home / "photos.json").write_text(dump(snapshot(*photos)), "utf-8")
    done = build(
        "html",
        output=folder / "site",
        content=folder / "content",
        settings=SAMPLE / "siteconf.py",
        options=[f"--pelican-options=-e PHOTO_FEED_COUNT={len(VECTORS)}"],
    )
    assert done.returncode == 0, done.stderr
    with serving(folder / "site") as url:
        yield url


def watched(context):
    """A page, and a list that fills with whatever its scripts do."""
    page = context.new_page()
    done = []
    page.on("console", lambda message: done.append(message.text))
    page.on("dialog", lambda dialog: (done.append("dialog"), dialog.dismiss()))
    page.on("pageerror", lambda error: done.append(str(error)))
    page.on("request", lambda request: CANARY in request.url and done.append(request.url))
    return page, done


@pytest.mark.parametrize("path", PAGES)
def test_vectors_as_captions_and_words_run_nothing(browser, attacked, path):
    """Not by themselves, nor when the pointer rests on them or they are clicked."""
    context = browser.new_context()
    context.route(f"{CANARY}/**", lambda route: route.abort())
    page, done = watched(context)
    page.goto(f"{attacked}/{path}")
    read_to_the_end(page)
    captions = page.locator("#photo-feed figcaption")
    for number in range(captions.count()):
        captions.nth(number).click()
    page.wait_for_load_state("networkidle")

    assert captions.count() == len(VECTORS) >= 40
    assert done == []
    assert page.url == f"{attacked}/{path}"
    context.close()


def test_vectors_are_shown_as_the_text_they_are(page, attacked):
    """Each is words in its place, and adds no element and no attribute."""
    page.goto(attacked)
    figures = page.locator("#photo-feed figure")
    words = figures.locator("figcaption").all_text_contents()
    alts = figures.locator("img").evaluate_all("all => all.map(one => one.alt)")
    elements = figures.locator("*").evaluate_all("all => all.map(one => one.localName)")
    attributes = figures.locator("*").evaluate_all(
        "all => all.flatMap(one => one.getAttributeNames())"
    )

    assert words == [clean_line(vector) for vector in VECTORS]
    assert alts == [clean_line(vector) for vector in VECTORS]
    assert set(elements) <= {"picture", "source", "img", "figcaption"}
    assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_vectors_are_live(browser, tmp_path):
    """As HTML each runs or asks the canary, so the tests above can fail."""
    dot = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="
    for number, vector in enumerate(LIVE):
        own = vector.replace("hit", f"hit-{number}-").replace(CANARY, f"{CANARY}/hit-{number}-")
        body = f'<!doctype html><img src="{dot}" alt="{own}"><main><p>{own}</p></main>'
        (tmp_path / f"{number}.html").write_text(body, "utf-8")
    frames = "".join(f"<iframe src=/{number}.html></iframe>" for number in range(len(LIVE)))
    (tmp_path / "all.html").write_text(f"<!doctype html>{frames}", "utf-8")
    context = browser.new_context()
    context.route(f"{CANARY}/**", lambda route: route.abort())
    page, done = watched(context)
    with serving(tmp_path) as url:
        page.goto(f"{url}/all.html")
        page.wait_for_load_state("networkidle")
    seen = " ".join(done)

    assert [vector for number, vector in enumerate(LIVE) if f"hit-{number}-" not in seen] == []
    context.close()
