"""Care cards, references, tables of contents and series on the sample site."""

import pytest

from tests.built_site.browser_checks import violations, visit
from tests.built_site.built_pages import soup

PAGE = "articles/a-sore-knee/"

CONTRASTS = """() => {
    const light = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => {
            const c = part / 255
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const ground = element => {
        const colour = getComputedStyle(element).backgroundColor
        return colour.endsWith(', 0)') ? ground(element.parentElement) : colour
    }
    return [...document.querySelectorAll('.care :is(.care-title, li, p, a)')].map(element => {
        const pair = [light(getComputedStyle(element).color), light(ground(element))]
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
    })
}"""


@pytest.fixture
def knee(built_sample):
    """The parsed page that has all of them."""
    return soup(built_sample / PAGE / "index.html")


def text_of(tag):
    """The text of an element, with single spaces."""
    return " ".join(tag.get_text().split())


@pytest.mark.slow
def test_care_cards_are_in_the_heading_outline(knee):
    """Each card has its visually hidden text, and its heading is one level below the section's."""
    assert [(card["class"][1], card.h3 and text_of(card.h3)) for card in knee.select(".care")] == [
        ("care-nonurgent", "Non-urgent advice: Speak to a GP if:"),
        ("care-urgent", "Urgent advice: Call 111 if:"),
        ("care-emergency", "Immediate action required: Call 999 or go to A&E if:"),
    ]


@pytest.mark.slow
def test_references_link_back_to_each_citation(knee):
    """Citations and back links belong together; several back links have distinct names."""
    back = [(a["href"], a["aria-label"]) for a in knee.select("#references .footnote-backref")]

    assert back == [
        ("#cited-1", "Back to where reference 1 is cited, 1 of 2"),
        ("#cited-1-2", "Back to where reference 1 is cited, 2 of 2"),
        ("#cited-2", "Back to where reference 2 is cited"),
    ]
    assert [a["href"] for a in knee.select(".prose .footnote-ref")] == [
        "#ref-1",
        "#ref-2",
        "#ref-1",
    ]
    assert all(knee.find(id=href[1:]) for href, _ in back)


@pytest.mark.slow
def test_only_a_long_article_has_a_table_of_contents(knee, built_sample):
    """From four sections on; care cards do not count as sections."""
    short = soup(built_sample / "articles/new-shoes/index.html")
    links = [(a["href"], text_of(a)) for a in knee.select("nav.contents a")]

    assert links == [
        ("#what-does-it-feel-like", "What does it feel like?"),
        ("#when-to-get-help", "When to get help"),
        ("#what-can-you-do", "What can you do?"),
        ("#what-comes-next", "What comes next?"),
    ]
    assert short.select(".contents") == []


@pytest.mark.slow
def test_contents_and_picture_follow_the_introduction(knee, built_sample):
    """A phone shows the first words of the text on its first screen."""
    pictured = soup(built_sample / "guides/first-visit/index.html")

    assert [tag.name for tag in knee.select(".prose > *")[:3]] == ["p", "nav", "h2"]
    assert pictured.select_one(".prose > p ~ .lead-picture ~ h2")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(("width", "beside"), [(320, False), (1280, True)])
def test_contents_stand_beside_the_text_on_wide_screens(page, sample_url, width, beside):
    """In the margin, where they stay in sight; on a phone they are part of the text."""
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{sample_url}/{PAGE}#when-to-get-help")
    contents = page.locator(".contents__rail").bounding_box()
    text = page.locator(".prose > p").last.bounding_box()

    assert contents["x"] + contents["width"] <= width
    assert (contents["x"] >= text["x"] + text["width"]) == beside
    assert (contents["y"] >= 0) == beside


@pytest.mark.slow
@pytest.mark.browser
def test_contents_begin_beside_the_title_on_wide_screens(page, sample_url):
    """Above the introduction, which they follow in the text."""
    page.set_viewport_size({"width": 1280, "height": 640})
    page.goto(f"{sample_url}/{PAGE}")
    contents = page.locator(".contents__rail").bounding_box()

    assert contents["y"] < page.locator(".prose > p").first.bounding_box()["y"]


@pytest.mark.slow
def test_the_parts_of_a_series_link_to_each_other(knee, built_sample):
    """In date order, each part has its number and links to the previous and the next part."""
    first = soup(built_sample / "guides/first-visit/index.html")
    alone = soup(built_sample / "articles/new-shoes/index.html")

    assert "Part 1 of 2 of the series “New here”" in text_of(first.select_one(".article-head"))
    assert [text_of(li) for li in knee.select(".series li")] == [
        "Previous: Your first visit: what to bring & what to ask",
        "A sore knee on the stairs (this article)",
    ]
    assert knee.select_one(".series a[rel=prev]")["href"] == "/guides/first-visit/"
    assert first.select_one(".series a[rel=next]")["href"] == f"/{PAGE}"
    assert alone.select(".series") == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_care_cards_pass_axe_with_aaa_contrast(page, sample_url, scheme, width):
    """Title, text and links of all three cards have a contrast of 7:1 in both colour schemes."""
    visit(page, f"{sample_url}/{PAGE}")
    page.set_viewport_size({"width": width, "height": 800})
    found = violations(page, scheme)
    contrasts = page.evaluate(CONTRASTS)

    assert found == []
    assert len(contrasts) == 10
    assert min(contrasts) >= 7


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    "media", [{"forced_colors": "active"}, {"media": "print"}, {"color_scheme": "dark"}]
)
def test_the_kind_of_a_care_card_is_visible_without_colours(page, sample_url, media):
    """In print and in forced colours the title shows the kind of the card as text."""
    page.emulate_media(**media)
    page.goto(f"{sample_url}/{PAGE}")
    widths = [kind.bounding_box()["width"] for kind in page.locator(".care-kind").all()]

    assert len(widths) == 3
    assert all((width > 50) == ("color_scheme" not in media) for width in widths)


@pytest.mark.slow
@pytest.mark.browser
def test_the_keyboard_goes_from_a_citation_to_its_source_and_back(page, sample_url):
    """The citation and the back link are links that are visible when focused."""
    page.goto(f"{sample_url}/{PAGE}")
    page.locator("#cited-2").focus()
    page.keyboard.press("Enter")
    there = page.evaluate("location.hash")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")

    assert (there, outline, page.evaluate("location.hash")) == ("#ref-2", "solid", "#cited-2")
