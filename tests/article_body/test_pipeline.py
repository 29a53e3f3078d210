"""A whole body: never an error, never harm, and its words as they were."""

from html import escape

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.pipeline import MAX_DEPTH, TRANSFORMS
from plugins.article_body.reading import TooDeepError
from plugins.article_body.sanitising import sanitise
from plugins.article_body.transform import Heading
from tests.article_body.hostile import ANY_HTML, harmful, what_it_does
from tests.article_body.site_contexts import SITE, body_of, body_of_markdown

PRINTABLE = st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t")


def text_of(html, tag):
    found = html5lib.parseFragment(html, namespaceHTMLElements=False).find(f".//{tag}")
    return "".join(found.itertext())


def test_a_body_is_html_words_headings_and_numbers():
    """All the data that a page needs."""
    body = body_of_markdown("Intro.\n\n## One\n\nText.\n\n### Two\n\n[instagram-feed]\n")

    assert body.text == "Intro.\nOne\nText.\nTwo"
    assert body.excerpt == "Intro. Text."
    assert body.headings == (Heading(2, "one", "One"), Heading(3, "two", "Two"))
    assert body.reading_minutes == 1
    assert body.dead_feeds == 1
    assert body.problems == ()


def test_an_empty_body_is_a_body():
    """Without an excerpt; the reading time is still a minute."""
    body = body_of("")

    assert (body.html, body.text, body.excerpt, body.reading_minutes) == ("", "", "", 1)


def test_nothing_that_runs_reaches_a_page():
    """No script, handler, style, frame or dangerous address is left in the built HTML."""
    assert harmful(lambda vector: body_of(f"<p>Before</p>{vector}<p>After</p>").html) == []


def test_nothing_that_runs_reaches_a_page_through_markdown():
    """Within a Markdown paragraph, list and table."""
    text = "Words {0} words.\n\n- item {0}\n\n| a |\n|---|\n| {0} |\n"

    assert harmful(lambda vector: body_of_markdown(text.format(vector)).html) == []


@given(ANY_HTML)
def test_any_html_builds_into_harmless_html(html):
    """Nothing is raised, and nothing in the page can run."""
    assert what_it_does(body_of(html).html) == []


@given(ANY_HTML)
def test_built_html_is_stable(html):
    """Sanitising it again changes nothing, so that browsers see the same markup."""
    built = body_of(html).html

    assert sanitise(built) == built


@given(ANY_HTML)
def test_ids_are_unique_whatever_the_html(html):
    """No two elements of a page share an id."""
    tree = html5lib.parseFragment(body_of(html).html, namespaceHTMLElements=False)
    ids = [element.get("id") for element in tree.iter() if element.get("id") is not None]

    assert len(ids) == len(set(ids))


@given(ANY_HTML)
def test_listed_headings_are_in_the_page(html):
    """Every heading that a table of contents would list has its id in the page."""
    body = body_of(html)
    tree = html5lib.parseFragment(body.html, namespaceHTMLElements=False)
    ids = {element.get("id") for element in tree.iter()}

    assert {heading.id for heading in body.headings} <= ids


@given(st.text(PRINTABLE))
def test_code_is_untouched(code):
    """With all white space."""
    built = body_of(f"<pre><code>{escape(code)}</code></pre>").html

    assert text_of(built, "code") == code.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "html",
    [
        "hello.html",
        "https://example.org/",
        "<?xml version='1.0'?><p>x</p>",
        "<![foo[bar]]>",
        "<![[",
        "\ud800<p>\ud800</p>",
        "<" * 500,
        "<b>" * 2000,
        "<table>" * 200,
        "<p>One." * 300,
        "&" * 500,
    ],
)
def test_odd_bodies_build_without_a_warning(html):
    """An address, XML, Word's markup, surrogates and deep nesting."""
    assert isinstance(body_of(html).html, str)


def test_control_characters_reach_neither_page_nor_feed():
    """A feed with a control character is not valid XML."""
    body = body_of("<p>Sore\x0b &#x1b;muscles&#12; \x85here\ufffe</p>")

    assert body.html == "<p>Sore muscles here</p>"
    assert body.text == "Sore muscles here"
    assert body.excerpt == "Sore muscles here"


def test_the_order_of_transforms():
    """Checkboxes and alignment before forbidden markup."""
    names = [transform.__name__ for transform in TRANSFORMS]

    assert names == [
        "draw_checkboxes",
        "align_cells",
        "remove_forbidden",
        "remove_unpaired_directions",
        "name_images",
        "resolve_links",
        "check_boxes",
        "link_citations",
        "name_footnotes",
        "anchor_headings",
        "build_care_cards",
        "wrap_tables",
        "mark_code",
    ]


def test_a_dead_feed_is_no_problem_of_the_editors():
    """Nothing in a removed feed is reported."""
    html = '<div id="sb_instagram"><script>x</script><img src="//cdn.example.com/1.jpg"></div>'

    assert body_of(html).problems == ()


@pytest.mark.parametrize(
    ("html", "first_part"),
    [
        ("<p>a</p><h2>B</h2><h2>C</h2>", "b"),
        ("<p>a</p><blockquote><h2>B</h2></blockquote><h2>C</h2>", "c"),
        ("<h1>A</h1><p>b</p>", ""),
        ("<p>a</p><h1>B</h1>", "b"),
        ("<h2>A</h2><p>b</p><h2>C</h2>", ""),
        ("<p>a</p><h3>B</h3>", ""),
        ("<p>a</p>", ""),
    ],
)
def test_the_introduction_ends_with_the_first_part(html, first_part):
    """A text that begins with a heading has none."""
    assert body_of(html).first_part == first_part


def test_the_links_of_a_page():
    """As they are in the finished HTML, in their order, each once; refused ones are not there."""
    body = body_of(
        '<h2>One</h2><p><a href="#one">o</a>'
        '<a href="/x/?a=1&amp;b">x</a><a href="other.md">y</a><a>z</a> '
        '<a title=\' href="no"\' href="https://www.nhs.uk/">w</a><a href="javascript:v">v</a>'
        '<a href="run.jpg">u</a><a href="/x/?a=1&amp;b">t</a><a href="{nothing}s">s</a></p>'
    )

    assert body.links == (
        "#one", f"{SITE}/x/?a=1&b", "{filename}other.md", "https://www.nhs.uk/",
        "images/run-0123456789",
    )  # fmt: skip


@given(ANY_HTML)
def test_links_are_those_of_the_page(html):
    """Whatever the HTML."""
    body = body_of(html)
    tree = html5lib.parseFragment(body.html, namespaceHTMLElements=False)
    found = [link.get("href") for link in tree.iter("a") if link.get("href") is not None]

    assert body.links == tuple(dict.fromkeys(found))


def test_deeply_nested_blocks_are_refused():
    """No browser shows them well, and Python-Markdown nests no deeper."""
    with pytest.raises(TooDeepError):
        body_of("<blockquote>" * (MAX_DEPTH + 1))
