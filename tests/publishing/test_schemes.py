"""URL schemes that no written file may have."""

import json

import pytest

from plugins.publishing import schemes
from plugins.publishing.links import parse

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>tag:x,2026:/y</id>
<title>&lt;a href="javascript:words"&gt;</title>
<link href="{link}"/><entry><content type="html">{html}</content></entry></feed>"""
RSS = """<?xml version="1.0"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><link>{link}</link>
<title>&lt;a href="javascript:words"&gt;</title>
<description>{html}</description></item></channel></rss>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1",
    "items": [{"url": "LINK", "content_html": "HTML", "tags": ["javascript:"],
               "title": "<a href='javascript:words'>", "summary": "<a href='javascript:words'>"}],
})  # fmt: skip


@pytest.mark.parametrize(
    ("html", "refused"),
    [
        ('<a href="javascript:alert(1)">', ["javascript:alert(1)"]),
        ("<a href=javascript:alert(1)>", ["javascript:alert(1)"]),
        ("<A HREF='JaVa\tScript:x'>", ["JaVa\tScript:x"]),
        ('<a href="&#106;avascript&colon;x">', ["javascript:x"]),
        ('<a href="javascript://x.example/%0aalert(1)">', ["javascript://x.example/%0aalert(1)"]),
        ('<a href=" \x01data:text/html,x">', [" \x01data:text/html,x"]),
        ('<a href="xhttp:x">', ["xhttp:x"]),
        ('<p href="vbscript:x">', ["vbscript:x"]),
        ('<img src="data:image/png;base64,AA">', ["data:image/png;base64,AA"]),
        ('<img srcset="/a.png 1x, data:image/png 2x">', ["data:image/png"]),
        ('<form action="file:///x">', ["file:///x"]),
        ('<button formaction="blob:x">', ["blob:x"]),
        ('<object data="data:x">', ["data:x"]),
        ('<blockquote cite="javascript:x">', ["javascript:x"]),
        ('<svg><a xlink:href="javascript:x">', ["javascript:x"]),
        ('<svg><animate attributeName="href" values="/x;javascript:x">', ["javascript:x"]),
        ('<meta http-equiv="Refresh" content="0; URL=\'javascript:x\'">', ["javascript:x"]),
        ('<iframe srcdoc="&lt;a href=javascript:x>">', ["javascript:x"]),
        ('<a href="https://x.example/?y=a:b&amp;z=javascript:">', []),
        ('<a href="mailto:a@x.example"><a href="TEL:+44"><a href="http://x.example/">', []),
        ('<a href="/x:y"><a href="#a:b"><a href="?a:b"><a href="">', []),
        ('<p title="javascript:x" lang="a:b">javascript:x</p>', []),
        ('<meta property="og:title" content="data: what is known">', []),
        ('<script type="application/ld+json">{"url": "javascript:x"}</script>', []),
        ("<!-- <a href='javascript:x'> -->", []),
    ],
)
def test_a_page_is_read_as_in_browsers(html, refused):
    """All attributes with URLs are checked, whatever the letter case of the scheme."""
    assert parse(html).refused == refused


@pytest.mark.parametrize("feed", [ATOM, RSS, JSON])
def test_urls_and_html_of_a_feed_are_checked(feed):
    """Plain text, such as a title or a topic, is not."""
    html = "<p><a href='javascript:x'>x</a></p>"
    written = html.replace("<", "&lt;") if feed is not JSON else html
    text = feed.replace("{link}", "data:x").replace("{html}", written)
    text = text.replace("LINK", "data:x").replace("HTML", written)

    addresses, pieces = schemes.of_feed(text)

    assert schemes.is_feed(text)
    assert [address for address in addresses if schemes.is_refused(address)] == ["data:x"]
    assert pieces == [html]


@pytest.mark.parametrize(
    "text", ['<?xml version="1.0"?><urlset><loc>x:y</loc></urlset>', '{"version": 1}', "", "<svg>"]
)
def test_other_xml_and_json_files_are_not_checked(text):
    """A sitemap has only the site's own URLs, and a manifest is its owner's."""
    assert not schemes.is_feed(text)


@pytest.mark.parametrize("text", ["<feed><entry></feed>", '{"a": ', "<rss>&x;</rss>"])
def test_a_broken_feed_is_a_value_error(text):
    """For XML and JSON."""
    with pytest.raises(ValueError, match=r"."):
        schemes.of_feed(text)


def test_each_refused_address_is_reported_once():
    """With the first file that has it, and the number of other files."""
    refused = {"a.html": ["data:x", "data:x"], "b.html": ["data:x"], "c.html": ["file:y"]}

    found = schemes.findings(refused)

    assert [(finding.rule, finding.severity) for finding in found] == [
        ("links/scheme", "error"),
        ("links/scheme", "error"),
    ]
    assert "a.html and 1 more" in found[0].message
    assert "“file:”" in found[1].message
