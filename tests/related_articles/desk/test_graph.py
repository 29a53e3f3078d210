"""The graph is one still picture: right, the same each time, and harmless."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given

from plugins.related_articles.desk.graph import draw
from plugins.related_articles.desk.shelves import shelve
from tests.related_articles.corpus import SHUFFLED_SITES
from tests.related_articles.desk.shelving import SITE, article, shelf

SVG = "{http://www.w3.org/2000/svg}"
SHELF = shelf(
    article("a", category="Running", title="Why <we> warm up & stretch"),
    article("b", category="Running", day=1),
    article("c", category="Sleep"),
    article("lonely"),
    article("draft", published=False),
    links=[
        ("a", "b", 0.4, "text"),
        ("b", "a", 0.0, "pin"),
        ("a", "c", 0.1, "fairness"),
        ("b", "c", 0.0, "newest"),
        ("draft", "lonely", 0.4, "text"),
    ],
)


def drawn(*shelves):
    return ElementTree.fromstring(draw(shelves))


def styles(tree, name):
    """How often each style is given to elements of a name."""
    return Counter(element.get("class") for element in tree.iter(f"{SVG}{name}"))


def words(tree, name):
    return ["".join(element.itertext()) for element in tree.iter(f"{SVG}{name}")]


def test_it_is_an_image_with_words():
    """Whoever cannot see it is told how much there is, and what nobody links to."""
    tree = drawn(SHELF)

    assert tree.get("role") == "img"
    named = tree.get("aria-labelledby").split()
    assert [element.text for element in tree if element.get("id") in named] == [
        "Which article links to which",
        "en-gb: 4 articles, 4 links. No article links to: Lonely.",
    ]


def test_each_published_article_is_a_dot_with_its_name():
    """In the colour of its category; one that nobody links to is a ring."""
    tree = drawn(SHELF)

    few = next(group for group in tree.iter(f"{SVG}g") if group.get("class") == "few")
    assert styles(few, "circle") == {"dot dot0": 2, "dot dot2": 1, "orphan": 1}
    assert words(few, "title") == [
        "Lonely (1 January 2026): no article links to it",
        "Why <we> warm up & stretch (Running, 1 January 2026): linked from 1",
        "B (Running, 2 January 2026): linked from 1",
        "C (Sleep, 1 January 2026): linked from 2",
    ]
    assert "Why <we> warmup & stretch" in words(few, "text")


def test_each_kind_of_link_has_a_look_of_its_own():
    """And a sign below that says which."""
    tree = drawn(SHELF)

    assert styles(tree, "path") == {
        "filled": 2, "given": 2, "pin": 2, "shade5": 2, "shade2": 1, "leader": 4,
    }  # fmt: skip
    assert words(tree, "text")[-9:] == [
        "Running", "without a category", "Sleep", "closest", "less close", "pinned by an editor",
        "given a place", "fills up", "no article links to it",
    ]  # fmt: skip


def test_it_carries_no_script_and_asks_for_nothing():
    """Titles are text, whatever stands in them."""
    evil = shelf(
        article("a", title="<script>alert(1)</script>\x00\x1b", category='"><image href="x">')
    )

    names = {element.tag.removeprefix(SVG) for element in drawn(evil).iter()}
    assert names == {
        "svg",
        "title",
        "desc",
        "style",
        "rect",
        "g",
        "text",
        "tspan",
        "path",
        "circle",
    }
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|url\(|@import", draw([evil]))


@pytest.mark.slow
@given(SHUFFLED_SITES)
def test_the_same_articles_give_the_same_bytes(sites):
    """In whatever order they come."""
    site, shuffled = sites

    assert draw(shelve(shuffled, SITE)) == draw(shelve(site, SITE))


def test_all_stays_inside_the_drawing():
    """Dots and names are nowhere cut off, for one article as for sixty."""
    for number in (1, 2, 3, 15, 60, 61):
        many = [article(f"a{at}", category=f"{at % 4}") for at in range(number)]
        tree = drawn(shelf(*many))

        height = float(tree.get("height"))
        points = [(float(e.get("cx")), float(e.get("cy"))) for e in tree.iter(f"{SVG}circle")]
        assert all(20 < x < 700 and 0 <= y < height - 60 for x, y in points)


def test_more_articles_than_have_room_go_without_names():
    """They are small dots on a circle, and all their links of one style are one path."""
    many = [article(f"a{number:04}") for number in range(1000)]
    links = [(f"a{n:04}", f"a{(n + 7) % 1000:04}", n / 1000, "text") for n in range(1000)]

    tree = drawn(shelf(*many, links=links))
    crowd = next(group for group in tree.iter(f"{SVG}g") if group.get("class") == "many")
    assert styles(crowd, "circle") == {"dot dot0": 1000}
    assert styles(crowd, "path") == {f"shade{level}": 1 for level in range(1, 6)}
    assert words(crowd, "text") == []


def test_many_categories_share_the_last_colour():
    """The largest have one of their own."""
    many = [article(f"a{n}", category=f"c{n}") for n in range(9)]

    texts = words(drawn(shelf(*many, article("b", category="c8"))), "text")
    assert texts[-9:] == ["c8", "c0", "c1", "c2", "c3", "c4", "c5", "2 other categories",
                          "no article links to it"]  # fmt: skip


def test_each_language_has_a_graph_of_its_own():
    """Below each other; a language with drafts alone has none."""
    shelves = shelve(
        [article("a"), article("b", lang="nb"), article("c", lang="fr", published=False)], SITE
    )

    texts = words(ElementTree.fromstring(draw(shelves)), "text")
    assert [text for text in texts if "article," in text] == [
        "en-gb: 1 article, 0 links", "nb: 1 article, 0 links",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_names_do_not_run_into_each_other(page, width):
    """As Chromium draws them, on a telephone and on a desk."""
    titles = ["The way back to running after an ankle sprain", "WHO WARMS UP AND WHO WILL NOT EVER"]
    many = [article(f"a{at}", title=titles[at % 2], category=f"{at % 4}") for at in range(14)]

    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(draw([shelf(*many)]))
    boxes = page.locator("g.few text").evaluate_all(
        "names => names.map(name => name.getBoundingClientRect().toJSON())"
    )
    edges = page.locator("svg").bounding_box()
    assert len(boxes) == 14
    assert all(edges["x"] <= b["left"] and b["right"] <= edges["x"] + edges["width"] for b in boxes)
    assert not any(
        one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
        and one["left"] < other["right"]
        and other["left"] < one["right"]
        for at, one in enumerate(boxes)
        for other in boxes[:at]
    )
