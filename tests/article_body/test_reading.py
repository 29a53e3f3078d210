"""Any text is parsed into a tree."""

import pytest
from hypothesis import given

from plugins.article_body.reading import parse, printable
from tests.article_body.hostile import ANY_HTML


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<p>a", "<p>a</p>"),
        ("a<![if !x]>b<![endif]>c", "abc"),
        ("a<!--[if mso]>b<![endif]-->c", "ac"),
        ("a<!-- never closed <![x]>", "a"),
        ("a<![CDATA[b]]>c", "ac"),
        ("a<![", "a&lt;!["),
        ("a<!-- b -->c", "ac"),
        ("a<!--><img src=x>-->c", "ac"),
        ("a<!--->b<b>-->c", "ac"),
        ("a<!-- b --!>c<i>-->d", "ad"),
        ("a<!doctype b>c<?d e?>f", "acf"),
        ("a\x00\x1f\x7f\x9f\ud800\ufdd0\uffff\U0001fffeb\tc\n", "ab\tc\n"),
    ],
)
def test_trees(html, tree):
    """Without comments and invisible characters; Word's conditions are comments, as in browsers."""
    assert str(parse(html)) == tree


@given(ANY_HTML)
def test_any_html_is_a_tree(html):
    """Without an exception or a warning."""
    assert parse(html).name == "[document]"


def test_printable_keeps_every_script():
    """Letters, signs and emoji of all scripts are printable."""
    assert printable("Søvn 痛み سلام 🏃‍♀️\u00a0\u00ad") == "Søvn 痛み سلام 🏃‍♀️\u00a0\u00ad"
