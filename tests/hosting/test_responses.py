"""The table of responses."""

import re
from pathlib import PurePosixPath

import pytest

from plugins.article_body.linked_files import KINDS
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.responses import (
    HASHED,
    IMMUTABLE,
    REVALIDATED,
    TYPES,
    UNKNOWN,
    cache_rule,
    headers,
    is_hashed,
    media_type,
    site_headers,
)

SITE = HostedSite("https://www.example.org", "default-src 'none'")


def test_a_page_has_all_headers():
    """By value, except what it may not use."""
    found = headers(SITE, "about/index.html")

    assert found.pop("Permissions-Policy").startswith("accelerometer=(), ")
    assert found == {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-cache",
        "Content-Security-Policy": "default-src 'none'",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


@pytest.mark.parametrize(
    "path",
    [
        "theme/main.0123456789.css",
        "images/knee-0123456789-320.avif",
        "social/a-sore-knee-0123456789.jpg",
        "search-index/article.0123456789ab.json",
        "search-index/engine.0123456789ab.js",
    ],
)
def test_a_name_with_a_hash_is_kept_for_ever(path):
    """Its contents never change."""
    assert cache_rule(path) == IMMUTABLE


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "theme/logo.png",
        "theme/fonts/a.0123456789.woff2",
        "theme/0123456789.css",
        "images/leaflet-2026.pdf",
        "images/IMG-20260102.jpg",
        "search-index/index.json",
        "articles/theme/main.0123456789.css",
        "feeds/all.atom.xml",
        "main.0123456789.css",
    ],
)
def test_every_other_file_is_asked_for_anew(path):
    """An owner's file keeps its name when it changes."""
    assert cache_rule(path) == REVALIDATED


@pytest.mark.slow
def test_the_build_gives_hashes_to_the_files_of_its_own_folders(published_sample):
    """If it names them in another way, the table must follow; index.json alone keeps its name."""
    folders = {PurePosixPath(names.rule).parts[0] for names in HASHED}
    paths = [
        path.relative_to(published_sample).as_posix()
        for folder in sorted(folders)
        for path in (published_sample / folder).rglob("*")
        if path.is_file()
    ]

    plain = [path for path in paths if not is_hashed(path)]
    assert len(paths) > 20
    assert [path for path in plain if not path.endswith(".html")] == ["search-index/index.json"]


def test_each_name_with_a_hash_is_within_one_rule_of_hosts():
    """Two that match set one header twice."""
    paths = [
        "theme/a.0123456789.js", "images/a-0123456789-1.png", "social/a-0123456789.jpg",
        "search-index/engine.0123456789ab.js",
    ]  # fmt: skip
    kinds = ("article", "articles", "part", "words")
    paths += [f"search-index/{kind}.0123456789ab.json" for kind in kinds]

    for path in paths:
        matching = [names for names in HASHED if re.fullmatch(names.rule.replace("*", ".*"), path)]
        assert [bool(re.fullmatch(names.paths, path)) for names in matching] == [True]


def test_each_kind_of_file_that_a_post_may_publish_has_a_type():
    """Browsers save what has none."""
    assert {kind[1:] for kind in KINDS} <= TYPES.keys()


@pytest.mark.parametrize(
    ("path", "type_"),
    [("files/SCAN.PDF", "application/pdf"), ("A.Html", "text/html; charset=utf-8")],
)
def test_an_ending_may_have_capitals(path, type_):
    """As scanners and cameras write it."""
    assert media_type(path) == type_


@pytest.mark.parametrize("path", ["CNAME", ".nojekyll", "a.exe", "a.b/c"])
def test_what_has_no_known_type_is_only_saved(path):
    """Nothing that a machine has installed changes that."""
    assert media_type(path) == UNKNOWN


@pytest.mark.parametrize("path", ["images/a-0123456789-1.png", "social/b-0123456789.jpg"])
def test_other_sites_may_show_pictures(path):
    """Feeds have them in articles, and readers show them on their own pages."""
    assert headers(SITE, path)["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("siteurl", "given", "expected"),
    [
        ("https://a.org", None, "max-age=31536000"),
        ("https://a.org/clinic", None, None),
        ("http://a.org", None, None),
        ("https://a.org", "", None),
        ("https://a.org/clinic", "max-age=300", "max-age=300"),
        (
            "https://a.org",
            "max-age=63072000; includeSubDomains; preload",
            "max-age=63072000; includeSubDomains; preload",
        ),
    ],
)
def test_the_default_promises_https_for_the_sites_own_host_alone(siteurl, given, expected):
    """Other hosts of the domain, and what else is on the host, may have no https."""
    site = HostedSite(siteurl, "", transport_security=given)

    assert site_headers(site).get("Strict-Transport-Security") == expected


@pytest.mark.parametrize(
    "value",
    ["max-age=1; preload", "max-age", "max-age=1\nX: y", "max-age=300; includeSubDomains; preload"],
)
def test_an_impossible_promise_is_refused(value):
    """Browsers would ignore it."""
    with pytest.raises(ValueError, match=r".+"):
        site_headers(HostedSite("https://a.org", "", transport_security=value))


@pytest.mark.parametrize("sign", ["\n", '"', "$", "{", "\\", "`", "é", "\0"])
def test_no_header_has_what_means_something_to_a_server(sign):
    """Snippets of settings could be made to say something else."""
    with pytest.raises(ValueError, match="Content-Security-Policy"):
        site_headers(HostedSite("https://a.org", f"img-src {sign}"))
