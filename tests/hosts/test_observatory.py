"""The rules of MDN's HTTP Observatory, each at its best result.

They are those of github.com/mdn/mdn-http-observatory at commit
94042bbfbf9f1af722ad9114ada6d271dcb525b9 (August 2026), read there and written here in our own words
and code: src/grader/charts.js has the points of each result, and src/analyzer/tests/ says which it
is. That scanner itself, run by hand against both servers, gave 150 points and A+, with all 12 tests
passed.

No site on this machine can earn that browsers know its host in advance as one with https: it is an
entry in their lists (+5 points for Strict-Transport-Security, and a result of redirection). The
points for integrity (+5) need a home page that loads a script from a file; ours loads none.
"""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.hosts
HALF_A_YEAR = 15_552_000  # seconds
BROAD = {"*", "ftp:", "http:", "https:", "http://*", "http://*.*", "https://*", "https://*.*"}


@pytest.fixture
def home(server):
    """The answer to a request for the home page."""
    return server.ask("/")


def directives(policy):
    """The values of a policy by directive; none may come twice."""
    found = {}
    for line in policy.split(";"):
        name, *values = line.split()
        assert name not in found
        found[name] = set(values)
    return found


def policies_of(answer):
    """The policies of a page: of the header, which is one, and of the meta element."""
    tree = LexborHTMLParser(answer.body)
    metas = tree.css('meta[http-equiv="Content-Security-Policy"]')
    written = [answer.headers["content-security-policy"]]
    assert "," not in written[0]
    return [directives(each) for each in written + [meta.attributes["content"] for meta in metas]]


def test_content_security_policy(home):
    """+10: nothing is allowed but what is named, and nothing that is named is unsafe."""
    header, *metas = policies_of(home)

    assert header["default-src"] == {"'none'"}
    for policy in [header, *metas]:
        sources = set().union(*policy.values())
        assert not sources & BROAD
        assert not {"'unsafe-inline'", "'unsafe-eval'", "data:"} & sources
        assert not [source for source in sources if source.startswith(("http:", "ftp:"))]
        assert policy["default-src"] == {"'none'"}
        assert policy["base-uri"] == {"'none'"}
        assert "form-action" in policy


def test_frames(home):
    """+5: by the policy in the header, as browsers ignore this directive in pages."""
    assert policies_of(home)[0]["frame-ancestors"] == {"'none'"}
    assert home.headers["x-frame-options"] == "DENY"


def test_cookies(home):
    """Without one there is nothing to protect; no answer may set any."""
    assert "set-cookie" not in home.headers


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_cross_origin_resource_sharing(server, method):
    """No other site may read a page through its visitor."""
    asked = {"Origin": "https://outside.example", "Access_Control_Request_Method": "GET"}

    answer = server.ask("/", method=method, **asked)

    assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cross-origin-embedder-policy", "require-corp"),  # +10
        ("cross-origin-opener-policy", "same-origin"),  # +10
        ("cross-origin-resource-policy", "same-origin"),  # +10
        ("x-content-type-options", "nosniff"),
    ],
)
def test_headers_with_one_best_value(home, name, value):
    """Each is there once, and with that value."""
    assert home.headers[name] == value


def test_referrer_policy(home):
    """+5: the last value that a browser knows is a private one; no page says otherwise."""
    best = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}

    assert home.headers["referrer-policy"] in best
    assert b'name="referrer"' not in home.body


def test_strict_transport_security(server, home):
    """For half a year at least; the sample site below a path leaves that to its host."""
    value = home.headers.get("strict-transport-security", "")
    age = re.match(r"max-age=(\d+)", value)

    assert bool(age) is not bool(server.site.below)
    assert not age or int(age[1]) >= HALF_A_YEAR


def test_redirection(server):
    """Whoever comes without https is sent to it at once, on the same host."""
    answer = server.ask_without_tls("/about/?a=b")

    assert answer.status == 301
    assert answer.headers["location"] == f"https://127.0.0.1:{server.port}/about/?a=b"


def test_integrity_of_scripts(home):
    """Nothing to earn without scripts in files, and nothing to lose."""
    scripts = LexborHTMLParser(home.body).css("script")

    assert scripts
    assert not [script for script in scripts if "src" in script.attributes]
