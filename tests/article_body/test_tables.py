"""Tables in a body."""

import pytest

from plugins.article_body.tables import align_cells, wrap_tables
from tests.article_body.site_contexts import draft_of


def wrapped(html):
    draft = draft_of(html)
    wrap_tables(draft)
    return draft.soup


def labels(html):
    return [tag["aria-label"] for tag in wrapped(html).select(".table-scroll")]


def test_a_table_can_be_reached_and_scrolled():
    """It stands in a region that has a name and takes the focus."""
    soup = wrapped("<table><tr><td>a</td></tr></table>")

    assert str(soup) == (
        '<div aria-label="Table 1" class="table-scroll" role="region" tabindex="0">'
        "<table><tr><td>a</td></tr></table></div>"
    )


def test_tables_are_named_by_caption_else_by_the_heading_above():
    """Each has a number, so that two below one heading differ."""
    html = (
        "<table></table><h2>Doses</h2><table></table><h3>Per <em>day</em></h3><table></table>"
        "<h4>x</h4><table><caption>My <b>own</b></caption></table><h5>y</h5><table></table>"
    )

    assert labels(html) == [
        "Table 1", "Table 2: Doses", "Table 3: Per day", "Table 4: My own", "Table 5: x"
    ]  # fmt: skip


def test_a_table_is_wrapped_once():
    """One that scrolls already, and one within another, are left alone."""
    once = str(wrapped("<table><tr><td><table></table></td></tr></table>"))

    assert once.count("table-scroll") == 1
    assert str(wrapped(once)) == once


def test_head_cells_say_that_they_head_a_column():
    """Only those of the head, and not against what an editor wrote."""
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
        (
            '<td class="a b" style="text-align: right;">1</td>',
            '<td class="a b align-right">1</td>',
        ),
        ('<td style="color: red">1</td>', '<td style="color: red">1</td>'),
        (
            '<td style="text-align: right; color: red">1</td>',
            '<td style="text-align: right; color: red">1</td>',
        ),
        ('<p style="text-align: right;">1</p>', '<p style="text-align: right;">1</p>'),
    ],
)
def test_alignment_is_a_class(cell, written):
    """What Markdown writes for `---:` is kept; any other style is left to be reported."""
    draft = draft_of(cell)

    align_cells(draft)

    assert str(draft.soup) == written
