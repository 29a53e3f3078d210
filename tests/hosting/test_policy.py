"""The one policy that hosts send with every file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting.policy import HEADER_ONLY, findings, site_policy

HEAD = '<meta http-equiv="Content-Security-Policy" content="{}">'


def policy_of(*policies):
    """The joint policy, by directive."""
    pages = [(f"{place}.html", HEAD.format(each)) for place, each in enumerate(policies)]
    return parsed(site_policy(pages).header)


def parsed(policy):
    lines = [line.split() for line in policy.split(";")]
    return {name: set(values) for name, *values in lines}


def test_it_allows_what_any_page_may_do():
    """Each page is held to its own policy too, so that this is enough."""
    assert findings(site_policy([("a.html", HEAD.format("img-src 'self'"))])) == []
    assert policy_of(
        "default-src 'none';script-src 'sha256-a='", "default-src 'none';script-src https://a.org"
    ) == {
        "default-src": {"'none'"},
        "script-src": {"'sha256-a='", "https://a.org"},
        "media-src": {"'self'"},
        "frame-ancestors": {"'none'"},
    }


def test_a_directive_that_a_page_lacks_is_what_it_has_in_its_place():
    """A page without script-src is held to its default-src."""
    found = policy_of("default-src 'none';script-src 'self'", "default-src https://a.org")

    assert found["script-src"] == {"'self'", "https://a.org"}
    assert found["default-src"] == {"https://a.org"}


@pytest.mark.parametrize("lacking", ["img-src 'self'", "img-src 'self';upgrade-insecure-requests"])
def test_what_one_page_is_free_of_is_in_no_header(lacking):
    """It would break that page."""
    found = policy_of("default-src 'none';img-src 'none';base-uri 'none'", lacking)

    assert found == {"img-src": {"'self'"}, "frame-ancestors": {"'none'"}}


@pytest.mark.parametrize("own", ["default-src 'none'", "media-src 'none'", "default-src https:"])
def test_a_recording_that_is_opened_by_itself_may_load_itself(own):
    """It has the same header; pages are held to their own policy as well."""
    assert "'self'" in policy_of(own)["media-src"]


def test_what_all_pages_say_alike_is_in_the_header():
    """Even of directives that have no list of sources; names may have capitals."""
    own = "Require-Trusted-Types-For 'script';upgrade-insecure-requests;sandbox a"

    assert policy_of(own, own.lower()) == {
        "require-trusted-types-for": {"'script'"},
        "upgrade-insecure-requests": set(),
        "sandbox": {"a"},
        "frame-ancestors": {"'none'"},
    }
    assert policy_of(own, "sandbox b") == {"frame-ancestors": {"'none'"}}


def test_frames_and_workers_may_have_a_common_directive():
    """child-src is older than those that have taken its place."""
    found = policy_of("default-src 'none';child-src a.org", "default-src 'none';script-src b.org")

    assert found["frame-src"] == {"a.org"}
    assert found["worker-src"] == {"a.org", "b.org"}


@pytest.mark.parametrize(
    "open_",
    [
        "script-src 'unsafe-inline'",
        "style-src 'UNSAFE-hashes' 'self'",
        "script-src 'strict-dynamic'",
    ],
)
def test_no_header_repeats_what_is_unsafe(open_):
    """The header then says only who may embed the site, and names the page."""
    pages = [("a.html", HEAD.format("default-src 'none'")), ("b.html", HEAD.format(open_))]

    found = site_policy(pages)

    assert found.header == HEADER_ONLY
    assert found.unrestricted == ("b.html",)
    assert [(each.rule, each.severity) for each in findings(found)] == [
        ("headers/no-policy", "advice")
    ]


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("google-site-verification: google1234.html", ()),
        ("<title>Moved</title><p>See <a href='/b/'>there</a>.", ()),
        ("<script src='/a.js'></script>", ("own.html",)),
        ("<p style='color: red'>", ("own.html",)),
        ("<body onload='f()'>", ("own.html",)),
    ],
)
def test_a_page_without_a_policy_counts_if_one_could_break_it(page, named):
    """An owner's own file, or a page of another theme."""
    strict = HEAD.format("default-src 'none'")

    found = site_policy([("index.html", strict), ("own.html", page)])

    assert found.unrestricted == named
    assert ("default-src" in found.header) == (not named)


def test_what_a_page_says_cannot_leave_the_header():
    """Addresses in a policy may have codes for what means something to a server's settings."""
    text = HEAD.format("img-src https://a.org/$uri/{x}&quot;\\,\n/é")

    assert site_policy([("a.html", text)]).header == (
        "img-src /%C3%A9 https://a.org/%24uri/%7Bx%7D%22%5C%2C;frame-ancestors 'none'"
    )


def test_without_a_page_there_is_nothing_to_forbid():
    """But frames."""
    assert site_policy([]).header == HEADER_ONLY


SOURCES = st.frozensets(st.sampled_from(["'self'", "a.org", "b.org", "'sha256-x='"]), max_size=3)
NAMES = ("default-src", "script-src", "script-src-elem", "worker-src", "img-src", "form-action")
POLICIES = st.dictionaries(st.sampled_from(NAMES), SOURCES, min_size=1)
PLACES = {
    "script-src-elem": ("script-src-elem", "script-src", "default-src"),
    "worker-src": ("worker-src", "script-src", "default-src"),
    "img-src": ("img-src", "default-src"),
    "form-action": ("form-action",),
}


@given(st.lists(POLICIES, min_size=1, max_size=4))
def test_no_page_is_held_to_more_than_its_own_policy(policies):
    """Whatever one of them allows, all together allow."""
    texts = [
        ";".join(" ".join([name, *(sorted(values) or ["'none'"])]) for name, values in each.items())
        for each in policies
    ]
    joint = policy_of(*texts)

    for policy in policies:
        for places in PLACES.values():
            own = next((policy[name] for name in places if name in policy), None)
            all_ = next((joint[name] for name in places if name in joint), None)
            assert all_ is None or (own is not None and own <= all_)
