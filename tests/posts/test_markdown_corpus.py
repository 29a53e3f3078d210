"""The installed Python-Markdown makes the HTML that is expected, and loses nothing of a text.

Versions 3.11.1 to 3.11.3 lose letters where a word begins with an underscore beside emphasis.
"""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.posts.markdown_body import to_html
from tests.dead_feeds.cases import read_cases

CASES = read_cases(Path(__file__).parent / "fixtures/markdown.md")
WORD = st.text(st.sampled_from("abcdeéßж019"), min_size=1, max_size=4)
SNAKE_CASE = st.lists(WORD, min_size=2, max_size=3).map("_".join)
STYLES = (
    "{}",
    "@{}",
    "_{}",
    "@_{}",
    "{}_",
    "*{}*",
    "**{}**",
    "***{}***",
    "_{}_",
    "__{}__",
    "({}),",
)
STYLED = st.builds(str.format, st.sampled_from(STYLES), WORD | SNAKE_CASE)


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_markdown(case):
    """The HTML is that of the fixture."""
    assert to_html(case.given) == case.expected


def test_fixtures_are_read_whole():
    """The first and the last case are there, and those between them."""
    assert len(CASES) >= 40
    assert CASES[0].title == "A word that begins with an underscore, beside emphasis"
    assert CASES[-1].title == "Emphasis with a hyphen and an apostrophe"


@given(st.lists(STYLED, min_size=1, max_size=12).map(" ".join))
@example("@_ab_cd *b* @e_f_g **a**")
@example("d_a_ *b* _c **e**")
def test_no_letter_or_digit_is_lost(text):
    """They stay in their order, whatever becomes of the marks between them."""
    visible = re.sub(r"<[^>]*>", "", to_html(text))

    assert _letters(visible) == _letters(text)


def _letters(text):
    return "".join(filter(str.isalnum, text))
