"""An article's HTML for feeds, by value and for any HTML."""

from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.feeds.feed_html import absolute_candidates, to_feed_html
from plugins.publishing.links import parse

PAGE = "https://clinic.example.org/repo/articles/sleep/"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<a href="#why">A</a>', f'<a href="{PAGE}#why">A</a>'),
        ('<a href="">A</a>', f'<a href="{PAGE}">A</a>'),
        (
            '<a href="../rest/">A</a>',
            '<a href="https://clinic.example.org/repo/articles/rest/">A</a>',
        ),
        ('<a href="/x/">A</a>', '<a href="https://clinic.example.org/x/">A</a>'),
        ('<a href="//x.org/">A</a>', '<a href="https://x.org/">A</a>'),
        ('<a href="https://x.org/?a=1&amp;b">A</a>', '<a href="https://x.org/?a=1&amp;b">A</a>'),
        ('<a href="tel:+44123">A</a>', '<a href="tel:+44123">A</a>'),
        ('<a href="mailto:a@b.org">A</a>', '<a href="mailto:a@b.org">A</a>'),
        ('<a href="https://[x/">A</a>', "<a>A</a>"),
        ("<a>A</a>", "<a>A</a>"),
        ('<img alt="" src="a.png">', f'<img alt="" src="{PAGE}a.png"/>'),
        ('<q cite="#a">A</q>', f'<q cite="{PAGE}#a">A</q>'),
    ],
)
def test_every_address_is_absolute(html, wanted):
    """As it is meant on the article's own page; what is no address is none."""
    assert to_feed_html(html, PAGE) == wanted


@pytest.mark.parametrize(
    ("srcset", "wanted"),
    [
        ("", ""),
        ("a.jpg", f"{PAGE}a.jpg"),
        ("a.jpg 320w, /b.jpg 640w", f"{PAGE}a.jpg 320w, https://clinic.example.org/b.jpg 640w"),
        ("a.jpg 1x,b.jpg 2x", f"{PAGE}a.jpg 1x, {PAGE}b.jpg 2x"),
        (" a,b.jpg 2x ,", f"{PAGE}a,b.jpg 2x"),
    ],
)
def test_every_candidate_is_absolute(srcset, wanted):
    """With its width or density; a comma within an address is part of it."""
    assert absolute_candidates(srcset, PAGE) == wanted


def test_what_only_the_site_can_show_is_left_out():
    """Links of headings to themselves, ways back, classes, ids; all words stay."""
    html = (
        '<h2 id="why"><a class="heading-anchor" href="#why">Why <em>so</em></a></h2>'
        '<div class="care care-urgent"><h3 class="care-title"><span class="care-kind">Urgent '
        'advice: </span>Call 111</h3></div><p>Sleep<sup><a class="footnote-ref" href="#ref-1" '
        'id="cited-1">[1]</a></sup></p><ol><li id="ref-1">NHS <a class="footnote-backref" '
        'href="#cited-1">↩</a></li></ol><div class="table-scroll" role="region" tabindex="0">'
        '<table><tr><td colspan="2">A</td></tr></table></div>'
    )

    assert to_feed_html(html, PAGE) == (
        "<h2>Why <em>so</em></h2><div><h3><span>Urgent advice: </span>Call 111</h3></div>"
        f'<p>Sleep<sup><a href="{PAGE}#ref-1">[1]</a></sup></p><ol><li>NHS </li></ol>'
        '<div><table><tr><td colspan="2">A</td></tr></table></div>'
    )


def test_a_picture_keeps_its_formats_and_its_size():
    """A reader takes the file that fits, and holds the picture's place."""
    html = (
        '<picture><source sizes="92vw" srcset="/a.avif 320w" type="image/avif"><img alt="A desk" '
        'class="x" decoding="async" height="2" loading="lazy" src="/a.jpg" width="3"></picture>'
    )

    assert to_feed_html(html, PAGE) == (
        '<picture><source sizes="92vw" srcset="https://clinic.example.org/a.avif 320w" '
        'type="image/avif"/><img alt="A desk" height="2" src="https://clinic.example.org/a.jpg" '
        'width="3"/></picture>'
    )


def test_words_that_look_like_markup_stay_words():
    """Escaped once in the article, escaped once in the feed's HTML."""
    assert to_feed_html("<p>a &lt;b&gt; &amp;amp;</p>", PAGE) == "<p>a &lt;b&gt; &amp;amp;</p>"


ADDRESSES = st.one_of(
    st.text(),
    st.text("ab/.#?:[]@%,\\ \t", max_size=12),
    st.sampled_from(["//", "#", "http://[", "https:x", "tel:1", "{filename}a.md", "\x00/a"]),
)


@given(ADDRESSES, st.sampled_from(["a href", "img src", "img srcset", "source srcset"]))
def test_no_address_of_any_kind_stays_relative(address, where):
    """Each one that is left has a scheme, whatever an editor typed."""
    tag, attribute = where.split()
    if attribute == "srcset":
        address = address.replace(",", " 1x, ")  # `parse` takes every comma for a new candidate
    quoted = escape(address, {'"': "&quot;"})

    made = parse(to_feed_html(f'<{tag} {attribute}="{quoted}">A', PAGE))
    assert [found for found in made.addresses if not urlsplit(found).scheme] == []


@given(st.text(st.characters()))
def test_any_html_fits_into_xml(html):
    """No control character, half of a letter or open tag breaks a feed."""
    ET.fromstring(f"<content>{escape(to_feed_html(html, PAGE))}</content>")


@given(st.lists(st.sampled_from(["<p>", "</p>", "a", '<a href="#x">', '<b class="y">', "&lt;"])))
def test_what_was_made_ready_is_ready(pieces):
    """Doing it twice changes nothing."""
    once = to_feed_html("".join(pieces), PAGE)

    assert to_feed_html(once, PAGE) == once
