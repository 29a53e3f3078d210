"""The HTML of articles in feeds, by value and for any HTML."""

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
        ('<img alt="" src="a.png">', f'<img alt="" src="{PAGE}a.png">'),
        ('<q cite="#a">A</q>', f'<q cite="{PAGE}#a">A</q>'),
    ],
)
def test_urls_become_absolute(html, wanted):
    """Relative to the article's page; what is no URL is dropped."""
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
def test_urls_in_srcset_become_absolute(srcset, wanted):
    """With width or density; a comma may be part of a URL."""
    assert absolute_candidates(srcset, PAGE) == wanted


def test_markup_for_the_site_alone_is_removed():
    """Back links, classes and ids; all text stays."""
    html = (
        '<h2 id="why">Why <em>so</em></h2>'
        '<div class="care care-urgent"><h3 class="care-title"><span class="care-kind">Urgent '
        'advice: </span>Call 111</h3></div><p>Sleep<sup><a class="footnote-ref" href="#ref-1" '
        'id="cited-1">[1]</a></sup></p><ol><li id="ref-1">NHS <a class="footnote-backref" '
        'href="#cited-1">↩</a></li></ol><div class="table-scroll" role="region" tabindex="0">'
        '<table><tbody><tr><td colspan="2">A</td></tr></tbody></table></div>'
    )

    assert to_feed_html(html, PAGE) == (
        "<h2>Why <em>so</em></h2><div><h3><span>Urgent advice: </span>Call 111</h3></div>"
        f'<p>Sleep<sup><a href="{PAGE}#ref-1">[1]</a></sup></p><ol><li>NHS </li></ol>'
        '<div><table><tbody><tr><td colspan="2">A</td></tr></tbody></table></div>'
    )


def test_a_picture_keeps_its_formats_and_its_size():
    """Readers choose the file that fits and reserve its space."""
    html = (
        '<picture><source sizes="92vw" srcset="/a.avif 320w" type="image/avif"><img alt="A desk" '
        'class="x" decoding="async" height="2" loading="lazy" src="/a.jpg" width="3"></picture>'
    )

    assert to_feed_html(html, PAGE) == (
        '<picture><source sizes="92vw" srcset="https://clinic.example.org/a.avif 320w" '
        'type="image/avif"><img alt="A desk" height="2" src="https://clinic.example.org/a.jpg" '
        'width="3"></picture>'
    )


def test_escaped_text_stays_escaped():
    """Once in the article, and once more in the feed."""
    assert to_feed_html("<p>a &lt;b&gt; &amp;amp;</p>", PAGE) == "<p>a &lt;b&gt; &amp;amp;</p>"


ADDRESSES = st.one_of(
    st.text(),
    st.text("ab/.#?:[]@%,\\ \t", max_size=12),
    st.sampled_from(["//", "#", "http://[", "https:x", "tel:1", "{filename}a.md", "\x00/a"]),
)


@given(ADDRESSES, st.sampled_from(["a href", "img src", "img srcset", "source srcset"]))
def test_no_url_stays_relative(address, where):
    """Each has a scheme, whatever an editor typed."""
    tag, attribute = where.split()
    if attribute == "srcset":
        address = address.replace(",", " 1x, ")  # `parse` takes every comma for a new candidate
    quoted = escape(address, {'"': "&quot;"})

    made = parse(to_feed_html(f'<{tag} {attribute}="{quoted}">A', PAGE))
    assert [found for found in made.addresses if not urlsplit(found).scheme] == []


@given(st.text(st.characters()))
def test_any_html_can_be_part_of_xml(html):
    """Control characters, lone surrogates and open tags included."""
    ET.fromstring(f"<content>{escape(to_feed_html(html, PAGE))}</content>")


@given(st.lists(st.sampled_from(["<p>", "</p>", "a", '<a href="#x">', '<b class="y">', "&lt;"])))
def test_conversion_is_idempotent(pieces):
    """A second time changes nothing."""
    once = to_feed_html("".join(pieces), PAGE)

    assert to_feed_html(once, PAGE) == once


def test_a_body_with_thousands_of_void_elements_is_read():
    """It has passed the limits for posts already."""
    assert to_feed_html("<area></area>" * 10_001, PAGE).count("<area>") == 10_001
