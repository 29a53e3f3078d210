"""Rendered pages."""

import pickle

import pytest

from plugins.publishing.links import ParsedPage
from plugins.publishing.rendered import Rendered, rendered
from plugins.publishing.third_party_requests import BrowserRequest

PICTURE = BrowserRequest("cdn.example", "//cdn.example/a.png", "img src")


def test_a_page_is_known_by_its_bytes_and_by_what_is_checked():
    """Ids, addresses, requests to other hosts and refused addresses."""
    text = '<p id="café"><a href="/a/"><img src="//cdn.example/a.png"><p cite="data:x">'

    assert rendered(text, "https://clinic.example") == Rendered(
        text.encode("utf-8"),
        ParsedPage({"café"}, ["/a/", "//cdn.example/a.png"], {PICTURE}, ["data:x"]),
    )


def test_a_page_can_be_sent_to_another_process():
    """Pages are rendered in workers and checked where they are written."""
    page = rendered('<p id="a"><img src="//cdn.example/a.png">', "")

    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301  # our own bytes


def test_text_that_is_no_utf_8_is_an_error():
    """As it is when a file is written."""
    with pytest.raises(UnicodeEncodeError):
        rendered("\ud800", "")
