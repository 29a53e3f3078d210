"""The Content Security Policy and the speculation rules."""

import json

import pytest

from plugins.theme_support.content_security import policy, speculation_rules

HASH = "'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='"  # of {}, as openssl gives it
OF_EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"  # of nothing


def test_an_ordinary_page_may_load_images_and_styles_only():
    """Its only inline script is data, allowed by hash."""
    assert policy("", "{}").split(";") == [
        "default-src 'none'",
        "font-src 'self'",
        "img-src 'self'",
        "style-src 'self'",
        f"script-src {HASH}",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]


def test_the_styles_of_a_page_are_allowed_by_their_hashes():
    """Each of them, beside linked ones; all else is as on a page without."""
    found = set(policy("", "{}", styles=["{}", ""]).split(";"))

    assert found - set(policy("", "{}").split(";")) == {f"style-src 'self' {HASH} {OF_EMPTY}"}


def test_the_search_page_may_run_the_sites_own_scripts_and_webassembly():
    """All else is as on other pages."""
    found = set(policy("", "{}", searching=True).split(";"))

    assert found - set(policy("", "{}").split(";")) == {f"script-src 'self' {HASH}"}


@pytest.mark.parametrize("searching", [False, True])
def test_no_policy_has_a_loophole(searching):
    """No inline scripts or styles, no eval, no wildcard."""
    found = policy("https://clinic.example", "{}", styles=["a{}"], searching=searching)

    assert "unsafe-inline" not in found
    assert "'unsafe-eval'" not in found
    assert "*" not in found
    assert '"' not in found


@pytest.mark.parametrize(
    ("siteurl", "source"),
    [
        ("https://clinic.example/repo", "https://clinic.example"),
        ("https://clinic.example:8443", "https://clinic.example:8443"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://klinikk-blå.example", "'self'"),
        ("https://a.example;b.example", "'self'"),
        ("", "'self'"),
    ],
)
def test_files_come_from_the_origin_of_siteurl(siteurl, source):
    """Even if the page is shown at another host name; policies are ASCII only."""
    assert f";img-src {source};" in policy(siteurl, "{}")


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
def test_only_own_pages_are_prefetched_while_a_link_is_pressed(siteurl, pattern):
    """Special characters of URL patterns are escaped."""
    assert json.loads(speculation_rules(siteurl)) == {
        "prefetch": [{"where": {"href_matches": pattern}, "eagerness": "conservative"}]
    }
