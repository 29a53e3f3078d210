"""Faults in a page's HTML."""

import pytest

from tools.audit.markup import read
from tools.audit.measurements import Page

STYLE = "<style>p{}</style>"
HASH = "'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='"  # as openssl gives it


@pytest.fixture
def faults(tmp_path):
    """The faults of a page with the given body: details by kind of fault."""

    def faults_of(body, head=""):
        head = f"<head><title>A</title>{head}</head>"
        html = f"<!doctype html><html lang=en>{head}<body>{body}</body></html>"
        (tmp_path / "index.html").write_text(html, "utf-8")
        found = read(tmp_path, Page("index.html", "home"))
        return {measurement.what: measurement.details for measurement in found if measurement.value}

    return faults_of


def test_a_plain_page_has_no_fault(faults):
    """Data blocks, external scripts and images with their size are allowed."""
    body = (
        '<script type="application/ld+json">{}</script><script src="a.js"></script>'
        '<p>Text<img src="a.png" alt="" width="3" height="2">'
    )

    assert faults(body) == {}


@pytest.mark.parametrize(
    ("policy", "head", "body", "number"),
    [
        (f"a b;style-src 'self' {HASH}", STYLE, "", 0),
        (f"style-src {HASH}", STYLE + STYLE, "", 0),
        (f"style-src {HASH}", STYLE.replace("p", "b"), "", 1),
        (f"style-src {HASH}", STYLE.replace("}", "} "), "", 1),
        (f"style-src {HASH}", "", f"<p>A{STYLE}", 1),
        (f"style-src {HASH}", STYLE, '<p style="color: red">', 1),
        (f"style-src {HASH} 'unsafe-inline'", STYLE, "", 1),
        (f"style-src 'self';script-src {HASH}", STYLE, "", 1),
        (f"other-style-src {HASH}", STYLE, "", 1),
    ],
)
def test_a_style_that_the_policy_allows_by_its_hash_is_no_fault(faults, policy, head, body, number):
    """In the head, with exactly that text; not if the policy allows others too."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'

    assert len(faults(body, meta + head).get("inline styles", ())) == number


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p style="color: red">', "inline styles"),
        ("<style>p { color: red }</style>", "inline styles"),
        ("<script>let a</script>", "inline scripts"),
        ('<script type="module">let a</script>', "inline scripts"),
        ('<p onclick="go()">', "inline scripts"),
        ('<img src="a.png" alt="" height="2">', "unsized pictures"),
        ('<img src="a.png" alt="" width="3">', "unsized pictures"),
        ('<img src="a.png" alt="" width="100%" height="2">', "unsized pictures"),
        ('<img src="a.png" alt="" width="0" height="2">', "unsized pictures"),
        ("<p></b>", "parse errors"),
    ],
)
def test_each_fault_is_found(faults, body, fault):
    """It is the only fault, and is found once."""
    found = faults(body)

    assert list(found) == [fault]
    assert len(found[fault]) == 1
