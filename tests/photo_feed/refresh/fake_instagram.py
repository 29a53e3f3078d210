"""A server on this machine that answers like Instagram, or misbehaves as a test wants."""

import io
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from PIL import Image

TOKEN = "IGAAplanted+Token/0123456789=="  # noqa: S105  # planted, to be found nowhere
NEWER = "IGAAnewer+Token/9876543210=="
MEDIA = "/v25.0/me/media"
ME = "/v25.0/me"
RENEWAL = "/refresh_access_token"


def jpeg(colour="teal", size=(64, 48)):
    """A small picture's bytes."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


class FakeInstagram:
    """The server's posts, the requests that it got, and how it misbehaves.

    `answers` maps a path to a function that gets the request's handler and answers as it likes.
    """

    def __init__(self, port):
        """Begin with no posts."""
        self.url = f"http://127.0.0.1:{port}"
        self.port = port
        self.connections = 0
        self.posts = []
        self.pictures = {}
        self.answers = {}
        self.asked = []
        self.page_size = 100

    def post(self, number, colour="teal", **fields):
        """Add a post with a picture, older than those before it."""
        path = f"/pictures/{number}.jpg"
        self.pictures[path] = jpeg(colour)
        item = {
            "id": str(number),
            "media_type": "IMAGE",
            "media_url": self.url + path,
            "permalink": f"https://www.instagram.com/p/post{number}/",
            "timestamp": f"2026-10-{30 - number:02}T10:00:00+0000",
            "caption": f"Caption {number}",
        }
        self.posts.append({**item, **fields})

    def paths(self):
        """The paths that were asked for, in order, without their queries."""
        return [urlsplit(target).path for target, _ in self.asked]

    def answer(self, handler):
        """Answer one request."""
        parts = urlsplit(handler.path)
        self.asked.append((handler.path, dict(handler.headers)))
        if parts.path in self.answers:
            self.answers[parts.path](handler)
        elif parts.path == MEDIA:
            send(handler, self._page(parse_qs(parts.query)))
        elif parts.path == ME:
            send(handler, {"id": "1", "media_count": len(self.posts)})
        elif parts.path in self.pictures:
            send(handler, self.pictures[parts.path], kind="image/jpeg")
        elif parts.path == RENEWAL:
            send(handler, {"access_token": NEWER, "token_type": "bearer", "expires_in": 5_184_000})
        else:
            send(handler, b"<html>nothing here", status=404, kind="text/html")

    def _page(self, query):
        start = int(query.get("after", ["0"])[0])
        end = start + min(int(query["limit"][0]), self.page_size)
        page = {"data": self.posts[start:end], "paging": {"cursors": {"before": "x"}}}
        if end < len(self.posts):
            page["paging"]["cursors"]["after"] = str(end)
            page["paging"]["next"] = f"http://192.0.2.1/?access_token={query['access_token'][0]}"
        return page


def send(handler, body, status=200, kind="application/json", **headers):
    """Send a whole answer; what is not bytes is sent as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def sending(body, status=200, **headers):
    """An answer to keep in `answers`."""
    return lambda handler: send(handler, body, status, **headers)


def api_error(code, subcode=None, status=400, message="Something", **headers):
    """An answer that reports an error as the API does; its message has the token in it."""
    words = f"{message} (access_token={TOKEN})"
    error = {"message": words, "type": "OAuthException", "code": code, "fbtrace_id": "A1"}
    return sending(
        {"error": error | ({"error_subcode": subcode} if subcode else {})}, status, **headers
    )


def redirecting(location, status=302):
    """An answer that leads elsewhere."""
    return sending(b"", status, Location=location)


def raw(data, *, slowly=b"", endless=False):
    """An answer of these bytes, then others one by one, or the last of them repeated for ever."""

    def misbehave(handler):
        handler.close_connection = True
        try:
            handler.wfile.write(data)
            for number in slowly:
                handler.wfile.write(bytes([number]))
                time.sleep(0.1)
            while endless:
                handler.wfile.write(data[-65_536:])
        except OSError:
            pass  # the other side has had enough

    return misbehave


@contextmanager
def fake_instagram(tls=None):
    """Run the server on a free port of 127.0.0.1, with TLS where a context for it is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            fake.answer(self)

        def log_message(self, *_args):
            """Stay silent."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self):
            connection, address = super().get_request()
            fake.connections += 1
            return (tls.wrap_socket(connection, server_side=True) if tls else connection), address

        def handle_error(self, *_args):
            """A client that hangs up is not an error."""

    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket.settimeout(1)
        fake = FakeInstagram(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield fake
        finally:
            server.shutdown()
            thread.join()
