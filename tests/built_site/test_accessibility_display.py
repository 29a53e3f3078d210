"""Both sites zoomed, with larger text spacing, without motion, without styles and in print."""

import pytest

from tests.built_site.browser_checks import (
    DESKTOP,
    LARGE_SCREEN,
    PHONE,
    ZOOMED,
    printed_sheets,
    run_probe,
    set_user_styles,
)
from tests.built_site.conftest import RICHEST

pytestmark = [pytest.mark.slow, pytest.mark.browser]

LARGE = "html { font-size: 200% !important }"
# WCAG 1.4.12, Text spacing.
SPACED = """
    * { line-height: 1.5 !important }
    * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }
"""


def test_no_text_is_clipped_or_covered(visited):
    """All text stays on the screen at 400 % zoom, with double text size and with wide spacing."""
    lost = []
    for size, css in [
        (LARGE_SCREEN, ""),
        (ZOOMED, ""),
        *((size, css) for size in (PHONE, DESKTOP) for css in (LARGE, SPACED)),
    ]:
        visited.set_viewport_size(size)
        set_user_styles(visited, css)
        lost += [f"{size['width']} {css[:8]} {line}" for line in run_probe(visited, "clippedText")]

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
def test_planted_clipping_is_found(rich_article, css, found):
    """The check above can fail."""
    rich_article.set_viewport_size(PHONE)
    set_user_styles(rich_article, css)

    assert found in " ".join(run_probe(rich_article, "clippedText"))


def test_reduced_motion_is_respected(rich_article):
    """With prefers-reduced-motion there is no transition, animation or smooth scrolling."""
    assert run_probe(rich_article, "motion") == []


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
    """The check above can fail, for each kind of motion."""
    set_user_styles(rich_article, css)

    assert found in " ".join(run_probe(rich_article, "motion"))


def test_without_styles_the_text_is_the_same(visited):
    """Styles neither hide, add nor reorder text; without them the theme's images fit a phone."""
    visited.set_viewport_size(PHONE)
    styled = visited.locator("body").inner_text().split()
    visited.evaluate("for (const style of document.querySelectorAll('style')) style.remove()")
    unstyled = visited.locator("body").inner_text().split()

    assert unstyled == styled
    assert run_probe(visited, "wideImages") == []


def test_text_hidden_by_styles_is_found(rich_article):
    """The check above can fail."""
    set_user_styles(rich_article, ".lead-picture ~ p { display: none }")
    styled = rich_article.locator("body").inner_text().split()
    set_user_styles(rich_article, "")

    assert rich_article.locator("body").inner_text().split() != styled


@pytest.fixture
def printed(rich_article):
    """The sample's richest article in print media."""
    rich_article.emulate_media(media="print")
    return rich_article


def test_print_has_the_content_without_navigation(printed):
    """Article, references and disclaimer are printed; menus and links to other pages are not."""
    shown = ("h1", ".byline", ".prose", "#references", ".site-footer__disclaimer", ".wordmark")
    left_out = (
        "nav",
        ".skip-link",
        "#related-articles",
        "#related-topics",
        "#photo-feed",
        ".lead-picture",
    )

    assert [part for part in shown if not printed.locator(part).first.is_visible()] == []
    assert [part for part in left_out if printed.locator(f"{part}:visible").count()] == []


def test_print_shows_link_addresses(printed):
    """The URL of a reference follows its title, and the telephone number is visible."""
    after = printed.locator("#references a[href^=http]").first.evaluate(
        "link => [getComputedStyle(link, '::after').content, link.getAttribute('href')]"
    )

    assert after[1] in after[0]
    assert printed.locator("#visit a[href^=tel]").first.is_visible()


def test_print_ignores_the_dark_colour_scheme(printed):
    """In any colour scheme, print has dark text without backgrounds."""
    printed.emulate_media(media="print", color_scheme="dark")
    colours = printed.evaluate(
        """[...document.querySelectorAll('body, .prose > p, .site-footer')]
            .map(one => getComputedStyle(one)).flatMap(one => [one.color, one.backgroundColor])"""
    )

    assert set(colours) == {"rgb(24, 40, 64)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize(("kind", "sheets"), [("article", 3), (RICHEST, 3), ("clinic", 1)])
def test_print_needs_few_pages(window, sample, kind, sheets):
    """A clinic's page fits on one page of A4, an article on three."""
    assert 1 <= printed_sheets(window, sample.address(kind)) <= sheets
