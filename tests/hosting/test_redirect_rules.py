"""The rules of `_redirects` files: read, written, and applied as hosts do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting.redirect_rules import (
    UNREADABLE,
    RedirectRule,
    UnreadableRuleError,
    answer,
    count,
    parse_rule,
    read_own_rules,
)

PATH = "content/extra/_redirects"
SIGNS = st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=["Z", "C"])
ADDRESSES = st.text(SIGNS).map("/{}".format)
PAIRS = st.lists(
    st.from_regex(r"[A-Za-z]\w*=[A-Za-z0-9:,]*", fullmatch=True).map(str), max_size=2
).map(tuple)


@st.composite
def rules_of_any_host(draw):
    """A rule with all that a line can say."""
    status = draw(st.none() | st.integers(100, 599))
    forced = status is not None and draw(st.booleans())
    conditions = draw(PAIRS)
    old, new = draw(ADDRESSES), draw(ADDRESSES)
    return RedirectRule(old, new, status, forced, draw(PAIRS), conditions)


@given(rules_of_any_host())
def test_a_written_rule_is_read_back(rule):
    """All parts of it."""
    assert parse_rule(str(rule)) == rule


@given(st.text())
def test_any_line_is_a_rule_or_an_error(line):
    """A rule is written so that it is read as the same one."""
    try:
        rule = parse_rule(line)
    except UnreadableRuleError:
        return

    assert rule is None or parse_rule(str(rule)) == rule


def test_lines_by_value():
    """Comments and empty lines are none."""
    text = (
        "\ufeff# Mine\n\n/a /b/#c 301\r\n/s q=:q /t 302! Country=no,se # for them\n"
        "https://old.example.org/* https://new.example.org/:splat 301!\n/app/* 200\n"
    )

    own = read_own_rules(text, PATH)

    assert own.findings == ()
    assert own.rules == (
        RedirectRule("/a", "/b/#c", 301),
        RedirectRule("/s", "/t", 302, True, ("q=:q",), ("Country=no,se",)),
        RedirectRule("https://old.example.org/*", "https://new.example.org/:splat", 301, True),
        RedirectRule("/app/*", "/app/*", 200),
    )
    assert [rule.line for rule in own.rules] == [3, 4, 5, 6]
    assert own.host == "netlify"


@pytest.mark.parametrize(
    "line",
    [
        "/a", "a /b", "/a b", "/a /b 301 302", "/a q /b", "/a /b 30x", "/a #/b", "//a 301! x",
        "/:splat/* /b", "/*/:splat /b",
    ],
)  # fmt: skip
def test_what_no_host_reads_is_an_error_at_its_line(line):
    """And is not published."""
    own = read_own_rules(f"/x /y\n{line}\n", PATH)

    assert [(each.path, each.line, each.rule) for each in own.findings] == [(PATH, 2, UNREADABLE)]
    assert (own.lines, len(own.rules)) == (("/x /y", "", ""), 1)


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("/a /b 301", "cloudflare"), ("/a https://b.example.org/", "cloudflare"),
        ("/a /b 301!", "netlify"), ("/a /b 404", "netlify"), ("/a x=1 /b", "netlify"),
        ("/a /b 302 Language=nb", "netlify"), ("/a http://b.example.org/ 301", "netlify"),
        ("https://a.example.org/ /b 301", "netlify"),
    ],
)  # fmt: skip
def test_some_rules_are_for_netlify_alone(line, host):
    """Cloudflare refuses them."""
    assert read_own_rules(line, PATH).host == host


def test_cloudflare_counts_all_rules_after_a_dynamic_one_as_dynamic():
    """So their order matters."""
    rules = [RedirectRule("/a", "/b"), RedirectRule("/c/*", "/d/:splat"), RedirectRule("/e", "/f")]

    assert count(rules) == (1, 2)
    assert count(sorted(rules, key=lambda rule: not rule.is_static)) == (2, 1)


@pytest.mark.parametrize(
    ("path", "cloudflare", "netlify"),
    [
        ("/a/", "/1", "/1"),
        ("/a", None, "/1"),
        ("/caf%C3%A9/", "/2", "/2"),
        ("/caf%c3%a9/", None, None),
        ("/blog/x/y", "/news/x/y", "/news/x/y"),
        ("/blog/z", "/6", "/news/z"),
        ("/blog", None, "/news/"),
        ("/2024/may", "/may/2024", "/may/2024"),
        ("/2024/may/", None, "/may/2024"),
        ("/2024/may/1", None, None),
        ("/a//", None, None),
        ("/s", None, None),
    ],
)
def test_what_a_request_gets(path, cloudflare, netlify):
    """Cloudflare compares exactly, and has static rules first; Netlify ignores a slash.

    Cloudflare's column is what wrangler 4.20 answered, and Netlify's what netlify-redirector did.
    """
    lines = ("/s q=1 /0", "/a/ /1", "/caf%C3%A9/ /2", "/blog/z /6")
    after = ("/blog/* /news/:splat", "/:year/may /may/:year")
    of_cloudflare = [parse_rule(line) for line in (*lines, *after)]
    of_netlify = [parse_rule(line) for line in (*after, *lines)]

    found = answer(of_cloudflare, path, "cloudflare"), answer(of_netlify, path, "netlify")

    assert tuple(each and each[1] for each in found) == (cloudflare, netlify)


@pytest.mark.parametrize(
    ("line", "path", "covers"),
    [
        ("/caf%C3%A9 /x", "/café/", True), ("/old/* /x/:splat", "/old/", True),
        ("/:any /x", "/old/", True), ("/:any /x", "/old/page/", False),
        ("/%2A /x", "/old/", False), ("/* /index.html 200", "/old/", False),
        ("/* /404.html 404", "/old/", False), ("/* /x 200!", "/old/", True),
        ("/old /x 200", "/old/", True), ("/old a=1 /x", "/old/", False),
        ("/old /x 301 Country=no", "/old/", False), ("https://a.example.org/* /x", "/a/", False),
        ("/:a/:a /x", "/b/b/", True), ("/:a/:a /x", "/b/c/", False),
        ("/:a² /x", "/b²/", True), ("/:å /x", "/b/", False),
    ],
)  # fmt: skip
def test_which_old_addresses_a_rule_covers(line, path, covers):
    """Those that it redirects for every visitor."""
    assert parse_rule(line).covers(path) is covers
