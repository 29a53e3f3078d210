"""Any text is parsed into a tree."""

from html import escape

import pytest
from hypothesis import given

from plugins.article_body import reading
from plugins.article_body.reading import TooDeepError, TooLargeError, parse, printable
from plugins.article_body.tree import ROOT
from tests.article_body.hostile import ANY_HTML


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<p>a", "<p>a</p>"),
        ("a<![if !x]>b<![endif]>c", "abc"),
        ("a<!--[if mso]>b<![endif]-->c", "ac"),
        ("a<!-- never closed <![x]>", "a<open-comment> never closed </open-comment>"),
        ("a<![CDATA[b]]>c", "ac"),
        ("a<![", "a&lt;!["),
        ("a<!-- b -->c", "ac"),
        ("a<!--><img src=x>-->c", 'a<img src="x">--&gt;c'),
        ("a<!--->b<b>-->c", "ab<b>--&gt;c</b>"),
        ("a<!-- b --!>c<i>-->d", "ac<i>--&gt;d</i>"),
        ("a<!doctype b>c<?d e?>f", "acf"),
        ("<p>a<table><tr><td>b", "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>"),
        ("<b>a<p>b</b>c", "<b>a</b><p><b>b</b>c</p>"),
        ("a<body class=b>c</body>d", 'a<body class="b">c</body>d'),
        ("<b title='<html>'>a</b>", '<b title="&lt;html&gt;">a</b>'),
        ("&#1;a<b title=&#x1b;c>", 'a<b title="c"></b>'),
        ("a\x00\x1f\x7f\x9f\ud800\ufdd0\uffff\U0001fffeb\tc\n", "ab\tc\n"),
    ],
)
def test_trees(html, tree):
    """As browsers read them, without comments; Word's conditions are comments."""
    assert parse(html).inner_html() == tree


@given(ANY_HTML)
def test_any_html_is_a_tree(html):
    """Without an exception or a warning."""
    assert parse(html).name == ROOT


def test_printable_keeps_every_script():
    """Letters, signs and emoji of all scripts are printable."""
    assert printable("Søvn 痛み سلام 🏃‍♀️\u00a0\u00ad") == "Søvn 痛み سلام 🏃‍♀️\u00a0\u00ad"


def test_only_deeply_nested_blocks_are_refused():
    """The limit is how many blocks are within each other; a page has many next to each other."""
    assert parse("<p>a" * 300 + "<b>" * 300, max_depth=1).text() == "a" * 300
    assert parse("<blockquote>" * 5, max_depth=5).elements()
    with pytest.raises(TooDeepError):
        parse("<blockquote>" * 6, max_depth=5)


@pytest.mark.parametrize("html", ["<div>" * 200_000, "<x>" * 200_000 + "a"])
def test_thousands_of_unclosed_elements_are_refused_at_once(html):
    """A parser's time grows with the square of their number."""
    with pytest.raises(TooDeepError):
        parse(html, max_depth=500)


def test_void_elements_are_not_unclosed():
    """Nor does a finished body, which a feed parses again, have a limit."""
    assert len(parse("<area>" * 10_001, max_depth=500).elements()) == 10_001
    assert len(parse("<b>" * 10_001 + "a").elements()) == 10_001


@pytest.mark.parametrize(
    "text",
    [
        "ignored-by-browsers-x", "mark0-", "<!--mark0--->", "<!--end of body-->", "MARK0- mark1-",
        "<html>mark0-</html>", "&#109;ark0-",
    ],
)  # fmt: skip
def test_no_word_is_taken_for_a_mark_of_the_parser(text):
    """In a text and in an attribute."""
    root = parse(f'<p title="{escape(text)}">{escape(text)}</p><!-- c --><html>x</html>')

    (paragraph,) = root.elements({"p"})
    assert (paragraph.text(), paragraph.get("title")) == (text, text)
    assert root.elements({"html"})


def test_a_tree_that_does_not_fit_into_memory_is_too_large(monkeypatch):
    """Whatever the parser says."""

    class Full:
        """A page in which nothing fits."""

        def tags(self, _name):
            return [self]

        inner_html = property(None, lambda *_args: (_ for _ in ()).throw(MemoryError))

    monkeypatch.setattr(reading, "LexborHTMLParser", lambda _html: Full())

    with pytest.raises(TooLargeError):
        parse("<p>a")


@pytest.mark.parametrize("html", ["a<br>" * 50_000, "<p>a</p>" * 50_000])
def test_long_bodies_are_not_refused(html):
    """Line breaks are never closed."""
    assert len(parse(html).elements()) == 50_000


def test_html_that_browsers_make_many_times_larger_is_refused():
    """Elements that are not closed are repeated in each paragraph."""
    html = "<p>" + "".join(f"<b id=a{number}>" for number in range(500)) + "<p>x" * 500

    with pytest.raises(TooLargeError) as caught:
        parse(html)

    assert caught.value.size > 100 * len(html)
