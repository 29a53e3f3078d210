"""Headings that can be linked to."""

import re
from pathlib import Path

import pytest

from plugins.article_body.headings import RESERVED, anchor_headings, heading_id, unique_id
from plugins.article_body.pipeline import build
from plugins.article_body.transform import Heading
from tests.article_body.site_contexts import FakeSiteContext, document_of, soup_of

TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"


def anchored(html):
    document = document_of(html)
    anchor_headings(document)
    return document


def ids(html):
    return [tag["id"] for tag in soup_of(anchored(html)).find_all(id=True)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What happens next?", "what-happens-next"),
        ("Søvn & hvile", "søvn-hvile"),
        ("STRASSE, Straße", "strasse-strasse"),
        ("\ufb01rst a\u030angst", "first-ångst"),
        ("痛み", "痛み"),
        ("…", "section"),
        ("🏃", "section"),
        ("__init__", "init"),
        ("5 tips", "5-tips"),
    ],
)
def test_id_of_a_heading(text, name):
    """Lower-case letters and digits of any script; everything else becomes a hyphen."""
    assert heading_id(text) == name


def test_equal_headings_are_numbered_in_their_order():
    """Later ones get a number, skipping ids that are in use."""
    html = "<h2>Risks</h2><h3>Risks</h3><h2>Risks-2</h2><h2>Risks</h2>"

    assert ids(html) == ["risks", "risks-2", "risks-2-2", "risks-3"]


def test_a_heading_keeps_its_id_when_another_comes_after_it():
    """Links from elsewhere still work when a post gets longer."""
    assert ids("<h2>Risks</h2>")[0] == ids("<h2>Risks</h2><h2>Risks</h2>")[0]


def test_an_editors_id_wins_over_a_generated_one():
    """Even if the generated id comes first."""
    assert ids('<h2>Risks</h2><h2 id="risks">Who</h2>') == ["risks-2", "risks"]


def test_duplicate_ids_are_numbered():
    """Also on other elements."""
    assert ids('<p id="a">x</p><h2 id="a">y</h2><p id="a">z</p>') == ["a", "a-2", "a-3"]


def test_an_id_has_no_spaces_and_is_not_empty():
    """HTML does not allow these."""
    document = anchored('<p id=" ">x</p><h2 id="two words">y</h2><h2 id="">Z</h2>')

    assert [tag.get("id") for tag in soup_of(document).find_all(True)] == [
        None, "two-words", "z"
    ]  # fmt: skip


def test_ids_of_the_theme_are_reserved():
    """A heading “References” does not take the id of the list of references below the body."""
    assert ids("<h2>References</h2><h2>Main</h2>") == ["references-2", "main-2"]


def test_every_id_of_an_articles_page_is_reserved():
    """A part that the theme adds to an article's page must be added to RESERVED."""
    names = ["base.html", "article.html", "page.html", "macros", "partials"]
    files = [file for name in names for file in [TEMPLATES / name, *(TEMPLATES / name).glob("*")]]
    texts = [file.read_text("utf-8") for file in files if file.is_file()]
    found = {name for text in texts for name in re.findall(r'\sid="([\w-]+)"', text)}

    # These are on lists and on the page for wrong addresses, which have no body.
    assert found - {"list-title", "search-input", "treatments", "treatments-title"} <= RESERVED


def test_headings_in_the_order_of_the_text():
    """Levels 2 and 3 are listed with their ids; deeper ones are not."""
    document = anchored("<h2>A</h2><h3>B <em>b</em></h3><h4>C</h4><h2>D</h2>")

    assert document.headings == [
        Heading(2, "a", "A"), Heading(3, "b-b", "B b"), Heading(2, "d", "D")
    ]  # fmt: skip


def test_an_h1_moves_all_headings_down():
    """The page's title is the only h1, and no level goes below the sixth."""
    document = anchored("<h1>A</h1><h2>B</h2><h6>C</h6>")

    assert [tag.name for tag in soup_of(document).find_all(re.compile("^h"))] == ["h2", "h3", "h6"]
    assert document.headings == [Heading(2, "a", "A"), Heading(3, "b", "B")]


def test_a_footnotes_number_is_not_part_of_a_heading():
    """It is not in the heading's text and id."""
    html = '<h2>Risks<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></h2>'

    assert anchored(html).headings == [Heading(2, "risks", "Risks")]


def test_a_heading_of_a_picture_has_its_alternative_text():
    """By its alternative text."""
    assert anchored('<h2><img alt="Our door"></h2>').headings == [
        Heading(2, "our-door", "Our door")
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="a">Few <em>risks</em></h2>',
        '<h2 id="a">See <a href="/b/">b</a></h2>',
        '<h2 id="a">a <a name="b">b</a></h2>',
    ],
)
def test_what_is_in_a_heading_stays(html):
    """It gets no link, which would be one more stop for the keyboard."""
    assert str(soup_of(anchored(html))) == html


@pytest.mark.parametrize("html", ["<h2></h2>", "<h2> &nbsp;</h2>", "<h2><b></b></h2>"])
def test_an_empty_heading_is_removed_with_a_warning(html):
    """The table of contents has no entry without text."""
    document = anchored(html)

    assert str(soup_of(document)) == ""
    assert document.headings == []
    assert [(problem.rule, problem.severity) for problem in document.problems] == [
        ("article-body/empty-heading", "warning")
    ]


def test_nested_empty_headings_are_removed():
    """A heading that is not closed, and one that contains another."""
    assert str(soup_of(anchored("<h1><h1><h2><div><h3>"))) == ""


def test_the_first_free_number_is_used():
    """Skipping the ids of an editor."""
    headings = "<h2>A</h2>" * 4 + '<h2 id="a-3">B</h2><h2 id="a">C</h2>'

    ids = [tag["id"] for tag in soup_of(anchored(headings)).find_all("h2")]

    assert ids == ["a-2", "a-4", "a-5", "a-6", "a-3", "a"]


def test_thousands_of_equal_headings_are_numbered_quickly():
    """In linear time."""
    taken = {}

    names = [unique_id("a", taken) for _ in range(50_000)]

    assert (names[0], names[1], names[-1]) == ("a", "a-2", "a-50000")
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("link", ['href="https://x.example/"', 'name="n"'])
def test_a_heading_in_a_link_stays_a_link(link):
    """A link in a link would end the outer one; old posts have such anchors."""
    soup = soup_of(anchored(f"<a {link}><h2>T</h2></a>"))

    assert [tag.name for tag in soup.find_all(True)] == ["a", "h2"]
    assert soup.h2["id"] == "t"


def test_citations_in_a_heading_without_words_are_forgotten():
    """A source would link back to them."""
    body = build("<p>a[^1]</p><h2>[^1]</h2><h2>[^2]</h2>", FakeSiteContext(), references=2)

    assert body.citations == {1: ["cited-1"]}
    assert "cited-1-2" not in body.html
