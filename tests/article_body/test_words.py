"""No word of a body moves or vanishes."""

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.article_body.reading import parse
from plugins.article_body.sanitising import TAGS
from tests.article_body.site_contexts import body_of

# Not headings, because empty ones are removed, and not ruby, which has changed since html5lib.
NAMES = sorted(TAGS - {"img", "h1", "h2", "h3", "h4", "h5", "h6", "ruby", "rb", "rt", "rtc", "rp"})
PIECES = st.one_of(
    st.sampled_from(NAMES).flatmap(
        lambda name: st.sampled_from([f"<{name}>", f"</{name}>", f'<{name} title="a > b">'])
    ),
    st.sampled_from(["&amp;", "&lt;b&gt;", "&nbsp;", "&eacute", "< 3", "AT&T", "\n", " ", "<br/>"]),
    st.integers(0, 999).map(lambda number: f"w{number} "),
)
ODD_HTML = st.lists(PIECES, max_size=40).map("".join)


def words_as_in_browsers(html):
    page = html5lib.parse(f"<!DOCTYPE html><div>{html}</div>", namespaceHTMLElements=False)
    return "".join(page.find("body").itertext()).split()


@given(ODD_HTML)
def test_the_tree_has_the_words_in_the_order_of_browsers(html):
    """For any nesting of allowed elements, unclosed, misplaced or in tables."""
    assert parse(html).text().split() == words_as_in_browsers(html)


@given(ODD_HTML)
def test_the_page_has_the_words_of_the_post(html):
    """After all transforms and the sanitiser."""
    assert words_as_in_browsers(body_of(html).html) == words_as_in_browsers(html)


@given(ODD_HTML)
def test_the_plain_text_has_the_words_of_the_page(html):
    """In the same order; only blocks separate words in addition."""
    body = body_of(html)

    assert "".join(body.text.split()) == "".join(words_as_in_browsers(body.html))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<html><body>a</body></html> b", ["a", "b"]),
        ("a <tr><td>b</td></tr> c", ["a", "b", "c"]),
        ("<table>a <tr><td>b</table>c", ["a", "bc"]),
        ("<p>a <b>b<p>c</b> d", ["a", "bc", "d"]),
        ("a <xmp>b <i>c</i></xmp> d", ["a", "b", "<i>c</i>", "d"]),
        ("a <plaintext>b <i>c", ["a", "b", "<i>c"]),
        ("<frameset>a<frame src=x> b</frameset> c", ["a", "b", "c"]),
        ("a <![if x]>b<![endif]> c", ["a", "b", "c"]),
        ("<button>a <p>b</button> c", ["a", "b", "c"]),
    ],
)
def test_odd_elements_keep_their_words(html, words):
    """Where browsers show them."""
    assert words_as_in_browsers(body_of(html).html) == words


@pytest.mark.parametrize(
    "name", ["select", "textarea", "template", "title", "svg", "math", "noscript", "iframe"]
)
def test_elements_whose_content_is_left_out_are_an_error(name):
    """Also if they are never closed and take the rest of the body with them."""
    (problem,) = body_of(f"<p>a</p><{name}>b").problems

    assert (problem.severity, problem.words) == ("error", f"<{name}")
    assert re.search(r"<p>a</p>", body_of(f"<p>a</p><{name}>b").html)
