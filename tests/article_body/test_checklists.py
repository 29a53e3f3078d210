"""Lists of things to do."""

import pytest

from plugins.article_body.checklists import draw_boxes
from tests.article_body.site_contexts import draft_of


def drawn(html):
    draft = draft_of(html)
    draw_boxes(draft)
    return str(draft.soup)


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("<li>[ ] stretch</li>", "<li>☐ stretch</li>"),
        ("<li>[x] stretch</li>", "<li>☑ stretch</li>"),
        ("<li>[X] <b>stretch</b></li>", "<li>☑ <b>stretch</b></li>"),
        ("<li>\n<p>[ ] stretch</p></li>", "<li>\n<p>☐ stretch</p></li>"),
        ("<li>stretch [ ] often</li>", "<li>stretch [ ] often</li>"),
        ("<li>[y] stretch</li>", "<li>[y] stretch</li>"),
        ("<li>[x]stretch</li>", "<li>[x]stretch</li>"),
        ("<li><code>[ ] x</code></li>", "<li><code>[ ] x</code></li>"),
        ("<li><!-- [ ] x -->y</li>", "<li><!-- [ ] x -->y</li>"),
        ("<li></li>", "<li></li>"),
        ("<p>[ ] stretch</p>", "<p>[ ] stretch</p>"),
    ],
)
def test_boxes_at_the_start_of_an_item(item, shown):
    """`[ ]` and `[x]` are boxes only where an item begins with one and a space follows."""
    assert drawn(item) == shown


def test_html_checkboxes_are_drawn():
    """A checkbox that nobody can use is a sign, not a form."""
    html = '<li><input type="CheckBox" disabled> a</li><li><input type="checkbox" checked> b</li>'

    assert drawn(html) == "<li>☐ a</li><li>☑ b</li>"


def test_other_inputs_are_left_to_be_reported():
    """Only checkboxes stand for something to read."""
    assert drawn("<input type='text'/>") == '<input type="text"/>'
