"""A live site that does not say that it has no releases keeps its old files, or is not replaced."""

import http.server
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from plugins.deploy.plan import DeployError
from plugins.deploy.release_record import RECORD_PATH
from plugins.hosting import web
from plugins.hosting.web import LiveAnswer, Web
from tests.deploy.sites import hashed_of, site


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    """Between two tries."""
    monkeypatch.setattr(web, "_PAUSE", 0.01)


@pytest.mark.parametrize("status", [301, 403, 429, 500, 503])
def test_a_live_site_that_fails_is_not_taken_for_a_first_deploy(host, monkeypatch, status):
    """Its old files would be lost to whoever holds a page of it."""
    host.assemble(site(1))
    answer = LiveAnswer(status, {}, "", 0)
    monkeypatch.setattr("plugins.hosting.web.Web.get", lambda *_arguments, **_more: answer)

    with pytest.raises(DeployError):
        host.assemble(site(2))

    assert host.files() == site(1)
    host.assemble(site(2), allow_deletes=True)
    assert host.files() == site(2)


@contextmanager
def listening(answer):
    """The address of a server that does this with each connection."""
    over = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self):
            answer(self.request, over)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            over.set()
            server.shutdown()
            thread.join()


def close(_connection, _over):
    """Say nothing."""


def drip(connection, over):
    """Send a byte now and then, without an end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.is_set():
        try:
            connection.sendall(b" ")
        except OSError:
            return
        time.sleep(0.1)


def is_refused(host, url):
    """Whether the next deploy is refused, with nothing changed, unless old files may be lost."""
    host.assemble(site(1))
    with pytest.raises(DeployError):
        host.assemble(site(2), url=url)
    is_unchanged = host.files() == site(1)
    host.assemble(site(2), url=url, allow_deletes=True)
    return is_unchanged and host.files() == site(2)


def test_a_site_that_refuses_connections_is_not_taken_for_a_first_deploy(host):
    """Its server is being started again, say."""
    assert is_refused(host, "http://127.0.0.1:9")


@pytest.mark.parametrize(("scheme", "answer"), [("http", close), ("https", close), ("http", drip)])
def test_a_site_without_an_answer_is_not_taken_for_a_first_deploy(
    host, monkeypatch, scheme, answer
):
    """It ends connections, has no certificate, or takes too long."""
    monkeypatch.setattr("plugins.deploy.live_release.SECONDS", 0.5)
    with listening(answer) as address:
        assert is_refused(host, f"{scheme}://{address}")


def unknown_names(code):
    """What asks for the address of a host, and gets this answer for all but this machine's."""
    real = socket.getaddrinfo

    def ask(host, *more, **words):
        if host == "127.0.0.1":
            return real(host, *more, **words)
        raise socket.gaierror(code, "No address")

    return ask


def test_a_name_without_a_host_is_deployed_for_the_first_time(host, monkeypatch):
    """The domain is new: nothing is kept, nothing fails, and one line says so."""
    monkeypatch.setattr(socket, "getaddrinfo", unknown_names(socket.EAI_NONAME))

    host.assemble(site(1), url="https://www.example.org")

    assert host.files() == site(1)
    assert len(host.said) == 1


def test_a_name_that_cannot_be_asked_for_is_not_taken_for_a_new_one(host, monkeypatch):
    """This machine is not connected."""
    monkeypatch.setattr(socket, "getaddrinfo", unknown_names(socket.EAI_AGAIN))

    assert is_refused(host, "https://www.example.org")


def failing_for_old_files(monkeypatch, answer):
    """Let the live site answer like this for hashed files."""
    real = Web.get

    def get(self, url, most, *, keep=False):
        return answer(url) if "/theme/" in url else real(self, url, most, keep=keep)

    monkeypatch.setattr(Web, "get", get)


@pytest.mark.parametrize("status", [204, 302, 401, 403, 408, 429, 500, 0])
def test_old_files_that_cannot_be_fetched_are_not_left_out(host, monkeypatch, status):
    """The site may have them, and fails or refuses: who holds its pages would miss them."""

    def answer(_url):
        if not status:
            raise web.NoAnswerError("timed out")
        return LiveAnswer(status, {}, "", 0)

    host.assemble(site(1))
    failing_for_old_files(monkeypatch, answer)

    with pytest.raises(DeployError) as refused:
        host.assemble(site(2))

    assert all(path in refused.value.message for path in hashed_of(1))
    assert host.files() == site(1)
    host.assemble(site(2), allow_deletes=True)
    assert host.files() == site(2)
    assert [each["files"] for each in host.record()["releases"][1:]] == [[]]


@pytest.mark.parametrize("status", [404, 410])
def test_old_files_that_are_gone_are_left_out(host, monkeypatch, status):
    """The site says so itself."""
    host.assemble(site(1))
    failing_for_old_files(monkeypatch, lambda _url: LiveAnswer(status, {}, "", 0))

    host.assemble(site(2))

    assert host.files() == site(2)


def test_all_old_files_together_have_a_limit_of_time(host, monkeypatch):
    """A server that sends a byte now and then holds nothing for ever."""
    host.assemble(site(1))
    record = (host.live / RECORD_PATH).read_bytes()
    monkeypatch.setattr("plugins.deploy.live_release.SECONDS", 0.5)

    def answer(connection, over):
        if b"/theme/" in connection.recv(1 << 16):
            drip(connection, over)
        else:
            size = f"Content-Length: {len(record)}"
            connection.sendall(f"HTTP/1.1 200 OK\r\n{size}\r\n\r\n".encode() + record)

    with listening(answer) as address, pytest.raises(DeployError) as refused:
        host.assemble(site(2), url=f"http://{address}")

    assert all(path in refused.value.message for path in hashed_of(1))
    assert host.files() == site(1)
