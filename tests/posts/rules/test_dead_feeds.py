"""A shortcode of the old Instagram plugin goes from its sentence, and its line is named."""

import pytest

from plugins.posts.read_post import read_post
from tests.posts.small_context import Site

HEAD = "---\ntitle: Swimming\ndate: 2026-01-02\n---\n"
RULE = "dead-feeds/among-words"


def read(body):
    """The post, and the line and column of each finding of the rule."""
    found = read_post(f"{HEAD}{body}".encode(), Site(), path="a.md", lenient=False)
    places = [(f.line, f.column) for f in found.body_findings if f.rule == RULE]
    assert len(places) == len(found.body_findings)
    return found, places


@pytest.mark.parametrize(
    ("body", "places", "text"),
    [
        ("The pool [instagram-feed feed=2] is warm.", [(5, 10)], "The pool is warm."),
        ("See our lane [instagram-feed].", [(5, 14)], "See our lane."),
        ("Cold.\n\n*Look*: [Instagram-Feed num=4 cols=2] yes", [(7, 9)], "Cold. Look: yes"),
        ("- towels\n- caps [instagram-feed feed=9] too", [(6, 8)], "towels caps too"),
        ("## Lanes [instagram-feed]\n\nWarm.", [(5, 10)], "Lanes Warm."),
        ("a [instagram-feed] b [instagram-feed feed=1] c", [(5, 3), (5, 22)], "a b c"),
        ("Warm.[/instagram-feed] Deep.", [(5, 6)], "Warm. Deep."),
    ],
)
def test_a_shortcode_in_a_sentence_goes_and_is_named(body, places, text):
    """All other words stay, and the post counts what was removed."""
    found, told = read(body)

    assert told == places
    assert " ".join(found.text.split()) == text
    assert found.dead_feeds == len(places)


@pytest.mark.parametrize(
    "body",
    [
        "Warm.\n\n[instagram-feed feed=2]\n\nDeep.",
        "The line `[instagram-feed feed=2]` showed photos.",
        "The line “[instagram-feed feed=2]” showed photos.",
        "The line [[instagram-feed feed=2]] showed photos.",
        "```\na [instagram-feed] b\n```",
        "> They wrote a [instagram-feed] b",
        "Our Instagram feed is on the wall [see photos].",
    ],
)
def test_other_shortcodes_are_not_named(body):
    """Those on a line of their own are in the build's summary; quoted ones stay."""
    found, told = read(body)

    assert told == []
    assert found.dead_feeds == body.startswith("Warm.")
