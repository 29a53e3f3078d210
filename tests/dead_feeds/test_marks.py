"""The fast test for dead feeds never misses one that a removal would find."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.dead_feeds.marks import may_have
from plugins.dead_feeds.parsing import parse
from plugins.dead_feeds.removal import remove_dead_feeds, without_dead_feeds
from plugins.posts.markdown_body import to_html
from tests.dead_feeds.cases import read_cases
from tests.dead_feeds.test_removal import MARKS, SCRAPS, SENTENCES

CASES = read_cases("dead_feeds.md")
POST = """## Why *we* <kbd>warm</kbd> up {#why}

Read [the leaflet](leaflet.pdf "A > B") & ask "why"[^1]; 3 < 4.

![A desk](desk.png "Sit well")

| Day | Minutes |
|-----|--------:|
| Mon | 10      |

- [ ] stretch

    <b class="x">code</b>

[^1]: A note.
"""
SPLITS = ["<b>", "</b>", "<br>", "<i class='x'>", "&shy;", " ", "\n", "<!-- x -->", "<a title='>'>"]
MESSAGES = [
    *SENTENCES,
    "[/instagram-feed]",
    "There&rsquo;s an issue with the Instagram Access Token that you are using.",
    "Please obtain a new Access Token on the plugin’s Settings page.",
    "Error: The User ID does not exist.",
]


def is_found(html):
    return remove_dead_feeds(parse(html)) > 0


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_no_case_is_missed(case):
    """Each fixture in which something is removed may have a dead feed."""
    assert may_have(case.given) or not is_found(case.given)


@given(st.lists(st.sampled_from(SCRAPS) | st.text(max_size=3), max_size=40).map("".join))
def test_no_html_is_missed(html):
    """Whatever is around the marks, or within them."""
    assert may_have(html) or not is_found(html)


@given(
    st.sampled_from(MESSAGES),
    st.lists(st.tuples(st.integers(0, 80), st.sampled_from(SPLITS)), max_size=3),
    st.sampled_from([str, str.upper, str.lower]),
)
@example("Unable to show Instagram photos", [(15, "<b>")], lambda text: text.replace("I", "\u0131"))
def test_no_message_is_missed(message, splits, written):
    """In any letter case, split by elements, line breaks and invisible characters."""
    text = written(message)
    for place, split in splits:
        text = text[:place] + split + text[place:]

    html = f"<p>Words.</p><p>{text}</p>"

    assert may_have(html) or not is_found(html)


@pytest.mark.parametrize(
    "html",
    [
        *MARKS,
        "<p>[insta<b>gram</b>-feed]</p>",
        "<p>&#91;instagram-feed]</p>",
        "<p class='&#115;bi_item'>x</p>",
        "<div class=wp-block-sbi>x</div>",
        "<p>Error:<br>No feed found</p>",
        "<p>UNABLE TO SHOW INSTAGRAM PHOTOS</p>",
    ],
)
def test_marks_are_recognised(html):
    """In each form in which a removal finds them."""
    assert is_found(html)
    assert may_have(html)


def test_an_ordinary_post_has_none():
    """A removal takes longer than everything else, and nearly all posts have no dead feed."""
    assert not may_have(to_html(POST))


@pytest.mark.parametrize("html", ["<p>a<p>b", "<p>See [[instagram-feed]] there", "a <!-- b --> c"])
def test_html_without_a_dead_feed_is_unchanged(html):
    """Not even written anew."""
    assert without_dead_feeds(html) == (html, 0)


def test_html_with_a_dead_feed_is_written_without_it():
    """With the number of marks."""
    assert without_dead_feeds("<p>a</p><p>[instagram-feed]</p>") == ("<p>a</p>", 1)


@pytest.mark.parametrize("unit", ["<a ", "<a b=", "<a b='c' ", "&", "[instagram-", "< ", "<a\t"])
def test_hostile_sizes_take_no_time(unit):
    """The time grows with the length, not with its square."""
    assert may_have(unit * 100_000) in {True, False}
