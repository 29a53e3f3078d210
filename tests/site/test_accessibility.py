"""Both sites for assistive technology: axe at AA, contrast at AAA, and what a listener hears."""

import pytest

from tests.site.looking import DESK, LOOKS, PHONE, ask, violations

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_axe_finds_nothing(visited):
    """AA and best practice, and 7:1 for all text: on phone and desk, in every look, all open."""
    found = []
    for size in (PHONE, DESK):
        visited.set_viewport_size(size)
        for look in LOOKS:
            found += [f"{size['width']} {look} {line}" for line in violations(visited, look)]

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
    """The check above can fail, by each sort of rule that it promises."""
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


def test_colours_of_our_own_are_found(rich_article):
    """Where a visitor has chosen colours, keeping others is a violation too."""
    rich_article.evaluate("document.querySelector('h1').style.forcedColorAdjust = 'none'")
    found = violations(rich_article, "forced")

    assert [line.split(" ")[0] for line in found] == ["own-colours:"]


def test_the_skeleton_is_as_a_listener_expects(visited):
    """One title, headings without gaps that are heard once, landmarks and links told apart."""
    assert ask(visited, "skeleton") == []


@pytest.mark.parametrize(
    ("probe", "plant", "found"),
    [
        ("skeleton", "text.append(document.createElement('h1'))", "h1: not 1"),
        ("skeleton", "heading.replaceWith(document.createElement('h5'))", "skips a level"),
        ("skeleton", "link(heading, '#a').ariaLabel = 'Link'", "is named twice"),
        ("skeleton", "link(text, '/a/')", "a link without a name"),
        ("skeleton", "link(text, '/a/', 'More'); link(text, '/b/', 'More')", "different pages"),
        ("skeleton", "main.append(document.createElement('nav'))", "not told apart"),
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

    assert found in " ".join(ask(rich_article, probe))


def test_an_article_is_heard_in_good_order(rich_article):
    """The way back, the title and who wrote it come before the text; a heading is heard once."""
    heard = rich_article.locator("main").aria_snapshot()
    order = ('navigation "Breadcrumb"', "[level=1]", "By", "[level=2]")
    marks = [heard.find(words) for words in order]

    assert marks == sorted(marks)
    assert marks[0] >= 0
    assert 'heading "What to bring" [level=2]' in heard
