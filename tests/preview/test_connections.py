"""How many connections there may be at one time, and how long one may take to ask."""

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


def test_the_oldest_that_is_still_asking_makes_room(pairs):
    """A connection too many closes the one that has been asking for longest, and no other."""
    connections = Connections(3)
    for near, _ in pairs[:3]:
        connections.add(near)
    connections.answer(pairs[0][0])

    connections.add(pairs[3][0])

    assert [closed(pair) for pair in pairs] == [False, True, False, False, False, False]


def test_an_answer_makes_room_where_nobody_is_asking(pairs):
    """Browsers that read no answer keep nobody out; event streams stay open."""
    connections = Connections(3)
    for near, _ in pairs[:3]:
        connections.add(near)
        connections.answer(near)
    connections.stream(pairs[0][0])

    connections.add(pairs[3][0])

    assert [closed(pair) for pair in pairs] == [False, True, False, False, False, False]


def test_streams_have_half_of_the_room(pairs):
    """Pages can be read however many tabs listen; a stream that ends makes room for another."""
    connections = Connections(4)
    for near, _ in pairs[:4]:
        connections.add(near)

    assert [connections.stream(near) for near, _ in pairs[:3]] == [True, True, False]
    connections.remove(pairs[0][0])
    assert connections.stream(pairs[2][0])


def test_what_was_closed_comes_to_nothing(pairs):
    """A connection that has made room is neither answered, nor a stream, nor counted twice."""
    connections = Connections(1)
    for near, _ in pairs[:2]:
        connections.add(near)

    connections.answer(pairs[0][0])
    assert not connections.stream(pairs[0][0])
    connections.remove(pairs[0][0])
    connections.add(pairs[2][0])

    assert [closed(pair) for pair in pairs[:3]] == [True, True, False]


def test_a_connection_that_has_gone_makes_room(pairs):
    """One that the browser has closed already is no error."""
    connections = Connections(1)
    connections.add(pairs[0][0])
    pairs[0][0].close()

    connections.add(pairs[1][0])

    assert not closed(pairs[1])


def test_what_arrives_in_time_is_read(pairs):
    """The lines come as from any socket, and then the end."""
    near, far = pairs[0]
    far.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
    far.close()

    reader = io.BufferedReader(DeadlineReader(near, 5))
    assert list(reader) == [b"GET / HTTP/1.1\r\n", b"Host: a\r\n"]


def test_the_deadline_is_one_for_all_that_arrives(pairs):
    """Bytes that keep coming do not put the deadline off."""
    near, far = pairs[0]
    head, begin = DeadlineReader(near, 0.1), time.monotonic()

    def read_all():
        while far.send(b"x"):
            head.readinto(bytearray(1))

    with pytest.raises(TimeoutError):
        read_all()
    assert time.monotonic() - begin < 2


def test_silence_ends_with_the_deadline(pairs):
    """A connection on which nothing comes at all is given up too."""
    with pytest.raises(TimeoutError):
        DeadlineReader(pairs[0][0], 0.01).readinto(bytearray(1))
