"""The limits of one request, to the byte and to the hop."""

import gzip

import pytest

from plugins.photo_feed.refresh.allowed_hosts import RequestUrl
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.transport import Limits, Transport
from tests.photo_feed.refresh.fake_instagram import redirecting, sending


def get(instagram, size):
    """Ask for /0, following redirects anywhere."""
    url = RequestUrl("http", "127.0.0.1", instagram.port, "/0")
    return Transport(Limits(seconds=20, redirects=2)).get(url, lambda _: True, size)


@pytest.mark.parametrize("headers", [{}, {"Content_Encoding": "gzip"}])
def test_a_body_is_counted_to_the_byte_as_it_is_unpacked(instagram, headers):
    """A thousand bytes are taken where a thousand may come, and not one more."""
    pack = gzip.compress if headers else bytes
    instagram.answers["/0"] = sending(pack(b"a" * 1000), **headers)

    assert get(instagram, 1000).body == b"a" * 1000

    with pytest.raises(RefreshError) as raised:
        get(instagram, 999)
    assert raised.value.kind is ErrorKind.UNSAFE


@pytest.mark.parametrize(("redirects", "works"), [(2, True), (3, False)])
def test_a_few_redirects_are_followed(instagram, redirects, works):
    """And no more than the limit."""
    for number in range(redirects):
        instagram.answers[f"/{number}"] = redirecting(f"/{number + 1}")
    instagram.answers[f"/{redirects}"] = sending(b"there")

    if works:
        assert get(instagram, 10).body == b"there"
    else:
        with pytest.raises(RefreshError, match="redirects too often"):
            get(instagram, 10)

    assert len(instagram.asked) == 3


def test_no_compression_is_requested(instagram):
    """A compressed body could be much larger than its transfer."""
    instagram.answers["/0"] = sending(b"")

    get(instagram, 10)

    assert instagram.asked[0][1]["Accept-Encoding"] == "identity"


def test_the_next_address_is_tried_when_one_does_not_answer(instagram):
    """A name may have several."""
    instagram.answers["/"] = sending(b"there")
    url = RequestUrl("http", "localhost", instagram.port, "/")

    answer = Transport(Limits(seconds=20), lambda *_: ["::1", "127.0.0.1"]).get(url, bool, 10)

    assert answer.body == b"there"
