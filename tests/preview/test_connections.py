"""Limits of the number of connections and of the time for a request."""

import io
import socket
import time

import pytest

from plugins.preview.connections import Connections, DeadlineReader


@pytest.fixture
def pairs():
    made = [socket.socketpair() for _ in range(6)]
    yield made
    for pair in made:
        for end in pair:
            end.close()


def closed(pair):
    """Whether the far end of a pair has been notified that the connection is closed."""
    far = pair[1]
    far.setblocking(False)
    try:
        return far.recv(1) == b""
    except BlockingIOError:
        return False


def test_the_oldest_incomplete_request_is_closed(pairs):
    """A connection above the limit closes the one whose request is incomplete longest."""
    connections = Connections(3)
    for near, _ in pairs[:3]:
        connections.add(near)
    connections.answer(pairs[0][0])

    connections.add(pairs[3][0])

    assert [closed(pair) for pair in pairs] == [False, True, False, False, False, False]


def test_without_incomplete_requests_a_response_is_closed(pairs):
    """Clients that do not read their response keep no others out; event streams stay open."""
    connections = Connections(3)
    for near, _ in pairs[:3]:
        connections.add(near)
        connections.answer(near)
    connections.stream(pairs[0][0])

    connections.add(pairs[3][0])

    assert [closed(pair) for pair in pairs] == [False, True, False, False, False, False]


def test_streams_may_use_half_of_the_connections(pairs):
    """Pages can be read however many tabs are open; a stream that ends makes room for another."""
    connections = Connections(4)
    for near, _ in pairs[:4]:
        connections.add(near)

    assert [connections.stream(near) for near, _ in pairs[:3]] == [True, True, False]
    connections.remove(pairs[0][0])
    assert connections.stream(pairs[2][0])


def test_a_closed_connection_is_not_counted_again(pairs):
    """It gets no response, cannot become a stream, and is not counted twice."""
    connections = Connections(1)
    for near, _ in pairs[:2]:
        connections.add(near)

    connections.answer(pairs[0][0])
    assert not connections.stream(pairs[0][0])
    connections.remove(pairs[0][0])
    connections.add(pairs[2][0])

    assert [closed(pair) for pair in pairs[:3]] == [True, True, False]


def test_a_connection_closed_by_the_browser_is_no_error(pairs):
    """It makes room for another."""
    connections = Connections(1)
    connections.add(pairs[0][0])
    pairs[0][0].close()

    connections.add(pairs[1][0])

    assert not closed(pairs[1])


def test_what_arrives_in_time_is_read(pairs):
    """The lines are read as from any socket, up to the end."""
    near, far = pairs[0]
    far.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
    far.close()

    reader = io.BufferedReader(DeadlineReader(near, 5))
    assert list(reader) == [b"GET / HTTP/1.1\r\n", b"Host: a\r\n"]


def test_the_deadline_is_for_the_whole_request(pairs):
    """Bytes that keep arriving do not extend the deadline."""
    near, far = pairs[0]
    head, begin = DeadlineReader(near, 0.1), time.monotonic()

    def read_all():
        while far.send(b"x"):
            head.readinto(bytearray(1))

    with pytest.raises(TimeoutError):
        read_all()
    assert time.monotonic() - begin < 2


def test_a_silent_connection_times_out(pairs):
    """A connection without any data is closed too."""
    with pytest.raises(TimeoutError):
        DeadlineReader(pairs[0][0], 0.01).readinto(bytearray(1))
