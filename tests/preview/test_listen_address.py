"""Where the server listens, whom it answers, and which paths can exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.preview.listen_address import (
    BadRequestError,
    RequestPath,
    endpoint,
    host_is_allowed,
    parse_target,
)
from plugins.preview.options import UsageError

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@pytest.mark.parametrize(
    ("bind", "url"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),  # noqa: S104  -- what a user may type
        ("127.0.0.2", "http://127.0.0.2:8000"),
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_address_shown_can_be_typed_into_a_browser(bind, url):
    """The wildcard is no address to visit, and IPv6 wants brackets."""
    assert endpoint(bind, 8000).url(8000) == url


def test_only_a_loopback_server_is_choosy():
    """A server that the network may reach cannot know by which names it is called."""
    assert endpoint("127.0.0.2", 1).hosts == LOCAL | {"127.0.0.2"}
    assert endpoint("0.0.0.0", 1).hosts is None  # noqa: S104


@pytest.mark.parametrize("bind", ["", " ", "300.1.1.1", "not an address", "::g"])
def test_an_impossible_address_is_one_sentence(bind):
    """What is no address is refused with the hint."""
    with pytest.raises(UsageError) as refusal:
        endpoint(bind, 8000)

    assert str(refusal.value) == (
        f"“{bind}” is not an address of this computer: leave BIND out or give 127.0.0.1."
    )


@pytest.mark.parametrize(
    "header",
    ["localhost", "localhost:8000", "LocalHost:80", "localhost.", "127.0.0.1:1", "[::1]:8000"],
)
def test_this_machine_is_answered(header):
    """The names of this machine are, with any port, the preview's own."""
    assert host_is_allowed(header, LOCAL)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "evil.example",
        "localhost.evil.example:8000",
        "evil@localhost",
        "localhost:8000:1",
        "127.0.0.1 evil",
        "[::1].evil",
        "[localhost]",
        "10.0.0.1",
    ],
)
def test_any_other_name_is_not_answered(header):
    """A page elsewhere that points its own name here (DNS rebinding) reads nothing."""
    assert not host_is_allowed(header, LOCAL)
    assert host_is_allowed(header, None)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("/", RequestPath((), folder=True)),
        ("/a/b.html", RequestPath(("a", "b.html"), folder=False)),
        ("/a/?x=1&y=/../", RequestPath(("a",), folder=True, query="x=1&y=/../")),
        ("/a%20b/%C3%A9", RequestPath(("a b", "é"), folder=False)),
        ("/\u00c3\u00a9", RequestPath(("é",), folder=False)),
        ("/..a/a..", RequestPath(("..a", "a.."), folder=False)),
        ("/a#b?c", RequestPath(("a",), folder=False)),
    ],
)
def test_an_address_is_taken_apart(target, address):
    """A target becomes decoded names, a folder mark and a query."""
    assert parse_target(target) == address


@pytest.mark.parametrize(
    "target",
    [
        *("", "a", "*", "http://localhost/", "//evil.example/", "/a//b", "/a//"),
        *("/..", "/../etc/passwd", "/%2e%2E/x", "/./x", "/a/..%2fb", "/a%5c..%5cb", "/a\\b"),
        *("/a%00.html", "/a%0d%0aSet-Cookie:x", "/%ff", "/a%7f"),
    ],
)
def test_what_no_page_can_be_is_refused(target):
    """Climbing out, separators in disguise and control characters never reach the disk."""
    with pytest.raises(BadRequestError):
        parse_target(target)


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_no_target_leads_upwards(target):
    """Whatever is asked for, what is looked for are plain names."""
    try:
        address = parse_target(f"/{target}")
    except BadRequestError:
        return

    assert all(part not in {"", ".", ".."} for part in address.parts)
    assert not any(set(part) & set("/\\\0\r\n") for part in address.parts)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"))))
def test_a_redirect_leads_to_the_same_names(names):
    """The address with a slash reads back as the same address."""
    parts = tuple(name for name in names if name not in {"", ".", ".."})
    address = RequestPath(parts, folder=True, query="q=1")

    assert parse_target(address.with_slash()) == address
