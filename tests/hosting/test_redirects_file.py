"""The `_redirects` file: our redirects, an owner's rules, and the limits of hosts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting.hosted_site import HostedSite, Redirect
from plugins.hosting.redirect_addresses import spellings
from plugins.hosting.redirect_rules import answer, parse_rule, read_own_rules
from plugins.hosting.redirects_file import (
    DYNAMIC_RULES,
    STATIC_RULES,
    findings,
    limits,
    redirects_file,
)

PATH = "content/extra/_redirects"
YAML = "content/data/redirects.yaml"


def site(*redirects, siteurl="https://clinic.example.org"):
    """A site with these redirects, each on a line of its own."""
    rows = [Redirect(old, new, YAML, line) for line, (old, new) in enumerate(redirects, 1)]
    return HostedSite(siteurl, "", tuple(rows))


def many(number):
    """A site with so many redirects."""
    return site(*((f"/old/{each:05}/", "/new/") for each in range(number)))


def rules_of(text):
    """The rules of a written file, each of which a host can read."""
    own = read_own_rules(text, "_redirects")
    assert own.findings == ()
    return own.rules


def test_a_file_by_value():
    """Only Netlify can be told that a rule also applies where there is a page."""
    given_site = site(("/caf/é/", "/b/#c"), ("/d.html", "/"), siteurl="https://example.org/x")

    assert redirects_file(given_site, "cloudflare") == (
        "# From aliases and redirects.yaml\n"
        "/x/caf/%C3%A9/ /x/b/#c 301\n"
        "/x/d.html /x/ 301\n"
        "/x/caf/%c3%a9/ /x/b/#c 301\n"
    )
    assert redirects_file(given_site, "netlify") == (
        "# From aliases and redirects.yaml\n"
        "/x/caf/%C3%A9/ /x/b/#c 301!\n"
        "/x/d.html /x/ 301!\n"
        "/x/caf/%c3%a9/ /x/b/#c 301!\n"
    )


def test_without_redirects_there_is_no_text():
    """An owner's file stays as it is."""
    own = read_own_rules("# Mine\n\n/a /b 301\n/c/* /d/:splat\n", PATH)

    assert redirects_file(site(), "cloudflare") == ""
    assert redirects_file(site(), "cloudflare", own) == "# Mine\n\n/a /b 301\n/c/* /d/:splat\n"


def test_ours_stand_before_an_owners_first_dynamic_rule():
    """So that Cloudflare does not count them as dynamic; what the owner redirects is left out."""
    own = read_own_rules("/a/ /own/ 302\n# Years\n/2024/* /past/:splat\n/z /y\n", PATH)
    ours = site(("/2024/may/", "/new/"), ("/a/", "/new/"), ("/b/", "/new/"), ("/z/", "/new/"))

    assert redirects_file(ours, "cloudflare", own) == (
        "/a/ /own/ 302\n# Years\n# From aliases and redirects.yaml\n/b/ /new/ 301\n"
        "/2024/* /past/:splat\n/z /y\n"
    )


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=30), st.text(max_size=30)),
        max_size=4,
        unique_by=lambda row: row[0],
    ),
    st.sampled_from(["cloudflare", "netlify"]),
)
def test_every_spelling_of_every_address_is_answered(rows, host):
    """On both hosts, whatever signs are in it, and with the encoded address."""
    rows = [(f"/-{old}/", f"/-{new}") for old, new in rows if old.isprintable() and old[-1] != "/"]
    rules = rules_of(redirects_file(site(*rows), host))

    for old, _ in rows:
        for path in spellings(old):
            rule, new = answer(rules, path, host)
            assert (rule.status, rule.forced, rule.is_static) == (301, host == "netlify", True)
            assert new == rule.new


@given(st.lists(st.sampled_from(["/a/ /own", "/:x/ /own", "/a/* /own", "/b/* /own"]), max_size=3))
def test_an_owners_rule_wins(lines):
    """Wherever it is in the file, as if all of them stood before ours."""
    own = read_own_rules("\n".join(lines), PATH)
    rules = rules_of(redirects_file(site(("/a/", "/ours/")), "netlify", own))

    expected = answer(own.rules, "/a/", "netlify")

    assert answer(rules, "/a/", "netlify")[1] == (expected[1] if expected else "/ours/")


def test_cloudflare_gets_no_more_rules_than_it_takes():
    """It would refuse the whole site; an error is at the first that is left out."""
    own = read_own_rules("/x /y\n", PATH)

    text = redirects_file(many(STATIC_RULES), "cloudflare", own)

    assert len(rules_of(text)) == STATIC_RULES
    assert len(rules_of(redirects_file(many(STATIC_RULES), "netlify", own))) == STATIC_RULES + 1
    found = list(findings(many(STATIC_RULES), own))
    assert [(each.path, each.line, each.severity, each.rule) for each in found] == [
        (PATH, 1, "advice", "redirects/own-rules"),
        (YAML, STATIC_RULES, "error", "redirects/host-limit"),
    ]


def test_further_spellings_are_left_out_first():
    """They are asked for least."""
    rows = [(f"/é{each:05}/", "/new/") for each in range(STATIC_RULES)]

    rules = rules_of(redirects_file(site(*rows), "cloudflare"))

    assert {answer(rules, spellings(old)[0], "cloudflare")[1] for old, _ in rows} == {"/new/"}
    assert [(each.line, each.severity) for each in findings(site(*rows))] == [(1, "warning")]


@pytest.mark.parametrize(
    ("severity", "why", "expected"),
    [
        ("error", None, "error"),
        ("error", " ", "error"),
        ("error", True, "error"),
        ("warning", None, "warning"),
        ("error", "nginx serves them", "warning"),
    ],
)
def test_a_reason_makes_limits_warnings(severity, why, expected):
    """That of an owner whose site is for another host, which is then repeated."""
    own = read_own_rules(f"/y /{'z' * 1000}\n", PATH)

    found = [
        each for each in findings(many(STATIC_RULES + 1), own, severity, why)
        if each.rule == "redirects/host-limit"
    ]  # fmt: skip

    assert [each.severity for each in found] == [expected] * 2
    is_reason = isinstance(why, str) and bool(why.strip())
    assert [why in each.hint if is_reason else "MANY_REDIRECTS" in each.hint for each in found] == [
        True, True,
    ]  # fmt: skip


def test_limits_for_a_report():
    """With the owner's rules."""
    own = read_own_rules("/x /y\n/p/* /q\n/r /s\n", PATH)

    found = limits(site(("/é/", "/new/"), ("/r/", "/new/")), own)

    assert [(each.host, each.number, each.limit) for each in found] == [
        ("Cloudflare", 3, 2000), ("Cloudflare", 2, 100), ("Netlify", 5, 10000),
    ]  # fmt: skip
    assert limits(many(STATIC_RULES + 1))[0].number == STATIC_RULES + 1


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ([f"/p{each}/* /q" for each in range(DYNAMIC_RULES)], None),
        ([f"/p{each}/* /q" for each in range(DYNAMIC_RULES + 1)], DYNAMIC_RULES + 1),
        (["/s /t", "", *(f"/p{each}/* /q" for each in range(DYNAMIC_RULES + 1))], 103),
        ([f"/p{each} /q" for each in range(STATIC_RULES + 2)], STATIC_RULES + 1),
        (["/forced /q 301!", *(f"/p{each}/* /q" for each in range(DYNAMIC_RULES + 1))], None),
    ],
)
def test_an_owners_rules_have_limits_too(lines, line):
    """At the first that is too many; Netlify has none that matters."""
    found = findings(site(), read_own_rules("\n".join(lines), PATH))

    assert [each.line for each in found if each.rule == "redirects/host-limit"] == (
        [line] if line else []
    )


def test_a_rule_that_is_too_long_is_left_out():
    """Cloudflare passes over it; the page at the address redirects."""
    long = site(("/a/", f"/b/#{'x' * 1000}"), ("/b/", "/c/"))
    own = read_own_rules(f"/y /{'z' * 1000}", PATH)

    found = [each for each in findings(long, own) if each.severity == "error"]

    assert [(each.path, each.line) for each in found] == [(YAML, 1), (PATH, 1)]
    assert [rule.old for rule in rules_of(redirects_file(long, "cloudflare"))] == ["/b/"]


def test_an_unreadable_line_is_an_error_and_not_published():
    """With its line."""
    own = read_own_rules("/a /b\n???\n", PATH)

    assert [(each.line, each.severity) for each in findings(site(), own)] == [
        (2, "error"), (1, "advice"),
    ]  # fmt: skip
    assert parse_rule(redirects_file(site(), "cloudflare", own).strip()) == own.rules[0]
