"""The checker of feeds finds each planted error."""

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
def test_a_valid_feed_has_no_error(kind):
    """So the checks below find only what was planted."""
    assert breaches(NAMES[kind], written(kind, article())) == []


@pytest.mark.parametrize(("kind", "good", "bad"), PLANTED)
def test_a_planted_error_is_found(kind, good, bad):
    """At least one for each rule."""
    text = written(kind, article())

    planted = re.sub(good, bad, text, flags=re.DOTALL)
    assert planted != text
    assert breaches(NAMES[kind], planted)


@pytest.mark.parametrize("kind", NAMES)
def test_a_repeated_id_is_found(kind):
    """Readers would show one of the two entries."""
    assert breaches(NAMES[kind], written(kind, article(), article()))
