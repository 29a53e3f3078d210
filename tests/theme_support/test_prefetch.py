"""Rules of the next page's prefetch."""

import json

import pytest

from plugins.theme_support.prefetch import speculation_rules


@pytest.mark.parametrize(
    ("siteurl", "pattern"),
    [
        ("", "/*"),
        ("https://clinic.example", "/*"),
        ("https://clinic.example/repo", "/repo/*"),
        ("https://clinic.example/~a/b-c.d/", "/~a/b-c.d/*"),
        ("https://clinic.example/a(b)*:c", "/a\\(b\\)\\*\\:c/*"),
    ],
)
def test_only_the_sites_own_pages_are_asked_for_and_only_when_a_link_is_pressed(siteurl, pattern):
    """Signs that mean something in a pattern stand for themselves."""
    assert json.loads(speculation_rules(siteurl)) == {
        "prefetch": [{"where": {"href_matches": pattern}, "eagerness": "conservative"}]
    }
