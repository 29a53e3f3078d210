"""The words of a body."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.plain_text import (
    TextBlock,
    blocks,
    full_text,
    reading_minutes,
    running_text,
    strip_markup,
    text_of,
)
from plugins.article_body.reading import parse
from plugins.article_body.tree import ROOT, Element
from tests.article_body.hostile import ANY_HTML
from tests.article_body.site_contexts import body_of


def lines(html):
    return full_text(blocks(parse(html))).split("\n")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b>, un<i>like</i>ly.</p><p>Three.</p>", ["One two, unlikely.", "Three."]),
        ("<h2>A</h2>loose<p>B</p>loose too", ["A", "loose", "B", "loose too"]),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", ["a", "b", "c"]),
        ("<p>a<br>b<br/><br/>c</p>", ["a", "b", "c"]),
        ("<p>a  \n b&nbsp;c</p>", ["a b c"]),
        ("<p>a<p>b<p>c", ["a", "b", "c"]),
        ("<table><tr><th>a</th><td>b</td></tr></table>", ["a", "b"]),
        ("<p>a<!-- b --><script>c</script><style>d</style><title>e</title></p>", ["a"]),
        ("<p>a<sup><a class='footnote-ref' href='#fn:1'>1</a></sup>.</p>", ["a."]),
        ("<li><p>note <a class='footnote-backref' href='#x'>↩</a></p></li>", ["note"]),
        ("<p>a <img alt='b'> c</p>", ["a c"]),
        ("", [""]),
    ],
)
def test_each_block_is_a_line(html, text):
    """One line per block, without text that readers do not see."""
    assert lines(html) == text


@pytest.mark.parametrize(
    "name",
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hgroup", "html", "li", "main", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ],
)  # fmt: skip
def test_a_block_parts_words(name):
    """They begin a new line."""
    root, block = Element(ROOT), Element(name)
    block.append("b")
    root.append("a", block, "c")

    assert full_text(blocks(root)) == "a\nb\nc"
    assert strip_markup(f"a<{name}>b</{name}>c") == "a b c"


@pytest.mark.parametrize("name", ["b", "code", "em", "font", "mark", "span", "sup", "unknown"])
def test_inline_elements_do_not_split_text(name):
    """They stay on their line."""
    assert lines(f"a<{name}>b</{name}>c") == ["abc"]
    assert strip_markup(f"a<{name}>b</{name}>c") == "abc"


@pytest.mark.parametrize(
    "supplementary",
    [
        "<blockquote><p>no</p></blockquote>",
        "<aside><p>no</p></aside>",
        "<figure><img><figcaption>no</figcaption></figure>",
        "<table><tr><td><p>no</p></td></tr></table>",
        "<pre>no</pre>",
        "<div class='admonition note'><p class='admonition-title'>no</p><p>no</p></div>",
        "<div class='footnote'><ol><li><p>no</p></li></ol></div>",
        "<h2>no</h2>",
    ],
)
def test_running_text_is_paragraphs(supplementary):
    """Without supplementary blocks."""
    assert running_text(blocks(parse(f"<p>One.</p>{supplementary}<p>Two.</p>"))) == "One. Two."
    assert running_text(blocks(parse(f"<div>One.</div>{supplementary}"))) == "One."


def test_paragraphs_win_over_other_text():
    """Lists and other text are used only if there is no paragraph."""
    assert running_text(blocks(parse("<ul><li>a</li></ul><p>b</p>"))) == "b"
    assert running_text(blocks(parse("<ul><li>a</li></ul><h2>b</h2>"))) == "a"


def test_a_block_knows_its_element():
    """Loose text belongs to the block that holds it."""
    found = list(blocks(parse("<blockquote>a<p>b</p></blockquote>c")))

    assert found == [
        TextBlock("blockquote", supplementary=True, text="a"),
        TextBlock("p", supplementary=True, text="b"),
        TextBlock(ROOT, supplementary=False, text="c"),
    ]


def test_words_of_one_element():
    """On one line, also with a line break."""
    assert text_of(parse("<h2>a<br>b <em>c</em></h2>").children[0]) == "a b c"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Plain words.", "Plain words."),
        ("A <b>bold</b> claim", "A bold claim"),
        ("un<b>like</b>ly", "unlikely"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("One<br>two", "One two"),
        ("AT&amp;T &amp; co", "AT&T & co"),
        ("AT&T, 5 < 6, a > b, <3", "AT&T, 5 < 6, a > b, <3"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"),
        ("&amp;lt;span style=&quot;x&quot;&amp;gt;deep&amp;lt;/span&amp;gt;", "deep"),
        ("&amp;amp;amp;amp;amp;amp;nbsp;x", "x"),
        ('Dry needling <span style="text-decoration', "Dry needling"),
        ("a <script>alert(1)</script> b", "a b"),
        ("a <!-- b --> c", "a c"),
        ("  a\n\tb  ", "a b"),
        ("a\x0bb", "ab"),
        ("", ""),
    ],
)
def test_text_without_markup(text, plain):
    """Tags are removed and entities decoded, even if they were escaped several times."""
    assert strip_markup(text) == plain


@given(st.text() | ANY_HTML)
def test_stripping_twice_is_stripping_once(text):
    """Plain text is unchanged."""
    plain = strip_markup(text)

    assert strip_markup(plain) == plain


@given(ANY_HTML)
def test_excerpts_are_plain_whatever_the_html(html):
    """An excerpt is one line of at most 200 letters without a tag or an entity."""
    excerpt = body_of(html).excerpt

    assert len(excerpt) <= 200
    assert excerpt == " ".join(excerpt.split())
    assert not re.search(r"</?[a-zA-Z][^<>]*>|&#?\w+;", excerpt)


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5), (1001, 6)]
)
def test_reading_time(words, minutes):
    """200 words a minute, rounded up, at least 1."""
    assert reading_minutes("word " * words) == minutes
