"""Any HTML is parsed into a tree for the removal."""

import pytest
from hypothesis import given

from plugins.dead_feeds.parsing import parse
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
        ("a<!--><b>b</b> -->c", "a<b>b</b> --&gt;c"),
        ("a<!---><b>b</b>", "a<b>b</b>"),
        ("a<!-- x --!><b>b</b>", "a<b>b</b>"),
        ("a<!doctype b>c<?d e?>f", "acf"),
    ],
)
def test_trees(html, tree):
    """Without comments; Word's conditions are comments, as in browsers."""
    assert str(parse(html)) == tree


@given(ANY_HTML)
def test_any_html_is_a_tree(html):
    """Without an exception or a warning."""
    assert parse(html).name == "[document]"
