"""Whole bodies and their excerpts, from Markdown to HTML."""

import pytest

from tests.article_body.cases import read_cases
from tests.article_body.site_contexts import body_of_markdown

BODIES = read_cases("bodies.md")
EXCERPTS = read_cases("excerpts.md")


@pytest.mark.parametrize("case", BODIES, ids=[case.title for case in BODIES])
def test_body(case):
    """The HTML is that of the fixture."""
    assert body_of_markdown(case.given).html == case.expected


@pytest.mark.parametrize("case", EXCERPTS, ids=[case.title for case in EXCERPTS])
def test_excerpt(case):
    """The excerpt is that of the fixture."""
    assert body_of_markdown(case.given).excerpt == case.expected


def test_fixtures_are_read_whole():
    """The first and the last case of both files are there."""
    titles = [case.title for case in (BODIES[0], BODIES[-1], EXCERPTS[0], EXCERPTS[-1])]

    assert titles == [
        "A heading gets an id",
        "Comments go, Word's own as well",
        "The first sentences, as plain text",
        "The old page's own error is never an excerpt",
    ]
