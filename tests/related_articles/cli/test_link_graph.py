"""The links as SVG and as DOT: correct, reproducible and harmless."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given

from plugins.related_articles.cli.languages import group_by_language
from plugins.related_articles.cli.link_graph import as_dot, draw
from tests.related_articles.cli.articles import SITE, article, language
from tests.related_articles.corpus import SHUFFLED_SITES

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGE = language(
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
HOSTILE = [
    '"quoted"', "back\\slash", "ends with \\", 'both \\" and \\\\"', "two\nlines\r\nand a\ttab",
    "<b>bold</b>", "&lt;b&gt; & &amp;", "\\N \\G \\l", '"]; } evil -> "x" [label="', "-->]]><svg>",
    "<script>alert(1)</script>", "\x00\x1b[31mred\x7f", "{%} {title} {0}", "", "  ",
]  # fmt: skip


def drawn(*languages):
    return ElementTree.fromstring(draw(languages))


def articles(tree):
    """The group of each article: its arcs, its dot and its name."""
    return [group for group in tree.iter(f"{SVG}g") if group.get("class") == "article"]


def texts(tree, style):
    return [text.text for text in tree.iter(f"{SVG}text") if text.get("class") == style]


def titles(tree, name):
    """The tooltip of each element with this name."""
    return [element.findtext(f"{SVG}title") for element in tree.iter(f"{SVG}{name}")]


def arcs(tree):
    """The arc of each link by its tooltip: style, width, and the heights of start and end."""
    found = {}
    for group in articles(tree):
        for path in group.iter(f"{SVG}path"):
            if path.get("class") != "head":
                _, start, *_, end = (float(one) for one in re.findall(r"-?[\d.]+", path.get("d")))
                style, width = path.get("class"), float(path.get("stroke-width"))
                found[path.findtext(f"{SVG}title")] = (style, width, start, end)
    return found


def test_the_image_has_a_description():
    """For screen readers: the number of articles and links, and the orphans."""
    tree = drawn(LANGUAGE)

    assert tree.get("role") == "img"
    named = tree.get("aria-labelledby").split()
    assert [element.text for element in tree if element.get("id") in named] == [
        "Which article links to which",
        "en-gb: 4 articles, 4 links. No article links to: Lonely.",
    ]


@pytest.mark.parametrize(
    ("number", "words"), [(60, "links to: A0; A1; A10; A11;"), (61, "links to: 61 of them.")]
)
def test_many_orphans_are_only_counted(number, words):
    """A description must not list hundreds of titles."""
    many = [article(f"a{at}") for at in range(number)]

    assert words in drawn(language(*many)).findtext(f"{SVG}desc")


def test_the_description_says_if_there_are_no_orphans():
    """And no ring is drawn."""
    links = [("a", "b", 0.4, "text"), ("b", "a", 0.4, "text")]

    tree = drawn(language(article("a"), article("b"), links=links))
    assert tree.findtext(f"{SVG}desc") == "en-gb: 2 articles, 2 links. Each is linked to."
    assert not [each for each in tree.iter(f"{SVG}circle") if each.get("class") == "orphan"]


def test_articles_are_listed_by_category_then_from_old_to_new():
    """Each published article has a dot and its name; a draft is left out."""
    tree = drawn(LANGUAGE)

    assert titles(tree, "circle")[:4] == [
        "Lonely (1 January 2026): no article links to it",
        "Why <we> warm up & stretch (Running, 1 January 2026): linked from 1",
        "B (Running, 2 January 2026): linked from 1",
        "C (Sleep, 1 January 2026): linked from 2",
    ]
    assert texts(tree, "name") == ["Lonely", "Why <we> warm up & stretch", "B", "C"]
    assert texts(tree, "heading") == ["without a category", "Running", "Sleep"]
    heights = [float(group.find(f"{SVG}circle").get("cy")) for group in articles(tree)]
    assert heights == sorted(heights)


def test_the_size_of_a_dot_shows_the_number_of_inbound_links():
    """An orphan is a ring without an arrowhead."""
    lonely, a, b, c = articles(drawn(LANGUAGE))

    dots = [group.find(f"{SVG}circle") for group in (lonely, a, b, c)]
    assert [dot.get("class") for dot in dots] == ["orphan", "dot", "dot", "dot"]
    sizes = [float(dot.get("r")) for dot in dots]
    assert sizes[0] < sizes[1] == sizes[2] < sizes[3]
    assert [len(group.findall(f"{SVG}path[@class='head']")) for group in (lonely, a)] == [0, 1]


def test_each_link_is_an_arc_from_above_its_dot_to_below_the_other():
    """So its direction is visible even if both articles link to each other."""
    tree = drawn(LANGUAGE)

    lonely, *others = articles(tree)
    assert len(lonely.findall(f"{SVG}path")) == 0
    a, b, c = (float(group.find(f"{SVG}circle").get("cy")) for group in others)
    title = "Why <we> warm up & stretch"
    assert {words: (style, *ends) for words, (style, _, *ends) in arcs(tree).items()} == {
        f"{title} → B: by text, 0.400": ("link text", a - 6, b + 6),
        f"{title} → C: given a place, 0.100": ("link fairness", a - 6, c + 6),
        f"B → {title}: pinned by an editor, 0.000": ("link pin", b - 6, a + 6),
        "B → C: fills up, 0.000": ("link newest", b - 6, c + 6),
    }
    heads = [path.get("d") for path in tree.iter(f"{SVG}path") if path.get("class") == "head"]
    assert [float(head.split()[1].partition("l")[0]) for head in heads[:3]] == [
        a + 6, b + 6, c + 6,
    ]  # fmt: skip


def test_the_width_of_a_link_shows_its_score():
    """There are five widths, each for a fifth of all links by text."""
    many = [article(f"a{number}") for number in range(11)]
    links = [(f"a{n}", f"a{n + 1}", (n + 1) / 10, "text") for n in range(10)]

    found = arcs(drawn(language(*many, links=links)))
    widths = [width for _, width, *_ in found.values()]
    assert widths == sorted(widths)
    assert list(Counter(widths).values()) == [2] * 5


def test_the_legend_explains_the_signs_that_occur():
    """And no others."""
    shown = texts(drawn(LANGUAGE), "soft")
    plain = texts(
        drawn(language(article("a"), article("b"), links=[("a", "b", 0.5, "text")])), "soft"
    )

    assert shown == [
        "en-gb: 4 articles, 4 links", "by text, the bolder the closer", "fills up", "given a place",
        "pinned by an editor", "no article links to it",
    ]  # fmt: skip
    assert plain[1:] == ["by text, the bolder the closer", "no article links to it"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("", [None]),
        ("Why we warm up", ["Why we warm up"]),
        ("The Benefits of Sports Massage for all", ["The Benefits of Sports Massage", "for all"]),
        ("One word " * 9, ["One word One word One word One", "word One word One word One …"]),
        ("abcdefghi" * 9, ["abcdefghi" * 3 + "abcdefg", "hi" + "abcdefghi" * 3 + "abc …"]),
    ],
)
def test_a_name_has_one_or_two_lines(title, lines):
    """The rest is cut off; an article without a title still has a dot."""
    assert texts(drawn(language(article("a", title=title))), "name") == lines


def test_a_long_category_is_cut():
    """Its heading has one line; each tooltip has the whole name."""
    tree = drawn(language(article("a", category="Neck, back and shoulders after a day at a desk")))

    assert texts(tree, "heading") == ["Neck, back and shoulders after …"]
    assert "shoulders after a day at a desk" in titles(tree, "circle")[0]


def test_wide_letters_give_shorter_lines():
    """Capital letters, and Chinese and Japanese characters."""
    names = ["w" * 36, "W" * 36, "首" * 36]
    lines = [texts(drawn(language(article("a", title=name))), "name")[0] for name in names]

    assert len(lines[0]) > len(lines[1]) > len(lines[2]) > 15


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_only_text(title):
    """It adds no element, script or request."""
    hostile = [article("a", title=title, category=title), article("b", title=title)]
    links = [("a", "b", 0.5, "text")]

    tree = drawn(language(*hostile, links=links))
    names = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert names == {"svg", "title", "desc", "style", "rect", "g", "text", "path", "circle"}
    assert not re.search(
        r"https?://(?!www\.w3\.org/2000/svg)|url\(|@import", draw([language(*hostile)])
    )
    assert not {name for each in tree.iter() for name in each.attrib if name.startswith("on")}


@pytest.mark.slow
@given(SHUFFLED_SITES)
def test_the_same_articles_give_the_same_bytes(sites):
    """In whatever order the articles are given."""
    site, shuffled = sites

    assert draw(group_by_language(shuffled, SITE)) == draw(group_by_language(site, SITE))
    assert as_dot(group_by_language(shuffled, SITE)) == as_dot(group_by_language(site, SITE))


@pytest.mark.parametrize("number", [1, 2, 3, 15, 60, 300])
def test_everything_is_inside_the_drawing(number):
    """Dots, names and arcs are not cut off, however many articles there are."""
    many = [article(f"a{at:03}", category=f"{at % 4}") for at in range(number)]
    links = [(f"a{n:03}", f"a{n * 7 % number:03}", 0.1, "text") for n in range(number) if n]

    tree = drawn(language(*many, links=links))
    width, height = float(tree.get("width")), float(tree.get("height"))
    for group in articles(tree):
        for each in [*group.iter(f"{SVG}circle"), *group.iter(f"{SVG}text")]:
            x, y = (float(each.get(name, each.get(f"c{name}"))) for name in "xy")
            assert 0 < x < width
            assert 20 < y < height - 20
        for bend in re.findall(r"C(-?\d+) ", "".join(p.get("d") for p in group.iter(f"{SVG}path"))):
            assert 190 / 4 + int(bend) * 3 / 4 > 4  # as far out as such a curve comes


def test_each_language_has_its_own_part():
    """One below the other; a language with only drafts has none."""
    languages = group_by_language(
        [article("a"), article("b", lang="nb"), article("c", lang="fr", published=False)], SITE
    )

    tree = ElementTree.fromstring(draw(languages))
    assert [text for text in texts(tree, "soft") if "article," in text] == [
        "en-gb: 1 article, 0 links", "nb: 1 article, 0 links",
    ]  # fmt: skip
    one, other = (float(group.find(f"{SVG}circle").get("cy")) for group in articles(tree))
    assert one < other


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_names_do_not_overlap(page, width):
    """As Chromium draws them, in narrow and wide windows."""
    names = ["The way back to running after an ankle sprain", "WHO WARMS UP AND WHO WILL NOT EVER"]
    many = [article(f"a{at}", title=names[at % 2], category=f"{at % 4}") for at in range(14)]

    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(draw([language(*many)]))
    boxes = page.locator("text").evaluate_all(
        "names => names.map(name => name.getBoundingClientRect().toJSON())"
    )
    edges = page.locator("svg").bounding_box()
    assert len(boxes) == 1 + 4 + 2 * 14 + 1
    assert all(edges["x"] <= b["left"] and b["right"] <= edges["x"] + edges["width"] for b in boxes)
    assert not any(
        one["top"] < other["bottom"] - 1
        and other["top"] < one["bottom"] - 1
        and one["left"] < other["right"]
        and other["left"] < one["right"]
        for at, one in enumerate(boxes)
        for other in boxes[:at]
    )


@pytest.mark.slow
@pytest.mark.browser
def test_the_colours_follow_the_colour_scheme(page):
    """Text is dark on light, or light on dark."""
    page.set_content(draw([LANGUAGE]))
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for part in (".paper", ".name"):
            fill = page.locator(part).first.evaluate("each => getComputedStyle(each).fill")
            found.append(sum(int(number) for number in re.findall(r"\d+", fill)) / 3)

    paper, ink, dark_paper, light_ink = found
    assert paper - ink > 180
    assert light_ink - dark_paper > 180


@pytest.mark.slow
@pytest.mark.browser
def test_pointing_at_an_article_highlights_its_links(page):
    """Otherwise they could not be followed among hundreds."""
    page.set_content(draw([LANGUAGE]))
    page.locator(".name", has_text="warm up").hover()
    strokes = page.locator(".link[d*=C]").evaluate_all(
        "links => links.map(link => [link.textContent[0], getComputedStyle(link).strokeWidth])"
    )

    assert {start for start, width in strokes if width == "4px"} == {"W"}
    assert {start for start, width in strokes if width != "4px"} == {"B"}


def test_dot_has_the_same_facts():
    """A node for each article, dashed if it is an orphan, and an edge for each link."""
    assert as_dot([LANGUAGE]) == (
        "digraph related_articles {\n"
        "rankdir=LR; node [shape=box];\n"
        'subgraph cluster_0 { label="en-gb: 4 articles, 4 links";\n'
        '"lonely" [label="Lonely", style=dashed, '
        'tooltip="Lonely (1 January 2026): no article links to it"];\n'
        '"a" [label="Why <we> warm up &amp; stretch", style=solid, '
        'tooltip="Why <we> warm up &amp; stretch (Running, 1 January 2026): linked from 1"];\n'
        '"b" [label="B", style=solid, tooltip="B (Running, 2 January 2026): linked from 1"];\n'
        '"c" [label="C", style=solid, tooltip="C (Sleep, 1 January 2026): linked from 2"];\n'
        '"b" -> "a" [style=bold, penwidth=3, tooltip="pinned by an editor, 0.000"];\n'
        '"b" -> "c" [style=dotted, penwidth=3, tooltip="fills up, 0.000"];\n'
        '"a" -> "b" [style=solid, penwidth=5, tooltip="by text, 0.400"];\n'
        '"a" -> "c" [style=dashed, penwidth=3, tooltip="given a place, 0.100"];\n'
        "}\n"
        "}\n"
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_dot_escapes_titles(title):
    """Nothing in a title ends the string or starts an escape, an entity or an HTML label."""
    text = as_dot([language(article("a", title=title))])

    string = r'"(?:[^"\\\n]|\\["\\])*"'
    (label,) = re.findall(rf"label=({string}), style", text)
    shown = re.sub(r"\\(.)", r"\1", label[1:-1]).replace("&amp;", "&")
    assert shown == " ".join(re.sub("[\x00-\x08\x1b\x7f]", "", title).split())
    assert not re.search(r"&(?!amp;)", label)
    assert re.sub(string, "S", text) == (
        "digraph related_articles {\nrankdir=LR; node [shape=box];\n"
        "subgraph cluster_0 { label=S;\nS [label=S, style=dashed, tooltip=S];\n}\n}\n"
    )


def test_dot_has_a_cluster_for_each_language():
    """Its nodes are the keys, which are unique among all languages."""
    text = as_dot(
        group_by_language([article("a"), article("a", lang="nb"), article("b", lang="nb")], SITE)
    )

    assert re.findall(r'subgraph (\w+) { label="([\w-]+):', text) == [
        ("cluster_0", "en-gb"), ("cluster_1", "nb"),
    ]  # fmt: skip
    assert re.findall(r'^"([^"]+)" \[', text, re.MULTILINE) == ["a", "a@nb", "b"]
    assert re.findall(r'^"([^"]+)" -> "([^"]+)"', text, re.MULTILINE) == [
        ("a@nb", "b"), ("b", "a@nb"),
    ]  # fmt: skip
