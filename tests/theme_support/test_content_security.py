"""Rules of what a page may load and do."""

import json

import pytest

from plugins.theme_support.content_security import header, policy, speculation_rules

HASH = "'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='"  # of {}, as openssl gives it


def test_an_ordinary_page_may_load_pictures_and_styles_and_run_nothing():
    """All that it has in it is one block of data, allowed by its hash."""
    assert policy("", "{}").split(";") == [
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        f"script-src {HASH}",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]


def test_the_search_page_may_run_the_sites_own_scripts_and_webassembly():
    """The rest is as strict as elsewhere."""
    found = set(policy("", "{}", searching=True).split(";"))

    assert found - set(policy("", "{}").split(";")) == {
        f"script-src 'self' 'wasm-unsafe-eval' {HASH}"
    }


@pytest.mark.parametrize("searching", [False, True])
def test_no_policy_has_a_loophole(searching):
    """Neither scripts and styles in the page, nor eval, nor any host."""
    found = policy("https://clinic.example", "{}", searching=searching)

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
def test_files_come_from_where_the_sites_addresses_lead(siteurl, source):
    """Also when the page is seen at another of the site's names; a policy has ASCII names only."""
    assert f";img-src {source};" in policy(siteurl, "{}")


def test_the_header_of_a_page_is_its_own_policy_and_what_a_header_alone_may_say():
    """Browsers ignore frame-ancestors in a meta element."""
    page = '<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="a b;c d">'

    assert header(page) == "a b;c d;frame-ancestors 'none'"


def test_a_file_without_a_policy_may_still_not_be_framed():
    """Such as an old page that is copied as it is."""
    assert header("<title>Old</title>") == "frame-ancestors 'none'"


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
