"""Checklists and tables in a body."""

import pytest

from plugins.article_body.lists_and_tables import align_cells, draw_checkboxes, wrap_tables
from tests.article_body.site_contexts import document_of, soup_of

EMPTY = '<span aria-label="not ticked" role="img">☐</span>'
TICKED = '<span aria-label="ticked" role="img">☑</span>'


def drawn(html):
    document = document_of(html)
    draw_checkboxes(document)
    return str(soup_of(document))


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("<li>[ ] stretch</li>", f"<li>{EMPTY} stretch</li>"),
        ("<li>[] stretch</li>", f"<li>{EMPTY} stretch</li>"),
        ("<li>[x] stretch</li>", f"<li>{TICKED} stretch</li>"),
        ("<li>[X] <b>stretch</b></li>", f"<li>{TICKED} <b>stretch</b></li>"),
        ("<li>\n<p>[ ] stretch</p></li>", f"<li>\n<p>{EMPTY} stretch</p></li>"),
        ("<li>[ ]</li>", f"<li>{EMPTY}</li>"),
        ("<li>[]stretch</li>", "<li>[]stretch</li>"),
        ("<li>stretch [ ] often</li>", "<li>stretch [ ] often</li>"),
        ("<li>[y] stretch</li>", "<li>[y] stretch</li>"),
        ("<li>[x]stretch</li>", "<li>[x]stretch</li>"),
        ("<li><code>[ ] x</code></li>", "<li><code>[ ] x</code></li>"),
        ("<li><!-- [ ] x -->y</li>", "<li>y</li>"),
        ("<li></li>", "<li></li>"),
        ("<p>[ ] stretch</p>", "<p>[ ] stretch</p>"),
    ],
)
def test_boxes_at_the_start_of_an_item(item, shown):
    """Only `[ ]`, `[]` and `[x]` at the start of an item, with a space or nothing after them."""
    assert drawn(item) == shown


def test_html_checkboxes_are_drawn():
    """As pictures, because nobody can use them."""
    html = '<li><input type="CheckBox" disabled> a</li><li><input type="checkbox" checked> b</li>'

    assert drawn(html) == f"<li>{EMPTY} a</li><li>{TICKED} b</li>"


def test_other_inputs_are_left_to_be_reported():
    """Only checkboxes are replaced."""
    assert drawn("<input type='text'/>") == '<input type="text"/>'


def wrapped(html):
    document = document_of(html)
    wrap_tables(document)
    return soup_of(document)


def labels(html):
    return [tag["aria-label"] for tag in wrapped(html).select(".table-scroll")]


def test_a_table_can_be_reached_and_scrolled():
    """It is in a labelled region that takes the focus."""
    soup = wrapped("<table><tr><td>a</td></tr></table>")

    assert str(soup) == (
        '<div aria-label="Table 1" class="table-scroll" role="region" tabindex="0">'
        "<table><tbody><tr><td>a</td></tr></tbody></table></div>"
    )


def test_tables_are_named_by_caption_else_by_the_heading_above():
    """With a number, so that two below the same heading differ."""
    html = (
        "<table></table><h2>Doses</h2><table></table><h3>Per <em>day</em></h3><table></table>"
        "<h4>x</h4><table><caption>My <b>own</b></caption></table><h5>y</h5><table></table>"
    )

    assert labels(html) == [
        "Table 1", "Table 2: Doses", "Table 3: Per day", "Table 4: My own", "Table 5: x"
    ]  # fmt: skip


def test_a_table_is_wrapped_once():
    """Not if it is wrapped already, or within another table."""
    once = str(wrapped("<table><tr><td><table></table></td></tr></table>"))

    assert once.count("table-scroll") == 1
    assert str(wrapped(once)) == once


def test_head_cells_say_that_they_head_a_column():
    """Only those in thead, and without changing a scope that the editor wrote."""
    html = (
        "<table><thead><tr><th>a</th><th scope='colgroup'>b</th></tr></thead>"
        "<tbody><tr><th>c</th><td>d</td></tr></tbody></table>"
    )

    assert [tag.get("scope") for tag in wrapped(html).find_all("th")] == ["col", "colgroup", None]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('<td style="text-align: right;">1</td>', '<td class="align-right">1</td>'),
        ('<th style="text-align:center">1</th>', '<th class="align-center">1</th>'),
        ('<td style="text-align: left;">1</td>', "<td>1</td>"),
        ('<td class="a b" style="text-align: right;">1</td>', '<td class="a b align-right">1</td>'),
        ('<td style="color: red">1</td>', '<td style="color: red">1</td>'),
        (
            '<td style="text-align: right; color: red">1</td>',
            '<td style="text-align: right; color: red">1</td>',
        ),
        ('<p style="text-align: right;">1</p>', '<p style="text-align: right;">1</p>'),
    ],
)
def test_alignment_is_a_class(cell, written):
    """The style that Markdown writes for `---:`; other styles are kept, and reported later."""
    document = document_of(f"<table><tr>{cell}</tr></table>" if cell[:2] == "<t" else cell)

    align_cells(document)

    assert written in str(soup_of(document))
