"""Both sites enlarged, respaced, at rest, without styles and on paper: nothing is lost."""

import re

import pytest

from tests.site.looking import DESK, PHONE, WALL, ZOOMED, ask, visit, wear
from tests.site.reading import page_of_kind

pytestmark = [pytest.mark.slow, pytest.mark.browser]

LARGE = "html { font-size: 200% !important }"
# WCAG 1.4.12, Text spacing.
SPACED = """
    * { line-height: 1.5 !important }
    * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }
"""


def test_nothing_is_lost(visited):
    """On a wall, at 400 %, in letters twice as large or spaced out, all text is on the screen."""
    lost = []
    for size, css in [
        (WALL, ""),
        (ZOOMED, ""),
        *((size, css) for size in (PHONE, DESK) for css in (LARGE, SPACED)),
    ]:
        visited.set_viewport_size(size)
        wear(visited, css)
        lost += [f"{size['width']} {css[:8]} {line}" for line in ask(visited, "lost")]

    assert lost == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (".prose > p { block-size: 1em; overflow: hidden }", "is cut"),
        (".prose > p { margin-inline-start: -3em }", "is outside"),
        (".prose > p + p { margin-block-start: -2em }", "under"),
        (".site-header { position: sticky; inset-block-start: 0 }", "stays on the screen"),
        (".prose > p { inline-size: 40rem }", "sideways"),
    ],
)
def test_a_planted_loss_is_found(rich_article, css, found):
    """The check above can fail."""
    rich_article.set_viewport_size(PHONE)
    wear(rich_article, css)

    assert found in " ".join(ask(rich_article, "lost"))


def test_nothing_moves_for_those_who_asked_so(rich_article):
    """No transition, animation or smooth scrolling where less motion is wished for."""
    assert ask(rich_article, "motion") == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { transition: color 1s }", "transition"),
        ("@keyframes turn { to { rotate: 1turn } } h1 { animation: turn 1s }", "animation"),
        ("html { scroll-behavior: smooth }", "smooth scrolling"),
        ("@view-transition { navigation: auto }", "view transition"),
    ],
)
def test_a_planted_motion_is_found(rich_article, css, found):
    """The check above can fail, by each sort of motion."""
    wear(rich_article, css)

    assert found in " ".join(ask(rich_article, "motion"))


def test_without_styles_every_word_is_there_in_the_same_order(visited):
    """Styles hide, add and move no words; without them the pictures of the theme fit a phone."""
    visited.set_viewport_size(PHONE)
    styled = visited.locator("body").inner_text().split()
    visited.evaluate(
        "for (const link of document.querySelectorAll('link[rel=stylesheet]')) link.remove()"
    )
    unstyled = visited.locator("body").inner_text().split()

    assert unstyled == styled
    assert ask(visited, "wide") == []


def test_a_word_that_styles_hide_is_found(rich_article):
    """The check above can fail."""
    wear(rich_article, ".lead-picture + .article-body { display: none }")
    styled = rich_article.locator("body").inner_text().split()
    wear(rich_article, "")

    assert rich_article.locator("body").inner_text().split() != styled


@pytest.fixture
def printed(rich_article):
    """The sample's richest article as it goes to paper."""
    rich_article.emulate_media(media="print")
    return rich_article


def test_paper_has_the_words_and_not_the_ways_around(printed):
    """The article, its sources and the disclaimer are printed; menus and other offers are not."""
    shown = ("h1", ".byline", ".prose", "#references", ".site-footer__disclaimer", ".wordmark")
    left_out = ("nav", ".skip-link", "#related-articles", "#related-topics", "#photo-feed")

    assert [part for part in shown if not printed.locator(part).first.is_visible()] == []
    assert [part for part in left_out if printed.locator(f"{part}:visible").count()] == []


def test_paper_shows_where_links_lead(printed):
    """A source's address follows its title, and a telephone number can be read."""
    after = printed.locator("#references a[href^=http]").first.evaluate(
        "link => [getComputedStyle(link, '::after').content, link.getAttribute('href')]"
    )

    assert after[1] in after[0]
    assert printed.locator("#visit a[href^=tel]").first.is_visible()


def test_paper_is_dark_on_white_from_a_dark_screen(printed):
    """Whatever the device's scheme, ink is dark and grounds are white."""
    printed.emulate_media(media="print", color_scheme="dark")
    colours = printed.evaluate(
        """[...document.querySelectorAll('body, .prose > p, .site-footer')]
            .map(one => getComputedStyle(one)).flatMap(one => [one.color, one.backgroundColor])"""
    )

    assert set(colours) == {"rgb(18, 48, 47)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize(("kind", "sheets"), [("article", 5), ("clinic", 1)])
def test_paper_is_not_wasted(window, site, kind, sheets):
    """A clinic fits on one sheet of A4, an article of six minutes on five."""
    folder, url = site
    visit(window, f"{url}/{page_of_kind(folder, kind)}")
    window.emulate_media(media="print")
    paper = window.pdf(format="A4", prefer_css_page_size=True)

    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= sheets
