"""The file `_headers`, for Cloudflare and Netlify."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting import own_headers
from plugins.hosting.headers_file import headers_file, looks_hashed
from plugins.hosting.hosted_site import HostedSite
from plugins.hosting.own_headers import HeaderLine, HeaderRule
from plugins.hosting.responses import headers

SITE = HostedSite("https://www.example.org", "default-src 'none'")
OWN = "content/extra/_headers"
PATHS = (
    "index.html", "404.html", "a/index.html", "files/a.pdf", "search-index/index.json",
    "theme/search.0123456789.js", "images/a-0123456789-320.png", "social/a-0123456789.jpg",
    "search-index/articles.0123456789ab.json", "search-index/engine.0123456789ab.js",
)  # fmt: skip


def written(own="", paths=PATHS, site=SITE):
    rules, bad = own_headers.read(own, OWN)
    assert bad == []
    return headers_file(site, paths, rules, OWN if own else "")


def on_cloudflare(text, path):
    """What Cloudflare sends beside its own: all rules that match, in order; equal names joined."""
    rules, bad = own_headers.read(text, "_headers")
    assert bad == []
    found = {}
    for rule in rules:
        if re.fullmatch(re.escape(rule.path).replace(r"\*", ".*"), path):
            for each in rule.headers:
                if not each.value:
                    found.pop(each.name.lower(), None)
            for each in rule.headers:
                if each.value:
                    found.setdefault(each.name.lower(), []).append(each.value)
    return {name: ", ".join(values) for name, values in found.items()}


def on_netlify(text, path):
    """What Netlify's own tools say that it sends: the last value, and no lines without colon."""
    lines = [line for line in text.split("\n") if line.startswith("/") or ":" in line]
    rules, _ = own_headers.read("\n".join(lines), "_headers")
    return {
        each.name.lower(): each.value
        for rule in rules
        if re.fullmatch(re.escape(rule.path).replace(r"\*", ".*"), path)
        for each in rule.headers
    }


@pytest.mark.parametrize("host", [on_cloudflare, on_netlify])
@pytest.mark.parametrize("path", PATHS)
def test_both_hosts_send_what_the_table_has(host, path):
    """But types, which they know, and a cache rule for what is asked for anew, which is theirs."""
    text, findings = written()

    expected = {name.lower(): value for name, value in headers(SITE, path).items()}
    del expected["content-type"]
    if expected["cache-control"] == "no-cache":
        del expected["cache-control"]
    assert host(text, f"/{path}") == expected
    assert findings == []


@pytest.mark.parametrize("host", [on_cloudflare, on_netlify])
@pytest.mark.parametrize(
    ("own", "path", "name", "value"),
    [
        ("/*\n  X-Frame-Options: SAMEORIGIN", "/a/", "x-frame-options", "SAMEORIGIN"),
        ("/*\n  x-frame-options: SAMEORIGIN", "/a/", "x-frame-options", "SAMEORIGIN"),
        ("/a/\n  X-Frame-Options: SAMEORIGIN", "/a/", "x-frame-options", "SAMEORIGIN"),
        ("/a/\n  X-Frame-Options: SAMEORIGIN", "/b/", "x-frame-options", "DENY"),
        ("/theme/*\n  Cache-Control: no-store", "/theme/a.0.js", "cache-control", "no-store"),
        (
            "/images/*\n  Cross-Origin-Resource-Policy: same-site",
            "/images/a.png", "cross-origin-resource-policy", "same-site",
        ),
        ("/*\n  ! X-Frame-Options", "/a/", "x-frame-options", None),
        ("/*\n  Cache-Control: no-store", "/theme/a.0.js", "cache-control", "no-store"),
        ("/*\n  ! Cache-Control", "/theme/a.0.js", "cache-control", None),
        (
            "/*\n  Cross-Origin-Resource-Policy: same-site",
            "/images/a.png", "cross-origin-resource-policy", "same-site",
        ),
        ("/*\n  X-Robots-Tag: noindex", "/a/", "x-robots-tag", "noindex"),
        ("/a/\n  Link: <b>\n  Link: <c>", "/a/", "link", "<b>, <c>"),
        ("/a/\n  X-Own: 1\n/b/\n  X-Own: 2\n/a/\n  X-Two: 3", "/a/", "x-own", "1"),
    ],
)  # fmt: skip
def test_the_owner_wins(host, own, path, name, value):
    """For the addresses of the rule; all else stays."""
    text, _ = written(own)

    if host is on_netlify and name == "link":
        value = "<c>"  # this imitation joins nothing
    assert host(text, path).get(name) == value
    assert host(text, path)["x-content-type-options"] == "nosniff"


def test_an_owners_file_is_reported_once():
    """As advice, as it may replace what keeps visitors safe."""
    _, findings = written("/*\n  X-Frame-Options: SAMEORIGIN\n  X-Own: 1\n")

    assert [(each.path, each.severity, each.rule) for each in findings] == [
        (OWN, "advice", "headers/own-file")
    ]
    assert "X-Frame-Options" in findings[0].message
    assert "X-Own" not in findings[0].hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("X-Own: 1\n/*\n  X-Own: 1", 1),
        ("# mine\n\n/*\n  X-Own", 4),
        ("/*\n  X Own: 1", 2),
        ("/*\n  X-Own:", 2),
        ("/*\n  : 1", 2),
        ("/*\n  X-Own: é", 2),
        ("/*\n  X-Own: a\rSet-Cookie: b", 2),
        ("/*\n  !", 2),
        ("/a b\n  X-Own: 1", 1),
        ("/a/*/*\n  X-Own: 1", 1),
        ("http://a.org/\n  X-Own: 1", 1),
        ("/a\n/b\n  X-Own: 1", 1),
    ],
)
def test_a_bad_line_is_an_error_at_its_place(text, line):
    """Hosts leave it out, and tell nobody."""
    _, findings = own_headers.read(text, OWN)

    assert [(each.line, each.severity, each.rule) for each in findings][:1] == [
        (line, "error", "headers/bad-line")
    ]
    assert all(each.hint or "no headers" in each.message for each in findings)


def test_a_bad_path_is_one_error():
    """Its headers are neither those of the rule before it, nor errors of their own."""
    rules, findings = own_headers.read("/a b\n  X-Own: 1\n/c\n  X-Own: 2\n/d/*/*\n  X: 3\n", OWN)

    assert [each.line for each in findings] == [1, 5]
    assert [(rule.path, len(rule.headers)) for rule in rules] == [("/c", 1)]


def test_a_file_may_begin_as_editors_on_windows_begin_files():
    """With a mark of its encoding, and lines that end with two characters."""
    rules, findings = own_headers.read("\ufeff/*\r\n  X-Own: 1\r\n", OWN)

    assert findings == []
    assert [(rule.path, rule.headers) for rule in rules] == [("/*", [HeaderLine("X-Own", "1")])]


def test_a_rule_may_be_for_one_host():
    """Cloudflare knows whole addresses, such as that of its own preview."""
    rules, findings = own_headers.read("https://a.pages.dev/*\n  X-Robots-Tag: noindex", OWN)

    assert findings == []
    assert [rule.path for rule in rules] == ["https://a.pages.dev/*"]


def test_a_folder_without_files_has_no_rule():
    """As Cloudflare counts them."""
    rules, _ = own_headers.read(written(paths=["index.html"])[0], "_headers")

    assert [rule.path for rule in rules] == ["/*", "/images/*", "/social/*"]


def test_a_folder_with_a_file_that_has_no_hash_is_not_kept_for_ever():
    """A rule of hosts has all files of a folder."""
    text, findings = written(paths=[*PATHS, "theme/logo.png"])

    assert on_cloudflare(text, "/theme/search.0123456789.js").get("cache-control") is None
    assert "immutable" in on_cloudflare(text, "/images/a-0123456789-320.png")["cache-control"]
    assert [(each.severity, each.rule) for each in findings] == [
        ("warning", "headers/shared-folder")
    ]
    assert "theme/logo.png" in findings[0].message


def test_an_owners_name_may_not_look_like_one_with_a_hash():
    """The owner changes the file, and visitors would see the old one for a year."""
    paths = ["theme/logo.png", "images/walk-2026010112-3.jpg", "robots.txt"]

    findings = looks_hashed(paths, "content/extra")

    assert [(each.path, each.rule) for each in findings] == [
        ("content/extra/images/walk-2026010112-3.jpg", "headers/hashed-name")
    ]


def test_below_a_path_the_rules_begin_with_it():
    """They are for a file at the top of the host."""
    text, _ = written(site=HostedSite("https://a.org/clinic", "default-src 'none'"))

    rules, _ = own_headers.read(text, "_headers")
    assert text.startswith("#")
    assert {rule.path.split("/")[1] for rule in rules} == {"clinic"}
    assert on_cloudflare(text, "/other/") == {}


@pytest.mark.parametrize("rules", [100, 101])
def test_too_many_rules_are_an_error(rules):
    """Cloudflare leaves out those after the hundredth."""
    ours = len(own_headers.read(written()[0], "")[0])
    own = "".join(f"/{number}\n  X-Own: 1\n" for number in range(rules - ours))

    errors = [each for each in written(own)[1] if each.severity == "error"]

    first_too_many = 2 * (rules - ours) - 1  # the line of its path
    assert [(each.rule, each.line) for each in errors] == [("headers/limit", first_too_many)] * (
        rules - 100
    )


@pytest.mark.parametrize("characters", [2000, 2001])
def test_too_long_a_line_is_an_error(characters):
    """Cloudflare leaves it out, and the site would have no policy."""
    name = "Content-Security-Policy: "
    site = HostedSite("https://a.org", "a" * (characters - len(name)))

    errors = [each.rule for each in written(site=site)[1] if each.severity == "error"]

    assert errors == ["headers/limit"] * (characters - 2000)


NAMES = st.from_regex(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}", fullmatch=True).filter(
    lambda name: not name.startswith(("!", "#"))
)
VALUES = st.from_regex(r"[!-~]([ -~]{0,20}[!-~])?", fullmatch=True)
LINES = st.builds(HeaderLine, NAMES, VALUES | st.just("")).filter(
    lambda line: "://" not in f"{line}".partition(" ")[0]
)
RULES = st.lists(
    st.builds(
        HeaderRule,
        st.from_regex(r"/[a-z.:-]{0,9}(/[a-z]{0,4})?\*?", fullmatch=True),
        st.lists(LINES, min_size=1, max_size=4),
    ),
    unique_by=lambda rule: rule.path,
)


@given(RULES)
def test_what_is_written_is_read_again(rules):
    """Whatever the names and values are."""
    found, findings = own_headers.read("\n".join(map(str, rules)), "_headers")

    assert findings == []
    assert [(rule.path, rule.headers) for rule in found] == [
        (rule.path, rule.headers) for rule in rules
    ]
