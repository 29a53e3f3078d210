"""Accessibility of both sites: axe at AA, text contrast at AAA, headings, landmarks and names."""

import pytest

from tests.built_site.browser_checks import COLOUR_MODES, DESKTOP, PHONE, run_probe, violations

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.mark.parametrize("site", ["sample"], indirect=True)
def test_axe_finds_nothing(visited):
    """Axe finds no violation at AA nor of best practice, and text contrast is 7:1, in all modes.

    `make audit` examines the repository's own site.
    """
    found = []
    for size in (PHONE, DESKTOP):
        visited.set_viewport_size(size)
        for mode in COLOUR_MODES:
            found += [f"{size['width']} {mode} {line}" for line in violations(visited, mode)]

    assert found == []


@pytest.mark.parametrize(
    ("rule", "plant"),
    [
        ("image-alt", "main.append(document.createElement('img'))"),
        ("color-contrast", "text.style.color = '#999'"),
        ("color-contrast-enhanced", "text.style.color = '#666'"),
        ("target-size", "for (const link of links) link.style.cssText = tiny"),
        ("region", "document.body.append(text)"),
        ("list", "document.querySelector('main ul').prepend(text)"),
    ],
)
def test_axe_finds_a_planted_fault(rich_article, rule, plant):
    """Axe finds a violation of each kind of rule that the test above relies on."""
    rich_article.evaluate(
        f"""() => {{
            const main = document.querySelector('main')
            const text = document.querySelector('.prose > p')
            const tiny = 'font-size: 4px; min-block-size: 0'
            const links = document.querySelectorAll('footer a')
            {plant}
        }}"""
    )

    assert rule in {line.split(":")[0] for line in violations(rich_article, "light")}


def test_own_colours_in_forced_colours_mode_are_found(rich_article):
    """An element that keeps its own colours in forced colours mode is a violation."""
    rich_article.evaluate("document.querySelector('h1').style.forcedColorAdjust = 'none'")
    found = violations(rich_article, "forced")

    assert [line.split(" ")[0] for line in found] == ["own-colours:"]


def test_headings_landmarks_and_links_suit_screen_readers(visited):
    """A page has one h1, no skipped levels, and landmarks and links with distinct names."""
    assert run_probe(visited, "structure") == []


@pytest.mark.parametrize(
    ("probe", "plant", "found"),
    [
        ("structure", "text.append(document.createElement('h1'))", "h1: not 1"),
        ("structure", "heading.replaceWith(document.createElement('h5'))", "skips a level"),
        ("structure", "link(heading, '#a').ariaLabel = 'Link'", "is named twice"),
        ("structure", "link(text, '/a/')", "a link without a name"),
        ("structure", "link(text, '/a/', 'More'); link(text, '/b/', 'More')", "different pages"),
        ("structure", "main.append(document.createElement('nav'))", "no distinct names"),
    ],
)
def test_the_probes_find_a_planted_fault(rich_article, probe, plant, found):
    """Each of the checks above can fail."""
    rich_article.evaluate(
        f"""() => {{
            const main = document.querySelector('main')
            const text = document.querySelector('.prose > p')
            const heading = document.querySelector('.prose > h2')
            const link = (to, href, words = '') => {{
                const made = document.createElement('a')
                Object.assign(made, {{ href, textContent: words }})
                to.append(made)
                return made
            }}
            {plant}
        }}"""
    )

    assert found in " ".join(run_probe(rich_article, probe))


def test_an_article_is_read_out_in_order(rich_article):
    """Breadcrumbs, title and author come before the text; a heading is announced once."""
    heard = rich_article.locator("main").aria_snapshot()
    order = ('navigation "Breadcrumb"', "[level=1]", "By", "[level=2]")
    marks = [heard.find(words) for words in order]

    assert marks == sorted(marks)
    assert marks[0] >= 0
    assert 'heading "What to bring" [level=2]' in heard
