"""Connections that dawdle, over real sockets: they keep neither the threads nor the editor."""

import http.client
import socket
import threading
import time
from contextlib import ExitStack

import pytest

from plugins.preview.broadcast import Broadcast
from plugins.preview.listen_address import endpoint
from plugins.preview.server import PreviewServer, serving

DEADLINE = 15
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
EVENTS = b"GET /_preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF_A_HEAD = b"GET / HTTP/1.1\r\nX: "
MOST = 8


@pytest.fixture
def limits(monkeypatch):
    """Limits that a test can wait for."""
    monkeypatch.setattr(PreviewServer, "most_connections", MOST)
    monkeypatch.setattr(PreviewServer, "head_seconds", 0.3)


class Browser:
    """Opens connections and keeps them, and sees the threads that the server has for them."""

    def __init__(self, port, stack):
        self.port = port
        self.stack = stack
        self.before = set(threading.enumerate())

    def open(self, words=b""):
        """A connection on which `words` have been sent."""
        sock = self.stack.enter_context(
            socket.create_connection(("127.0.0.1", self.port), DEADLINE)
        )
        sock.sendall(words)
        return sock

    def threads(self):
        """The threads that were not there before."""
        return [thread for thread in threading.enumerate() if thread not in self.before]


@pytest.fixture
def browser(tmp_path):
    (tmp_path / "index.html").write_text("<body>Home</body>")
    with serving(endpoint("127.0.0.1", 0), tmp_path, Broadcast()) as url, ExitStack() as stack:
        yield Browser(int(url.rpartition(":")[2]), stack)


def status(sock):
    """The status of the answer on a connection."""
    with http.client.HTTPResponse(sock) as answer:
        answer.begin()
        return answer.status


def dawdle(socks):
    """Send a byte on each connection that is still open; those are returned."""
    still = []
    for sock in socks:
        try:
            sock.send(b"a")
        except OSError:
            continue
        still.append(sock)
    return still


@pytest.mark.usefixtures("limits")
def test_a_head_has_to_arrive_by_the_deadline(browser):
    """A byte now and then does not keep a connection open, nor its thread."""
    begin, open_ones = time.monotonic(), [browser.open(HALF_A_HEAD) for _ in range(MOST)]

    while open_ones and time.monotonic() < begin + DEADLINE:
        time.sleep(0.02)
        open_ones = dawdle(open_ones)
    for thread in browser.threads():
        thread.join(DEADLINE)

    assert time.monotonic() - begin < 3
    assert browser.threads() == []


@pytest.mark.usefixtures("limits")
def test_a_connection_opened_in_advance_can_be_used(browser):
    """A browser opens connections before it needs them; within the deadline they are as good."""
    sock = browser.open()
    time.sleep(0.15)

    sock.sendall(GET)

    assert status(sock) == 200


def test_an_answer_may_take_longer_than_its_request(browser, monkeypatch):
    """The deadline is for the request: an event stream outlives it."""
    monkeypatch.setattr(PreviewServer, "head_seconds", 0.1)
    sock = browser.open(EVENTS)
    time.sleep(0.3)
    (thread,) = browser.threads()

    assert thread.is_alive()
    assert status(sock) == 200


def test_slow_connections_keep_no_editor_waiting(browser, eventually):
    """With 100 of them and a few tabs the threads are bounded, and a page comes at once."""
    tabs = [browser.open(EVENTS) for _ in range(6)]
    slow = [browser.open(HALF_A_HEAD) for _ in range(100)]
    most = PreviewServer.most_connections
    eventually(lambda: len(browser.threads()) <= most, f"no more than {most} threads")
    begin = time.monotonic()

    assert [status(browser.open(GET)) for _ in range(5)] == [200] * 5
    assert time.monotonic() - begin < 2
    dawdle(slow)
    assert len(browser.threads()) > most // 2  # slow ones were still being held
    assert [status(tab) for tab in tabs] == [200] * 6


@pytest.mark.usefixtures("limits")
def test_event_streams_leave_room_for_pages(browser):
    """Tabs beyond half of the connections get 503, and every page is answered."""
    streams = [browser.open(EVENTS) for _ in range(MOST)]

    statuses = [status(sock) for sock in streams]

    assert sorted(statuses) == [200] * (MOST // 2) + [503] * (MOST // 2)
    assert [status(browser.open(GET)) for _ in range(MOST)] == [200] * MOST


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nX-A: " + b"b" * 1_000_000 + b"\r\n\r\n", 431),
    ],
)
def test_a_request_without_end_is_refused(browser, words, refusal):
    """A long line and endless lines are not read to their end."""
    sock = browser.open()
    try:
        sock.sendall(words)
        answer = status(sock)
    except ConnectionError:  # closed while there was more to come
        answer = refusal

    assert answer == refusal


def test_slow_connections_do_not_delay_the_end(tmp_path, eventually):
    """The preview ends while connections are being held."""
    with ExitStack() as stack:
        with serving(endpoint("127.0.0.1", 0), tmp_path, Broadcast()) as url:
            browser = Browser(int(url.rpartition(":")[2]), stack)
            for _ in range(20):
                browser.open(HALF_A_HEAD)
            eventually(lambda: len(browser.threads()) == 20, "a thread for each")
            begin = time.monotonic()

        assert time.monotonic() - begin < 2
