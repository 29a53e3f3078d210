"""The server's address, the Host headers that it accepts, and valid request paths."""

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
    """The wildcard address cannot be visited, and IPv6 needs brackets."""
    assert endpoint(bind, 8000).url(8000) == url


def test_only_a_loopback_server_checks_the_host():
    """The names of a server that the network can reach are not known."""
    assert endpoint("127.0.0.2", 1).hosts == LOCAL | {"127.0.0.2"}
    assert endpoint("0.0.0.0", 1).hosts is None  # noqa: S104


@pytest.mark.parametrize("bind", ["", " ", "300.1.1.1", "not an address", "::g"])
def test_an_invalid_address_is_one_sentence(bind):
    """The error has a hint."""
    with pytest.raises(UsageError) as refusal:
        endpoint(bind, 8000)

    assert str(refusal.value) == (
        f"“{bind}” is not an address of this computer: leave BIND out or give 127.0.0.1."
    )


@pytest.mark.parametrize(
    "header",
    ["localhost", "localhost:8000", "LocalHost:80", "localhost.", "127.0.0.1:1", "[::1]:8000"],
)
def test_host_headers_of_this_machine_are_accepted(header):
    """Each name of this machine, with any port."""
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
def test_other_host_headers_are_refused(header):
    """A page whose host name resolves to this machine (DNS rebinding) can read nothing."""
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
def test_a_request_target_is_parsed(target, address):
    """The result is decoded names, whether it is a folder, and the query."""
    assert parse_target(target) == address


@pytest.mark.parametrize(
    "target",
    [
        *("", "a", "*", "http://localhost/", "//evil.example/", "/a//b", "/a//"),
        *("/..", "/../etc/passwd", "/%2e%2E/x", "/./x", "/a/..%2fb", "/a%5c..%5cb", "/a\\b"),
        *("/a%00.html", "/a%0d%0aSet-Cookie:x", "/%ff", "/a%7f"),
    ],
)
def test_invalid_targets_are_refused(target):
    """Parent folders, encoded separators and control characters never reach the file system."""
    with pytest.raises(BadRequestError):
        parse_target(target)


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_no_target_leads_to_a_parent_folder(target):
    """For any target, only plain names are looked up."""
    try:
        address = parse_target(f"/{target}")
    except BadRequestError:
        return

    assert all(part not in {"", ".", ".."} for part in address.parts)
    assert not any(set(part) & set("/\\\0\r\n") for part in address.parts)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"))))
def test_a_redirect_leads_to_the_same_names(names):
    """The URL with a slash is parsed into the same names."""
    parts = tuple(name for name in names if name not in {"", ".", ".."})
    address = RequestPath(parts, folder=True, query="q=1")

    assert parse_target(address.with_slash()) == address
