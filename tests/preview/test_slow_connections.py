"""Slow connections, tested through real sockets: they block neither threads nor the editor."""

import http.client
import socket
import threading
import time
from contextlib import ExitStack

import pytest

from plugins.form.answers import Form
from plugins.preview.broadcast import Broadcast
from plugins.preview.listen_address import endpoint
from plugins.preview.server import PreviewServer, serving

DEADLINE = 15
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
EVENTS = b"GET /_preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
INCOMPLETE_REQUEST = b"GET / HTTP/1.1\r\nX: "
MAX_CONNECTIONS = 8


@pytest.fixture
def limits(monkeypatch):
    """Limits that are small enough for a test."""
    monkeypatch.setattr(PreviewServer, "most_connections", MAX_CONNECTIONS)
    monkeypatch.setattr(PreviewServer, "head_seconds", 0.3)


class Browser:
    """Opens connections and keeps them open; knows the server threads for them."""

    def __init__(self, port, stack):
        self.port = port
        self.stack = stack
        self.before = set(threading.enumerate())

    def open(self, words=b""):
        """Open a connection and send `words` on it."""
        sock = self.stack.enter_context(
            socket.create_connection(("127.0.0.1", self.port), DEADLINE)
        )
        sock.sendall(words)
        return sock

    def threads(self):
        """The threads that have been started since."""
        return [thread for thread in threading.enumerate() if thread not in self.before]


@pytest.fixture
def browser(tmp_path):
    (tmp_path / "index.html").write_text("<body>Home</body>")
    with (
        serving(endpoint("127.0.0.1", 0), tmp_path, Broadcast(), Form(tmp_path)) as url,
        ExitStack() as stack,
    ):
        yield Browser(int(url.rpartition(":")[2]), stack)


def status(sock):
    """The status of the response on a connection."""
    with http.client.HTTPResponse(sock) as answer:
        answer.begin()
        return answer.status


def send_slowly(socks):
    """Send a byte on each connection; returns those that are still open."""
    still = []
    for sock in socks:
        try:
            sock.send(b"a")
        except OSError:
            continue
        still.append(sock)
    return still


@pytest.mark.usefixtures("limits")
def test_a_request_must_be_complete_by_the_deadline(browser):
    """Single bytes now and then do not keep a connection or its thread alive."""
    begin, open_ones = (
        time.monotonic(),
        [browser.open(INCOMPLETE_REQUEST) for _ in range(MAX_CONNECTIONS)],
    )

    while open_ones and time.monotonic() < begin + DEADLINE:
        time.sleep(0.02)
        open_ones = send_slowly(open_ones)
    for thread in browser.threads():
        thread.join(DEADLINE)

    assert time.monotonic() - begin < 3
    assert browser.threads() == []


@pytest.mark.usefixtures("limits")
def test_a_connection_opened_in_advance_can_be_used(browser):
    """Browsers open connections before they need them; this works within the deadline."""
    sock = browser.open()
    time.sleep(0.15)

    sock.sendall(GET)

    assert status(sock) == 200


def test_the_deadline_does_not_limit_the_response(browser, monkeypatch):
    """It is for the request only: an event stream lasts longer."""
    monkeypatch.setattr(PreviewServer, "head_seconds", 0.1)
    sock = browser.open(EVENTS)
    time.sleep(0.3)
    (thread,) = browser.threads()

    assert thread.is_alive()
    assert status(sock) == 200


def test_slow_connections_do_not_delay_pages(browser, eventually):
    """With 100 of them and some tabs, threads are limited, and a page is sent at once."""
    tabs = [browser.open(EVENTS) for _ in range(6)]
    slow = [browser.open(INCOMPLETE_REQUEST) for _ in range(100)]
    most = PreviewServer.most_connections
    eventually(lambda: len(browser.threads()) <= most, f"no more than {most} threads")
    begin = time.monotonic()

    assert [status(browser.open(GET)) for _ in range(5)] == [200] * 5
    assert time.monotonic() - begin < 2
    send_slowly(slow)
    assert len(browser.threads()) > most // 2  # slow ones were still being held
    assert [status(tab) for tab in tabs] == [200] * 6


@pytest.mark.usefixtures("limits")
def test_event_streams_leave_room_for_pages(browser):
    """Streams beyond half of the connections get 503, and every page is served."""
    streams = [browser.open(EVENTS) for _ in range(MAX_CONNECTIONS)]

    statuses = [status(sock) for sock in streams]

    assert sorted(statuses) == [200] * (MAX_CONNECTIONS // 2) + [503] * (MAX_CONNECTIONS // 2)
    assert [status(browser.open(GET)) for _ in range(MAX_CONNECTIONS)] == [200] * MAX_CONNECTIONS


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nX-A: " + b"b" * 1_000_000 + b"\r\n\r\n", 431),
    ],
)
def test_a_request_without_end_is_refused(browser, words, refusal):
    """A very long line or endless lines are not read to the end."""
    sock = browser.open()
    try:
        sock.sendall(words)
        answer = status(sock)
    except ConnectionError:  # closed while there was more to come
        answer = refusal

    assert answer == refusal


def test_slow_connections_do_not_delay_the_end(tmp_path, eventually):
    """The preview ends while there are open connections."""
    with ExitStack() as stack:
        with serving(endpoint("127.0.0.1", 0), tmp_path, Broadcast(), Form(tmp_path)) as url:
            browser = Browser(int(url.rpartition(":")[2]), stack)
            for _ in range(20):
                browser.open(INCOMPLETE_REQUEST)
            eventually(lambda: len(browser.threads()) == 20, "a thread for each")
            begin = time.monotonic()

        assert time.monotonic() - begin < 2
