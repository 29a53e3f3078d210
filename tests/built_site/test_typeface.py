"""The one typeface of the theme: its file, its letters, and what pages make of it."""

import re

import pytest
from PIL import ImageFont

from plugins.theme_support.tokens import tokens
from tests.building import ROOT
from tests.built_site.built_pages import html_pages, soup
from tests.conftest import serving

FONTS = ROOT / "theme" / "static" / "fonts"
FILES = [path for path in FONTS.rglob("*") if path.suffix in {".woff2", ".woff", ".ttf", ".otf"}]
TOKENS = ROOT / "theme" / "static" / "css" / "tokens.css"
FAMILY = tokens(TOKENS.read_text("utf-8"))["font"].split(",")[0].strip('"')
MOST_BYTES = 30_000
MISSING = "\U0010ffff"
NAMES = "Åse Ødegård Þór Łukasz Šárka İbrahim Œuvre Ștefan Ŵyn Ỳ Ĉarlo Ġorġ Ñandú Ħal ẞ ıő"
WEIGHTS = (
    "document.fonts.ready.then(() => ['h1', 'h2', 'h3', 'p'].map((name) =>"
    "+getComputedStyle(document.querySelector(`main ${name}`)).fontWeight))"
)
FACES = (
    "document.fonts.ready.then(() => [...document.fonts]"
    ".filter((face) => face.status == 'loaded').map((face) => face.family))"
)
SHIFTS = (
    "new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().length))"
    ".observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 500))"
)


@pytest.fixture(scope="module")
def face():
    """The typeface, as FreeType reads it."""
    return ImageFont.truetype(FILES[0], 40, layout_engine=ImageFont.Layout.BASIC)


def drawn(face, character):
    mask = face.getmask(character)
    return mask.size, bytes(mask)


def drawn_in(page, selector):
    """The fonts in which Chromium has drawn the text of an element."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    fonts = session.send("CSS.getPlatformFontsForNode", node)["fonts"]
    return {font["familyName"] for font in fonts}


def lacking(face, text):
    box = drawn(face, MISSING)
    letters = {character for character in text if not character.isspace()}
    return {character for character in letters if drawn(face, character) == box}


def test_one_small_file_with_its_licence():
    """In place of the fonts of a visitor's device, which a page waits for."""
    (file,) = FILES

    assert file.suffix == ".woff2"
    assert file.stat().st_size <= MOST_BYTES
    assert "SIL OPEN FONT LICENSE" in (file.parent / "OFL.txt").read_text("utf-8")


def test_its_weights_are_those_of_the_stylesheet(face):
    """One variable axis; a browser draws no weight beyond it."""
    (axis,) = face.get_variation_axes()
    css = TOKENS.read_text("utf-8")

    assert f"font-weight: {axis['minimum']} {axis['maximum']};" in css
    assert FAMILY in css.split("@font-face")[1]


def test_it_has_the_letters_of_european_names(face):
    """And the marks and arrows of the theme. It lacks Greek, so the test can fail."""
    assert lacking(face, NAMES + "–—‘’“”…·½€→↑ Ω") == {"Ω"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["built_site", "built_sample"])
def test_it_has_the_letters_of_all_headings(face, name, request):
    """Except those of titles in other scripts, which the sample site has."""
    site = request.getfixturevalue(name)
    headings = {each.text for page in html_pages(site) for each in soup(page).select("h1, h2, h3")}

    assert headings
    assert {each for each in lacking(face, "".join(headings)) if each < "\u0250"} == set()


@pytest.mark.slow
@pytest.mark.browser
def test_headings_weigh_more_than_those_below_them(page, site):
    """And those more than text."""
    page.goto(site.url)
    top, second, third, text = page.evaluate(WEIGHTS)

    assert top == second > third > text


@pytest.mark.slow
@pytest.mark.browser
def test_the_typeface_is_asked_for_before_all_else(page, site):
    """Once, so that the first page of a visit has it if the network is fast enough."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url, wait_until="networkidle")

    assert FAMILY in [face.strip('"') for face in page.evaluate(FACES)]
    assert [number for number, url in enumerate(asked) if url.endswith(".woff2")] == [1]


@pytest.mark.slow
@pytest.mark.browser
def test_the_second_page_of_a_visit_has_the_typeface(browser, site):
    """It need not be loaded any more: all text is drawn in it."""
    context = browser.new_context()
    page = context.new_page()
    with serving(site.folder, lambda _path: {"Cache-Control": "max-age=600"}) as url:
        page.goto(url, wait_until="networkidle")
        page.goto(f"{url}/articles/", wait_until="networkidle")
        found = {name: drawn_in(page, name) for name in ("h1", "main p", "footer p")}
        context.close()

    assert found == {name: {FAMILY} for name in found}


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_moves_whether_it_arrives_or_not(page, site):
    """A late file is not used until the next page: text is never hidden, and never moves."""
    page.goto(site.url, wait_until="networkidle")
    with_it = page.evaluate(SHIFTS)
    height = page.evaluate("document.querySelector('h1').offsetHeight")
    page.route(re.compile(r"\.woff2$"), lambda route: route.abort())
    page.reload(wait_until="networkidle")

    assert (with_it, page.evaluate(SHIFTS)) == (0, 0)
    assert page.evaluate("document.querySelector('h1').offsetHeight") == height
