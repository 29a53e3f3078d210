"""Ordinary HTML is read as a whole parser reads it, and all other HTML is left to that one."""

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.article_body import plain_html, reading
from plugins.article_body.tree import Element, Text


def values(element):
    """The children of an element as plain values, with those of their own."""
    assert all(child.parent is element for child in element.children)
    return [
        child.value
        if isinstance(child, Text)
        else (child.name, list(child.attributes.items()), values(child))
        for child in element.children
    ]


def read_by_the_whole_parser(html: str) -> Element:
    """The tree that lexbor makes."""
    with patch.object(plain_html, "parse", return_value=None):
        return reading.parse(html)


PLAIN = [
    "<h2>To &amp; fro</h2>\n<p><em>A</em> <strong>b</strong> c</p>",
    '<ul>\n<li><a href="/a?b&amp;c" title="&quot;d&quot;">e</a></li>\n<li>f<ol>\n</ol></li></ul>',
    '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<hr>\n</div>',
    '<blockquote><p>“é\xa0”<br>\n<img alt="" src="a.png"></p></blockquote> > text',
    "",
]
UNUSUAL = [
    "<p>a<p>b</p></p>", "<p>a", "a</p>", "<p>a</em></p>", "<em><p>a</p></em>", "<ul><p>a</p></ul>",
    "<li>a</li>", '<a href="b"><em><a href="c">d</a></em></a>', "<em>a<em>b</em></em>", "a < b",
    "a <> b", "<p", "<P>a</P>", "<p class=a>b</p>", '<p a="1" a="2">b</p>', "<p >a</p>",
    "<!-- a -->", "<script>a</script>", "<table></table>", "&copy;", "&#1;", "&amp", "a\rb",
    "<br/>", "<p>a</p >", '<p a="&ampb">c</p>', "<pre>\n</pre>", "<svg></svg>", "<div>" * 99,
]  # fmt: skip


@pytest.mark.parametrize("html", PLAIN)
def test_what_markdown_makes_of_ordinary_text_is_plain(html):
    """With the values that the whole parser reads."""
    found = plain_html.parse(html)

    assert found is not None
    assert values(found) == values(read_by_the_whole_parser(html))


@pytest.mark.parametrize("html", UNUSUAL)
def test_all_other_html_is_left_to_the_whole_parser(html):
    """Where browsers close or move an element, or ignore a tag."""
    assert plain_html.parse(html) is None


NAMES = ["a", "br", "em", "strong", "h2", "blockquote", "div", "hr", "ol", "p", "ul", "li", "table"]
TEXTS = ["", "\n", "a b", "&amp;", "&lt;i>", "&copy;", "&", ">", "<", "<>", '"', "é", "\xa0", "\t"]
STARTS = [f"<{name}{values}>" for name in NAMES for values in ("", ' id="a&amp;"', ' a="" a="b"')]


def element(inside):
    """Any element with `inside` between its tags, most of them in the right place."""
    named = st.sampled_from(NAMES)
    return st.builds(lambda name, inner: f"<{name}>{inner}</{name}>", named, inside)


PIECES = st.sampled_from([*TEXTS, *STARTS, *(f"</{name}>" for name in NAMES)])
NESTED = st.recursive(
    PIECES, lambda inner: element(st.lists(inner, max_size=3).map("".join)), max_leaves=12
)


@given(st.lists(NESTED, max_size=4).map("".join))
@example("<h2><em>a</em></h2><p>b</p>")
def test_plain_html_is_read_as_browsers_read_it(html):
    """Whatever it has, it is read in the same way or not at all."""
    found = plain_html.parse(html)

    assert found is None or values(found) == values(read_by_the_whole_parser(html))
