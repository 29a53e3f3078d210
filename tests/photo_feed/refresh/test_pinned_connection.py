"""Connections go to the address that was checked, with the certificate of the host name."""

import contextlib
import socket
import ssl
import threading
import time
from pathlib import Path

import pytest

from plugins.photo_feed.refresh import pinned_connection
from plugins.photo_feed.refresh.allowed_hosts import RequestUrl
from plugins.photo_feed.refresh.errors import ErrorKind, RefreshError
from plugins.photo_feed.refresh.network_addresses import is_public
from plugins.photo_feed.refresh.pinned_connection import Deadline, open_connection
from plugins.photo_feed.refresh.transport import Limits, Transport
from tests.photo_feed.refresh.fake_instagram import fake_instagram, raw, redirecting, sending

pytestmark = pytest.mark.slow  # together, they would keep `make check` too long

PEM = Path(__file__).parent / "fixtures" / "tls_server.pem"
API = "graph.instagram.com"
UNSAFE = [
    "127.0.0.1", "::1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",  # noqa: S104  # refused
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "fe80::1", "fd00::1", "::ffff:10.0.0.1",
    "64:ff9b::a00:1", "2002:a00:1::1",
]  # fmt: skip


@pytest.fixture
def secure():
    """A fake Instagram that speaks TLS with a certificate of its own making."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with fake_instagram(context) as fake:
        yield fake


@pytest.fixture
def trusted(monkeypatch):
    """Trust that certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))


@pytest.fixture
def as_if_public(monkeypatch):
    """Take 127.0.0.1 for a public address, since no other can be listened on here."""

    def judged(address):
        return address == "127.0.0.1" or is_public(address)

    monkeypatch.setattr(pinned_connection, "is_public", judged)


class Names:
    """Looks host names up in lists of answers: each is used once, the last one repeatedly."""

    def __init__(self, **answers):
        """Take the answers for each first part of a name."""
        self.answers = answers
        self.asked = []

    def __call__(self, host, port):
        """Look up a name."""
        self.asked.append((host, port))
        answers = self.answers[host.split(".")[0]]
        return [answers.pop(0) if len(answers) > 1 else answers[0]]


def ask(fake, names, host=API):
    """Ask the server for /, under a name."""
    url = RequestUrl("https", host, fake.port, "/")
    return Transport(Limits(seconds=20), names).get(url, lambda _: True, 1000)


@pytest.mark.parametrize("address", UNSAFE)
def test_no_connection_to_a_private_address(instagram, address):
    """The server that listens there gets no connection."""
    with pytest.raises(RefreshError) as raised:
        ask(instagram, Names(graph=[address]))

    assert raised.value.kind is ErrorKind.UNSAFE
    assert f"has no allowed address ({address})" in raised.value.message
    assert instagram.connections == 0


@pytest.mark.usefixtures("trusted", "as_if_public")
@pytest.mark.parametrize("address", [address for address in UNSAFE if address != "127.0.0.1"])
def test_a_redirect_is_checked_at_each_hop(secure, address):
    """The first server is good, the name that it redirects to is not."""
    secure.answers["/"] = redirecting(f"https://cdn.cdninstagram.com:{secure.port}/a.jpg")

    with pytest.raises(RefreshError) as raised:
        ask(secure, Names(graph=["127.0.0.1"], cdn=[address]))

    assert raised.value.kind is ErrorKind.UNSAFE
    assert secure.connections == 1


@pytest.mark.usefixtures("trusted", "as_if_public")
def test_dns_rebinding_has_no_effect(secure):
    """A name is looked up once for each connection, and checked every time."""
    names = Names(graph=["127.0.0.1", "10.0.0.1"])
    secure.answers["/"] = sending(b"good")

    assert ask(secure, names).body == b"good"
    assert names.asked == [(API, secure.port)]

    with pytest.raises(RefreshError):
        ask(secure, names)


@pytest.mark.usefixtures("trusted", "as_if_public")
def test_only_the_public_addresses_of_a_name_are_used(secure):
    """One unsafe address among good ones is passed over."""
    secure.answers["/"] = sending(b"good")

    assert ask(secure, lambda *_: ["10.0.0.1", "127.0.0.1", "::1"]).body == b"good"


@pytest.mark.usefixtures("as_if_public")
def test_an_untrusted_certificate_is_refused(secure):
    """Without verification anybody on the network could read the token."""
    with pytest.raises(RefreshError) as raised:
        ask(secure, Names(graph=["127.0.0.1"]))

    assert raised.value.kind is ErrorKind.UNREACHABLE
    assert "SSLCertVerificationError" in raised.value.message
    assert secure.asked == []


@pytest.mark.usefixtures("trusted", "as_if_public")
def test_a_certificate_for_another_name_is_refused(secure):
    """The certificate has to be that of the host that was asked for."""
    with pytest.raises(RefreshError) as raised:
        ask(secure, Names(example=["127.0.0.1"]), host="example.com")

    assert "SSLCertVerificationError" in raised.value.message
    assert secure.asked == []


def drip(server):
    """Begin a TLS record of 16 kB and send it byte by byte."""
    connection, _ = server.accept()
    with contextlib.suppress(OSError), connection:
        connection.sendall(b"\x16\x03\x03\x40\x00")
        for _ in range(100):
            connection.sendall(b"\x02")
            time.sleep(0.05)


@pytest.mark.usefixtures("as_if_public")
@pytest.mark.parametrize("behave", [lambda _: None, drip], ids=["silent", "byte by byte"])
def test_an_endless_handshake_times_out(behave):
    """The time limit of a request includes the handshake."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = RequestUrl("https", API, server.getsockname()[1], "/")
        transport = Transport(Limits(seconds=0.3), lambda *_: ["127.0.0.1"])
        thread = threading.Thread(target=behave, args=[server])
        thread.start()
        with pytest.raises(RefreshError) as raised:
            transport.get(url, lambda _: True, 1000)
        thread.join()

    assert raised.value.kind is ErrorKind.TIMEOUT


@pytest.mark.usefixtures("trusted", "as_if_public")
def test_a_dripping_encrypted_answer_times_out(secure):
    """Shutting the connection down ends a read within TLS too."""
    secure.answers["/"] = raw(b"HTTP/1.1 200 OK\r\n\r\n", slowly=b" " * 900)
    url = RequestUrl("https", API, secure.port, "/")
    start = time.monotonic()

    with pytest.raises(RefreshError) as raised:
        Transport(Limits(seconds=0.4), lambda *_: ["127.0.0.1"]).get(url, bool, 1000)

    assert raised.value.kind is ErrorKind.TIMEOUT
    assert time.monotonic() - start < 20  # the answer would take 90 s


def test_localhost_has_to_be_this_machine():
    """Another answer of the name server is refused."""
    with pytest.raises(RefreshError) as raised:
        open_connection(
            RequestUrl("http", "localhost", 80, "/"), Deadline(1), lambda *_: ["93.184.216.34"]
        )

    assert raised.value.kind is ErrorKind.UNSAFE


def test_a_name_without_addresses_is_unreachable():
    """A failed lookup is an error of the connection."""

    def fails(*_):
        raise OSError(-2, "Name or service not known")

    with pytest.raises(RefreshError) as raised:
        Transport(Limits(), fails).get(RequestUrl("https", API, 443, "/"), bool, 10)

    assert raised.value.kind is ErrorKind.UNREACHABLE


def test_a_deadline_passes_by_the_clock_alone():
    """During a name lookup there is no connection that its timer could cut."""
    assert Deadline(0).passed
    assert not Deadline(60).passed
