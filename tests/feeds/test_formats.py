"""Whole feeds in the three formats."""

import io
import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.feeds.formats import FORMATS
from tests.feeds.rules import ATOM, breaches
from tests.feeds.samples import LATER, PICTURE, SITE, FakeArticle, feed_site

NAMES = {"atom": "all.atom.xml", "rss": "all.rss.xml", "json": "feed.json"}


def written(kind, *articles, **changes):
    """The text of a feed of articles."""
    site = feed_site(**changes)
    feed = site.begin(kind, None, f"{SITE}/feeds/{NAMES[kind]}")
    for article in articles:
        site.add(feed, article)
    file = io.StringIO()
    feed.write(file, "utf-8")
    return file.getvalue()


def article():
    """An article with all values."""
    found = FakeArticle(picture=PICTURE, category="Rest")
    found.modified = LATER
    return found


def test_an_atom_feed_by_value():
    """RFC 4287."""
    assert written("atom", article()) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xml:lang="en-gb" xmlns="http://www.w3.org/2005/Atom"><title>Fjord Clinic</title>'
        f'<link href="{SITE}/" rel="alternate"/><link href="{SITE}/feeds/all.atom.xml" rel="self"/>'
        f"<id>{SITE}/</id><updated>2026-04-02T00:00:00+00:00</updated>"
        f"<author><name>Fjord Clinic</name><uri>{SITE}/</uri></author>"
        f"<subtitle>Calm muscles &amp; minds.</subtitle><icon>{SITE}/apple-touch-icon.png</icon>"
        "<entry><title>Sleep &amp; &lt;rest&gt;</title>"
        f'<link href="{SITE}/articles/sleep/" rel="alternate"/>'
        "<published>2026-03-01T09:30:00+00:00</published>"
        "<updated>2026-04-02T00:00:00+00:00</updated>"
        "<id>tag:clinic.example.org,2026-03-01:/repo/articles/sleep/</id>"
        '<summary type="html">Why 8 &amp;gt; 5 hours.</summary>'
        '<content type="html">&lt;p&gt;Sleep &lt;b&gt;well&lt;/b&gt;.&lt;/p&gt;</content>'
        '<category term="Rest"/><category term="Sleep"/>'
        f"<author><name>Nora Lind</name><uri>{SITE}/people/nora-lind/</uri></author>"
        "</entry></feed>"
    )


def test_an_rss_feed_by_value():
    """RSS 2.0, with the whole text in content:encoded."""
    assert written("rss", article()) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Fjord Clinic</title>'
        f"<link>{SITE}/</link><description>Calm muscles &amp; minds.</description>"
        f'<atom:link href="{SITE}/feeds/all.rss.xml" rel="self"/><language>en-gb</language>'
        "<lastBuildDate>Thu, 02 Apr 2026 00:00:00 +0000</lastBuildDate>"
        "<item><title>Sleep &amp; &lt;rest&gt;</title>"
        f"<link>{SITE}/articles/sleep/</link><description>Why 8 &amp;gt; 5 hours.</description>"
        "<pubDate>Sun, 01 Mar 2026 09:30:00 +0000</pubDate>"
        f'<guid isPermaLink="true">{SITE}/articles/sleep/</guid>'
        "<category>Rest</category><category>Sleep</category><dc:creator>Nora Lind</dc:creator>"
        "<content:encoded>&lt;p&gt;Sleep &lt;b&gt;well&lt;/b&gt;.&lt;/p&gt;</content:encoded>"
        "</item></channel></rss>"
    )


def test_a_json_feed_by_value():
    """JSON Feed 1.1: the summary is plain text, and the picture has its own key."""
    assert json.loads(written("json", article())) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Fjord Clinic",
        "home_page_url": f"{SITE}/",
        "feed_url": f"{SITE}/feeds/feed.json",
        "description": "Calm muscles & minds.",
        "icon": f"{SITE}/apple-touch-icon.png",
        "favicon": f"{SITE}/favicon.ico",
        "authors": [{"name": "Fjord Clinic", "url": f"{SITE}/"}],
        "language": "en-gb",
        "items": [
            {
                "id": f"{SITE}/articles/sleep/",
                "url": f"{SITE}/articles/sleep/",
                "title": "Sleep & <rest>",
                "content_html": "<p>Sleep <b>well</b>.</p>",
                "summary": "Why 8 > 5 hours.",
                "image": f"{SITE}/images/bed-1.jpg",
                "date_published": "2026-03-01T09:30:00+00:00",
                "date_modified": "2026-04-02T00:00:00+00:00",
                "authors": [{"name": "Nora Lind", "url": f"{SITE}/people/nora-lind/"}],
                "tags": ["Rest", "Sleep"],
            }
        ],
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_a_feed_without_articles_has_the_builds_time(kind):
    """It is valid and never has the actual time."""
    text = written(kind)

    assert breaches(NAMES[kind], text) == []
    assert ("2026-04-02" in text or "02 Apr 2026" in text) is (kind != "json")


def test_an_entry_in_another_language_has_it():
    """In Atom and JSON; RSS has no element for it."""
    other = FakeArticle(lang="nb", in_default_lang=False)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"

    assert ET.fromstring(written("atom", other)).find(f"{ATOM}entry").get(lang) == "nb"
    assert json.loads(written("json", other))["items"][0]["language"] == "nb"


@pytest.mark.parametrize("kind", FORMATS)
@given(
    words=st.text(st.characters()),
    url=st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
)
def test_any_text_makes_a_valid_feed(kind, words, url):
    """Control characters, markup and lone surrogates included."""
    hostile = FakeArticle(
        f"A{words}", f"articles/{url}/", summary=words, content=f"A{words}", tags=[f"A{words}"]
    )
    hostile.bylines[0] = type(hostile.bylines[0])(f"A{words}")

    assert breaches(NAMES[kind], written(kind, hostile, name=f"A{words}")) == []
