"""Dead feeds are removed from an article; everything else stays."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.dead_feeds.marks import summary
from plugins.dead_feeds.removal import remove_dead_feeds
from tests.dead_feeds.cases import read_cases

CASES = read_cases("dead_feeds.md")
SENTENCES = [
    "Error: No feed with the ID 3 found.", "Error: No feed found", "Error: No connected account.",
    "Please go to the Instagram Feed settings page to create a feed.",
    "Please go to the Instagram Feed settings page to connect an account.",
    "Error: Access Token is not valid or has expired. Feed will not update.",
    "This error message is only visible to WordPress admins", "Loading, Please wait...",
    "Unable to show Instagram photos", "[instagram-feed feed=3 num='9']",
]  # fmt: skip
WRAPPERS = ["p", "div", "b", "strong", "span", "em", "section", "li"]
SCRAPS = [
    "[instagram-feed feed=3]", "[instagram-feed]", "[[instagram-feed]]", "[instagram-", "feed]",
    "Error: No feed with the ID 3 found.", "Error: No feed", " found.", "Loading, Please wait...",
    "Please go to the Instagram Feed settings page to create a feed.", "Words.", " ", "\n",
    "&nbsp;", "<p>", "</p>", "<br>", "<b>", "</b>", "<div>", "</div>", "<div class='sbi'>",
    "<span class=sbi_x>", "</span>", "<div id=sb_instagram>", "<div id='sbi_mod_error'>", "<pre>",
    "</pre>", "<code>", "</code>", "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<ul>", "<li>",
    "</ul>", "<table>", "<td>", "</table>", "<hr>", "<img src='loading.gif'>", "<!-- x -->",
    "<x-y>", "</x-y>", "<html>", "<body class='sbi'>", "<a", "<![CDATA[x]]>", "<?x?>",
    "<!doctype html>",
]  # fmt: skip

MARKS = [
    "<p>[instagram-feed feed=3]</p>",
    "<div><p><b>Error: No feed with the ID 3 found.</b></p></div>",
    '<div id="sb_instagram"><p>Words of the feed.</p></div>',
    '<ul class="sbi_list"><li>A photo</li></ul>',
]


def parse(html):
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_case(case):
    """The result is that of the fixture, and a removal is counted only if something changed."""
    soup = parse(case.given)
    before = str(soup)

    removed = remove_dead_feeds(soup)

    assert str(soup) == case.expected
    assert bool(removed) is (before != case.expected)


def test_untouched_cases_are_written_as_the_parser_writes_them():
    """A case that expects no change must give its HTML as the parser writes it."""
    untouched = [case for case in CASES if case.given == case.expected]

    assert [case.title for case in untouched if str(parse(case.given)) != case.given] == []


def test_fixture_is_read_whole():
    """The reader finds the file's first and last case and skips its headings."""
    titles = [case.title for case in CASES]

    assert titles[0] == "A shortcode alone in its paragraph goes with its paragraph"
    assert "Words in elements that are not HTML's stay" in titles
    assert not [title for title in titles if title.startswith("#")]


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>Nothing here.</p>", 0),
        ("<p>[instagram-feed]</p>", 1),
        ("<p>[instagram-feed]<br>[instagram-feed feed=3]</p>", 2),
        ("<div class='sbi'><div class='sbi_item'>x</div>[instagram-feed]</div>", 1),
        ("<div class='sbi'>x</div><div class='sbi_item'></div>", 2),
        ("<p>Error: No feed found.</p><p>Loading, please wait</p>", 2),
        ("<div class='sbi'><div class='sbi_item'>x</div><h2>Words</h2></div>", 2),
    ],
)
def test_each_mark_counts_once(html, count):
    """An element counts with all that is in it; shortcodes and messages count one by one."""
    assert remove_dead_feeds(parse(html)) == count


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([], ""),
        ([0, 0], ""),
        ([0, 1], "Removed 1 piece of dead Instagram feeds from 1 post."),
        ([3, 0, 1200], "Removed 1,203 pieces of dead Instagram feeds from 2 posts."),
    ],
)
def test_the_summary_counts_feeds_and_posts(counts, words):
    """In one line; an empty one if there was nothing."""
    assert summary(counts) == words


def test_part_of_a_document():
    """A tag of a larger document is cleaned; what is around it, and the tag itself, stay."""
    soup = parse("<p>[instagram-feed]</p><article class='sbi'><p>[instagram-feed]</p></article>")

    removed = remove_dead_feeds(soup.article)

    assert removed == 1
    assert str(soup) == '<p>[instagram-feed]</p><article class="sbi"></article>'


@pytest.mark.parametrize("code", ["[instagram-feed]", "<b class='sbi'>x</b>"])
def test_a_code_block_as_root_is_unchanged(code):
    """Nothing is removed from code, even if it is the root."""
    soup = parse(f"<pre>{code}</pre>")

    assert remove_dead_feeds(soup.pre) == 0


def test_whole_pages():
    """html, body and head are kept, whatever classes the plugin's script gave them."""
    soup = parse('<html class="sbi"><body class="sbi_no_js"><p>[instagram-feed]</p></body></html>')

    remove_dead_feeds(soup)

    assert str(soup) == '<html class="sbi"><body class="sbi_no_js"></body></html>'


def test_classes_as_one_string():
    """A parser that keeps `class` as one string makes no difference."""
    soup = BeautifulSoup(
        "<p class='wide sbi_item'>x</p>", "html.parser", multi_valued_attributes=None
    )

    assert remove_dead_feeds(soup) == 1


@pytest.mark.parametrize("parser", ["html.parser", "html5lib"])
def test_error_block_as_each_parser_nests_it(parser):
    """A paragraph within a paragraph is removed whole, wherever the parser closes it."""
    html = (
        '<div id="sbi_mod_error"><span>This error message is only visible to WordPress admins'
        "</span><br /><p><b>Error: No feed with the ID 3 found.</b><p>Please go to the Instagram "
        "Feed settings page to create a feed.</p></div><p>After.</p>"
    )
    soup = BeautifulSoup(html, parser)

    remove_dead_feeds(soup)

    assert "".join(str(tag) for tag in soup.find_all(["p", "div"])) == "<p>After.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 3000 + "[instagram-feed]",
        "<div class='sbi'>" * 3000,
        "<p>[instagram-feed]</p>" * 2000,
        "<p>" + "Loading, please wait " * 5000 + "x</p>",
        "<p>" + "[instagram-feed " * 5000 + "</p>",
        "<p>Error:" + " " * 100_000 + "x</p>",
    ],
    ids=["deep", "deep marks", "many", "almost a message", "almost a shortcode", "spaces"],
)
def test_hostile_sizes_take_no_time(html):
    """Deep, long and almost matching posts cause neither a RecursionError nor endless work."""
    soup = parse(html)

    remove_dead_feeds(soup)

    assert remove_dead_feeds(soup) == 0


@given(st.one_of(st.text(), st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)))
def test_removal_is_idempotent_for_any_html(html):
    """No HTML raises, and a second removal finds nothing."""
    soup = parse(html)
    remove_dead_feeds(soup)
    once = str(soup)

    assert remove_dead_feeds(soup) == 0
    assert str(soup) == once


@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join))
def test_code_is_never_touched(html):
    """Code keeps every byte, even within one of the plugin's elements."""
    soup = parse(f"{html}<pre>[instagram-feed] <b class='sbi'>x</b></pre>")
    code = [str(tag) for tag in soup.find_all("pre")]

    remove_dead_feeds(soup)

    assert [str(tag) for tag in soup.find_all("pre")] == code


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3),
    st.lists(st.sampled_from(WRAPPERS), max_size=6),
    st.sampled_from([str, str.upper, str.lower, lambda text: text.replace(" ", "\n ")]),
)
def test_messages_are_removed_however_they_are_wrapped(sentences, wrappers, written):
    """In any elements, letter case and line breaks; each one is counted."""
    text = written(" ".join(sentences))
    before = "".join(f"<{name}>" for name in wrappers)
    after = "".join(f"</{name}>" for name in reversed(wrappers))
    soup = parse(f"<h2>Before</h2><div>{before}{text}{after}</div><p>After.</p>")

    assert remove_dead_feeds(soup) == len(sentences)
    assert str(soup) == "<h2>Before</h2><p>After.</p>"


@given(
    st.lists(
        st.sampled_from(
            ["a", "one two", " ", "b.", "[c]", "[instagram", "-feed]", "<b>d</b>", "\n"]
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 8),
)
def test_all_other_words_of_a_sentence_stay(pieces, place):
    """Whatever is before and after the shortcode; only white space may change."""
    place = min(place, len(pieces))
    before, after = "".join(["x", *pieces[:place]]), "".join([*pieces[place:], "y"])
    soup = parse(f"<p>{before}[instagram-feed feed=3]{after}</p>")
    words = "".join(parse(before + after).get_text().split())
    if "[instagram-feed]" in words:
        return

    removed = remove_dead_feeds(soup)

    assert removed == 1
    assert "".join(soup.get_text().split()) == words


@given(
    st.sampled_from(SENTENCES[:-1]),
    st.sampled_from(["We once read {}", "{} is what it said.", "It said “{}” to all.", "a {} b"]),
    st.sampled_from(["p", "li", "td", "div", "blockquote"]),
)
def test_writing_about_a_message_is_left_alone(sentence, around, name):
    """A post may quote what the old site said."""
    html = f"<{name}>{around.format(sentence)}</{name}>"
    soup = parse(html)

    assert remove_dead_feeds(soup) == 0
    assert str(soup) == html


@given(st.lists(st.sampled_from(["<p>Words &amp; more.</p>", "<h2>Title</h2>", *MARKS])))
def test_words_around_marks_are_untouched(parts):
    """The result is exactly the parts that are not marks."""
    soup = parse("".join(parts))

    removed = remove_dead_feeds(soup)

    assert str(soup) == "".join(part for part in parts if part not in MARKS)
    assert removed == sum(part in MARKS for part in parts)
