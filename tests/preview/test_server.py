"""The server, tested through real sockets."""

import errno
import http.client
import itertools
import json
import shutil
import socket
import threading
import urllib.request
from pathlib import Path

import pytest

from plugins.core.findings import Finding
from plugins.form.answers import POLICY, Form
from plugins.preview.broadcast import Broadcast
from plugins.preview.listen_address import endpoint
from plugins.preview.options import UsageError
from plugins.preview.server import PreviewServer, serving, why_not

DEADLINE = 15
SCRIPT = '<script src="/_preview/reload.js" data-build="{}" defer></script>\n'


class Client:
    """Sends request lines unchanged, which browsers and most libraries do not."""

    def __init__(self, server):
        self.server = server

    def connect(self, target, method="GET", host="localhost"):
        """Send a request and return the socket."""
        sock = socket.create_connection(self.server.server_address[:2], DEADLINE)
        sock.sendall(f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode("latin-1"))
        return sock

    def request(self, target, method="GET", host="localhost"):
        """Return the response, with its text in `.text`."""
        with self.connect(target, method, host) as sock:
            answer = http.client.HTTPResponse(sock, method=method)
            answer.begin()
            with answer:
                answer.text = answer.read().decode()
        return answer


@pytest.fixture
def root(tmp_path):
    made = tmp_path / ".preview"
    (made / "a b").mkdir(parents=True)
    (made / "index.html").write_text("<body>Home</body>")
    (made / "404.html").write_text("<body>Lost</body>")
    (made / "a b/index.html").write_text("<body>A</body>")
    (made / "main.css").write_text("body{}")
    (tmp_path / "secret.txt").write_text("secret")
    return made


@pytest.fixture
def server(root):
    broadcast = Broadcast()
    form = Form(root.parent / "content", root.parent / "form")
    made = PreviewServer(endpoint("127.0.0.1", 0), root, broadcast, form, ping_every=0.02)
    thread = threading.Thread(target=made.serve_forever, args=(0.01,))
    thread.start()
    yield made
    broadcast.close()
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def client(server):
    return Client(server)


def test_a_page_is_served_with_the_script(client, server):
    """A page gets one script with the build id, and browsers must not cache it."""
    server.broadcast.built()

    answer = client.request("/")

    assert (answer.status, answer.text) == (
        200,
        f"<body>Home{SCRIPT.format(server.broadcast.state.build)}</body>",
    )
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Length"] == str(len(answer.text))


def test_the_files_on_disk_are_not_changed(client, root):
    """The script is only in the response."""
    client.request("/")

    assert (root / "index.html").read_text() == "<body>Home</body>"


def test_other_files_are_served_unchanged(client):
    """A stylesheet is served with its media type."""
    answer = client.request("/main.css?v=1")

    assert (answer.status, answer.text) == (200, "body{}")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"


def test_a_folder_without_its_slash_is_redirected(client):
    """Relative links of the page need the slash; names and query are kept."""
    answer = client.request("/a%20b?q=1")

    assert (answer.status, answer.headers["Location"]) == (301, "/a%20b/?q=1")


def test_a_missing_page_is_the_sites_own_404(client):
    """The site's 404 page is sent with status 404."""
    answer = client.request("/none/deep/")

    assert (answer.status, answer.text) == (404, f"<body>Lost{SCRIPT.format('')}</body>")


def test_a_site_without_a_404_page_gives_status_404(client, root):
    """The body is a short text."""
    (root / "404.html").unlink()

    answer = client.request("/none")

    assert (answer.status, answer.text) == (404, "There is no such page.\n")


def test_before_the_first_build_there_is_a_waiting_page(client, root):
    """For any path; it says that there is no site yet, and listens for builds."""
    root.rename(root.with_name("away"))

    answer = client.request("/a/b/")

    assert answer.status == 503
    assert "<h1>No preview yet</h1>" in answer.text
    assert SCRIPT.format("") + "</body>" in answer.text


@pytest.mark.parametrize("target", ["/", "/none", "/a%20b", "/main.css", "/_preview/reload.js"])
def test_head_is_get_without_the_body(client, target):
    """HEAD has the same status and headers as GET."""
    head, get = client.request(target, "HEAD"), client.request(target)

    assert head.text == ""
    assert head.status == get.status
    del head.headers["Date"], get.headers["Date"]
    assert head.getheaders() == get.getheaders()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "BREW"])
def test_other_methods_are_refused(client, method):
    """Only GET and HEAD are supported, and POST for the form."""
    assert client.request("/", method).status == 501


@pytest.mark.parametrize(
    "target",
    [
        *("/../secret.txt", "/%2e%2e/secret.txt", "/a/..%2f..%2fsecret.txt", "/..%5csecret.txt"),
        *("//etc/passwd", "/index.html%00.txt", "http://localhost/secret.txt", "/%ff"),
    ],
)
def test_nothing_outside_the_folder_is_served(client, target):
    """Paths to parent folders, in any encoding, are refused or not found."""
    answer = client.request(target)

    assert answer.status in {400, 404}
    assert "secret" not in answer.text
    assert "root:" not in answer.text


def test_links_out_of_the_folder_are_not_followed(client, root):
    """A symbolic link that leads outside is not found."""
    (root / "link.txt").symlink_to("../secret.txt")

    assert client.request("/link.txt").status == 404


def post(server, target="/edit/read", body=b'{"texts": []}', host="localhost", **headers):
    """The status, and the text, of what the server answers to a POST."""
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=DEADLINE)
    given = {"Host": host, "Content-Type": "application/json", **headers}
    connection.request("POST", target, body, given)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_the_form_has_a_policy_that_no_page_of_the_site_has(client):
    """Its own, without the refresh script: loading the page again would lose what was typed."""
    form, page = client.request("/edit/"), client.request("/")

    assert form.headers["Content-Security-Policy"] == POLICY
    assert "_preview" not in form.text
    assert page.headers["Content-Security-Policy"] is None
    assert client.request("/edit").headers["Location"] == "/edit/"
    assert client.request("/edit/../secret.txt").status == 400
    assert client.request("/edit/secret.txt").status == 404


def test_the_form_gets_the_language_of_the_site(client, root):
    """The home page says it; posts in that language have no language in their name."""
    (root / "index.html").write_text('<html lang="nb" dir="ltr"><body>Home</body>')

    configuration = json.loads(client.request("/edit/configuration").text)

    assert configuration["i18n"]["locales"] == ["nb"]


def test_only_the_form_may_send_something(server):
    """JSON to addresses of the form: a page of another site may not send that without asking."""
    assert post(server) == (200, "[]")
    assert post(server, "/")[0] == 404
    assert post(server, "/edit/other")[0] == 404
    assert post(server, "/other/read")[0] == 404
    assert post(server, host="evil.example")[0] == 403
    assert post(server, **{"Content-Type": "text/plain"})[0] == 415
    assert post(server, **{"Content-Length": "-1"})[0] == 413
    assert post(server, **{"Content-Length": "99999999"})[0] == 413
    assert post(server, **{"Content-Length": "9" * 5000})[0] == 413


@pytest.mark.parametrize(
    "target", ["/", "/_preview/events", "/_preview/reload.js", "/edit/", "/edit/configuration"]
)
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", ""])
def test_a_request_for_another_host_is_refused(client, host, target):
    """With another Host header (DNS rebinding) nothing of the site can be read."""
    answer = client.request(target, host=host)

    assert (answer.status, answer.text) == (403, "This preview answers to localhost only.\n")


def test_pages_are_served_during_swaps(client, root):
    """Requests while builds replace the folder all succeed."""
    stop = threading.Event()

    def swap():
        for number in itertools.count():  # each a folder of its own, as a build's is
            if stop.is_set():
                break
            shutil.copytree(root, fresh := root.with_name(f"fresh-{number}"))
            root.rename(root.with_name(f"away-{number}"))
            stop.wait(0.001)
            fresh.rename(root)
            stop.wait(0.002)

    thread = threading.Thread(target=swap)
    thread.start()
    statuses = {client.request("/a%20b/").status for _ in range(20)}
    stop.set()
    thread.join()

    assert statuses == {200}


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("reload.js", "text/javascript; charset=utf-8"), ("overlay.css", "text/css; charset=utf-8")],
)
def test_its_own_files_are_served(client, name, content_type):
    """The script and the overlay's style come from the package."""
    answer = client.request(f"/_preview/{name}")
    static = Path(__file__).parents[2] / "plugins/preview/static"

    assert answer.text == (static / name).read_text()
    assert answer.headers["Content-Type"] == content_type


@pytest.mark.parametrize("name", ["", "waiting.html", "../server.py", "none.js"])
def test_only_its_own_files_are_served(client, name):
    """No other file of the package is."""
    assert client.request(f"/_preview/{name}").status in {400, 404}


class Stream:
    """Reads server-sent events, one block at a time."""

    def __init__(self, client):
        self.sock = client.connect("/_preview/events")
        self.file = self.sock.makefile("rb")

    def block(self):
        """The lines up to the next empty one."""
        lines = []
        while line := self.file.readline().decode().strip():
            lines.append(line)
        return lines

    def event(self):
        """The next event's name and data, past the comments."""
        while True:
            fields = dict(line.split(": ", 1) for line in self.block())
            if "event" in fields:
                return fields["event"], json.loads(fields["data"])

    def close(self):
        """Close the connection without notice."""
        self.file.close()
        self.sock.close()


@pytest.fixture
def stream(client):
    opened = Stream(client)
    yield opened
    opened.close()


def test_a_stream_sends_the_current_state_and_all_later_ones(server, stream):
    """The current state is sent at once."""
    head = stream.block()

    assert head[0] == "HTTP/1.1 200 OK"
    assert "Content-Type: text/event-stream; charset=utf-8" in head
    assert stream.block() == ["retry: 500"]
    assert stream.event() == ("building", {"build": "", "desk": "", "findings": []})

    server.broadcast.built()
    build = server.broadcast.state.build
    assert stream.event() == ("built", {"build": build, "desk": "", "findings": []})

    server.broadcast.failed([Finding("x.md", 7, "error", "a/b", "Wrong.", "Right.")])
    name, data = stream.event()
    assert (name, data["build"]) == ("findings", build)
    assert (data["findings"][0]["path"], data["findings"][0]["line"]) == ("x.md", 7)


def test_a_quiet_stream_is_kept_alive(stream):
    """Comments are sent between events."""
    stream.block()
    stream.block()
    stream.event()

    assert stream.block() == [": still here"]


def stream_threads(before):
    return [thread for thread in threading.enumerate() if thread not in before]


def test_the_thread_of_a_closed_stream_ends(client):
    """A stream that nobody reads leaves no thread."""
    before = set(threading.enumerate())
    stream = Stream(client)
    stream.block()
    (thread,) = stream_threads(before)

    stream.close()
    thread.join(DEADLINE)

    assert not thread.is_alive()


def test_closing_the_broadcast_ends_all_streams(server, client):
    """They end together with the preview."""
    before = set(threading.enumerate())
    streams = [Stream(client) for _ in range(3)]
    for stream in streams:
        stream.block()
    threads = stream_threads(before)

    server.broadcast.close()
    for thread in threads:
        thread.join(DEADLINE)

    assert [thread.is_alive() for thread in threads] == [False] * 3
    for stream in streams:
        stream.close()


def test_a_closed_connection_prints_nothing(client, root, capfd):
    """A browser that disconnects during a response leaves no message in the terminal."""
    (root / "large.txt").write_bytes(b"x" * 20_000_000)
    before = set(threading.enumerate())
    sock = client.connect("/large.txt")
    sock.recv(1)

    sock.close()
    for thread in stream_threads(before):
        thread.join(DEADLINE)

    assert capfd.readouterr() == ("", "")


def test_the_port_is_closed_at_the_end(tmp_path):
    """The server is reachable at its URL, and no longer afterwards."""
    (tmp_path / "a.txt").write_text("A")
    broadcast = Broadcast()

    with (
        serving(endpoint("127.0.0.1", 0), tmp_path, broadcast, Form(tmp_path)) as url,
        urllib.request.urlopen(f"{url}/a.txt") as answer,  # noqa: S310  -- our own server
    ):
        text = answer.read()

    assert text == b"A"
    assert broadcast.closed
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])))


def test_a_busy_port_is_one_sentence(tmp_path):
    """The message says what to type instead."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with (
            pytest.raises(UsageError) as refusal,
            serving(endpoint("127.0.0.1", port), tmp_path, Broadcast(), Form(tmp_path)),
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
def test_other_bind_errors_are_one_sentence(number, port, sentence):
    """Any error of the operating system becomes a sentence with a hint."""
    assert why_not(OSError(number, "odd"), endpoint("127.0.0.1", port)) == sentence
