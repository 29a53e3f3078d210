"""Starting the server, or saying why not."""

import errno
import socket
import urllib.request

import pytest

from plugins.preview.broadcast import Broadcast
from plugins.preview.listen_address import endpoint
from plugins.preview.options import UsageError
from plugins.preview.serving import serving, why_not


def test_it_serves_until_the_end(tmp_path):
    """The address given is the one to ask, and nobody listens there afterwards."""
    (tmp_path / "a.txt").write_text("A")
    broadcast = Broadcast()

    with (
        serving(endpoint("127.0.0.1", 0), tmp_path, broadcast) as url,
        urllib.request.urlopen(f"{url}/a.txt") as answer,  # noqa: S310  -- our own server
    ):
        text = answer.read()

    assert text == b"A"
    assert broadcast.closed
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])))


def test_a_busy_port_is_one_sentence(tmp_path):
    """The editor is told what to type instead."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with (
            pytest.raises(UsageError) as refusal,
            serving(endpoint("127.0.0.1", port), tmp_path, Broadcast()),
        ):
            pass

    assert str(refusal.value) == (
        f"Port {port} is in use: stop the other program or run `make serve PORT={port + 1}`."
    )


@pytest.mark.parametrize(
    ("number", "port", "sentence"),
    [
        (
            errno.EADDRINUSE,
            65535,
            "Port 65535 is in use: stop the other program or run `make serve PORT=8000`.",
        ),
        (errno.EACCES, 80, "Port 80 is for administrators: run `make serve PORT=8000`."),
        (
            errno.EADDRNOTAVAIL,
            80,
            "This computer has no address 127.0.0.1: leave BIND out or give 127.0.0.1.",
        ),
        (
            errno.ENFILE,
            80,
            "Cannot serve at 127.0.0.1, port 80 (odd): try `make serve PORT=8001`.",
        ),
    ],
)
def test_other_reasons_are_one_sentence_too(number, port, sentence):
    """Whatever the system refuses, the editor reads a sentence with a hint."""
    assert why_not(OSError(number, "odd"), endpoint("127.0.0.1", port)) == sentence
