"""Which servers may be asked, and for what."""

import pytest

from plugins.photo_feed.refresh.allowed_hosts import RequestUrl, read_api_server, read_url
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", RequestUrl("https", "graph.instagram.com", 443, "")),
        ("https://Graph.Instagram.com/", RequestUrl("https", "graph.instagram.com", 443, "")),
        ("https://proxy.example:8443/insta/", RequestUrl("https", "proxy.example", 8443, "/insta")),
        (" http://127.0.0.1:8000\n", RequestUrl("http", "127.0.0.1", 8000, "")),
        ("http://[::1]:8000", RequestUrl("http", "::1", 8000, "")),
        ("http://localhost", RequestUrl("http", "localhost", 80, "")),
    ],
)
def test_the_api_can_be_elsewhere(text, url):
    """By https anywhere, by http on this machine."""
    assert read_api_server(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        "graph.instagram.com", "http://graph.instagram.com", "http://127.0.0.2", "http://0.0.0.0",
        "http://localhost.example", "http://127.0.0.1@evil.example", "https://a:b@evil.example",
        "ftp://127.0.0.1", "file:///etc/passwd", "https://", "https://a b", "https://a\\b",
        "https://exämple.org", "https://a:0", "https://a:99999", "https://a:x", "https://[::1",
        "https://a/?x=1", "//127.0.0.1", "http:127.0.0.1", "https://-a.example", "https://a..b",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_the_api_is_refused(text):
    """The error names the variable and says what to write."""
    with pytest.raises(RefreshError) as raised:
        read_api_server(text)

    assert raised.value.kind is ErrorKind.INPUT
    assert raised.value.message.startswith(
        "INSTAGRAM_API_URL is not the address of a server: write "
    )


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://scontent-lhr8-1.cdninstagram.com/v/a.jpg?stp=x&oh=y", True),
        ("https://scontent.xx.fbcdn.net/a.jpg", True),
        ("https://scontent.cdninstagram.com:443/a.jpg", True),
        ("https://scontent.cdninstagram.com:8443/a.jpg", False),
        ("https://cdninstagram.com.evil.example/a.jpg", False),
        ("https://evilcdninstagram.com/a.jpg", False),
        ("https://graph.instagram.com/a.jpg", False),
        ("http://scontent.cdninstagram.com/a.jpg", False),
        ("http://127.0.0.1/a.jpg", False),
        ("https://127.0.0.1/a.jpg", False),
    ],
)
def test_pictures_come_from_instagrams_picture_servers(url, allowed):
    """From no other host."""
    found = read_url(url)

    assert (found is not None and read_api_server("").allows_picture(found)) is allowed


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:8000/a.jpg", True),
        ("http://127.0.0.1:8001/a.jpg", False),
        ("http://localhost:8000/a.jpg", False),
        ("https://127.0.0.1:8000/a.jpg", False),
        ("https://scontent.cdninstagram.com/a.jpg", False),
    ],
)
def test_an_api_on_this_machine_is_the_only_server(url, allowed):
    """Pictures then come from the same host and port, and from nowhere else."""
    found = read_url(url)

    assert found is not None
    assert read_api_server("http://127.0.0.1:8000").allows_picture(found) is allowed


def test_a_url_keeps_its_query_and_drops_its_fragment():
    """Picture addresses are signed in their query."""
    found = read_url("https://a.fbcdn.net/v/t.jpg?oh=1&oe=2#top")

    assert found is not None
    assert found.target == "/v/t.jpg?oh=1&oe=2"
