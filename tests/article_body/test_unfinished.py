"""Tags and comments that are never finished are shown, with the words after them."""

import html5lib
import pytest
from hypothesis import given

from plugins.article_body.reading import parse
from plugins.article_body.unfinished import escape_last, escape_unquoted
from tests.article_body.hostile import ANY_HTML


def words_of(html):
    """The text as browsers read it, without comments."""
    nodes = html5lib.parseFragment(html, treebuilder="dom").childNodes
    return "".join(_text(node) for node in nodes)


def _text(node):
    is_text = node.nodeType == node.TEXT_NODE
    return node.data if is_text else "".join(_text(child) for child in node.childNodes)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a <b c", "a <b c"),
        ("a </b c", "a </b c"),
        ("a <!doctype c", "a <!doctype c"),
        ("a <![ c", "a <![ c"),
        ("a <?php c", "a <?php c"),
        ("a <!-- b <b>c</b>", "a  b c"),
        ("<!-- a --> b <!-- c", " b  c"),
        ('a <a href="b>c</a> <i>d</i> e', 'a <a href="b>c d e'),
        ("a <a href = 'b>c</a> d", "a <a href = 'b>c d"),
        ('<i title="x">a</i> <a href="b>c', 'a <a href="b>c'),
        ("a < b <3 <", "a < b <3 <"),
    ],
)
def test_no_word_is_lost(html, text):
    """Browsers would drop everything from the tag on."""
    assert parse(html).text() == text


@pytest.mark.parametrize(
    "html",
    [
        '<a title="x > y" href=\'"\'>b</a>',
        "<a title=it's>b</a>",
        "<p a\"b c'd =e f= g>x</p>",
        "<p class = \"a\"id='b'/>x",
        '<p title="<!--">x</p>',
        "<!-- it's \"a --> b",
        "<!--> it's <!---> \"b",
        "a < b > c",
        "<?xml it's?> b",
        "<br/>x</br >",
    ],
)
def test_finished_markup_is_unchanged(html):
    """With any kind of quotation marks."""
    assert escape_unquoted(html) == html
    assert parse(html).text() == words_of(html)


@given(ANY_HTML)
def test_escaping_again_changes_nothing(html):
    """What is text stays text."""
    once = escape_unquoted(escape_last(html))

    assert escape_unquoted(once) == once


@pytest.mark.parametrize(
    "unit", ["<a ", "<a b='", '<a b="', "<!--", "<a =", "<a b = ", "<![", "<a b=' c=\"", "<!--->"]
)
def test_hostile_sizes_take_no_time(unit):
    """The time grows with the length, not with its square."""
    assert "x" in escape_unquoted(escape_last(unit * 50_000 + "x"))
