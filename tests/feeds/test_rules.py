"""The rules of feeds tell a good feed from a bad one: each planted breach is found."""

import re

import pytest

from tests.feeds.rules import breaches
from tests.feeds.test_formats import NAMES, article, written

PLANTED = [
    ("atom", "<id>tag:.*?</id>", ""),
    ("atom", "<icon>(.*?)</icon>", "<ikon></ikon>"),
    ("atom", r"\+00:00</published>", "</published>"),
    ("atom", "<published>2026", "<published>2027"),
    ("atom", '<content type="html">', "<content>"),
    ("atom", 'rel="self"', 'rel="via"'),
    ("atom", ' xml:lang="en-gb"', ""),
    ("atom", "<name>Nora Lind<", "<name> <"),
    ("atom", "<uri>https://clinic.example.org/repo/people", "<uri>/people"),
    ("rss", 'version="2.0"', 'version="0.91"'),
    ("rss", "<language>.*?</language>", ""),
    ("rss", "<dc:creator>.*?</dc:creator>", "<author>Nora Lind</author>"),
    ("rss", ' isPermaLink="true"', ""),
    ("rss", r" \+0000</pubDate>", " -0000</pubDate>"),
    ("rss", 'rel="self"', ""),
    ("rss", "content:encoded", "content:whole"),
    ("json", "version/1.1", "version/1"),
    ("json", '"id"', '"guid"'),
    ("json", r'"tags": \[', '"words": ['),
    ("json", r'"tags": \[[^]]*\]', '"tags": "Rest"'),
    ("json", r'"tags": \[[^]]*\]', '"tags": []'),
    ("json", r"\+00:00", ""),
    ("json", '"name": "Nora Lind"', '"name": ""'),
    ("json", '"image": "https://clinic.example.org', '"image": "'),
]


@pytest.mark.parametrize("kind", NAMES)
def test_a_good_feed_breaks_no_rule(kind):
    """The rules below find what was planted, not what is always there."""
    assert breaches(NAMES[kind], written(kind, article())) == []


@pytest.mark.parametrize(("kind", "good", "bad"), PLANTED)
def test_a_planted_breach_is_found(kind, good, bad):
    """Once for each rule."""
    text = written(kind, article())

    planted = re.sub(good, bad, text, flags=re.DOTALL)
    assert planted != text
    assert breaches(NAMES[kind], planted)


@pytest.mark.parametrize("kind", NAMES)
def test_an_article_twice_is_found(kind):
    """Readers would show one of them."""
    assert breaches(NAMES[kind], written(kind, article(), article()))
